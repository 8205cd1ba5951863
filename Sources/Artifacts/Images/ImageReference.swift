package import Machine

/// An image of containers: in a registry, in a folder in OCI layout, or in an archive that `docker save` has
/// written.
package struct ImageReference: Sendable, Equatable {
    /// Where the image is.
    package enum Place: Sendable, Equatable {
        /// The name in a registry, as skopeo takes it after `docker://`: `registry.example:5000/team/name`.
        /// One without a registry is Docker Hub's.
        case registry(String)
        /// The absolute path of a folder in OCI layout (image-spec, image-layout.md).
        case layout(String)
        /// The absolute path of an archive.
        case archive(String)
    }

    package let place: Place
    /// In an archive with more than one image it is the whole name: `name:tag`.
    package let tag: String?
    /// Of the manifest, or of the index that leads to it.
    package let digest: SHA256Digest?

    /// - Parameter text: `oci:NAME:TAG`, `oci:NAME@sha256:…`, both together, `oci:/FOLDER:TAG`,
    ///   `docker-archive:/FILE`, `docker-archive:/FILE:NAME:TAG`.
    /// - Returns: nil for another scheme.
    /// - Throws: `ArtifactFailure`, code `invalidSource`.
    package init?(_ text: String) throws {
        if text.hasPrefix("docker-archive:") {
            self = try Self.archive(text.dropFirst("docker-archive:".count))
            return
        }
        guard text.hasPrefix("oci:") else { return nil }
        var rest = text.dropFirst("oci:".count)
        var digest: SHA256Digest?
        if let at = rest.lastIndex(of: "@") {
            let word = rest[rest.index(after: at)...]
            guard word.hasPrefix("sha256:"), let found = SHA256Digest(hex: word.dropFirst(7)) else {
                throw Self.invalid("what follows the @ is no sha256: and 64 hexadecimal digits", text)
            }
            digest = found
            rest = rest[..<at]
        }
        let slash = rest.lastIndex(of: "/") ?? rest.startIndex
        var tag: String?
        if let colon = rest[slash...].lastIndex(of: ":") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        }
        if let tag, !Self.isTag(tag) { throw Self.invalid("the tag is none", text) }
        self.tag = tag
        self.digest = digest
        if rest.hasPrefix("/") {
            place = .layout(try Self.path(rest, text))
        } else {
            guard Self.isName(rest) else {
                throw Self.invalid(
                    rest.hasPrefix(".")
                        ? "the path of a folder must be absolute" : "the name is none of a registry's",
                    text)
            }
            guard tag != nil || digest != nil else {
                throw Self.invalid("it has neither a tag nor a digest", text)
            }
            place = .registry(String(rest))
        }
    }

    private init(place: Place, tag: String?, digest: SHA256Digest?) {
        self.place = place
        self.tag = tag
        self.digest = digest
    }

    private static func archive(_ rest: Substring) throws -> ImageReference {
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let text = "docker-archive:\(rest)"
        guard rest.hasPrefix("/") else { throw invalid("the path of an archive must be absolute", text) }
        let name = parts.count == 2 ? String(parts[1]) : nil
        if let name {
            let words = name.split(separator: ":", omittingEmptySubsequences: false)
            guard words.count >= 2, let last = words.last, isTag(String(last)),
                isName(name.dropLast(last.count + 1))
            else { throw invalid("what follows the path is no NAME:TAG", text) }
        }
        return ImageReference(place: .archive(try path(parts[0], text)), tag: name, digest: nil)
    }

    /// The same image, pinned to a manifest.
    package func pinned(to digest: SHA256Digest) -> ImageReference {
        ImageReference(place: place, tag: nil, digest: digest)
    }

    /// As a recipe or a lock has it.
    package var text: String {
        let end = (tag.map { ":\($0)" } ?? "") + (digest.map { "@sha256:\($0)" } ?? "")
        return switch place {
        case .registry(let name): "oci:\(name)\(end)"
        case .layout(let path): "oci:\(path)\(end)"
        case .archive(let path): "docker-archive:\(path)\(end)"
        }
    }

    /// The last component of the name or path.
    package var fileName: String {
        switch place {
        case .registry(let text), .layout(let text), .archive(let text):
            String(text.split(separator: "/").last ?? "")
        }
    }

    private static func path(_ path: Substring, _ text: String) throws -> String {
        // skopeo takes what follows a colon for a tag.
        guard !path.utf8.contains(0), !path.contains(":") else {
            throw invalid("the path has a colon or a NUL", text)
        }
        return String(path)
    }

    /// The grammar of image references (distribution, reference.go): lower-case components; a registry may
    /// have a port.
    private static func isName(_ name: Substring) -> Bool {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !components.isEmpty, name.utf8.count <= 255 else { return false }
        return components.enumerated().allSatisfy { index, component in
            let isHost = index == 0 && components.count > 1
            guard let first = component.utf8.first, let last = component.utf8.last, isAlphanumeric(first),
                isAlphanumeric(last)
            else { return false }
            return component.utf8.allSatisfy { byte in
                isAlphanumeric(byte) && (isHost || !(0x41...0x5a).contains(byte)) || "._-".utf8.contains(byte)
                    || isHost && byte == UInt8(ascii: ":")
            }
        }
    }

    private static func isTag(_ tag: String) -> Bool {
        guard let first = tag.utf8.first, tag.utf8.count <= 128 else { return false }
        return (isAlphanumeric(first) || first == UInt8(ascii: "_"))
            && tag.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }

    private static func invalid(_ why: String, _ text: String) -> ArtifactFailure {
        // Somebody may have put a password before the @.
        let at = text.lastIndex(of: "@").flatMap { text[$0...].hasPrefix("@sha256:") ? nil : $0 }
        let shown = at.map { "oci:***" + text[$0...] } ?? text
        return ArtifactFailure(
            .invalidSource, "\(Printable.text(shown)) names no image: \(why)",
            hint: "write oci:REGISTRY/NAME:TAG, oci:NAME@sha256:…, oci:./FOLDER:TAG or docker-archive:FILE"
        )
    }
}
