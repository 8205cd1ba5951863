/// The paths that a recipe names itself: one thing a path, and nothing below what is no folder.
enum ItemPaths {
    private struct Item {
        var kind: String
        var path: Located<String>
    }

    static func check(_ recipe: Recipe, _ findings: Findings) {
        let items =
            recipe.files.map { Item(kind: "file", path: $0.path) }
            + recipe.directories.map { Item(kind: "directory", path: $0.path) }
            + recipe.links.map { Item(kind: "link", path: $0.path) }
            + recipe.devices.map { Item(kind: "device", path: $0.path) }
        // By bytes: two names that look alike are two names to the kernel.
        var first: [[UInt8]: Item] = [:]
        for item in inOrder(items) {
            let key = Array(item.path.value.utf8)
            if let other = first[key] {
                findings.error(
                    at: item.path.position,
                    "\(item.kind).path: \(Quoting.quoted(item.path.value)) is a \(other.kind) already, at \(other.path.position)"
                )
            } else {
                first[key] = item
            }
        }
        for item in items {
            // A link may lead to a folder; a file and a device are none.
            guard let above = closest(above: item.path.value, in: first), above.kind != "directory",
                above.kind != "link"
            else { continue }
            findings.error(
                at: item.path.position,
                "\(item.kind).path: \(Quoting.quoted(item.path.value)) is below the \(above.kind) \(Quoting.quoted(above.path.value)) at \(above.path.position)"
            )
        }
    }

    private static func closest(above path: String, in items: [[UInt8]: Item]) -> Item? {
        var rest = path.utf8[...]
        while let slash = rest.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            if let item = items[Array(rest)] { return item }
        }
        return nil
    }

    /// File by file as they come, within a file by place.
    private static func inOrder(_ items: [Item]) -> [Item] {
        var rank: [String: Int] = [:]
        for item in items where rank[item.path.position.file] == nil {
            rank[item.path.position.file] = rank.count
        }
        let place = { (item: Item) in
            let position = item.path.position
            return (rank[position.file] ?? 0, position.line, position.column)
        }
        return items.sorted { place($0) < place($1) }
    }
}
