import Machine
import Testing

@testable import Artifacts

@Suite struct AptFetcherTests {
    /// Skipped where apt-get is missing or reaches no repository.
    static func reachesARepository() async -> Bool {
        do {
            let folder = try TemporaryDirectory(in: Environment.current().temporaryFolder)
            var command = ToolCommand(
                "apt-get",
                ["-qq", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=0", "download", "hostname"])
            command.workingDirectory = folder.path
            command.timeLimit = .seconds(30)
            _ = try await Tool.run(command)
            return true
        } catch {
            return false
        }
    }

    @Test(.enabled("apt-get reaches no repository here") { await reachesARepository() })
    func realPackage() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let fetched = try await AptFetcher().fetch(FetchOrder(source: "apt:hostname"), into: store) { _ in
            }
            #expect(fetched.isSigned)
            #expect(fetched.address.hasPrefix("apt:hostname=3."))
            let bytes = try Descriptor.contents(of: store.path(of: fetched.digest), limit: 1 << 20)
            #expect(bytes.starts(with: "!<arch>\ndebian-binary".utf8))
            // Again, by the version that came.
            let order = FetchOrder(source: fetched.address, sha256: fetched.digest, size: fetched.size)
            #expect(try await AptFetcher().fetch(order, into: store) { _ in }.wasPresent)
            let member = try store.extract(
                "usr/share/doc/hostname/copyright", from: fetched.digest, name: "hostname")
            #expect(member.size > 0)
        }
    }

    private func fake(_ folder: String, _ script: String) throws -> AptFetcher {
        try AtomicFile.write(
            Array("#!/bin/sh\n\(script)\n".utf8), to: "\(folder)/apt-get", permissions: 0o700)
        return AptFetcher(program: "\(folder)/apt-get")
    }

    @Test func versionIsTakenFromTheFile() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let fetcher = try fake(
                folder, "for last; do :; done; printf %s \"$last\" > 'x_2%3a1.0-1~rc1_amd64.deb'")
            let fetched = try await fetcher.fetch(FetchOrder(source: "apt:x1"), into: store) { _ in }
            #expect(fetched.address == "apt:x1=2:1.0-1~rc1")
            #expect(try contents(store.path(of: fetched.digest)) == "x1")
            #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
        }
    }

    @Test func failuresAreAptsWords() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let unknown = try fake(
                folder, "echo 'W: x' >&2; echo 'E: Unable to locate package x1' >&2; exit 100")
            let found = await failure(ArtifactFailure.self) {
                _ = try await unknown.fetch(FetchOrder(source: "apt:x1"), into: store) { _ in }
            }
            #expect(found?.code == .notFound)
            #expect(found?.message == "apt:x1 cannot be fetched: Unable to locate package x1")
            let silent = try fake(folder, "exit 0")
            let nothing = await failure(ArtifactFailure.self) {
                _ = try await silent.fetch(FetchOrder(source: "apt:x1"), into: store) { _ in }
            }
            #expect(nothing?.code == .notFound)
            let missing = await failure(ToolFailure.self) {
                let fetcher = AptFetcher(program: "/nowhere/apt-get")
                _ = try await fetcher.fetch(FetchOrder(source: "apt:x1"), into: store) { _ in }
            }
            #expect(missing?.category == .missingProgram)
        }
    }

    @Test func mismatchIsRefused() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let fetcher = try fake(folder, "echo other > x1_1_all.deb")
            let order = FetchOrder(source: "apt:x1=1", sha256: ContentHasher.digest([]))
            let found = await failure(ArtifactFailure.self) {
                _ = try await fetcher.fetch(order, into: store) { _ in }
            }
            #expect(found?.code == .mismatch)
        }
    }
}
