import Artifacts
import Machine
import Testing

/// Lists as publishers write them, and as nobody should.
@Suite struct PublisherListTests {
    static let md5 = String(repeating: "a", count: 32)
    static let sha1 = String(repeating: "b", count: 40)
    static let sha256 = String(repeating: "c", count: 64)
    static let sha512 = String(repeating: "d", count: 128)
    static let other512 = String(repeating: "e", count: 128)

    private func listed(_ text: String, _ name: String = "f") throws -> ChecksumList.Listed? {
        try ChecksumList(bytes: Array(text.utf8), name: "list").digests(of: name)
    }

    @Test func blocksOfDigests() throws {
        let text = """
            # MD5 HASH
            \(Self.md5)  flatcar_production_pxe.vmlinuz
            # SHA1 HASH
            \(Self.sha1)  flatcar_production_pxe.vmlinuz
            # SHA512 HASH
            \(Self.sha512)  flatcar_production_pxe.vmlinuz

            """
        let found = try #require(try listed(text, "flatcar_production_pxe.vmlinuz"))
        #expect(found.sha512?.hex == Self.sha512)
        #expect(found.sha256 == nil)
        #expect(found.weak == ["MD5", "SHA-1"])
    }

    @Test func digestsOfTheSameLengthAreNotMixedUp() throws {
        let text = """
            # WHIRLPOOL HASH
            \(Self.other512)  f
            # BLAKE2B HASH
            \(Self.other512)  f
            # SHA512 HASH
            \(Self.sha512)  f

            """
        #expect(try listed(text)?.sha512?.hex == Self.sha512)
        #expect(try listed("# WHIRLPOOL HASH\n\(Self.other512)  f\n")?.isStrong == false)
        #expect(
            try listed("BLAKE2b (f) = \(Self.other512)\nSHA512 (f) = \(Self.sha512)\n")?.sha512?.hex
                == Self.sha512)
        #expect(try listed("SHA512/256 (f) = \(Self.sha256)\n")?.isStrong == false)
        #expect(try listed("SHA3-256 (f) = \(Self.sha256)\n")?.isStrong == false)
    }

    @Test(arguments: [
        // coreutils' sha512sum, Clear's FILE-SHA512SUMS and Alpine's FILE.sha512
        "\(sha512)  clear-43760-pxe.tar.xz\n", "\(sha512) *clear-43760-pxe.tar.xz\n",
        "SHA512 (clear-43760-pxe.tar.xz) = \(sha512)\n", "SHA2-512(clear-43760-pxe.tar.xz)= \(sha512)\n",
        "\(sha512)\n", "sha512: \(sha512)  clear-43760-pxe.tar.xz\n",
    ])
    func longDigests(_ text: String) throws {
        #expect(try listed(text, "clear-43760-pxe.tar.xz")?.sha512?.hex == Self.sha512)
    }

    @Test func cutListsSayNothing() throws {
        let text = "\(Self.sha512)  name\n"
        for count in 0..<text.utf8.count - 2 {
            let found = try listed(String(text.prefix(count)), "name")
            // A list with a digest alone is one of a single file; all of the digest must be there.
            #expect(found?.sha512 == nil || count == 128 || count == 129 || count == 130, "\(count)")
            #expect(found?.sha256 == nil || count == 64)
        }
    }

    @Test func hostileLinesAreNoLines() throws {
        let good = "\(Self.sha256)  f\n"
        let huge = String(repeating: "0", count: 3 << 20)
        for line in [
            huge, "\(Self.other512) \(huge)", "\(Self.other512)  f\0g", "\0",
            "SHA512 (f\0) = \(Self.other512)",
            "\(Self.other512)\u{2028}f", ")(", "SHA512 )f( = \(Self.other512)", "# SHA512", "\\", "\\ ", ":",
            "::",
            "SHA256 (f) =", "= (f)", "\(Self.other512)  ", "SHA512 () = \(Self.other512)",
        ] {
            #expect(
                try listed("\(line)\n\(good)") == ChecksumList.Listed(sha256: SHA256Digest(hex: Self.sha256)),
                "\(line.prefix(40))")
        }
        let bytes = [0xff, 0xfe, 0x0a] + Array(good.utf8) + [0x80]
        #expect(try ChecksumList(bytes: bytes, name: "x").digests(of: "f")?.sha256?.hex == Self.sha256)
    }

    @Test func ofClearsignedTextOnlyTheSignedPartIsRead() throws {
        func signed(_ text: String) -> String {
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n\(text)-----BEGIN PGP SIGNATURE-----\n\niQ=\n-----END PGP SIGNATURE-----\n"
        }
        let outside = "\(Self.other512)  f\n"
        let found = try listed(outside + signed("\(Self.sha512)  f\n- -dashed\n") + outside)
        #expect(found?.sha512?.hex == Self.sha512)
        #expect(try listed(outside + signed("nothing\n") + outside) == nil)
        let carriage = signed("\(Self.sha512)  f\n").split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        #expect(try listed(carriage)?.sha512?.hex == Self.sha512)
        for damaged in [
            signed(outside) + signed(outside), String(signed(outside).prefix(120)),
            "-----BEGIN PGP SIGNED MESSAGE-----\n\(outside)",
        ] {
            #expect(failure(ArtifactFailure.self) { _ = try listed(damaged) }?.code == .checksums)
        }
    }

    @Test func weakDigestsAloneAreRefused() async throws {
        try await withScratch { folder async throws in
            try write("hello", to: "\(folder)/f")
            try write("# MD5 HASH\n\(Self.md5)  f\n# SHA1 HASH\n\(Self.sha1)  f\n", to: "\(folder)/f.DIGESTS")
            let request = ArtifactRequest(
                role: "kernel", source: "\(folder)/f", checksums: "\(folder)/f.DIGESTS", fileName: "f")
            let found = await failure(ArtifactFailure.self) {
                _ = try await Resolver(store: try Store(folder: "\(folder)/cache")).resolve(
                    [request], lock: nil, mode: .addMissing)
            }
            #expect(found?.code == .checksums)
            #expect(found?.message.contains("has of f only MD5, SHA-1: two files can be made") == true)
            #expect(found?.hint == "give sha256 in the recipe")
        }
    }

    @Test func bothDigestsOfOnePassAreCompared() async throws {
        try await withScratch { folder async throws in
            try write("hello", to: "\(folder)/f")
            let digest = ContentHasher.digest(Array("hello".utf8))
            try write("\(digest)  f\n\(Self.sha512)  f\n", to: "\(folder)/SUMS")
            let request = ArtifactRequest(
                role: "kernel", source: "\(folder)/f", checksums: "\(folder)/SUMS", fileName: "f")
            let found = await failure(ArtifactFailure.self) {
                _ = try await Resolver(store: try Store(folder: "\(folder)/cache")).resolve(
                    [request], lock: nil, mode: .addMissing)
            }
            #expect(found?.code == .mismatch)
            #expect(found?.message.contains("sha512 \(Self.sha512) expected") == true)
        }
    }
}
