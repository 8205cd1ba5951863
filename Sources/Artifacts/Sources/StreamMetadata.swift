internal import FoundationEssentials
package import Machine

/// What Fedora CoreOS publishes about a stream (`streams/stable.json`): of its present release every artifact
/// with address and SHA-256. Older releases are in no stream.
package struct StreamMetadata: Sendable, Equatable {
    /// One file of the release.
    package struct File: Sendable, Equatable {
        /// The address.
        package let location: String
        /// The address of the detached signature.
        package let signature: String?
        package let sha256: SHA256Digest

        /// The last component of the address.
        package var name: String { String(location.split(separator: "/").last ?? "") }
    }

    /// `stable`, `testing`, `next`
    package let stream: String
    /// `44.20260707.3.1`, by architecture.
    package let releases: [String: String]
    /// The files for a boot over the network by architecture (`x86_64`, `aarch64`), then by role: `kernel`,
    /// `initrd`, `root`.
    package let files: [String: [String: File]]

    /// Upstream's names for our roles.
    private static let roles = ["kernel": "kernel", "initramfs": "initrd", "rootfs": "root"]

    /// - Parameter name: of the file, escaped, for messages.
    /// - Throws: `ArtifactFailure`, code `checksums`.
    package init(json: [UInt8], name: String) throws {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw ArtifactFailure(
                .checksums, "\(name) is no stream metadata of Fedora CoreOS: \(Self.reason(error))")
        }
        stream = document.stream
        var releases: [String: String] = [:]
        var files: [String: [String: File]] = [:]
        for (architecture, content) in document.architectures {
            guard let metal = content.artifacts.metal, let pxe = metal.formats.pxe else { continue }
            releases[architecture] = metal.release
            files[architecture] = try Dictionary(
                uniqueKeysWithValues: Self.roles.compactMap { upstream, role -> (String, File)? in
                    guard let artifact = pxe[upstream] else { return nil }
                    guard let digest = SHA256Digest(hex: artifact.sha256) else {
                        throw ArtifactFailure(
                            .checksums,
                            "\(name): the sha256 of \(upstream) of \(Printable.text(architecture)) is none")
                    }
                    let file = File(
                        location: artifact.location, signature: artifact.signature, sha256: digest)
                    return (role, file)
                })
        }
        self.releases = releases
        self.files = files
    }

    /// The digest of a file, by the last component of its address.
    ///
    /// - Returns: nil where the stream has no such file.
    package func digests(of name: String) -> ChecksumList.Listed? {
        files.values.flatMap(\.values).first { $0.name == name && !name.isEmpty }.map {
            ChecksumList.Listed(sha256: $0.sha256)
        }
    }

    /// What to ask for of the stream's release.
    ///
    /// - Parameters:
    ///   - architecture: `x86_64` or `aarch64`.
    ///   - version: the release that is wanted; nil for the present one.
    /// - Returns: requests of the roles `kernel`, `initrd` and `root`, each with its digest.
    /// - Throws: `ArtifactFailure`, code `checksums`, where the stream has another release or lacks a file.
    package func requests(architecture: String, version: String? = nil) throws -> [ArtifactRequest] {
        guard let release = releases[architecture], let files = files[architecture] else {
            throw ArtifactFailure(
                .checksums, "the stream \(Printable.text(stream)) has nothing to boot \(architecture) with")
        }
        guard version == nil || version == release else { throw otherRelease(version ?? "") }
        return try ["kernel", "initrd", "root"].map { role in
            guard let file = files[role] else {
                throw ArtifactFailure(
                    .checksums,
                    "release \(Printable.text(release)) of \(Printable.text(stream)) has no \(role)")
            }
            return ArtifactRequest(
                role: role, source: file.location, sha256: file.sha256, fileName: file.name)
        }
    }

    /// Why there is no digest for something.
    ///
    /// - Parameter wanted: the version or the name of the file that was looked for.
    package func otherRelease(_ wanted: String) -> ArtifactFailure {
        let present = Set(releases.values).sorted().map { Printable.text($0) }.joined(separator: ", ")
        return ArtifactFailure(
            .checksums,
            "the stream \(Printable.text(stream)) is at release \(present) and says nothing of "
                + Printable.text(wanted),
            hint: "streams list their newest release only; for an older one give sha256 in the recipe")
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "\(Printable.text(key.stringValue)) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.map { Printable.text($0.stringValue) }.joined(separator: ".")
                + " is of another type"
        default: "it is no JSON"
        }
    }

    private struct Document: Decodable {
        let stream: String
        let architectures: [String: Architecture]
    }

    private struct Architecture: Decodable {
        let artifacts: Platforms
    }

    /// Those of the clouds are of no use here, whatever form they have.
    private struct Platforms: Decodable {
        let metal: Metal?
    }

    private struct Metal: Decodable {
        let release: String
        let formats: Formats
    }

    private struct Formats: Decodable {
        let pxe: [String: Part]?
    }

    private struct Part: Decodable {
        let location: String
        let signature: String?
        let sha256: String
    }
}
