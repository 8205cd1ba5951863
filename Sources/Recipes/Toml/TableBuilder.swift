/// A table while its text is still being read: headers further down may add to it.
final class TableBuilder {
    /// The elements of `[[…]]` so far; there is at least one.
    final class Elements {
        private(set) var newest: TableBuilder
        private var older: [TableBuilder] = []

        init(first: TableBuilder) {
            newest = first
        }

        func append(_ table: TableBuilder) {
            older.append(newest)
            newest = table
        }

        var node: Node {
            let nodes = older.map(\.node) + [newest.node]
            return Node(.array(nodes), at: nodes[0].position)
        }
    }

    enum Content {
        /// A scalar, an inline table or an array in brackets: complete.
        case node(Node)
        case table(TableBuilder)
        case tables(Elements)
    }

    struct Slot {
        let key: String
        var keyPosition: SourcePosition
        var content: Content
    }

    /// Where the table begins: its header's bracket, or the first key that implies it.
    var position: SourcePosition
    private(set) var slots: [Slot] = []
    private var places: [[UInt8]: Int] = [:]

    init(at position: SourcePosition) {
        self.position = position
    }

    subscript(key: String) -> Slot? {
        places[Array(key.utf8)].map { slots[$0] }
    }

    func set(_ slot: Slot) {
        let key = Array(slot.key.utf8)
        if let place = places[key] {
            slots[place] = slot
        } else {
            places[key] = slots.count
            slots.append(slot)
        }
    }

    /// The finished table.
    func table() -> NodeTable {
        var result = NodeTable()
        for slot in slots {
            result.set(NodeTable.Entry(key: slot.key, keyPosition: slot.keyPosition, node: slot.content.node))
        }
        return result
    }

    /// The finished table as a value.
    var node: Node { Node(.table(table()), at: position) }
}

extension TableBuilder.Content {
    fileprivate var node: Node {
        switch self {
        case .node(let node): node
        case .table(let table): table.node
        case .tables(let elements): elements.node
        }
    }
}
