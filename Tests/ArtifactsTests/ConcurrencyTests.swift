import Artifacts
import Machine
import Testing

@Suite struct ConcurrencyTests {
    @Test func twoProcessesFetchOnce() async throws {
        try await Bench.with { bench async throws in
            let url = bench.server.url("plain")
            let hex = bench.digest.hex
            let folder = bench.store.root
            async let first: Void = fetchInAnotherProcess(url, hex, folder)
            async let second: Void = fetchInAnotherProcess(url, hex, folder)
            async let third: Void = fetchInAnotherProcess(url, hex, folder)
            _ = await (first, second, third)
            #expect(try bench.server.requests().count == 1)
            #expect(try bench.entries() == [hex])
        }
    }

    private func fetchInAnotherProcess(_ url: String, _ hex: String, _ folder: String) async {
        await #expect(processExitsWith: .success) {
            [url = url as String, hex = hex as String, folder = folder as String] in
            let store = try Store(folder: folder)
            let order = FetchOrder(source: url, sha256: SHA256Digest(hex: hex))
            let fetched = try await CurlFetcher().fetch(order, into: store) { _ in }
            #expect(fetched.digest.hex == hex)
        }
    }

    @Test func tasksThatAskAtOnceFetchOnceEvenWithoutADigest() async throws {
        try await Bench.with { bench async throws in
            // The server answers slowly enough that all of them ask while the first one fetches.
            try AtomicFile.write([1, 2, 3], to: "\(bench.folder)/www/small")
            let url = bench.server.url("slow", "small")
            let folder = bench.store.root
            let fetched = try await withThrowingTaskGroup(of: FetchedSource.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await CurlFetcher().fetch(FetchOrder(source: url), into: Store(folder: folder)) {
                            _ in
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(fetched.map(\.digest)).count == 1)
            #expect(fetched.filter(\.wasPresent).count == 3)
            #expect(try bench.server.requests().count == 1)
            // Later the source may have changed: it is asked for again.
            _ = try await bench.fetch(FetchOrder(source: url))
            #expect(try bench.server.requests().count == 2)
        }
    }
}
