import Provisioning

/// The files, directories and links of a configuration that is being made.
struct IgnitionNodes {
    private static let names = ["directories", "files", "links"]
    private var lists: [String: [JSONNode]] = [:]
    /// Where each path is.
    private var places: [String: (list: String, index: Int)] = [:]

    init(_ root: JSONNode) {
        for name in Self.names {
            lists[name] = root["storage"]?[name]?.items ?? []
            for (index, node) in (lists[name] ?? []).enumerated() {
                places[node["path"]?.text ?? ""] = (name, index)
            }
        }
    }

    /// Adds a node; false where its path is taken.
    mutating func add(_ list: String, _ node: JSONNode) -> Bool {
        let path = node["path"]?.text ?? ""
        guard places[path] == nil else { return false }
        places[path] = (list, lists[list]?.count ?? 0)
        lists[list, default: []].append(node)
        return true
    }

    /// Adds a node, or fills in what one of the same kind at its path does not say; false where it says it
    /// already or the path is of another kind.
    mutating func complete(_ list: String, _ node: JSONNode, unless isComplete: (JSONNode) -> Bool) -> Bool {
        let path = node["path"]?.text ?? ""
        guard let place = places[path] else { return add(list, node) }
        guard place.list == list, let old = lists[list]?[place.index], !isComplete(old) else { return false }
        // Its owner stays: a tree's is for what the tree itself makes.
        var added = node
        if let members = node.members {
            added.content = .object(members.filter { $0.name != "user" && $0.name != "group" })
        }
        let contents = node[list == "files" ? "contents" : "target"]
        var merged = IgnitionMerge.merge(added, old)
        if let contents, list == "links" { merged.set("target", contents) }
        if let source = contents?["source"], list == "files", var inner = merged["contents"] {
            inner.set("source", source)
            merged.set("contents", inner)
        }
        lists[list]?[place.index] = merged
        return true
    }

    /// Writes the lists into the configuration.
    func store(in root: inout JSONNode) {
        var storage = root["storage"] ?? JSONNode(.object([]))
        for name in Self.names {
            if let list = lists[name], !list.isEmpty { storage.set(name, .array(list)) }
        }
        if storage.members?.isEmpty == false { root.set("storage", storage) }
    }
}
