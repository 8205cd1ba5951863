internal import Machine

extension ResolveRun {
    /// Fetches a source, verifies it as well as can be, and makes its entry.
    ///
    /// - Parameter pinned: the digest of contents that the lock has for the same source, where only the
    ///   verification is wanted anew.
    nonisolated(nonsending) func lockAnew(
        _ request: ArtifactRequest, old: LockEntry?, pinned: SHA256Digest?
    ) async throws -> (LockEntry, ResolvedArtifact) {
        let address = try SourceAddress(request.source)
        var promise = try await promise(request, address)
        promise.order.sha256 = promise.order.sha256 ?? pinned
        var pending: PendingSignature?
        if case .source(let place)? = request.signature?.form, let requirement = request.signature {
            pending = try await fetchSignature(
                requirement, at: place, of: Printable.text(address.publicText))
        }
        let source = try await fetchOnce(promise.order, address)
        if let pending { promise.signature = try await check(pending, source) }
        let isSigned = source.isSigned || promise.signature != nil
        var entry = LockEntry(
            role: request.role, source: try recorded(request),
            url: request.recordedSource ?? source.address, size: source.size, sha256: source.digest,
            verified: isSigned ? .signature : promise.verified,
            checksums: promise.checksums, signer: promise.signature?.signer,
            certificate: promise.signature?.certificate, signature: promise.signature?.place)
        try keepStrength(&entry, old)
        try checkStrength(entry, old: old)
        if let member = request.member {
            let stored = try resolver.store.extract(
                member, from: source.digest, name: Printable.text(source.address))
            entry.member = member
            entry.memberSHA256 = stored.digest
            entry.memberSize = stored.size
        }
        let artifact = ResolvedArtifact(
            request: request, path: resolver.store.path(of: entry.contentDigest), digest: entry.contentDigest,
            size: entry.contentSize, sourceDigest: entry.sha256, verified: entry.verified,
            signer: entry.signer, certificate: entry.certificate, fromCache: source.wasPresent)
        return (entry, artifact)
    }

    /// The same bytes keep the best verification that they ever had.
    private func keepStrength(_ entry: inout LockEntry, _ old: LockEntry?) throws {
        guard let old, old.sha256 == entry.sha256, old.verified.strength > entry.verified.strength else {
            return
        }
        entry.verified = old.verified
        entry.checksums = old.checksums
        entry.signer = old.signer
        entry.certificate = old.certificate
        entry.signature = old.signature
    }

    private nonisolated(nonsending) func fetchOnce(
        _ order: FetchOrder, _ address: SourceAddress
    ) async throws -> FetchedSource {
        if let earlier = fetched[order], try isPresent(earlier.digest, earlier.size) { return earlier }
        let source: FetchedSource
        if let digest = order.sha256, case .present(let size) = try present(digest) {
            source = FetchedSource(digest: digest, size: size, address: address.publicText, wasPresent: true)
        } else {
            source = try await resolver.fetcher.fetch(order, into: resolver.store, report: resolver.report)
        }
        fetched[order] = source
        return source
    }

    private func present(_ digest: SHA256Digest) throws -> StoreLookup {
        let found = try resolver.store.find(digest, resolver.thoroughness)
        if case .damaged(let place, let reason) = found {
            resolver.report(.quarantined(path: Printable.text(place), reason: reason))
        }
        return found
    }
}
