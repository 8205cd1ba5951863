import Recipes

/// What stage one reads to know its root: `/kimage/root.conf`, a line `key=value` each, the value to the end of the line.
/// Each can be said otherwise on the kernel's command line, as `kimage.KEY=VALUE`.
package enum RootConfiguration {
    package static let path = "/kimage/root.conf"
    /// Where the image of a root in RAM lies in the initramfs.
    package static func imagePath(_ format: RootFormat) -> String { "/kimage/root.\(format.rawValue)" }

    /// - Parameters:
    ///   - image: bytes and SHA-256 (hexadecimal) of the image that was made; nil where there is none.
    ///   - verity: the hash tree at its end, which its bytes count.
    package static func text(
        _ root: PlannedRoot, image: (bytes: UInt64, sha256: String)?, verity: VerityTree? = nil
    ) -> String {
        var lines = ["type=\(root.type.rawValue)", "format=\(root.format.rawValue)"]
        func add(_ key: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("\(key)=\(value)") }
        }
        if root.type == .ram, root.format.isImage { add("file", imagePath(root.format)) }
        add("server", root.server)
        add("port", root.port.map(String.init))
        add("export", root.export)
        add("target", root.target)
        add("lun", root.lun.map(String.init))
        add("initiator", root.initiator)
        add("url", root.url)
        add("version", root.version)
        add("options", root.options)
        if root.format.isImage, let image {
            add("bytes", String(image.bytes))
            add("sha256", image.sha256)
            add("verify", root.verify)
            if let verity {
                add("roothash", verity.rootHash)
                add("hashoffset", String(verity.dataBytes))
                add("salt", verity.salt)
            }
        }
        add("size", root.size)
        add("stores", root.stores.joined(separator: " "))
        for item in root.persist {
            var words = [item.path.value]
            switch item.place {
            case .nfs(let place): words += ["nfs", place]
            case .label(let label): words += ["label", label, item.fileSystem ?? "auto"]
            }
            if let options = item.options { words.append(options) }
            add("persist", words.joined(separator: " "))
        }
        if root.isDebug { add("debug", "failure") }
        return lines.joined(separator: "\n") + "\n"
    }
}
