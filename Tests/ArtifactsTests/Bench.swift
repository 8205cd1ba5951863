import Artifacts
import Machine

/// A store, a folder that is served, and contents in it.
struct Bench {
    let folder: String
    let store: Store
    let server: LoopbackServer
    let body: [UInt8]
    let events = Events()

    var digest: SHA256Digest { ContentHasher.digest(body) }

    /// Quick to give up, slow to be bored.
    static let retries = RetryPolicy(
        attempts: 3, firstDelay: .milliseconds(1), longestDelay: .milliseconds(2))

    static func with(size: Int = 300_000, _ test: (Bench) async throws -> Void) async throws {
        try await withScratch { folder async throws in
            try Directory.create("\(folder)/www")
            let body = bytes(size)
            try AtomicFile.write(body, to: "\(folder)/www/file")
            let store = try Store(folder: "\(folder)/cache/kimage")
            try await LoopbackServer.with("\(folder)/www") { server async throws in
                try await test(Bench(folder: folder, store: store, server: server, body: body))
            }
        }
    }

    /// The same each time, and no two parts alike.
    static func bytes(_ count: Int) -> [UInt8] {
        var state: UInt32 = 1
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    func fetch(
        _ order: FetchOrder, limits: TransferLimits = TransferLimits(), retries: RetryPolicy = Bench.retries,
        environment: [String: String?] = [:]
    ) async throws -> FetchedSource {
        let events = events
        let fetcher = CurlFetcher(retries: retries, limits: limits, environment: environment)
        return try await fetcher.fetch(order, into: store) { events.append($0) }
    }

    /// Fetches in the manner of `mode`, with the right digest and size, as a lock would have them.
    func fetchLocked(_ mode: String) async throws -> FetchedSource {
        try await fetch(FetchOrder(source: server.url(mode), sha256: digest, size: Int64(body.count)))
    }

    /// Fetches in the manner of `mode` without knowing anything.
    func fetchUnknown(_ mode: String) async throws -> FetchedSource {
        try await fetch(FetchOrder(source: server.url(mode)))
    }

    func stored() throws -> [UInt8] {
        try Descriptor.contents(of: store.path(of: digest), limit: 1 << 24)
    }

    /// The names of all entries in the store.
    func entries() throws -> [String] {
        let root = "\(store.root)/store/sha256"
        return try names(in: root).flatMap { try names(in: "\(root)/\($0)") }.filter {
            !$0.hasSuffix(".stat")
        }
    }

    func quarantine() throws -> [String] { try names(in: "\(store.root)/quarantine") }
    func partials() throws -> [String] { try names(in: "\(store.root)/partial") }
    func temporaries() throws -> [String] { try names(in: "\(store.root)/tmp") }
}
