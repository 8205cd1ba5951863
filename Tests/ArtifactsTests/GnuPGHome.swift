import Artifacts
import Machine

/// Keys and signatures that the real gpg makes, in a home of one test.
struct GnuPGHome {
    /// Where gpg's own files and what it makes are.
    let folder: String

    static func with(_ body: (GnuPGHome) async throws -> Void) async throws {
        try await withScratch { folder async throws in
            try Directory.create("\(folder)/home", permissions: 0o700)
            let home = GnuPGHome(folder: folder)
            do {
                try await body(home)
            } catch {
                try await home.stop()
                throw error
            }
            try await home.stop()
        }
    }

    /// gpg has started an agent that outlives it.
    private func stop() async throws {
        _ = try await Tool.run(
            ToolCommand("gpgconf", ["--homedir", "\(folder)/home", "--kill", "gpg-agent"]))
    }

    /// Runs gpg and returns what it writes.
    ///
    /// - Parameter time: the time that gpg believes it is, `20200101T000000`.
    @discardableResult
    func gpg(_ arguments: [String], at time: String? = nil) async throws -> [UInt8] {
        let start = [
            "--homedir", "\(folder)/home", "--batch", "--yes", "--quiet", "--passphrase", "",
            "--pinentry-mode",
            "loopback",
        ]
        let clock = time.map { ["--faked-system-time", $0] } ?? []
        return try await Tool.run(ToolCommand("gpg", start + clock + arguments)).output
    }

    /// Makes a key that signs, without a passphrase.
    ///
    /// - Returns: the fingerprint of the primary key.
    func makeKey(
        _ name: String, usage: String = "sign", expires: String = "never", at time: String? = nil
    ) async throws -> OpenPGPFingerprint {
        try await gpg(
            ["--quick-gen-key", "\(name) <\(name)@example.org>", "ed25519", usage, expires], at: time)
        return try await fingerprints(name)[0]
    }

    /// Of the primary key, then of its subkeys.
    func fingerprints(_ name: String) async throws -> [OpenPGPFingerprint] {
        let listing = try await gpg(["--with-colons", "--with-subkey-fingerprint", "--list-keys", name])
        return String(decoding: listing, as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("fpr:") }
            .compactMap { OpenPGPFingerprint($0.split(separator: ":", omittingEmptySubsequences: false)[9]) }
    }

    func publicKey(_ name: String, armored: Bool = true) async throws -> [UInt8] {
        try await gpg((armored ? ["--armor"] : []) + ["--export", name])
    }

    /// A detached signature of a file.
    func sign(_ path: String, by name: String, armored: Bool = false, at time: String? = nil) async throws
        -> [UInt8]
    {
        let options = (armored ? ["--armor"] : []) + ["--local-user", name, "--output", "-"]
        return try await gpg(options + ["--detach-sign", path], at: time)
    }

    /// The text with a signature around it.
    func clearsign(_ text: String, by name: String) async throws -> String {
        try write(text, to: "\(folder)/clear")
        let output = try await gpg(["--local-user", name, "--output", "-", "--clearsign", "\(folder)/clear"])
        return String(decoding: output, as: UTF8.self)
    }

    /// Revokes a key with the certificate that gpg has made together with it.
    func revoke(_ fingerprint: OpenPGPFingerprint) async throws {
        let path = "\(folder)/home/openpgp-revocs.d/\(fingerprint).rev"
        // gpg puts a colon before the first line so that nobody imports it by mistake.
        let certificate = try contents(path).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":---") ? $0.dropFirst() : $0 }.joined(separator: "\n")
        try write(certificate, to: "\(folder)/revocation")
        try await gpg(["--import", "\(folder)/revocation"])
    }

    /// Writes a file beside the keys.
    ///
    /// - Returns: its path.
    func file(_ name: String, _ text: String) throws -> String {
        try write(text, to: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }

    /// Checks a signature of the file `data` in the home.
    func verify(
        _ signature: [UInt8], _ signers: [OpenPGPFingerprint], _ keys: [UInt8],
        allowsExpiredKey: Bool = false, verifier: SignatureVerifier = SignatureVerifier()
    ) async throws -> VerifiedSignature {
        let requirement = SignatureRequirement(
            form: .source("-"), signers: signers, keys: keys, keysName: "keys.asc",
            allowsExpiredKey: allowsExpiredKey)
        return try await verifier.verify(
            signature, of: "\(folder)/data", requirement, name: "data", signatureName: "data.sig",
            in: folder)
    }
}
