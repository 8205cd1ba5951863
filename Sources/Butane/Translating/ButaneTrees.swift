import Ignition
import Provisioning
import Recipes

/// `storage.trees`: folders of local files that are embedded one by one.
struct ButaneTrees {
    let folder: ButaneFolder
    let language: ButaneLanguage

    init(_ folder: ButaneFolder, _ language: ButaneLanguage) {
        self.folder = folder
        self.language = language
    }

    func add(_ config: ButaneNode, to root: inout JSONNode, _ report: inout ButaneReport) {
        let trees = config.object("storage").list("trees")
        if trees.isEmpty { return }
        var nodes = IgnitionNodes(root)
        for tree in trees {
            let local = tree.text("local") ?? ""
            guard let entry = folder.entry(local, at: tree.position, &report) else {
                if folder.files == nil { break }
                continue
            }
            guard entry == .folder, let relative = ButaneFolder.relative(local) else {
                report.add(ButaneFileRules.treeNotFolder, at: tree.position, "\(local) is no folder")
                continue
            }
            for (path, entry) in folder.walk(relative) {
                add(path, entry, of: tree, to: &nodes, &report)
            }
        }
        nodes.store(in: &root)
    }

    private func add(
        _ path: String, _ entry: ButaneFile, of tree: ButaneNode, to nodes: inout IgnitionNodes,
        _ report: inout ButaneReport
    ) {
        let base = tree.nonEmpty("path") ?? "/"
        let destination =
            "/" + (base.split(separator: "/") + path.split(separator: "/")).joined(separator: "/")
        let (user, group) = (owner(tree, "user"), owner(tree, "group"))
        switch entry {
        case .folder:
            guard tree["dir_mode"] != nil || user != nil || group != nil else { return }
            let mode = tree.whole("dir_mode") ?? 0o755
            let node = JSONNode.object([
                "path": .string(destination), "user": user, "group": group, "mode": .integer(mode),
            ])
            if !nodes.add("directories", ButaneMountUnits.placed(node, at: tree.position)) {
                exists(destination, tree, &report)
            }
        case .file(let bytes, let isExecutable):
            let mode = tree.whole("file_mode") ?? (isExecutable ? 0o755 : 0o644)
            let contents = JSONNode.object([
                "source": .string(DataURL.encode(bytes)), "compression": .string(""),
            ])
            let node = JSONNode.object([
                "path": .string(destination), "user": user, "group": group, "contents": contents,
                "mode": .integer(mode),
            ])
            let placed = ButaneMountUnits.placed(node, at: tree.position)
            if !nodes.complete("files", placed, unless: { ($0["contents"]?["source"]?.text ?? "") != "" }) {
                exists(destination, tree, &report)
            }
        case .link(let target):
            let node = JSONNode.object([
                "path": .string(destination), "user": user, "group": group, "target": .string(target),
            ])
            let placed = ButaneMountUnits.placed(node, at: tree.position)
            if !nodes.complete("links", placed, unless: { ($0["target"]?.text ?? "") != "" }) {
                exists(destination, tree, &report)
            }
        case .other:
            report.add(
                ButaneFileRules.treeNotFolder, at: tree.position,
                "\(path) is no file, folder or symbolic link")
        }
    }

    private func exists(_ path: String, _ tree: ButaneNode, _ report: inout ButaneReport) {
        report.add(ButaneFileRules.exists, at: tree.position, "\(path) is there already")
    }

    private func owner(_ tree: ButaneNode, _ name: String) -> JSONNode? {
        guard let owner = tree[name], owner["id"] != nil || owner["name"] != nil else { return nil }
        return .object([
            "id": owner.whole("id").map(JSONNode.integer), "name": owner.text("name").map(JSONNode.string),
        ])
    }
}
