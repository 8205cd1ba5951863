import Glibc

/// A directory for this process alone (mode 0700), removed with all that is in it when its owner goes.
package struct TemporaryDirectory: ~Copyable, Sendable {
    /// Its path: `PARENT/.kimage-…`.
    package let path: String

    /// Makes a directory in `parent`.
    ///
    /// - Throws: `MachineFailure`, category `cannotCreate`.
    package init(in parent: String) throws {
        var template = Array("\(parent)/\(AtomicFile.prefix)XXXXXX".utf8CString)
        // mkdtemp(3) makes it with mode 0700, of which a umask can only take.
        guard mkdtemp(&template) != nil else {
            throw MachineFailure("make a directory in", path: parent, errno: errno, intent: .output)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // Nobody is left to be told; what remains is in a directory that is known to be temporary.
        try? Directory.removeTree(path)
    }
}
