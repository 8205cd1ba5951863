/// What gpgv says on its status descriptor (GnuPG, doc/DETAILS): one block for each signature that it met.
struct SignatureStatus: Equatable {
    /// `VALIDSIG`: the signature fits the data.
    struct Fitting: Equatable {
        /// The key that signed: the primary one or a subkey.
        let key: OpenPGPFingerprint
        let primary: OpenPGPFingerprint
        /// Seconds since 1970.
        let made: Int64
        /// RFC 4880, 9.4.
        let hash: Int
        /// RFC 4880, 5.2.1: 0 over the bytes as they are, 1 over text.
        let kind: Int
    }

    /// One signature.
    struct Signature: Equatable {
        var fitting: Fitting?
        /// `GOODSIG`: it fits, and neither key nor signature has expired or was revoked.
        var isGood = false
        var isBad = false
        var isRevoked = false
        /// `EXPKEYSIG`
        var isKeyExpired = false
        /// `EXPSIG`
        var isExpired = false
        /// `ERRSIG` without a key: the fingerprint or the id of the key.
        var missingKey: String?
        /// `ERRSIG` for another reason.
        var isUnreadable = false
    }

    private(set) var signatures: [Signature] = []
    /// `PLAINTEXT`: signed data in the signature's own file.
    private(set) var plaintexts = 0
    /// gpgv met something that is not as it should be.
    private(set) var hasError = false

    /// - Parameter output: the lines of the status descriptor; others are passed over.
    init(_ output: [UInt8]) {
        for line in output.split(separator: UInt8(ascii: "\n")) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
            guard words.count >= 2, words[0] == "[GNUPG:]" else { continue }
            take(words[1], Array(words.dropFirst(2)))
        }
    }

    private mutating func take(_ keyword: String, _ values: [String]) {
        switch keyword {
        case "NEWSIG": signatures.append(Signature())
        case "PLAINTEXT": plaintexts += 1
        case "ERROR", "FAILURE", "BADARMOR", "UNEXPECTED": hasError = true
        case "GOODSIG": note { $0.isGood = true }
        case "BADSIG": note { $0.isBad = true }
        case "EXPSIG": note { $0.isExpired = true }
        case "EXPKEYSIG": note { $0.isKeyExpired = true }
        case "REVKEYSIG": note { $0.isRevoked = true }
        case "VALIDSIG": note { $0.fitting = Self.fitting(values) }
        case "ERRSIG":
            // The sixth field is the reason, 9 a missing key; the seventh the fingerprint, where the
            // signature has it.
            let isMissing = values.count > 5 && values[5] == "9"
            let key = values.count > 6 && values[6] != "-" ? values[6] : values.first
            note {
                $0.missingKey = isMissing ? key : nil
                $0.isUnreadable = !isMissing
            }
        default: break
        }
    }

    private mutating func note(_ change: (inout Signature) -> Void) {
        // GnuPG before 2.1 has no NEWSIG: nothing of its output can be told apart, and nothing is taken.
        guard !signatures.isEmpty else { return }
        change(&signatures[signatures.count - 1])
    }

    /// `fingerprint date time expires version reserved algorithm hash class primary`
    private static func fitting(_ values: [String]) -> Fitting? {
        guard values.count >= 10, let key = OpenPGPFingerprint(values[0]),
            let primary = OpenPGPFingerprint(values[9]), let made = Int64(values[2]),
            let hash = Int(values[7]),
            let kind = Int(values[8], radix: 16)
        else { return nil }
        return Fitting(key: key, primary: primary, made: made, hash: hash, kind: kind)
    }
}
