internal import Machine

/// The names that files of an image may have: nothing that a menu, a URL, a shell or a checksum list must quote.
enum OutputName {
    /// The path itself where every component is made of letters, digits and `.`, `_`, `-`, `:`, `+`, and none is `.`
    /// or `..`.
    static func checked(_ path: String) throws -> String {
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        let isGood = components.allSatisfy { component in
            !component.isEmpty && component != "." && component != ".." && component.utf8.allSatisfy(isPlain)
        }
        guard isGood, path.utf8.count <= 1024 else {
            throw MachineFailure(
                "write", path: path, reason: "it is no name for a file of an image", category: .cannotCreate,
                hint: "use letters, digits and . _ - : +")
        }
        return path
    }

    /// Any text as one component: other bytes become `_`.
    static func component(_ text: String) -> String {
        let bytes = text.utf8.map { isPlain($0) ? $0 : UInt8(ascii: "_") }
        return bytes.isEmpty ? "_" : String(decoding: bytes.prefix(100), as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            [".", "_", "-", ":", "+"].contains { UInt8(ascii: $0) == byte }
        }
    }
}
