internal import Machine

extension ResolveRun {
    /// What is known of a source before it is fetched.
    private struct Promise {
        var order: FetchOrder
        var verified: Verification
        var checksums: String?
    }

    /// Fetches a source, verifies it as well as can be, and makes its entry.
    nonisolated(nonsending) func lockAnew(
        _ request: ArtifactRequest, old: LockEntry?
    ) async throws -> (LockEntry, ResolvedArtifact) {
        let address = try SourceAddress(request.source)
        let promise = try await promise(request, address)
        let source = try await fetchOnce(promise.order, address)
        var entry = LockEntry(
            role: request.role, source: try recorded(request),
            url: request.recordedSource ?? source.address, size: source.size, sha256: source.digest,
            verified: source.isSigned ? .signature : promise.verified,
            checksums: promise.checksums)
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
            fromCache: source.wasPresent)
        return (entry, artifact)
    }

    /// The same bytes keep the best verification that they ever had.
    private func keepStrength(_ entry: inout LockEntry, _ old: LockEntry?) throws {
        guard let old, old.sha256 == entry.sha256, old.verified.strength > entry.verified.strength else {
            return
        }
        entry.verified = old.verified
        entry.checksums = old.checksums
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

    /// Collects the digests that recipe and publisher promise. Where both do, both are checked.
    private nonisolated(nonsending) func promise(
        _ request: ArtifactRequest, _ address: SourceAddress
    ) async throws -> Promise {
        var promise = Promise(
            order: FetchOrder(source: request.source, sha256: request.sha256),
            verified: request.sha256 == nil ? .firstUse : .recipe)
        guard let checksums = request.checksums else { return promise }
        let listAddress = try SourceAddress(checksums)
        let listed = try await digests(checksums, [address.fileName, request.fileName])
        if let recipe = request.sha256, let publisher = listed.sha256, recipe != publisher {
            throw ArtifactFailure(
                .mismatch,
                "\(Printable.text(request.role)): the recipe says sha256 \(recipe), the publisher's list "
                    + "\(Printable.text(listAddress.publicText)) says \(publisher)")
        }
        promise.order.sha256 = request.sha256 ?? listed.sha256
        promise.order.sha512 = listed.sha512
        promise.verified = .publisherChecksums
        promise.checksums = listAddress.publicText
        return promise
    }

    /// Reads a publisher's list and looks for the first of the names that it has.
    private nonisolated(nonsending) func digests(
        _ checksums: String, _ names: [String]
    ) async throws -> ChecksumList.Listed {
        // 4 MiB: the largest lists of distributions have some thousand lines.
        let limit: Int64 = 4 << 20
        let source = try await resolver.fetcher.fetch(
            FetchOrder(source: checksums, sizeLimit: limit), into: resolver.store, report: resolver.report)
        let bytes = try Descriptor.contents(of: resolver.store.path(of: source.digest), limit: Int(limit))
        let list = ChecksumList(String(decoding: bytes, as: UTF8.self))
        for name in names where !name.isEmpty {
            if let listed = try list.digests(of: name) { return listed }
        }
        let wanted = names.filter { !$0.isEmpty }.map { Printable.text($0) }.joined(separator: ", ")
        throw ArtifactFailure(
            .checksums, "\(Printable.text(source.address)) has no sha256 or sha512 of \(wanted)",
            hint: "give sha256 in the recipe")
    }
}
