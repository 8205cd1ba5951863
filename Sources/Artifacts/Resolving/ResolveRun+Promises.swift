internal import Machine

extension ResolveRun {
    /// What is known of a source before it is fetched.
    struct Promise {
        var order: FetchOrder
        var verified: Verification
        var checksums: String?
        /// Of the list, later of the source.
        var signature: CheckedSignature?
    }

    /// 4 MiB: the largest lists of distributions have some thousand lines.
    private static let listLimit: Int64 = 4 << 20

    /// Collects the digests that recipe and publisher promise. Where both do, both are checked.
    nonisolated(nonsending) func promise(
        _ request: ArtifactRequest, _ address: SourceAddress
    ) async throws -> Promise {
        try checkForm(request, address)
        let isPinned = request.sha256 != nil || address.isPinned
        var promise = Promise(
            order: FetchOrder(
                source: request.source, sha256: request.sha256, architecture: request.architecture),
            verified: isPinned ? .recipe : .firstUse)
        guard let checksums = request.checksums else { return promise }
        let listAddress = try SourceAddress(checksums)
        let (listed, signature) = try await digests(
            checksums, listAddress, [address.fileName, request.fileName], request.signature)
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
        promise.signature = signature
        return promise
    }

    /// What cannot be asked for together.
    private func checkForm(_ request: ArtifactRequest, _ address: SourceAddress) throws {
        let role = Printable.text(request.role)
        let isImage =
            switch address {
            case .image, .archivedImage: true
            case .web, .file, .package: false
            }
        if isImage, request.checksums != nil || request.signature != nil {
            throw ArtifactFailure(
                .invalidSource,
                "\(role): an image of containers has neither a checksum list nor an OpenPGP signature",
                hint: "pin it by its digest: oci:NAME@sha256:…")
        }
        switch request.signature?.form {
        case .checksums, .clearsigned:
            guard request.checksums == nil else { return }
            throw ArtifactFailure(
                .invalidSource, "\(role): the signature is one of the checksum list, and no list is named",
                hint: "give checksums in the recipe")
        case .source, nil: break
        }
    }

    /// Reads a publisher's list and looks for the first of the names that it has.
    private nonisolated(nonsending) func digests(
        _ checksums: String, _ address: SourceAddress, _ names: [String], _ requirement: SignatureRequirement?
    ) async throws -> (ChecksumList.Listed, CheckedSignature?) {
        let source = try await resolver.fetcher.fetch(
            FetchOrder(source: checksums, sizeLimit: Self.listLimit), into: resolver.store,
            report: resolver.report)
        let shown = Printable.text(source.address)
        var bytes = try Descriptor.contents(
            of: resolver.store.path(of: source.digest), limit: Int(Self.listLimit))
        var signature: CheckedSignature?
        switch requirement?.form {
        case .checksums(let place):
            if let requirement {
                signature = try await check(
                    try await fetchSignature(requirement, at: place, of: shown), source)
            }
        case .clearsigned:
            if let requirement {
                let (verified, text) = try await resolver.verifier.openClearsigned(
                    bytes, requirement, name: shown, in: resolver.store.temporaryFolder
                ) { resolver.report(.command($0)) }
                bytes = text
                signature = CheckedSignature(
                    signer: verified.signer, certificate: nil,
                    place: requirement.recordedSource ?? address.publicText)
            }
        case .source, nil: break
        }
        let wanted = names.enumerated().filter { !$1.isEmpty && !names[..<$0].contains($1) }.map(\.element)
        if address.fileName.hasSuffix(".json") {
            let stream = try StreamMetadata(json: bytes, name: shown)
            for name in wanted {
                if let listed = stream.digests(of: name) { return (listed, signature) }
            }
            throw stream.otherRelease(wanted.first ?? "")
        }
        return (try listed(ChecksumList(bytes: bytes, name: shown), shown, wanted), signature)
    }

    private func listed(_ list: ChecksumList, _ shown: String, _ names: [String]) throws
        -> ChecksumList.Listed
    {
        var weak: [String] = []
        for name in names {
            guard let listed = try list.digests(of: name) else { continue }
            if listed.isStrong { return listed }
            weak += listed.weak.filter { !weak.contains($0) }
        }
        let wanted = names.map { Printable.text($0) }.joined(separator: ", ")
        guard weak.isEmpty else {
            let kinds = weak.map { Printable.text($0) }.joined(separator: ", ")
            throw ArtifactFailure(
                .checksums,
                "\(shown) has of \(wanted) only \(kinds): two files can be made that have the same MD5 or "
                    + "SHA-1, and other kinds are not computed here",
                hint: "give sha256 in the recipe")
        }
        throw ArtifactFailure(
            .checksums, "\(shown) has no sha256 or sha512 of \(wanted)", hint: "give sha256 in the recipe")
    }
}
