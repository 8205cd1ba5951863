import Ignition
import Provisioning
import Recipes

/// `systemd.quadlets` of the experimental version: files below /etc/containers/systemd.
struct ButaneQuadlets {
    static let suffixes = [
        ".container", ".volume", ".network", ".kube", ".image", ".build", ".pod", ".artifact",
    ]
    let folder: ButaneFolder

    init(_ folder: ButaneFolder) {
        self.folder = folder
    }

    /// The template of an instance: `a@.container` for `a@1.container`; nil where the name is none.
    static func template(of name: String) -> String? {
        guard let at = name.firstIndex(of: "@"), let dot = name.lastIndex(of: "."),
            name.index(after: at) != dot
        else { return nil }
        return "\(name[..<at])@.\(name[name.index(after: dot)...])"
    }

    func add(_ config: ButaneNode, to root: inout JSONNode, _ report: inout ButaneReport) {
        let quadlets = config.object("systemd").list("quadlets")
        if quadlets.isEmpty { return }
        var nodes = IgnitionNodes(root)
        for quadlet in quadlets {
            let name = quadlet.text("name") ?? ""
            let base = "/etc/containers/systemd/" + (quadlet.isTrue("rootful") ? "" : "users/")
            let path = base + (ButaneFolder.relative(name) ?? name)
            if let template = Self.template(of: name) {
                let link = JSONNode.object(["path": .string(path), "target": .string(template)])
                if !nodes.add("links", ButaneMountUnits.placed(link, at: quadlet.position)) {
                    report.add(ButaneFileRules.exists, at: quadlet.position, "\(path) is there already")
                }
            } else {
                add(quadlet, path, to: &nodes, &report)
            }
            for dropin in quadlet.list("dropins") {
                add(dropin, "\(path).d/\(dropin.text("name") ?? "")", to: &nodes, &report)
            }
        }
        nodes.store(in: &root)
    }

    private func add(
        _ source: ButaneNode, _ path: String, to nodes: inout IgnitionNodes, _ report: inout ButaneReport
    ) {
        var bytes: [UInt8] = []
        if let local = source.nonEmpty("contents_local") {
            guard let read = folder.bytes(local, at: source["contents_local"]?.position, &report) else {
                return
            }
            bytes = read
        }
        if let text = source.nonEmpty("contents") { bytes = Array(text.utf8) }
        let contents = JSONNode.object(["source": .string(DataURL.encode(bytes)), "compression": .string("")])
        let file = JSONNode.object([
            "path": .string(path), "contents": contents, "mode": .integer(0o644),
        ])
        if !nodes.add("files", ButaneMountUnits.placed(file, at: source.position)) {
            report.add(ButaneFileRules.exists, at: source.position, "\(path) is there already")
        }
    }
}
