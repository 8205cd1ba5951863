internal import Machine

/// Decides from what gpgv says whether a signature is what was asked for.
struct SignatureJudge {
    let requirement: SignatureRequirement
    /// What is signed, escaped.
    let name: String
    let signatureName: String
    let now: FileTime
    /// Whether a signature over text will do: line ends and blanks before them do not count then.
    let takesText: Bool

    /// The first signature that is by a pinned key, fits, and is not void. Others beside it are neither
    /// trusted nor in the way: publishers sign with an old and a new key while they change.
    ///
    /// - Throws: `ArtifactFailure`, code `signature`, with the reason why none will do.
    func judge(_ status: SignatureStatus) throws -> VerifiedSignature {
        guard !status.hasError else {
            throw refuse("is not in order: gpgv could not read all of it")
        }
        guard !status.signatures.isEmpty else { throw refuse("holds no OpenPGP signature") }
        var reasons: [String] = []
        for signature in status.signatures {
            if let reason = reason(against: signature) {
                reasons.append(reason)
            } else if let fitting = signature.fitting {
                return VerifiedSignature(signer: fitting.primary, key: fitting.key, made: fitting.made)
            }
        }
        throw refuse(reasons.joined(separator: "; it also "))
    }

    private func refuse(_ what: String) -> ArtifactFailure {
        let pinned = requirement.signers.map(\.hex).joined(separator: " or ")
        return ArtifactFailure(
            .signature, "\(name) is not shown to be its publisher's: \(signatureName) \(what)",
            hint: "expected is a signature by \(pinned)")
    }

    /// Why a signature will not do; nil where it will.
    private func reason(against signature: SignatureStatus.Signature) -> String? {
        if signature.isBad { return "does not fit: the contents are not those that were signed" }
        if let key = signature.missingKey {
            let file = Printable.text(requirement.keysName)
            return "is by the key \(Printable.text(key)), which \(file) does not hold"
        }
        guard let fitting = signature.fitting else { return "cannot be checked" }
        guard requirement.signers.contains(fitting.primary) else {
            let isSubkey = requirement.signers.contains(fitting.key)
            return "is by \(fitting.primary)"
                + (isSubkey ? ", of which the pinned \(fitting.key) is a subkey; pin the primary key" : "")
        }
        if signature.isRevoked { return "is by a key that was revoked, \(fitting.key)" }
        if signature.isExpired { return "has expired" }
        guard signature.isGood || signature.isKeyExpired && requirement.allowsExpiredKey else {
            return signature.isKeyExpired
                ? "is by a key that has expired, \(fitting.key), by the clock of this machine" : "is not good"
        }
        // RFC 4880, 9.4: MD5, SHA-1, RIPEMD-160; two contents with one digest can be made.
        if [1, 2, 3].contains(fitting.hash) { return "is made with a digest that is broken" }
        guard fitting.kind == 0 || fitting.kind == 1 && takesText else {
            return "is of another kind than one of a file (0x\(String(fitting.kind, radix: 16)))"
        }
        // A day for clocks and time zones.
        guard fitting.made <= now.seconds + 86400 else {
            return "is made in the future by the clock of this machine"
        }
        return nil
    }
}
