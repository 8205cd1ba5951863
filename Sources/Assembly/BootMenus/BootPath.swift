/// Paths that mean the same in an iPXE URI, on a PXELINUX line and in a GRUB word, without any quoting.
enum BootPath {
    /// The longest path: TFTP servers take names of 512 bytes with their own folder in front.
    static let limit = 255

    /// The path, where it is one.
    ///
    /// - Throws: `MenuFault.path` for an absolute or empty path, for `.` and `..`, and for any byte that a loader could
    ///   take for something else (comma: PXELINUX's list; colon: a URI's scheme; `%`, `?`, `#`, `$`, blanks, quotes).
    static func checked(_ path: String, of entry: String) throws(MenuFault) -> String {
        if let reason = fault(path) { throw .path(entry: entry, path: path, reason: reason) }
        return path
    }

    /// What is wrong with the path; nil: nothing.
    static func fault(_ path: String) -> String? {
        guard path.utf8.count <= limit else { return "it has more than \(limit) bytes" }
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for part in parts {
            if part.isEmpty { return "it is empty, absolute, or has an empty component" }
            if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) {
                return "it has a \".\" or \"..\""
            }
            guard part.allSatisfy({ MenuText.isAlphanumeric($0) || "._+~-".utf8.contains($0) }) else {
                return "use letters, digits and \"._+~-\" between slashes"
            }
        }
        return nil
    }

    /// The last component.
    static func last(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }
}
