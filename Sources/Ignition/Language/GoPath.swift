/// Paths as Go's package `path` treats them: bytes, `/`, nothing asked of a file system.
enum GoPath {
    /// The shortest name of the same place; `.` for the empty path.
    static func clean(_ path: String) -> String {
        if path.isEmpty { return "." }
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        var kept: [Substring.UTF8View] = []
        for part in path[...].utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual(".".utf8) { continue }
            guard part.elementsEqual("..".utf8) else {
                kept.append(part)
                continue
            }
            if let last = kept.last, !last.elementsEqual("..".utf8) {
                kept.removeLast()
            } else if !isRooted {
                kept.append(part)
            }
        }
        let joined = kept.map { Substring($0) }.joined(separator: "/")
        return isRooted ? "/" + joined : joined.isEmpty ? "." : joined
    }

    static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    /// Both with a slash between them, cleaned; empty parts are left out.
    static func join(_ first: String, _ second: String) -> String {
        let parts = [first, second].filter { !$0.isEmpty }
        return parts.isEmpty ? "" : clean(parts.joined(separator: "/"))
    }

    /// From the last dot of the last element on; empty where it has none.
    static func suffix(_ path: String) -> String {
        let bytes = path.utf8
        guard let index = bytes.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }),
            bytes[index] == UInt8(ascii: ".")
        else { return "" }
        return String(path[index...])
    }

    /// Byte for byte; Swift's own comparison takes texts for equal that Unicode normalizes alike.
    static func equal(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    static func begins(_ path: String, with prefix: String) -> Bool { path.utf8.starts(with: prefix.utf8) }
}
