import Artifacts
import Machine
import Testing

@Suite struct ResumedFetchTests {
    @Test(arguments: ["cut-once", "no-range", "wrong-range", "no-tag"])
    func cutTransfersAreCompleted(_ mode: String) async throws {
        try await Bench.with { bench async throws in
            let fetched = try await bench.fetchLocked(mode)
            #expect(fetched.digest == bench.digest)
            #expect(try bench.stored() == bench.body)
        }
    }

    @Test func theRestIsAskedForByRangeAndTag() async throws {
        try await Bench.with { bench async throws in
            _ = try await bench.fetchUnknown("cut-once")
            #expect(try bench.stored() == bench.body)
            let requests = try bench.server.requests()
            #expect(requests.count == 2)
            #expect(requests.last == #"GET /cut-once/file bytes=150000- "1""#)
        }
    }

    @Test func anotherVersionIsFetchedFromItsStart() async throws {
        try await Bench.with { bench async throws in
            let fetched = try await bench.fetchUnknown("changed")
            #expect(fetched.digest == ContentHasher.digest(bench.body.map { $0 ^ 255 }))
            #expect(bench.events.contains { if case .restarting = $0 { true } else { false } })
        }
    }

    @Test func withoutATagNothingUnknownIsResumed() async throws {
        try await Bench.with { bench async throws in
            let fetched = try await bench.fetchUnknown("no-tag-mixed")
            #expect(fetched.digest == ContentHasher.digest(bench.body.map { $0 ^ 255 }))
            #expect(try bench.server.requests().last == "GET /no-tag-mixed/file - -")
        }
    }

    @Test func aMixtureOfTwoVersionsIsFetchedAnew() async throws {
        try await Bench.with { bench async throws in
            // Without a tag the digest decides; the first version is gone, so it fails in the end.
            let found = await failure(ArtifactFailure.self) {
                _ = try await bench.fetchLocked("no-tag-mixed")
            }
            #expect(found?.code == .mismatch)
            let requests = try bench.server.requests()
            #expect(requests.map { $0.split(separator: " ")[2] } == ["-", "bytes=150000-", "-"])
            #expect(try bench.entries().isEmpty)
        }
    }

    @Test func whatAnEarlierProcessLeftIsUsed() async throws {
        try await Bench.with { bench async throws in
            let once = RetryPolicy(attempts: 1)
            let order = FetchOrder(
                source: bench.server.url("cut-once"), sha256: bench.digest, size: Int64(bench.body.count))
            await #expect(throws: ArtifactFailure.self) { try await bench.fetch(order, retries: once) }
            #expect(try bench.partials().count == 1)
            _ = try await bench.fetch(order, retries: once)
            #expect(try bench.stored() == bench.body)
            #expect(try bench.server.requests().last == #"GET /cut-once/file bytes=150000- "1""#)
            #expect(try bench.partials().isEmpty)
        }
    }

    @Test func whatAnEarlierProcessLeftIsNotTrustedBlindly() async throws {
        try await Bench.with { bench async throws in
            let once = RetryPolicy(attempts: 1)
            let order = FetchOrder(source: bench.server.url("cut-once"), sha256: bench.digest)
            await #expect(throws: ArtifactFailure.self) { try await bench.fetch(order, retries: once) }
            let partial = try #require(try bench.partials().first)
            // As a crash may leave it: the length is there, the data is not.
            try AtomicFile.write(
                [UInt8](repeating: 0, count: 150_000), to: "\(bench.store.root)/partial/\(partial)/data")
            _ = try await bench.fetch(order, retries: once)
            #expect(try bench.stored() == bench.body)
            #expect(try bench.server.requests().count == 3)
        }
    }
}
