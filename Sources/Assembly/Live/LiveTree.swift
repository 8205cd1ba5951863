internal import Distributions

/// The names of a live image's root that matter here: `LiveOS`, `proc`, and what is below `ostree`.
struct LiveTree: Equatable {
    private var kinds: [String: LiveEntry.Kind] = [:]
    private var children: [String: [String]] = [:]

    init(_ entries: [LiveEntry] = []) {
        for entry in entries { add(entry) }
    }

    mutating func add(_ entry: LiveEntry) {
        guard kinds.updateValue(entry.kind, forKey: entry.path) == nil else { return }
        let slash = entry.path.lastIndex(of: "/")
        let parent = slash.map { String(entry.path[..<$0]) } ?? ""
        let name = slash.map { String(entry.path[entry.path.index(after: $0)...]) } ?? entry.path
        children[parent, default: []].append(name)
    }

    subscript(path: String) -> LiveEntry.Kind? { kinds[path] }

    func isDirectory(_ path: String) -> Bool { kinds[path] == .directory }

    /// Bytewise sorted.
    func names(in path: String) -> [String] {
        (children[path] ?? []).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// What `ostree=` may name, and the other names of the same.
    ///
    /// ostree, src/libostree/ostree-sysroot-deploy.c: `ostree/boot.N` is a link to `boot.N.0` or `boot.N.1`, which holds
    /// `NAME/CHECKSUM/SERIAL`, links to `../../../deploy/NAME/deploy/COMMIT.SERIAL`.
    func deployments() -> (list: [LiveImage.Deployment], aliases: [String: String]) {
        var list: [LiveImage.Deployment] = []
        var aliases: [String: String] = [:]
        for boot in names(in: "ostree") where OstreeName.isBootLink(boot) {
            var real = boot
            if case .link(let target)? = kinds["ostree/\(boot)"] {
                guard let resolved = Self.resolve(target, from: "ostree"), resolved.hasPrefix("ostree/")
                else {
                    continue
                }
                real = String(resolved.dropFirst("ostree/".count))
            }
            for path in links(below: "ostree/\(real)") {
                guard case .link(let target)? = kinds["ostree/\(real)/\(path)"] else { continue }
                let folder = "ostree/\(real)/\(path.split(separator: "/").dropLast().joined(separator: "/"))"
                let isWhole = Self.resolve(target, from: folder).map { isDirectory($0) } ?? false
                list.append(.init(path: "/ostree/\(boot)/\(path)", isWhole: isWhole))
                if real != boot { aliases["/ostree/\(real)/\(path)"] = "/ostree/\(boot)/\(path)" }
            }
        }
        return (list, aliases)
    }

    /// `NAME/CHECKSUM/SERIAL` below a folder.
    private func links(below folder: String) -> [String] {
        names(in: folder).filter(OstreeName.isSystem).flatMap { name in
            names(in: "\(folder)/\(name)").filter(OstreeName.isChecksum).flatMap { sum in
                names(in: "\(folder)/\(name)/\(sum)").filter(OstreeName.isSerial).map {
                    "\(name)/\(sum)/\($0)"
                }
            }
        }
    }

    /// Where a link leads, without a slash at the beginning; nil where it leads out of the root.
    static func resolve(_ target: String, from folder: String) -> String? {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
