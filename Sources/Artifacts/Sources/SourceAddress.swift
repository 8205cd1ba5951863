internal import Machine

/// A source, taken apart.
package enum SourceAddress: Sendable, Equatable {
    /// `https://…`, `http://…`
    case web(WebAddress)
    /// `file:…` or an absolute path: the path.
    case file(String)
    /// `apt:…`
    case package(PackageName)
    /// `oci:…`, `docker-archive:…`
    case image(ImageReference)
    /// `docker://…`: an image of a registry as an archive that nodes load.
    case archivedImage(ArchivedImage)

    /// - Throws: `ArtifactFailure`, code `invalidSource`.
    package init(_ source: String) throws {
        if source.hasPrefix("/") {
            self = .file(try Self.checked(source))
        } else if source.hasPrefix("apt:") {
            self = .package(try PackageName(source.dropFirst(4)))
        } else if source.hasPrefix("file:") {
            self = .file(try Self.checked(Self.path(source.dropFirst(5))))
        } else if let image = try ImageReference(source) {
            self = .image(image)
        } else if let image = try ArchivedImage(source) {
            self = .archivedImage(image)
        } else if let address = try WebAddress(source) {
            self = .web(address)
        } else {
            throw ArtifactFailure(
                .invalidSource, "a source is none that can be fetched: \(Self.scheme(source))",
                hint: "https://, http://, file:, apt:, oci:, docker-archive: and absolute paths are")
        }
    }

    /// The source without name and password: for the lock, for messages, as a key.
    package var publicText: String {
        switch self {
        case .web(let address): address.publicText
        case .file(let path): path
        case .package(let name): "apt:\(name)"
        case .image(let image): image.text
        case .archivedImage(let image): image.text
        }
    }

    /// The name under which a publisher lists the file.
    package var fileName: String {
        switch self {
        case .web(let address): address.fileName
        case .file(let path): String(path.split(separator: "/").last ?? "")
        case .package(let name): name.name
        case .image(let image): image.fileName
        case .archivedImage(let image): String(image.path.split(separator: "/").last ?? "")
        }
    }

    /// Whether the source itself says by a digest what its contents are.
    var isPinned: Bool {
        switch self {
        case .image(let image): image.digest != nil
        case .archivedImage(let image): image.digest != nil
        case .web, .file, .package: false
        }
    }

    /// Whether a recipe means a file or folder of its own, by a path that starts from the recipe's folder:
    /// `x.tar`, `oci:./layout:tag`, `docker-archive:x.tar`.
    package static func isRelative(_ source: String) -> Bool {
        if source.hasPrefix("docker-archive:") { return !source.hasPrefix("docker-archive:/") }
        if source.hasPrefix("oci:") { return source.hasPrefix("oci:./") || source.hasPrefix("oci:../") }
        return !source.contains("://") && !["apt:", "file:", "/"].contains { source.hasPrefix($0) }
    }

    /// The same source with an absolute path; one that is not relative stays as it is.
    ///
    /// - Parameter folder: what relative paths start from; absolute.
    package static func absolute(_ source: String, from folder: String) -> String {
        guard isRelative(source) else { return source }
        for scheme in ["oci:", "docker-archive:"] where source.hasPrefix(scheme) {
            return "\(scheme)\(folder)/\(source.dropFirst(scheme.count))"
        }
        return "\(folder)/\(source)"
    }

    /// RFC 8089: `file:/path`, `file:///path`, `file://localhost/path`, percent-encoded.
    private static func path(_ rest: Substring) throws -> String {
        var path = rest
        if path.hasPrefix("//") {
            path = path.dropFirst(2)
            if path.hasPrefix("localhost/") { path = path.dropFirst("localhost".count) }
        }
        var bytes: [UInt8] = []
        var iterator = path.utf8.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = [iterator.next(), iterator.next()].compactMap { $0 }
            guard let decoded = Hexadecimal.bytes(String(decoding: digits, as: UTF8.self)), decoded.count == 1
            else {
                throw ArtifactFailure(
                    .invalidSource, "a file: address has a % without two hexadecimal digits")
            }
            bytes += decoded
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ArtifactFailure(.invalidSource, "a file: address is not UTF-8")
        }
        return text
    }

    private static func checked(_ path: String) throws -> String {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            throw ArtifactFailure(
                .invalidSource,
                "a file: address needs an absolute path of this machine: \(Printable.text(path))")
        }
        return path
    }

    /// As much of a source as can be shown while nobody knows what it is.
    private static func scheme(_ source: String) -> String {
        guard let colon = source.firstIndex(of: ":") else { return Printable.text(source) }
        return Printable.text(String(source[...colon])) + "…"
    }
}
