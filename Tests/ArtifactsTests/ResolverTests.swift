import Artifacts
import Machine
import Testing

@Suite struct ResolverTests {
    private func request(_ bench: Bench, _ mode: String = "plain", _ role: String = "initrd")
        -> ArtifactRequest
    {
        ArtifactRequest(role: role, source: bench.server.url(mode), fileName: "initrd")
    }

    @Test func firstUseIsLockedAndSaysSo() async throws {
        try await Bench.with { bench async throws in
            let result = try await resolve(bench, [request(bench)])
            let artifact = try #require(result.artifacts.first)
            #expect(artifact.verified == .firstUse)
            #expect(artifact.digest == bench.digest)
            #expect(artifact.sourceDigest == bench.digest)
            #expect(!artifact.fromCache)
            #expect(try Descriptor.contents(of: artifact.path, limit: 1 << 20) == bench.body)
            let url = bench.server.url("plain")
            #expect(
                result.lock.entries == [
                    LockEntry(
                        role: "initrd", source: url, url: url, size: 300_000, sha256: bench.digest,
                        verified: .firstUse)
                ])
            #expect(result.changes.count == 1)
        }
    }

    @Test func theLockIsTheAuthority() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench)]).lock
            // The publisher exchanges the file; whoever has the lock still gets the old one, or nothing.
            try AtomicFile.write(Bench.bytes(299_999), to: "\(bench.folder)/www/file")
            let kept = try await resolve(bench, [request(bench)], lock, .locked)
            #expect(kept.artifacts.first?.fromCache == true)
            #expect(kept.changes.isEmpty)
            #expect(kept.lock == lock)
            try Directory.removeTree(bench.store.path(of: bench.digest))
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, [request(bench)], lock, .locked)
            }
            #expect(found?.category == .mismatch)
            #expect(try bench.entries().isEmpty)
        }
    }

    @Test func sameLengthOtherContentsAreRefusedToo() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench)]).lock
            try AtomicFile.write(bench.body.map { $0 ^ 1 }, to: "\(bench.folder)/www/file")
            try Directory.removeTree(bench.store.path(of: bench.digest))
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, [request(bench)], lock, .locked)
            }
            #expect(found?.code == .mismatch)
            #expect(found?.message.contains(bench.digest.hex) == true)
        }
    }

    @Test func damagedEntriesAreFetchedOnceMore() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench)]).lock
            let path = bench.store.path(of: bench.digest)
            try Directory.removeTree(path)
            try write("damaged", to: path)
            let result = try await resolve(bench, [request(bench)], lock, .locked)
            #expect(result.artifacts.first?.fromCache == false)
            #expect(try bench.stored() == bench.body)
            #expect(try bench.quarantine().count == 1)
            #expect(bench.events.contains { if case .quarantined = $0 { true } else { false } })
            #expect(try bench.server.requests().count == 2)
        }
    }

    @Test func offlineListsAllThatIsMissing() async throws {
        try await Bench.with { bench async throws in
            let requests = [request(bench), request(bench, "to", "kernel"), request(bench, "plain", "root")]
            let lock = try await resolve(bench, requests).lock
            let before = try bench.server.requests().count
            #expect(
                try await resolve(bench, requests, lock, .offline).artifacts.map(\.fromCache) == [
                    true, true, true,
                ])
            try Directory.removeTree(bench.store.path(of: bench.digest))
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, requests, lock, .offline)
            }
            #expect(found?.code == .offline)
            #expect(found?.category == .unavailable)
            for role in ["initrd", "kernel", "root"] {
                #expect(found?.message.contains("\(role) (http") == true)
            }
            #expect(try bench.server.requests().count == before)
        }
    }

    @Test func offlineDoesNotUseADamagedEntry() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench)]).lock
            let path = bench.store.path(of: bench.digest)
            try Directory.removeTree(path)
            try write("damaged", to: path)
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, [request(bench)], lock, .offline)
            }
            #expect(found?.code == .offline)
            #expect(try bench.quarantine().count == 1)
        }
    }

    @Test func lockedModesWantAnEntryThatFits() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench)]).lock
            var pinned = request(bench)
            pinned.sha256 = ContentHasher.digest([])
            var member = request(bench)
            member.member = "x"
            for (wrong, words) in [
                (request(bench, "plain", "kernel"), "kernel is not in the lock"),
                (request(bench, "to"), "initrd is locked for another source, \(bench.server.url("plain"))"),
                (pinned, "the recipe says \(ContentHasher.digest([]))"),
                (member, "initrd is locked for another member"),
            ] {
                for mode in [ResolveMode.locked, .offline] {
                    let found = await failure(ArtifactFailure.self) {
                        _ = try await resolve(bench, [wrong], lock, mode)
                    }
                    #expect(found?.code == .lock)
                    #expect(found?.category == .invalidData)
                    #expect(found?.message.contains(words) == true)
                }
            }
            let both = await failure(ArtifactFailure.self) {
                let requests = [request(bench, "to"), request(bench, "plain", "kernel")]
                _ = try await resolve(bench, requests, nil, .locked)
            }
            #expect(both?.message == "initrd is not in the lock, kernel is not in the lock")
        }
    }

    @Test func anEditedSourceIsLockedAnew() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench), request(bench, "plain", "kernel")]).lock
            let result = try await resolve(bench, [request(bench, "to")], lock)
            #expect(result.changes.map(\.field) == ["source", "url"])
            #expect(result.changes.first?.old == bench.server.url("plain"))
            #expect(result.lock.entry(for: "kernel") != nil)
        }
    }

    @Test func updateFetchesAnewAndDropsTheRest() async throws {
        try await Bench.with { bench async throws in
            let lock = try await resolve(bench, [request(bench), request(bench, "plain", "kernel")]).lock
            let new = Bench.bytes(1000)
            try AtomicFile.write(new, to: "\(bench.folder)/www/file")
            let one = try await resolve(
                bench, [request(bench), request(bench, "plain", "kernel")], lock, .update(roles: ["initrd"]))
            #expect(one.changes.map(\.description).first == "initrd: size: 300000 → 1000")
            #expect(one.lock.entry(for: "initrd")?.sha256 == ContentHasher.digest(new))
            #expect(one.lock.entry(for: "kernel")?.sha256 == bench.digest)
            let all = try await resolve(bench, [request(bench)], lock, .update(roles: nil))
            #expect(all.lock.entries.map(\.role) == ["initrd"])
            #expect(all.changes.last?.new.isEmpty == true)
        }
    }

    @Test func aDigestOfTheRecipeIsChecked() async throws {
        try await Bench.with { bench async throws in
            var good = request(bench)
            good.sha256 = bench.digest
            #expect(try await resolve(bench, [good]).artifacts.first?.verified == .recipe)
            // It is in the store: nothing is fetched to lock it again.
            #expect(try await resolve(bench, [good]).artifacts.first?.fromCache == true)
            #expect(try bench.server.requests().count == 1)
            var bad = request(bench)
            bad.sha256 = ContentHasher.digest([])
            let found = await failure(ArtifactFailure.self) { _ = try await resolve(bench, [bad]) }
            #expect(found?.category == .mismatch)
        }
    }

    @Test func thePublishersListIsChecked() async throws {
        try await Bench.with { bench async throws in
            try write(
                "sha256: \(bench.digest)  file\nmd5: x  file\n", to: "\(bench.folder)/www/checksums.txt")
            var good = request(bench)
            good.checksums = bench.server.url("plain", "checksums.txt")
            // A flipped byte on the way is noticed on first use already.
            var flipped = request(bench, "flip", "kernel")
            flipped.checksums = good.checksums
            let found = await failure(ArtifactFailure.self) { _ = try await resolve(bench, [flipped]) }
            #expect(found?.category == .mismatch)
            let result = try await resolve(bench, [good])
            #expect(result.lock.entries.first?.verified == .publisherChecksums)
            #expect(result.lock.entries.first?.checksums == good.checksums)
            // What the recipe says must agree with the publisher.
            good.sha256 = ContentHasher.digest([])
            let disagreeing = await failure(ArtifactFailure.self) { _ = try await resolve(bench, [good]) }
            #expect(disagreeing?.message.contains("the recipe says") == true)
            good.sha256 = nil
            try write("\(bench.digest)  other\n", to: "\(bench.folder)/www/checksums.txt")
            let unlisted = await failure(ArtifactFailure.self) { _ = try await resolve(bench, [good]) }
            #expect(unlisted?.code == .checksums)
        }
    }

    @Test func theListMayBeAFileAndGiveOnlySHA512() async throws {
        try await Bench.with { bench async throws in
            var hasher = ContentHasher(withSHA512: true)
            hasher.update(bench.body)
            let list = "\(bench.folder)/DIGESTS"
            try write("\(try #require(hasher.digest512))  initrd\n", to: list)
            var good = request(bench)
            good.checksums = list
            #expect(try await resolve(bench, [good]).artifacts.first?.verified == .publisherChecksums)
            good.source = bench.server.url("flip")
            let found = await failure(ArtifactFailure.self) { _ = try await resolve(bench, [good]) }
            #expect(found?.message.contains("sha512") == true)
        }
    }

    @Test func aWeakerVerificationIsRefused() async throws {
        try await Bench.with { bench async throws in
            try write("\(bench.digest)  file\n", to: "\(bench.folder)/www/checksums.txt")
            var listed = request(bench)
            listed.checksums = bench.server.url("plain", "checksums.txt")
            let lock = try await resolve(bench, [listed]).lock
            // The same bytes keep the verification that they had.
            let same = try await resolve(bench, [request(bench)], lock, .update(roles: nil))
            #expect(same.lock == lock)
            try AtomicFile.write([1, 2, 3], to: "\(bench.folder)/www/file")
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, [request(bench)], lock, .update(roles: nil))
            }
            #expect(found?.code == .weaker)
            #expect(found?.message.contains("publisher-checksums") == true)
            let allowed = try await resolve(
                bench, [request(bench)], lock, .update(roles: nil), allowingWeaker: true)
            #expect(allowed.lock.entries.first?.verified == .firstUse)
            #expect(allowed.changes.map(\.field) == ["size", "sha256", "verified", "checksums"])
        }
    }

    @Test func passwordsStayOutOfTheLock() async throws {
        try await Bench.with { bench async throws in
            var secret = request(bench, "auth")
            secret.source = secret.source.split(separator: "//").joined(separator: "//user:pa55@")
            let result = try await resolve(bench, [secret])
            #expect(!result.lock.text.contains("pa55"))
            #expect(result.lock.entries.first?.source == bench.server.url("auth"))
            // The lock fits the request all the same, and fetching again uses the request's password.
            try Directory.removeTree(bench.store.path(of: bench.digest))
            let again = try await resolve(bench, [secret], result.lock, .locked)
            #expect(again.artifacts.first?.fromCache == false)
        }
    }

    @Test func twoArtifactsOfOneRoleAreRefused() async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolve(bench, [request(bench), request(bench)])
            }
            #expect(found?.code == .invalidSource)
            #expect(try bench.server.requests().isEmpty)
        }
    }
}
