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
    let echo: (String) -> Void

    /// The digest of the manifest that a registry has for the architecture.
    nonisolated(nonsending) func instance(
        _ registry: String, _ image: ImageReference
    ) async throws -> SHA256Digest {
        // skopeo takes a tag or a digest; the digest says more.
        var suffix = image.digest.map { "@sha256:\($0)" } ?? image.tag.map { ":\($0)" } ?? ""
        var promised = image.digest
        for _ in 0..<4 {
            let raw = try await run(["inspect", "--raw", "docker://\(registry)\(suffix)"]).output
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
        _ = try await run(["copy", "--quiet", source, "dir:\(target)"])
        return ImageFolder(path: target, form: .flat)
    }

    private nonisolated(nonsending) func run(_ arguments: [String]) async throws -> ToolResult {
        let platform = ["--override-os", "linux", "--override-arch", ImageConfig.name(of: architecture)]
        var command = ToolCommand(program, policy + platform + ["--tmpdir", folder] + arguments)
        command.environment = environment
        command.outputLimit = ImageManifest.sizeLimit
        do {
            return try await Tool.run(command, echo: echo)
        } catch let failure as ToolFailure {
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
