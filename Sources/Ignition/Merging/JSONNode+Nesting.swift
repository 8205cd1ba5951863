import Provisioning

extension JSONNode {
    /// The items of a list some objects below; empty where there is none.
    func list(_ path: [String]) -> [JSONNode] {
        var node: JSONNode? = self
        for name in path { node = node?[name] }
        return node?.items ?? []
    }

    /// Replaces a list some objects below; objects on the way are made where they are missing or null.
    mutating func setList(_ path: ArraySlice<String>, _ items: [JSONNode]) {
        guard let name = path.first else {
            content = .array(items)
            return
        }
        if members == nil { content = .object([]) }
        var inner = self[name] ?? JSONNode(.null)
        inner.setList(path.dropFirst(), items)
        set(name, inner)
    }

    /// Adds items to the end of a list some objects below.
    mutating func append(_ items: [JSONNode], to path: [String]) {
        if items.isEmpty { return }
        setList(path[...], list(path) + items)
    }
}
