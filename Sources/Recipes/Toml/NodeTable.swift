/// A table of a TOML text: its keys in the order of the text.
package struct NodeTable: Sendable, Equatable {
    /// One key and its value.
    package struct Entry: Sendable, Equatable {
        package var key: String
        /// Where the key stands: in the header, in a dotted key or before its `=`.
        package var keyPosition: SourcePosition
        package var node: Node

        package init(key: String, keyPosition: SourcePosition, node: Node) {
            self.key = key
            self.keyPosition = keyPosition
            self.node = node
        }
    }

    package private(set) var entries: [Entry] = []
    // Keys are compared as bytes: Swift's strings are equal where Unicode's canonical forms are, TOML's are not.
    private var places: [[UInt8]: Int] = [:]

    package init() {}

    /// The entry with this key.
    package subscript(key: String) -> Entry? {
        places[Array(key.utf8)].map { entries[$0] }
    }

    /// Adds the entry at the end, or replaces the one with the same key where that stands.
    package mutating func set(_ entry: Entry) {
        let key = Array(entry.key.utf8)
        if let place = places[key] {
            entries[place] = entry
        } else {
            places[key] = entries.count
            entries.append(entry)
        }
    }

    /// Takes the entry out and returns it.
    @discardableResult
    package mutating func remove(_ key: String) -> Entry? {
        guard let place = places.removeValue(forKey: Array(key.utf8)) else { return nil }
        let removed = entries.remove(at: place)
        for index in place..<entries.count { places[Array(entries[index].key.utf8)] = index }
        return removed
    }
}
