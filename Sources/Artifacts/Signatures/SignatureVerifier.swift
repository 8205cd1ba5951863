package import Machine

/// Checks OpenPGP signatures with the machine's `gpgv`, in a folder of its own: no keyring, agent or
/// configuration of the user's has a say.
package struct SignatureVerifier: Sendable {
    private let program: String
    private let certificates: CertificateVerifier
    private let now: @Sendable () -> FileTime

    /// - Parameters:
    ///   - program: the name of gpgv.
    ///   - openssl: the name of openssl, for signatures by certificates.
    ///   - now: reads the clock; another one in tests.
    package init(
        program: String = "gpgv", openssl: String = "openssl",
        now: @escaping @Sendable () -> FileTime = FileTime.now
    ) {
        self.program = program
        certificates = CertificateVerifier(program: openssl)
        self.now = now
    }

    /// Makes sure that signatures can be checked: that there is a gpgv, and keys that it can read.
    ///
    /// - Throws: `ArtifactFailure`, code `signingKey`; `ToolFailure`, category `missingProgram`, without
    ///   gpgv.
    package nonisolated(nonsending) func prepare(_ requirement: SignatureRequirement) async throws {
        if requirement.isByCertificate { return try await certificates.prepare(requirement) }
        _ = try keys(requirement)
        _ = try await Tool.run(ToolCommand(program, ["--version"]))
    }

    /// Checks a detached signature by a certificate; parameters as for `verify`.
    ///
    /// - Returns: the digest of the pinned certificate.
    /// - Throws: as `verify`; `ToolFailure`, category `missingProgram`, without openssl.
    package nonisolated(nonsending) func verifyByCertificate(
        _ signature: [UInt8], of path: String, _ requirement: SignatureRequirement, name: String,
        signatureName: String, in folder: String, echo: (String) -> Void = { _ in }
    ) async throws -> SHA256Digest {
        try await certificates.verify(
            signature, of: path, requirement, name: name, signatureName: signatureName, in: folder, echo: echo
        )
    }

    private func keys(_ requirement: SignatureRequirement) throws -> PublicKeys {
        guard !requirement.signers.isEmpty else {
            throw ArtifactFailure(
                .signingKey, "a signature is asked for, but nobody who may have made it",
                hint: "give the fingerprint of the publisher's primary key")
        }
        return try PublicKeys(requirement.keys, name: requirement.keysName)
    }

    /// Checks a detached signature.
    ///
    /// - Parameters:
    ///   - signature: the signature, armored or binary.
    ///   - path: the file that is signed.
    ///   - name: of that file, escaped, for messages.
    ///   - signatureName: of the signature, escaped, for messages.
    ///   - folder: where temporary files may be.
    /// - Throws: `ArtifactFailure`: `signature` where it is not one of the signers' of exactly these
    ///   contents, `signingKey` for a key file that cannot be used; `ToolFailure`, category `missingProgram`,
    ///   without gpgv.
    package nonisolated(nonsending) func verify(
        _ signature: [UInt8], of path: String, _ requirement: SignatureRequirement, name: String,
        signatureName: String, in folder: String, echo: (String) -> Void = { _ in }
    ) async throws -> VerifiedSignature {
        let place = try TemporaryDirectory(in: folder)
        try AtomicFile.write(signature, to: "\(place.path)/signature", permissions: 0o600)
        let status = try await run(
            ["\(place.path)/signature", path], place.path, requirement, echo)
        let judge = SignatureJudge(
            requirement: requirement, name: name, signatureName: signatureName, now: now(), takesText: false)
        return try judge.judge(status)
    }

    /// Checks a text that holds its signature.
    ///
    /// - Returns: who signed, and the signed text alone.
    /// - Throws: as `verify`.
    package nonisolated(nonsending) func openClearsigned(
        _ text: [UInt8], _ requirement: SignatureRequirement, name: String, in folder: String,
        echo: (String) -> Void = { _ in }
    ) async throws -> (VerifiedSignature, [UInt8]) {
        guard ClearsignedText.count(text) == 1 else {
            throw ArtifactFailure(
                .signature,
                "\(name) has \(ClearsignedText.count(text)) clearsigned parts, one is expected",
                hint: "where the signature is a file of its own, name that")
        }
        guard ClearsignedText.isOnlyContent(text) else {
            throw ArtifactFailure(.signature, "\(name) has other OpenPGP data than one clearsigned text")
        }
        let place = try TemporaryDirectory(in: folder)
        let output = "\(place.path)/text"
        try AtomicFile.write(text, to: "\(place.path)/signed", permissions: 0o600)
        let status = try await run(
            ["--output", output, "\(place.path)/signed"], place.path, requirement, echo)
        let judge = SignatureJudge(
            requirement: requirement, name: name, signatureName: name, now: now(), takesText: true)
        let verified = try judge.judge(status)
        guard status.plaintexts == 1 else {
            throw ArtifactFailure(
                .signature, "\(name) has \(status.plaintexts) signed parts, one is expected")
        }
        return (verified, try Descriptor.contents(of: output, limit: text.count))
    }

    /// Runs gpgv. Its exit status says nothing that the status lines do not say better: it is 0 for an
    /// expired key and 2 where a second signature is by an unknown one.
    private nonisolated(nonsending) func run(
        _ arguments: [String], _ folder: String, _ requirement: SignatureRequirement, _ echo: (String) -> Void
    ) async throws -> SignatureStatus {
        let keys = try keys(requirement)
        let keyring = "\(folder)/keyring.gpg"
        try AtomicFile.write(keys.packets, to: keyring, permissions: 0o600)
        let command = ToolCommand(
            program, ["--homedir", folder, "--keyring", keyring, "--status-fd", "1"] + arguments)
        var output: [UInt8] = []
        do {
            try await Tool.stream(command, echo: echo) { bytes in
                // A line for each packet: a signature of 64 KiB cannot say more than this.
                guard output.count + bytes.count <= 4 << 20 else {
                    throw ArtifactFailure(.signature, "a signature makes gpgv talk without end")
                }
                output.append(contentsOf: bytes)
            }
        } catch let failure as ToolFailure {
            guard case .exited = failure.reason else { throw failure }
        }
        return SignatureStatus(output)
    }
}

/// A signature that holds.
package struct VerifiedSignature: Sendable, Equatable {
    /// The primary key of who made it.
    package let signer: OpenPGPFingerprint
    /// The key that made it: the primary one or a subkey of it.
    package let key: OpenPGPFingerprint
    /// When it was made, by what it says itself: seconds since 1970.
    package let made: Int64
}
