internal import Machine

extension LockFile {
    /// Reads a lock file.
    ///
    /// - Returns: nil where there is none.
    /// - Throws: `LineFaults` with everything that is wrong, each with its place; `MachineFailure`.
    package static func read(_ path: String) throws -> LockFile? {
        guard try FileStatus.ifExists(path: path) != nil else { return nil }
        return try LockFile(bytes: Descriptor.contents(of: path, limit: LineParser.sizeLimit), file: path)
    }

    /// Reads the contents of a lock file.
    ///
    /// - Parameter file: its path, for messages.
    /// - Throws: `LineFaults`.
    package init(bytes: [UInt8], file: String) throws {
        let tables = try LineParser.parse(bytes, file: file)
        var faults: [LineFault] = []
        var entries: [LockEntry] = []
        for table in tables {
            if table.name.isEmpty {
                faults += Self.checkTop(table, file)
            } else if table.name == "artifact", table.isElement {
                let (entry, found) = Self.entry(table, file)
                faults += found
                if let entry, entries.contains(where: { $0.role == entry.role }) {
                    faults.append(
                        LineFault(
                            file: file, line: table.line, column: 1,
                            message: "there are two artifacts with the role \(Printable.text(entry.role))"))
                }
                entries += entry.map { [$0] } ?? []
            } else {
                let message = "unknown table \(table.name); a lock has [[artifact]] only"
                faults.append(LineFault(file: file, line: table.line, column: 1, message: message))
            }
        }
        guard faults.isEmpty else { throw LineFaults(faults: faults) }
        self.init(entries)
    }

    private static func checkTop(_ table: LineTable, _ file: String) -> [LineFault] {
        var fields = LineFields(table, file: file)
        if let found = fields.integer("version"), found != version {
            fields.refuse("version", "\(found) is not a version that this kimage reads; it reads \(version)")
        }
        fields.finish()
        return fields.faults
    }

    private static func entry(_ table: LineTable, _ file: String) -> (LockEntry?, [LineFault]) {
        var fields = LineFields(table, file: file)
        let role = fields.string("role")
        let source = fields.string("source")
        let url = fields.string("url")
        let member = fields.string("member", required: false)
        let size = fields.size("size")
        let sha256 = fields.digest("sha256")
        let memberSHA256 = fields.digest("member-sha256", required: member != nil)
        let memberSize = fields.size("member-size", required: member != nil)
        let word = fields.string("verified")
        let checksums = fields.string("checksums", required: false)
        let signed = signature(&fields, word)
        let verified = word.flatMap { Verification(rawValue: $0) }
        if word != nil, verified == nil {
            let known = Verification.allCases.map(\.rawValue).joined(separator: ", ")
            fields.refuse("verified", "expected one of \(known)")
        }
        if member == nil, memberSHA256 != nil { fields.refuse("member-sha256", "there is no member") }
        if member == nil, memberSize != nil { fields.refuse("member-size", "there is no member") }
        fields.finish()
        guard fields.faults.isEmpty, let role, let source, let url, let size, let sha256, let verified else {
            return (nil, fields.faults)
        }
        let entry = LockEntry(
            role: role, source: source, url: url, member: member, size: size, sha256: sha256,
            memberSHA256: memberSHA256, memberSize: memberSize, verified: verified, checksums: checksums,
            signer: signed.signer, certificate: signed.certificate, signature: signed.place)
        return (entry, [])
    }

    /// Who signed and where the signature is: both or neither, and only with `verified = "signature"`.
    private static func signature(
        _ fields: inout LineFields, _ verified: String?
    ) -> (signer: OpenPGPFingerprint?, certificate: SHA256Digest?, place: String?) {
        let text = fields.string("signer", required: false)
        let place = fields.string("signature", required: text != nil)
        let signer = text.flatMap { OpenPGPFingerprint($0) }
        let certificate = signer == nil ? text.flatMap { SHA256Digest(hex: $0) } : nil
        if text != nil, signer == nil, certificate == nil {
            fields.refuse(
                "signer",
                "expected the 40 hexadecimal digits of an OpenPGP fingerprint or the 64 of a certificate's SHA-256"
            )
        }
        if text == nil, place != nil { fields.refuse("signature", "there is no signer") }
        if text != nil, verified != Verification.signature.rawValue {
            fields.refuse("signer", "verified is not \"signature\"")
        }
        return (signer, certificate, place)
    }
}
