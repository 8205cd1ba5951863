internal import Glibc
internal import Machine

/// Writes a file and leaves holes for stretches of zeros: an image of a file system is mostly empty.
struct SparseWriter: ~Copyable {
    private let file: Descriptor
    private let limit: UInt64
    private var end: UInt64 = 0

    private static let stretch = 64 << 10

    /// - Parameter limit: bytes of the file; more is an error.
    init(path: String, limit: UInt64) throws {
        file = try Descriptor(open: path, .writeOnly, options: [.create, .exclusive])
        self.limit = limit
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard UInt64(bytes.count) <= limit - end else {
            throw MachineFailure(
                "unpack", path: file.path, reason: "it has more bytes than its own listing says (\(limit))",
                category: .invalidData)
        }
        var done = 0
        while done < bytes.count {
            let part = UnsafeRawBufferPointer(rebasing: bytes[done..<min(bytes.count, done + Self.stretch)])
            end += UInt64(part.count)
            if Self.isZero(part) {
                try file.seek(to: Int64(end))
            } else {
                try file.write(part)
            }
            done += part.count
        }
    }

    consuming func finish() throws {
        try file.truncate(to: Int64(end))
        try file.close()
    }

    private static func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
        // Zero where the first byte is, and each equals the one before it.
        return bytes[0] == 0 && memcmp(base, base + 1, bytes.count - 1) == 0
    }
}
