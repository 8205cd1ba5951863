internal import Machine

/// One call of `Resolver.resolve`, and what it remembers.
final class ResolveRun {
    let resolver: Resolver
    let mode: ResolveMode
    private let allowingWeaker: Bool
    private let old: LockFile
    private var new: LockFile
    /// Sources that were fetched for the lock in this run: an archive that two roles have members of is
    /// fetched once.
    var fetched: [FetchOrder: FetchedSource] = [:]
    /// What is not there and may not be fetched.
    private var missing: [String] = []

    init(_ resolver: Resolver, lock: LockFile, mode: ResolveMode, allowingWeaker: Bool) {
        self.resolver = resolver
        self.mode = mode
        self.allowingWeaker = allowingWeaker
        old = lock
        new = lock
    }

    nonisolated(nonsending) func resolve(_ requests: [ArtifactRequest]) async throws -> Resolution {
        try check(requests)
        var artifacts: [ResolvedArtifact] = []
        for request in requests {
            try Task.checkCancellation()
            do {
                if let artifact = try await resolve(request) { artifacts.append(artifact) }
            } catch let failure as ArtifactFailure {
                throw failure.placed(at: request.place)
            }
        }
        guard missing.isEmpty else {
            throw ArtifactFailure(
                .offline, "offline, and not in the cache: \(missing.joined(separator: ", "))",
                hint: "fetch once without --offline")
        }
        if mode == .update(roles: nil) {
            let roles = Set(requests.map(\.role))
            for entry in new.entries where !roles.contains(entry.role) { new.remove(entry.role) }
        }
        return Resolution(artifacts: artifacts, lock: new, changes: LockChange.between(old, new))
    }

    /// Everything that can be known to be wrong before anything is fetched.
    private func check(_ requests: [ArtifactRequest]) throws {
        var roles: Set<String> = []
        var problems: [String] = []
        for request in requests {
            _ = try SourceAddress(request.source)
            guard roles.insert(request.role).inserted else {
                throw ArtifactFailure(
                    .invalidSource, "two artifacts have the role \(Printable.text(request.role))")
            }
            if mode.keepsLock, let problem = try problem(request) ?? missingSignature(request) {
                problems.append(request.place.map { "\($0): \(problem)" } ?? problem)
            }
        }
        guard problems.isEmpty else {
            throw ArtifactFailure(
                .lock, problems.joined(separator: ", "), hint: "kimage lock brings the lock up to date")
        }
    }

    /// Why the lock does not answer the request; nil where it does.
    private func problem(_ request: ArtifactRequest) throws -> String? {
        let role = Printable.text(request.role)
        guard let entry = old.entry(for: request.role) else { return "\(role) is not in the lock" }
        if entry.source != (try recorded(request)) {
            return "\(role) is locked for another source, \(Printable.text(entry.source))"
        }
        if entry.member != request.member { return "\(role) is locked for another member" }
        if let sha256 = request.sha256, sha256 != entry.sha256 {
            return "\(role) is locked with sha256 \(entry.sha256), the recipe says \(sha256)"
        }
        return nil
    }

    /// Why the lock's entry, which fits otherwise, is verified less well than the request asks for; nil where
    /// it is not.
    private func missingSignature(_ request: ArtifactRequest) -> String? {
        guard let requirement = request.signature, let entry = old.entry(for: request.role) else {
            return nil
        }
        let role = Printable.text(request.role)
        guard let signer = entry.signerText else {
            return "\(role) is locked without the signature that is asked for"
        }
        let isAsked =
            entry.signer.map(requirement.signers.contains) ?? false
            || entry.certificate.map(requirement.certificates.contains) ?? false
        return isAsked ? nil : "\(role) is locked with a signature by \(signer), which is not asked for"
    }

    private nonisolated(nonsending) func resolve(_ request: ArtifactRequest) async throws -> ResolvedArtifact?
    {
        let isForced =
            switch mode {
            case .update(let roles): roles?.contains(request.role) ?? true
            case .locked, .offline, .addMissing: false
            }
        let entryThatFits = try problem(request) == nil ? old.entry(for: request.role) : nil
        if !isForced, let entry = entryThatFits, missingSignature(request) == nil {
            return try await obtain(entry, request)
        }
        let (entry, artifact) = try await lockAnew(
            request, old: old.entry(for: request.role), pinned: isForced ? nil : entryThatFits?.sha256)
        new.set(entry)
        return artifact
    }

    /// The file that an entry stands for, from the store or fetched; nil where it may not be fetched.
    private nonisolated(nonsending) func obtain(
        _ entry: LockEntry, _ request: ArtifactRequest
    ) async throws -> ResolvedArtifact? {
        var artifact = ResolvedArtifact(
            request: request, path: resolver.store.path(of: entry.contentDigest), digest: entry.contentDigest,
            size: entry.contentSize, sourceDigest: entry.sha256, verified: entry.verified,
            signer: entry.signer, certificate: entry.certificate, fromCache: true)
        if try isPresent(entry.contentDigest, entry.contentSize) { return artifact }
        let isSourcePresent = entry.member == nil ? false : try isPresent(entry.sha256, entry.size)
        if !isSourcePresent {
            if mode == .offline {
                missing.append(
                    "\(Printable.text(entry.role)) (\(Printable.text(entry.url)), sha256 \(entry.sha256))")
                return nil
            }
            artifact.fromCache = false
            _ = try await resolver.fetcher.fetch(
                FetchOrder(
                    source: try address(entry, request), sha256: entry.sha256, size: entry.size,
                    architecture: request.architecture),
                into: resolver.store, report: resolver.report)
        }
        if let member = entry.member {
            let stored = try resolver.store.extract(
                member, from: entry.sha256, name: Printable.text(entry.url))
            guard stored.digest == entry.memberSHA256 else {
                throw ArtifactFailure(
                    .mismatch,
                    "\(Printable.text(member)) in \(Printable.text(entry.url)) has the sha256 "
                        + "\(stored.digest), the lock says \(entry.contentDigest)")
            }
        }
        return artifact
    }

    /// Where to fetch what is locked: from the locked address, with the request's name and password if it is
    /// the same.
    private func address(_ entry: LockEntry, _ request: ArtifactRequest) throws -> String {
        try recorded(request) == entry.url ? request.source : entry.url
    }

    /// How the lock names the request's source.
    func recorded(_ request: ArtifactRequest) throws -> String {
        try request.recordedSource ?? SourceAddress(request.source).publicText
    }

    /// Whether the store has these contents, undamaged.
    func isPresent(_ digest: SHA256Digest, _ size: Int64?) throws -> Bool {
        switch try resolver.store.find(digest, size: size, resolver.thoroughness) {
        case .present: return true
        case .absent: return false
        case .damaged(let place, let reason):
            resolver.report(.quarantined(path: Printable.text(place), reason: reason))
            return false
        }
    }

    /// Refuses new contents that nobody vouches for as well as for the old ones.
    func checkStrength(_ entry: LockEntry, old: LockEntry?) throws {
        guard let old, !allowingWeaker, entry.sha256 != old.sha256,
            entry.verified.strength < old.verified.strength
        else { return }
        throw ArtifactFailure(
            .weaker,
            "\(Printable.text(entry.role)): the lock has contents verified by \(old.verified.rawValue) "
                + "(sha256 \(old.sha256)), the new ones only by \(entry.verified.rawValue) (sha256 \(entry.sha256))",
            hint: "give checksums or sha256 in the recipe, or allow it with kimage lock --allow-weaker")
    }
}
