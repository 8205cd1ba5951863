internal import Machine

/// Calls of skopeo for one image.
struct Skopeo {
    let program: String
    let environment: [String: String?]
    /// `x86_64` or `aarch64`.
    let architecture: String
    /// A folder for this image alone.
    let folder: String
    /// Of the image, escaped, for messages.
    let name: String
    var connection = Connection()
    let echo: (String) -> Void

    /// How a registry is reached, where that is not left to the user's own configuration.
    struct Connection: Sendable {
        var isVerified = true
        /// A folder of certificates of authorities.
        var certificates: String?
        /// A file of logins.
        var logins: String?
        /// Texts that are never shown.
        var secrets: [String] = []
        /// The longest that the registry may take to say what it has.
        var patience: Duration?

        /// - Parameter side: `src-` for a copy.
        func options(_ side: String) -> [String] {
            (isVerified ? [] : ["--\(side)tls-verify=false"])
                + (certificates.map { ["--\(side)cert-dir", $0] } ?? [])
                + (logins.map { ["--\(side)authfile", $0] } ?? [])
        }
    }

    /// The digest of the manifest that a registry has for the architecture.
    nonisolated(nonsending) func instance(
        _ registry: String, _ image: ImageReference
    ) async throws -> SHA256Digest {
        // skopeo takes a tag or a digest; the digest says more.
        var suffix = image.digest.map { "@sha256:\($0)" } ?? image.tag.map { ":\($0)" } ?? ""
        var promised = image.digest
        for _ in 0..<4 {
            let raw = try await run(
                ["inspect"] + connection.options("") + ["--raw", "docker://\(registry)\(suffix)"],
                limit: connection.patience
            ).output
            let digest = ContentHasher.digest(raw)
            if let promised, promised != digest { throw ImageFolder.mismatch(image.text, promised, digest) }
            let manifest = try ImageManifest(json: raw)
            guard manifest.manifests != nil else { return digest }
            let instance = try manifest.instance(architecture).sha256()
            suffix = "@sha256:\(instance)"
            promised = instance
        }
        throw ImageFault("an index leads to an index without end")
    }

    /// Copies an image, with its manifest as it is.
    nonisolated(nonsending) func copy(_ source: String) async throws -> ImageFolder {
        let target = "\(folder)/image"
        try Directory.create(target, permissions: 0o700)
        _ = try await run(["copy", "--quiet"] + connection.options("src-") + [source, "dir:\(target)"])
        return ImageFolder(path: target, form: .flat)
    }

    private nonisolated(nonsending) func run(
        _ arguments: [String], limit: Duration? = nil
    ) async throws -> ToolResult {
        let platform = ["--override-os", "linux", "--override-arch", ImageConfig.name(of: architecture)]
        var command = ToolCommand(program, policy + platform + ["--tmpdir", folder] + arguments)
        command.environment = environment
        command.outputLimit = ImageManifest.sizeLimit
        command.secrets = connection.secrets
        command.timeLimit = limit
        do {
            return try await Tool.run(command, echo: echo)
        } catch let failure as ToolFailure {
            if case .timedOut(let limit) = failure.reason {
                throw ArtifactFailure(
                    .unreachable, "\(name) cannot be fetched: no answer in \(limit.components.seconds) s")
            }
            guard case .exited = failure.reason else { throw failure }
            throw self.failure(failure.errorLines.last ?? "skopeo failed")
        }
    }

    /// skopeo refuses to work without a policy for signatures of images; where the machine has one, it holds.
    private var policy: [String] {
        let home = (environment["HOME"] ?? Environment.current().variables["HOME"]) ?? ""
        let paths = ["\(home)/.config/containers/policy.json", "/etc/containers/policy.json"]
        let isThere = paths.contains { (try? FileStatus(path: $0)) != nil }
        return isThere ? [] : ["--insecure-policy"]
    }

    /// What skopeo's last line means: `time="…" level=fatal msg="…"`.
    private func failure(_ line: String) -> ArtifactFailure {
        var words = line[...]
        if let range = line.firstRange(of: "msg=\"") { words = line[range.upperBound...].dropLast() }
        // Its quotes have a backslash, which was escaped when the line was taken.
        words =
            words.split(separator: "\\x5c\"", omittingEmptySubsequences: false).joined(separator: "\"")[...]
        // `Error parsing image name "…": …`: the name was said already.
        if words.hasPrefix("Error parsing image name \""), let range = words.firstRange(of: "\": ") {
            words = words[range.upperBound...]
        }
        let lower = words.lowercased()
        func says(_ texts: String...) -> Bool { texts.contains { lower.contains($0) } }
        if says("unauthorized", "denied", "authentication required") {
            return ArtifactFailure(
                .refused, "\(name) is not given to us: \(words)", hint: "log in with skopeo login")
        }
        if says("manifest unknown", "name unknown", "not found", "repository name not known", "404") {
            return ArtifactFailure(.notFound, "\(name) is not there: \(words)", hint: "check name and tag")
        }
        return ArtifactFailure(
            .unreachable, "\(name) cannot be fetched: \(words)",
            hint: "certificates, mirrors and passwords are skopeo's: see containers-registries.conf(5)")
    }
}
