internal import Machine

/// A path in a layer, taken apart.
enum ImagePath {
    /// PATH_MAX and NAME_MAX of Linux (limits.h).
    static let lengthLimit = 4096
    static let nameLimit = 255
    static let depthLimit = 256

    /// The components of an entry's path; none for the root.
    ///
    /// - Throws: `ImageFault` for what leads out of the tree or is no path: `..`, a leading slash, a NUL.
    static func components(_ path: [UInt8]) throws(ImageFault) -> [[UInt8]] {
        let parts = try parts(path)
        guard path.first != 0x2f || parts.isEmpty else {
            throw ImageFault("the path \(shown(path)) is absolute")
        }
        guard !parts.contains([0x2e, 0x2e]) else { throw ImageFault("the path \(shown(path)) has \"..\"") }
        return parts
    }

    /// The components of a symbolic link's target, `..` among them.
    static func parts(_ path: [UInt8]) throws(ImageFault) -> [[UInt8]] {
        guard path.count <= lengthLimit, !path.contains(0), !path.isEmpty else {
            throw ImageFault("a path has \(path.count) bytes or a NUL: \(shown(Array(path.prefix(100))))")
        }
        let parts = path.split(separator: 0x2f).filter { $0 != [0x2e] }.map { Array($0) }
        guard parts.count <= depthLimit, parts.allSatisfy({ $0.count <= nameLimit }) else {
            throw ImageFault(
                "the path \(shown(Array(path.prefix(100)))) is too deep, or a name in it too long")
        }
        return parts
    }

    static func shown(_ path: [UInt8]) -> String { Printable.text(path) }
}
