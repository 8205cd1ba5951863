import Artifacts
import Machine
import Testing

@Suite struct MemberResolutionTests {
    @Test(arguments: ["base.zip", "base.tar.gz", "base.tar.xz", "base.deb"])
    func members(_ archive: String) async throws {
        try await Bench.with { bench async throws in
            try await ArchiveFixtures.write(to: "\(bench.folder)/www")
            let source = bench.server.url("plain", archive)
            let requests = [
                ArtifactRequest(role: "kernel", source: source, member: "boot/vmlinuz", fileName: "vmlinuz"),
                ArtifactRequest(
                    role: "initrd", source: source, member: "/boot/initrd.img", fileName: "initrd"),
            ]
            let result = try await resolve(bench, requests)
            #expect(try result.artifacts.map { try contents($0.path) } == ["the kernel\n", "the initrd\n"])
            #expect(try bench.server.requests().count == 1)
            let entry = try #require(result.lock.entry(for: "kernel"))
            #expect(entry.memberSHA256 == ContentHasher.digest(Array("the kernel\n".utf8)))
            #expect(entry.memberSize == 11)
            #expect(result.artifacts[0].sourceDigest == entry.sha256)
            // With the member in the store the archive is not needed any more.
            try Directory.removeTree(bench.store.path(of: entry.sha256))
            #expect(
                try await resolve(bench, requests, result.lock, .offline).artifacts.map(\.fromCache) == [
                    true, true,
                ])
            // Without it the archive is fetched again, and what comes out is compared with the lock.
            try Directory.removeTree(bench.store.path(of: entry.contentDigest))
            #expect(
                try await resolve(bench, requests, result.lock, .locked).artifacts.map(\.fromCache) == [
                    false, true,
                ])
            // With the archive there, the member comes out of it without the network.
            try Directory.removeTree(bench.store.path(of: entry.contentDigest))
            #expect(try await resolve(bench, requests, result.lock, .offline).artifacts[0].fromCache)
            #expect(try bench.server.requests().count == 2)
        }
    }

    @Test func aMemberOtherThanLockedIsRefused() async throws {
        try await Bench.with { bench async throws in
            try await ArchiveFixtures.write(to: "\(bench.folder)/www")
            let source = bench.server.url("plain", "base.zip")
            let kernel = ArtifactRequest(
                role: "kernel", source: source, member: "boot/vmlinuz", fileName: "vmlinuz")
            var lock = try await resolve(bench, [kernel]).lock
            var entry = try #require(lock.entry(for: "kernel"))
            entry.memberSHA256 = ContentHasher.digest([])
            lock.set(entry)
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, [kernel], lock, .locked)
            }
            #expect(found?.code == .mismatch)
            #expect(found?.message.hasPrefix("boot/vmlinuz in \(source) has the sha256 ") == true)
        }
    }

    @Test func missingMembersAndNoArchives() async throws {
        try await Bench.with { bench async throws in
            try await ArchiveFixtures.write(to: "\(bench.folder)/www")
            for (name, member) in [("base.zip", "boot/none"), ("base.zip", "boot"), ("file", "x")] {
                let request = ArtifactRequest(
                    role: "kernel", source: bench.server.url("plain", name), member: member,
                    fileName: "vmlinuz")
                let found = await failure(ArtifactFailure.self) { _ = try await resolve(bench, [request]) }
                #expect(found?.code == .member)
                #expect(found?.message.hasPrefix("\(request.source): ") == true)
            }
            #expect(try bench.temporaries().isEmpty)
        }
    }

    @Test func linksInArchivesLeadToTheirTargets() async throws {
        try await Bench.with { bench async throws in
            try await ArchiveFixtures.write(to: "\(bench.folder)/www")
            let request = ArtifactRequest(
                role: "kernel", source: "file:\(bench.folder)/www/base.tar.gz", member: "vmlinuz",
                fileName: "vmlinuz")
            let artifact = try #require(try await resolve(bench, [request]).artifacts.first)
            #expect(try contents(artifact.path) == ArchiveFixtures.kernel)
        }
    }
}
