internal import Machine

extension ResolveRun {
    /// A detached signature that is here, and not checked yet.
    struct PendingSignature {
        let requirement: SignatureRequirement
        let bytes: [UInt8]
        /// Escaped, for messages.
        let name: String
        /// As the lock has it.
        let place: String
    }

    /// A signature that holds, as the lock has it.
    struct CheckedSignature {
        let signer: OpenPGPFingerprint?
        let certificate: SHA256Digest?
        let place: String
    }

    /// 64 KiB: a signature has some hundred bytes.
    private static let signatureLimit: Int64 = 64 << 10

    /// Fetches a detached signature, and sees to it that it can be checked: before the large file that it is
    /// of comes.
    ///
    /// - Parameter name: of what is signed, escaped, for messages.
    nonisolated(nonsending) func fetchSignature(
        _ requirement: SignatureRequirement, at place: String, of name: String
    ) async throws -> PendingSignature {
        let address = try SourceAddress(place)
        let shown = Printable.text(address.publicText)
        var requirement = requirement
        if let source = requirement.keysSource { requirement.keys = try await fetchKeys(source, of: name) }
        try await resolver.verifier.prepare(requirement)
        let fetched: FetchedSource
        do {
            fetched = try await resolver.fetcher.fetch(
                FetchOrder(source: place, sizeLimit: Self.signatureLimit), into: resolver.store,
                report: resolver.report)
        } catch let failure where failure.meansMissing {
            throw ArtifactFailure(
                .signature, "\(name) is not shown to be its publisher's: there is no signature \(shown)",
                hint: "check the address of the signature; some publishers give it another name than the file"
            )
        }
        let bytes = try Descriptor.contents(
            of: resolver.store.path(of: fetched.digest), limit: Int(Self.signatureLimit))
        return PendingSignature(
            requirement: requirement, bytes: bytes, name: shown,
            place: requirement.recordedSource ?? address.publicText)
    }

    /// A certificate that is published beside what it signs; its digest is pinned.
    private nonisolated(nonsending) func fetchKeys(_ source: String, of name: String) async throws -> [UInt8]
    {
        do {
            let fetched = try await resolver.fetcher.fetch(
                FetchOrder(source: source, sizeLimit: Int64(Certificates.sizeLimit)), into: resolver.store,
                report: resolver.report)
            return try Descriptor.contents(
                of: resolver.store.path(of: fetched.digest), limit: Certificates.sizeLimit)
        } catch let failure where failure.meansMissing {
            let shown = Printable.text(try SourceAddress(source).publicText)
            throw ArtifactFailure(
                .signature, "\(name) is not shown to be its publisher's: there is no certificate \(shown)",
                hint: "name a copy of it in the recipe: signing-key and fingerprint")
        }
    }

    /// Checks that a signature is one of what is in the store.
    nonisolated(nonsending) func check(
        _ signature: PendingSignature, _ source: FetchedSource
    ) async throws -> CheckedSignature {
        if signature.requirement.isByCertificate {
            let certificate = try await resolver.verifier.verifyByCertificate(
                signature.bytes, of: resolver.store.path(of: source.digest), signature.requirement,
                name: Printable.text(source.address), signatureName: signature.name,
                in: resolver.store.temporaryFolder
            ) { resolver.report(.command($0)) }
            return CheckedSignature(signer: nil, certificate: certificate, place: signature.place)
        }
        let verified = try await resolver.verifier.verify(
            signature.bytes, of: resolver.store.path(of: source.digest), signature.requirement,
            name: Printable.text(source.address), signatureName: signature.name,
            in: resolver.store.temporaryFolder
        ) { resolver.report(.command($0)) }
        return CheckedSignature(signer: verified.signer, certificate: nil, place: signature.place)
    }
}

extension Error {
    /// Whether a server or this machine says that a file is not there.
    fileprivate var meansMissing: Bool {
        switch self {
        case let failure as ArtifactFailure: failure.code == .notFound
        case let failure as MachineFailure: failure.category == .missingInput
        default: false
        }
    }
}
