internal import Machine

/// Turns requests into verified files. The lock is the authority: while an entry fits its request, only
/// contents of its digest are ever used, wherever they come from.
package struct Resolver: Sendable {
    let store: Store
    let fetcher: any Fetcher
    let verifier: SignatureVerifier
    let thoroughness: Store.Thoroughness
    let report: @Sendable (FetchEvent) -> Void

    /// - Parameter report: called as things happen, from any thread.
    package init(
        store: Store, fetcher: any Fetcher = SourceFetcher(),
        verifier: SignatureVerifier = SignatureVerifier(),
        thoroughness: Store.Thoroughness = .unlessUnchanged,
        report: @escaping @Sendable (FetchEvent) -> Void = { _ in }
    ) {
        self.store = store
        self.fetcher = fetcher
        self.verifier = verifier
        self.thoroughness = thoroughness
        self.report = report
    }

    /// Resolves all requests.
    ///
    /// - Parameters:
    ///   - lock: nil where there is none yet.
    ///   - allowingWeaker: whether new contents may be locked with a weaker verification than the old ones
    ///     had.
    /// - Returns: the files and the new lock; nothing is written to the lock file here.
    /// - Throws: `ArtifactFailure`: `lock` where an entry is missing or does not fit, `offline` with
    ///   everything that is missing, `mismatch`, `signature`, `weaker` and others; `MachineFailure`,
    ///   `ToolFailure`, `CancellationError`.
    package func resolve(
        _ requests: [ArtifactRequest], lock: LockFile?, mode: ResolveMode, allowingWeaker: Bool = false
    ) async throws -> Resolution {
        let run = ResolveRun(self, lock: lock ?? LockFile(), mode: mode, allowingWeaker: allowingWeaker)
        return try await run.resolve(requests)
    }
}
