/// Words made of few characters: names, versions, digests.
enum WordText {
    /// `[a-z0-9][a-z0-9._-]*`, at most 64: names folders, also on file systems that do not tell case apart.
    static func nameFault(_ text: String) -> TextFault? {
        let bytes = Array(text.utf8)
        let isFine = bytes.allSatisfy { isSmallAlphanumeric($0) || "._-".utf8.contains($0) }
        guard isFine, let first = bytes.first, isSmallAlphanumeric(first), bytes.count <= 64 else {
            return TextFault(
                "is not a name: small letters, digits, \".\", \"_\" and \"-\", at most 64, a letter or digit first"
            )
        }
        return nil
    }

    /// Letters, digits and `._+~:-`, at most 64: a version becomes part of addresses.
    static func versionFault(_ text: String) -> TextFault? {
        let bytes = Array(text.utf8)
        let isFine = bytes.allSatisfy { isAlphanumeric($0) || "._+~:-".utf8.contains($0) }
        guard isFine, let first = bytes.first, isAlphanumeric(first), bytes.count <= 64 else {
            return TextFault(
                "is not a version: letters, digits and \"._+~:-\", at most 64, a letter or digit first")
        }
        return nil
    }

    /// The fingerprint of an OpenPGP key of version 4, with or without the blanks that gpg prints, or the SHA-256 of a
    /// certificate, with or without the colons that openssl prints.
    static func fingerprintFault(_ text: String) -> TextFault? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ":") }
        if digits.count == 40 || digits.count == 64,
            digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
        {
            return nil
        }
        return TextFault(
            "is not the fingerprint of an OpenPGP key or of a certificate",
            hint: "one has 40 hexadecimal digits, the other 64 (SHA-256); the short forms can be forged")
    }

    /// 64 hexadecimal digits.
    static func digestFault(_ text: String) -> TextFault? {
        let bytes = Array(text.utf8)
        if bytes.count == 64, bytes.allSatisfy(isHexadecimal) { return nil }
        if text.hasPrefix("sha256:") {
            return TextFault("begins with the name of the digest", hint: "leave \"sha256:\" out")
        }
        if let bad = text.unicodeScalars.first(where: { !$0.isASCII || !isHexadecimal(UInt8($0.value)) }) {
            return TextFault(
                "is not 64 hexadecimal digits: \(Quoting.quoted(String(Character(bad)))) is none")
        }
        return TextFault("is not 64 hexadecimal digits but \(bytes.count)")
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func isSmallAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isSmallAlphanumeric(byte | 0x20) && (byte < 0x80) && (isDigit(byte) || byte >= UInt8(ascii: "A"))
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
