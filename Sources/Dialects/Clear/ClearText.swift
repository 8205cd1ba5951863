import Provisioning

/// How ucd reads scalars: all are texts.
enum ClearText {
    /// ucd's `cloud_config_bool`, which compares beginnings without regard to case; nil for an unknown word.
    static func bool(_ text: String) -> Bool? {
        let word = text.lowercased()
        if ["1", "true", "yes", "y", "on"].contains(where: { word.hasPrefix($0) }) { return true }
        if ["0", "false", "no", "n", "off"].contains(where: { word.hasPrefix($0) }) { return false }
        return nil
    }

    /// True for a word that a POSIX shell takes as it stands; letters beyond ASCII have a rule of their own.
    static func isPlainWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
                    || "_./,:=+@%^-".utf8.contains(byte)
            }
    }
}

extension YAMLNode {
    /// The items of a list and of the lists within it; the node itself where it is none.
    var flattened: [YAMLNode] { items.map { $0.flatMap(\.flattened) } ?? [self] }

    /// The scalars of a value, as g_node_traverse(G_TRAVERSE_LEAVES) meets them.
    var leaves: [YAMLNode] {
        switch content {
        case .scalar: [self]
        case .sequence(let items): items.flatMap(\.leaves)
        case .mapping(let pairs): pairs.flatMap(\.value.leaves)
        }
    }
}
