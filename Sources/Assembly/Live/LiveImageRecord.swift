internal import Distributions
internal import Machine

/// What was found in a live image, as the cache keeps it.
struct LiveImageRecord {
    let path: String

    /// Raised whenever reading finds something else in the same image.
    private static let format = "kimage live image 1"

    /// nil where there is none that can be used.
    func read() -> LiveImage? {
        guard let bytes = CacheFile.read(path, format: Self.format), let image = Self.decode(bytes) else {
            return nil
        }
        CacheSweep.touch(path)
        return image
    }

    func write(_ image: LiveImage) throws {
        var writer = ByteWriter()
        switch image.form {
        case .squashfs: writer.counted("squashfs")
        case .fileSystem: writer.counted("file system")
        case .nested(let name): writer.counted("/" + name)
        }
        writer.integer(UInt8(image.hasOstree ? 1 : 0))
        writer.counted(image.unread ?? "")
        writer.integer(UInt64(image.deployments.count))
        for deployment in image.deployments {
            writer.counted(deployment.path)
            writer.integer(UInt8(deployment.isWhole ? 1 : 0))
        }
        writer.integer(UInt64(image.aliases.count))
        for (alias, name) in image.aliases.sorted(by: { $0.key < $1.key }) {
            writer.counted(alias)
            writer.counted(name)
        }
        try CacheFile.write(writer.bytes, to: path, format: Self.format)
    }

    private static func decode(_ bytes: [UInt8]) -> LiveImage? {
        var reader = ByteReader(bytes)
        guard let form = reader.text(), let hasOstree = reader.integer(UInt8.self),
            let unread = reader.text(),
            let count = reader.count(ofRecords: 9)
        else { return nil }
        var image = LiveImage(
            form: form == "squashfs"
                ? .squashfs : form == "file system" ? .fileSystem : .nested(String(form.dropFirst())),
            hasOstree: hasOstree == 1, unread: unread.isEmpty ? nil : unread)
        for _ in 0..<count {
            guard let path = reader.text(), let isWhole = reader.integer(UInt8.self) else { return nil }
            image.deployments.append(.init(path: path, isWhole: isWhole == 1))
        }
        guard let aliases = reader.count(ofRecords: 16) else { return nil }
        for _ in 0..<aliases {
            guard let alias = reader.text(), let name = reader.text() else { return nil }
            image.aliases[alias] = name
        }
        return reader.isAtEnd ? image : nil
    }
}
