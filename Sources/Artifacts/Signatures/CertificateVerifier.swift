internal import Machine

/// Checks signatures by certificates (PKCS #7 in DER, detached) with the machine's `openssl`. Only the pinned certificates
/// are trusted: none of the machine's, which are some hundred and sign for anybody.
struct CertificateVerifier: Sendable {
    let program: String

    /// Two contents with one digest of these can be made.
    private static let broken = ["md2", "md4", "md5", "sha1", "rmd160", "ripemd160", "mdc2"]

    /// Makes sure that a signature can be checked: that there is an openssl, and a pinned certificate.
    nonisolated(nonsending) func prepare(_ requirement: SignatureRequirement) async throws {
        _ = try certificates(requirement)
        _ = try await Tool.run(ToolCommand(program, ["version"]))
    }

    /// - Returns: the pinned certificate that signed, or from which the signer's comes.
    /// - Throws: `ArtifactFailure`, code `signature`; `ToolFailure` without openssl.
    nonisolated(nonsending) func verify(
        _ signature: [UInt8], of path: String, _ requirement: SignatureRequirement, name: String,
        signatureName: String, in folder: String, echo: (String) -> Void
    ) async throws -> SHA256Digest {
        let place = try TemporaryDirectory(in: folder)
        let signaturePath = "\(place.path)/signature.der"
        try AtomicFile.write(signature, to: signaturePath, permissions: 0o600)
        try await checkDigest(signaturePath, name: name, signatureName: signatureName, echo: echo)
        var reasons: [String] = []
        for certificate in try certificates(requirement) {
            let anchor = "\(place.path)/certificate.pem"
            try AtomicFile.write(Array(certificate.pem.utf8), to: anchor, permissions: 0o600)
            var arguments = [
                "smime", "-verify", "-binary", "-inform", "DER", "-in", signaturePath, "-content", path,
                "-out",
                "/dev/null",
                // Clear's certificate is for code, and smime asks for mail (Clear's documentation, validate-signatures).
                "-purpose", "any", "-CAfile", anchor,
                // Without these two the machine's own certificates would do as well.
                "-no-CApath", "-no-CAstore",
            ]
            if requirement.allowsExpiredKey { arguments.append("-no_check_time") }
            var command = ToolCommand(program, arguments)
            command.timeLimit = .seconds(60)
            do {
                _ = try await Tool.run(command, echo: echo)
                return certificate.digest
            } catch let failure as ToolFailure {
                guard case .exited = failure.reason else { throw failure }
                reasons.append(Self.reason(failure.errorLines))
            }
        }
        throw ArtifactFailure(
            .signature,
            "\(name) is not shown to be its publisher's: \(signatureName) \(reasons.joined(separator: "; it also "))",
            hint: "expected is a signature by the certificate "
                + requirement.certificates.map(\.hex).joined(separator: " or "))
    }

    private func certificates(_ requirement: SignatureRequirement) throws -> [Certificates.Certificate] {
        let all = try Certificates(requirement.keys, name: requirement.keysName)
        let pinned = all.pinned(requirement.certificates)
        guard pinned.isEmpty else { return pinned }
        throw ArtifactFailure(
            .signature,
            "\(Printable.text(requirement.keysName)) holds another certificate than the pinned one: "
                + all.list.map(\.digest.hex).joined(separator: ", "),
            hint: "expected is \(requirement.certificates.map(\.hex).joined(separator: " or "))")
    }

    /// openssl's last lines in our words, where they are known.
    private static func reason(_ lines: [String]) -> String {
        let text = lines.joined(separator: "\n")
        if text.contains("digest failure") || text.contains("signature failure") {
            return "does not fit: the contents are not those that were signed"
        }
        if text.contains("certificate has expired") { return "is by a certificate that has expired" }
        if let range = text.firstRange(of: "Verify error:") {
            let words = text[range.upperBound...].prefix { $0 != "\n" }
            return "is by another certificate (\(Printable.text(String(words))))"
        }
        return "is no signature in PKCS #7 that openssl could check"
    }

    /// PKCS #7 says itself which digest was signed (RFC 2315, 9.2, digestAlgorithm).
    private nonisolated(nonsending) func checkDigest(
        _ signature: String, name: String, signatureName: String, echo: (String) -> Void
    ) async throws {
        var command = ToolCommand(program, ["pkcs7", "-inform", "DER", "-in", signature, "-print", "-noout"])
        command.timeLimit = .seconds(60)
        let text: String
        do {
            text = try await Tool.run(command, echo: echo).text
        } catch let failure as ToolFailure {
            guard case .exited = failure.reason else { throw failure }
            throw ArtifactFailure(
                .signature,
                "\(name) is not shown to be its publisher's: \(signatureName) holds no signature in PKCS #7")
        }
        let lines = text.split(separator: "\n")
        for (index, line) in lines.enumerated() where line.contains("digest_alg:") {
            let algorithm = lines.dropFirst(index + 1).first { $0.contains("algorithm:") } ?? ""
            let words = algorithm.lowercased().split { !$0.isLetter && !$0.isNumber }
            guard !words.contains(where: { Self.broken.contains(String($0)) }) else {
                throw ArtifactFailure(
                    .signature,
                    "\(name) is not shown to be its publisher's: \(signatureName) is made with a digest that is broken"
                )
            }
        }
    }
}
