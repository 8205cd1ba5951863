internal import Glibc

/// Why an initrd could not be read to its end, for reasons of this machine or of the limits, not of the kernel's.
package enum ReadFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be opened: path and errno.
    case cannotOpen(path: String, errno: Int32)
    /// Only regular files can be read by position.
    case notARegularFile(path: String)
    /// Reading failed: path, position and errno.
    case cannotRead(path: String, offset: UInt64, errno: Int32)
    /// The file became shorter while it was read.
    case shrank(path: String, offset: UInt64)
    /// A limit was exceeded; nothing says how much more would have come.
    case limit(LimitKind)
    /// Something that was asked for by name is not in the image.
    case notFound(String)

    /// Which limit of `ReadLimits` was exceeded, with its value.
    package enum LimitKind: Equatable, Sendable {
        case entries(UInt64)
        case unpackedBytes(UInt64)
        case ratio(UInt64)
        case nameBytes(UInt64)
        case decoderMemory(needed: UInt64, allowed: UInt64)
        case fileSize(UInt64)
    }

    package var description: String {
        switch self {
        case .cannotOpen(let path, let code): "cannot open \(Self.shown(path)): \(Self.text(code))"
        case .notARegularFile(let path):
            "\(Self.shown(path)) is no regular file; save the initrd to a file first"
        case .cannotRead(let path, let offset, let code):
            "cannot read \(Self.shown(path)) at byte \(offset): \(Self.text(code))"
        case .shrank(let path, let offset):
            "\(Self.shown(path)) became shorter than \(offset) bytes while it was read"
        case .limit(let kind): Self.text(kind)
        case .notFound(let path): "\(path) is not in the image"
        }
    }

    static func text(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func shown(_ path: String) -> String { Escaping.printable(path.utf8) }

    private static func text(_ kind: LimitKind) -> String {
        switch kind {
        case .entries(let limit):
            "the archive has more than \(limit) entries; raise the limit if it is meant so"
        case .unpackedBytes(let limit):
            "the archive unpacks to more than \(limit) bytes; raise the limit if it is meant so"
        case .ratio(let limit):
            "a segment unpacks to more than \(limit) times its size, as only a decompression bomb does"
        case .nameBytes(let limit): "the names in the archive take more than \(limit) bytes"
        case .decoderMemory(let needed, let allowed):
            "unpacking needs \(needed) bytes of memory for a window; \(allowed) are allowed"
        case .fileSize(let limit): "the file in the archive has more than \(limit) bytes"
        }
    }
}
