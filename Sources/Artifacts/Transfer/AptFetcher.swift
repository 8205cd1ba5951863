internal import Machine

/// Fetches a Debian package with `apt-get download`, from the repositories that this machine is set up with.
/// apt checks the repository's signature down to the package's digest (apt-secure(8)), and refuses a package
/// that none covers.
package struct AptFetcher: Fetcher {
    private let program: String

    /// - Parameter program: the name of apt-get.
    package init(program: String = "apt-get") {
        self.program = program
    }

    package func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        guard case .package(let package) = try SourceAddress(order.source) else {
            throw ArtifactFailure(.invalidSource, "a source is no package")
        }
        return try await store.once("apt:\(package)", order, report) {
            try await download(package, order, store, report)
        }
    }

    private func download(
        _ package: PackageName, _ order: FetchOrder, _ store: Store, _ report: @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        let name = "apt:\(package)"
        let folder = try TemporaryDirectory(in: store.temporaryFolder)
        // The folder is closed to apt's own user; apt would warn and go on as the user that it was started
        // by.
        var command = ToolCommand(
            program,
            ["-qq", "-o", "APT::Sandbox::User=root", "-o", "APT::Color=0", "download", package.description])
        command.workingDirectory = folder.path
        report(.started(name: name, from: 0, total: nil))
        do {
            _ = try await Tool.run(command) { report(.command($0)) }
        } catch let failure as ToolFailure {
            guard case .exited = failure.reason else { throw failure }
            throw Self.failure(name, failure.errorLines)
        }
        let files = try Directory.names(in: Directory.open(folder.path))
            .compactMap { String(validating: $0, as: UTF8.self) }.filter { $0.hasSuffix(".deb") }
        guard let file = files.first, files.count == 1 else {
            throw ArtifactFailure(
                .notFound, "\(name): apt-get has left \(files.count) packages instead of one")
        }
        let fetched = try await FileFetcher().fetch(
            FetchOrder(
                source: "\(folder.path)/\(file)", sha256: order.sha256, sha512: order.sha512,
                size: order.size,
                sizeLimit: order.sizeLimit), into: store, report: { _ in })
        report(.finished(name: name, digest: fetched.digest, size: fetched.size))
        return FetchedSource(
            digest: fetched.digest, size: fetched.size, address: Self.address(package, file: file),
            isSigned: true)
    }

    /// With the version that came, from the file's name: `NAME_VERSION_ARCHITECTURE.deb`, a colon in the
    /// version as %3a.
    static func address(_ package: PackageName, file: String) -> String {
        let parts = file.split(separator: "_")
        guard parts.count == 3 else { return "apt:\(package)" }
        let version = parts[1].split(separator: "%3a", omittingEmptySubsequences: false).joined(
            separator: ":")
        return "apt:\(package.name)=\(version)"
    }

    private static func failure(_ name: String, _ lines: [String]) -> ArtifactFailure {
        let words =
            lines.last { $0.hasPrefix("E: ") }.map { String($0.dropFirst(3)) } ?? lines.last
            ?? "apt-get failed"
        let isUnknown = words.contains("Unable to locate package") || words.contains("was not found")
        return ArtifactFailure(
            isUnknown || words.contains("no installation candidate") ? .notFound : .unreachable,
            "\(name) cannot be fetched: \(words)", hint: "apt-get update brings the lists up to date")
    }
}
