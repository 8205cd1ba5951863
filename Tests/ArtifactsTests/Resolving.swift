import Artifacts

/// Resolves requests with a bench's store, its server and short waits; events go to the bench.
func resolve(
    _ bench: Bench, _ requests: [ArtifactRequest], _ lock: LockFile? = nil,
    _ mode: ResolveMode = .addMissing,
    allowingWeaker: Bool = false
) async throws -> Resolution {
    let events = bench.events
    let fetcher = SourceFetcher(web: CurlFetcher(retries: Bench.retries))
    let resolver = Resolver(store: bench.store, fetcher: fetcher) { events.append($0) }
    return try await resolver.resolve(requests, lock: lock, mode: mode, allowingWeaker: allowingWeaker)
}
