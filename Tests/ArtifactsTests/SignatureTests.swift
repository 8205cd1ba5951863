import Artifacts
import Machine
import Testing

@Suite struct SignatureTests {
    /// What is said of a signature that must not hold.
    private func refusal(
        _ home: GnuPGHome, _ signature: [UInt8], _ signers: [OpenPGPFingerprint], _ keys: [UInt8],
        allowsExpiredKey: Bool = false, verifier: SignatureVerifier = SignatureVerifier()
    ) async -> String {
        let found = await failure(ArtifactFailure.self) {
            _ = try await home.verify(
                signature, signers, keys, allowsExpiredKey: allowsExpiredKey, verifier: verifier)
        }
        #expect(found?.code == .signature)
        #expect(found?.category == .mismatch)
        return found?.description ?? "it holds"
    }

    @Test(arguments: [true, false], [true, false])
    func aGoodSignatureHolds(_ armoredKey: Bool, _ armoredSignature: Bool) async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("good")
            let signature = try await home.sign(data, by: "good", armored: armoredSignature)
            let keys = try await home.publicKey("good", armored: armoredKey)
            let found = try await home.verify(signature, [signer], keys)
            #expect(found.signer == signer)
            #expect(found.key == signer)
            #expect(abs(found.made - FileTime.now().seconds) < 3600)
            #expect(try names(in: home.folder) == ["data", "home"])
        }
    }

    @Test func aSubkeySignsForItsPrimaryKey() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let primary = try await home.makeKey("publisher", usage: "cert")
            try await home.gpg(["--quick-add-key", primary.hex, "ed25519", "sign", "never"])
            let subkey = try await home.fingerprints("publisher")[1]
            let signature = try await home.sign(data, by: "publisher")
            let keys = try await home.publicKey("publisher")
            let found = try await home.verify(signature, [primary], keys)
            #expect(found.signer == primary)
            #expect(found.key == subkey)
            // A pinned subkey would be of no use after a year.
            let words = await refusal(home, signature, [subkey], keys)
            #expect(words.contains("pin the primary key"))
            #expect(words.contains("is by \(primary)"))
        }
    }

    @Test func keysOfOthersAreWorthNothing() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let good = try await home.makeKey("good")
            let other = try await home.makeKey("other")
            let signature = try await home.sign(data, by: "other")
            let both =
                try await home.publicKey("good", armored: false) + home.publicKey("other", armored: false)
            let words = await refusal(home, signature, [good], both)
            #expect(words.contains("data.sig is by \(other)"))
            #expect(words.contains("expected is a signature by \(good)"))
            let unknown = await refusal(home, signature, [good], try await home.publicKey("good"))
            #expect(unknown.contains("is by the key \(other), which keys.asc does not hold"))
            // Two keys may sign while the publisher changes from one to the other.
            let two = try await signature + home.sign(data, by: "good")
            #expect(try await home.verify(two, [good], try await home.publicKey("good")).signer == good)
            #expect(try await home.verify(signature, [good, other], both).signer == other)
        }
    }

    @Test func whatWasChangedIsRefused() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("good")
            let signature = try await home.sign(data, by: "good")
            let keys = try await home.publicKey("good")
            for text in ["hello", "hello\n\n", "hellO\n", "", "hello\r\n"] {
                _ = try home.file("data", text)
                let words = await refusal(home, signature, [signer], keys)
                #expect(words.contains("the contents are not those that were signed"))
            }
        }
    }

    @Test func expiredKeysAreRefusedUnlessAllowed() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("old", expires: "1y", at: "20200101T000000")
            let signature = try await home.sign(data, by: "old", at: "20200601T000000")
            let keys = try await home.publicKey("old")
            let words = await refusal(home, signature, [signer], keys)
            #expect(words.contains("is by a key that has expired"))
            let found = try await home.verify(signature, [signer], keys, allowsExpiredKey: true)
            #expect(found.signer == signer)
            #expect(found.made >= 1_590_969_600)
        }
    }

    @Test func expiredSubkeysAreRefusedUnlessAllowed() async throws {
        try await GnuPGHome.with { home async throws in
            // As Flatcar and Container Linux do it: a primary key for ever, a new subkey each year.
            let data = try home.file("data", "hello\n")
            let primary = try await home.makeKey("publisher", usage: "cert", at: "20180101T000000")
            try await home.gpg(
                ["--quick-add-key", primary.hex, "ed25519", "sign", "1y"], at: "20200101T000000")
            let old = try await home.sign(data, by: "publisher", at: "20200601T000000")
            try await home.gpg(["--quick-add-key", primary.hex, "ed25519", "sign", "never"])
            let new = try await home.sign(data, by: "publisher")
            let keys = try await home.publicKey("publisher")
            #expect(await refusal(home, old, [primary], keys).contains("is by a key that has expired"))
            #expect(try await home.verify(old, [primary], keys, allowsExpiredKey: true).signer == primary)
            // Expired subkeys beside the one that signed do not matter.
            #expect(try await home.verify(new, [primary], keys).signer == primary)
        }
    }

    @Test func revokedKeysAreRefused() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("lost")
            let signature = try await home.sign(data, by: "lost")
            let before = try await home.publicKey("lost")
            #expect(try await home.verify(signature, [signer], before).signer == signer)
            try await home.revoke(signer)
            let after = try await home.publicKey("lost")
            for allowsExpiredKey in [false, true] {
                let words = await refusal(
                    home, signature, [signer], after, allowsExpiredKey: allowsExpiredKey)
                #expect(words.contains("is by a key that was revoked"))
            }
        }
    }

    @Test func expiredSignaturesAreRefused() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("good", at: "20200101T000000")
            let signature = try await home.gpg(
                ["--default-sig-expire", "1d", "--output", "-", "--detach-sign", data], at: "20200601T000000")
            let keys = try await home.publicKey("good")
            for allowsExpiredKey in [false, true] {
                let words = await refusal(home, signature, [signer], keys, allowsExpiredKey: allowsExpiredKey)
                #expect(words.contains("has expired"))
            }
        }
    }

    @Test func signaturesOfTheFutureAreRefused() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("good")
            let signature = try await home.sign(data, by: "good")
            let early = FileTime(seconds: FileTime.now().seconds - 200_000, nanoseconds: 0)
            let verifier = SignatureVerifier(now: { early })
            let words = await refusal(
                home, signature, [signer], try await home.publicKey("good"), verifier: verifier)
            #expect(words.contains("in the future by the clock of this machine"))
        }
    }

    @Test func brokenDigestsAreRefused() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            try await home.gpg(["--quick-gen-key", "rsa <rsa@example.org>", "rsa2048", "sign", "never"])
            let signer = try await home.fingerprints("rsa")[0]
            let signature = try await home.gpg(
                ["--digest-algo", "SHA1", "--output", "-", "--detach-sign", data])
            let words = await refusal(home, signature, [signer], try await home.publicKey("rsa"))
            #expect(words.contains("a digest that is broken"))
        }
    }

    @Test func whatIsNoSignatureOfAFileIsNone() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("good")
            let keys = try await home.publicKey("good")
            let good = try await home.sign(data, by: "good")
            let attached = try await home.gpg(["--output", "-", "--sign", data])
            let clear = Array(try await home.clearsign("hello\n", by: "good").utf8)
            var hostile: [[UInt8]] = [
                [], [0], Array(repeating: 0, count: 60_000), Array(repeating: 0xff, count: 60_000),
                Array(String(repeating: "-", count: 60_000).utf8), attached, clear, keys,
                Array("-----BEGIN PGP SIGNATURE-----\n\n".utf8),
            ]
            for count in stride(from: 1, to: good.count, by: 13) { hostile.append(Array(good.prefix(count))) }
            for place in stride(from: 0, to: good.count, by: 17) {
                var flipped = good
                flipped[place] ^= 0x20
                hostile.append(flipped)
            }
            var refused = 0
            for signature in hostile {
                do {
                    // Some bytes of a signature are not signed: hints for finding the key.
                    #expect(try await home.verify(signature, [signer], keys).signer == signer)
                } catch let failure as ArtifactFailure {
                    #expect(failure.code == .signature)
                    refused += 1
                }
            }
            #expect(refused >= hostile.count - 3)
        }
    }
}
