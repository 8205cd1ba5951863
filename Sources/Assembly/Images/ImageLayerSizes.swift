internal import Archives
internal import FoundationEssentials

/// Adds up what the layers of an archive of images unpack to: one of `docker save` (moby, image/spec/v1.2.md) or an OCI
/// layout (image-spec, image-layout.md), packed or not.
enum ImageLayerSizes {
    /// Of a RAM file system, on which every file takes whole pages.
    private static let page: UInt64 = 4096
    /// The largest manifest that registries take, and all of them together.
    private static let documentLimit = 4 << 20
    private static let documentsLimit = 64 << 20

    /// Nil where the archive is of neither kind.
    ///
    /// - Throws: `ArchiveFault`.
    static func sum(_ path: String) throws(ArchiveFault) -> UInt64? {
        guard let layers = layers(try documents(path)) else { return nil }
        let outer = OuterArchive(try ForeignArchive(path: path))
        var seen: Set<[UInt8]> = []
        var sum: UInt64 = 0
        while let entry = try outer.archive.next() {
            let name = entry.plainPath
            // A link to another layer is what that one is.
            guard entry.kind == .file, layers.contains(name), seen.insert(name).inserted else { continue }
            do {
                sum += try size(outer)
            } catch  where error.code == .unknownFormat {
                // A layer without entries need not even be a tar.
            }
        }
        return sum
    }

    private static func size(_ outer: OuterArchive) throws(ArchiveFault) -> UInt64 {
        var layer = try ForeignArchive { buffer in try outer.archive.read(into: buffer) }
        var sum: UInt64 = 0
        while let entry = try layer.next() {
            guard entry.kind == .file, let size = entry.size else { continue }
            // The archive's limits keep the sum far from its end.
            sum += (size + page - 1) / page * page
        }
        return sum
    }

    /// The small files that may say what the others are, by path.
    private static func documents(_ path: String) throws(ArchiveFault) -> [[UInt8]: [UInt8]] {
        var archive = try ForeignArchive(path: path)
        var found: [[UInt8]: [UInt8]] = [:]
        var left = documentsLimit
        while let entry = try archive.next() {
            guard entry.kind == .file, let size = entry.size, size <= UInt64(min(documentLimit, left)) else {
                continue
            }
            var bytes = [UInt8](repeating: 0, count: Int(size))
            var count = 0
            while count < bytes.count {
                var got = 0
                var fault: ArchiveFault?
                bytes.withUnsafeMutableBytes { buffer in
                    do throws(ArchiveFault) {
                        got = try archive.read(
                            into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
                    } catch {
                        fault = error
                    }
                }
                if let fault { throw fault }
                guard got > 0 else { break }
                count += got
            }
            guard let first = bytes.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
                continue
            }
            left -= bytes.count
            found[entry.plainPath] = bytes
        }
        return found
    }

    private struct Saved: Decodable {
        // The key's name is Docker's.
        let Layers: [String]?
    }

    private struct Manifest: Decodable {
        struct Descriptor: Decodable {
            let digest: String
        }

        let manifests: [Descriptor]?
        let layers: [Descriptor]?
    }

    /// The paths of all layers of all images; nil where nothing says so.
    private static func layers(_ documents: [[UInt8]: [UInt8]]) -> Set<[UInt8]>? {
        if let saved: [Saved] = decode(documents["manifest.json"]) {
            return Set(saved.flatMap { $0.Layers ?? [] }.map { ForeignEntry.plain($0.utf8) })
        }
        guard let index: Manifest = decode(documents["index.json"]) else { return nil }
        var layers: Set<[UInt8]> = []
        var open = index.manifests ?? []
        var seen: Set<String> = []
        while let descriptor = open.popLast() {
            guard seen.insert(descriptor.digest).inserted,
                let manifest: Manifest = decode(documents[blob(descriptor.digest)])
            else { continue }
            open += manifest.manifests ?? []
            for layer in manifest.layers ?? [] { layers.insert(Array(blob(layer.digest).utf8)) }
        }
        return layers
    }

    /// `blobs/sha256/…`
    private static func blob(_ digest: String) -> String {
        "blobs/" + digest.split(separator: ":", maxSplits: 1).joined(separator: "/")
    }

    private static func decode<Value: Decodable>(_ bytes: [UInt8]?) -> Value? {
        bytes.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0)) }
    }
}

extension [[UInt8]: [UInt8]] {
    fileprivate subscript(path: String) -> [UInt8]? { self[Array(path.utf8)] }
}

/// Keeps an archive where an inner one can read from it; it never leaves their thread.
private final class OuterArchive {
    var archive: ForeignArchive

    init(_ archive: consuming ForeignArchive) {
        self.archive = archive
    }
}
