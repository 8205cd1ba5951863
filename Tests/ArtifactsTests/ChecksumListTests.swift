import Artifacts
import Machine
import Testing

@Suite struct ChecksumListTests {
    static let one = String(repeating: "1", count: 64)
    static let two = String(repeating: "2", count: 64)
    static let long = String(repeating: "3", count: 128)
    static let md5 = String(repeating: "4", count: 32)

    private func sha256(_ text: String, _ name: String) throws -> String? {
        try ChecksumList(text).digests(of: name)?.sha256?.hex
    }

    @Test(arguments: [
        "\(one)  initrd\n\(two)  vmlinuz\n",
        "\(two) *vmlinuz\r\n\(one) *initrd\r\n",
        "\(one)  ./initrd\n",
        "\(one)  v1.5.8/initrd\n",
        "sha256: \(one)  initrd\nmd5: \(md5)  initrd\nsha256: \(two)  vmlinuz\n",
        "# a comment\n# \(two)  initrd\nSHA256 (initrd) = \(one)\nMD5 (initrd) = \(md5)\n",
        "SHA2-256(initrd)= \(one)\nSHA256(initrd)= \(one)\n",
        "\(one.uppercased())  initrd",
        "\(one)\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n\(one)  initrd\n-----BEGIN PGP SIGNATURE-----\n\niQ=\n",
    ])
    func forms(_ text: String) throws {
        #expect(try sha256(text, "initrd") == Self.one)
    }

    @Test func otherNamesAreNotTaken() throws {
        let list = "\(Self.one)  initrd.gz\n\(Self.two)  xinitrd\n\(Self.md5)  initrd\n"
        let listed = try ChecksumList(list).digests(of: "initrd")
        #expect(listed?.isStrong == false)
        #expect(listed?.weak == ["MD5"])
        #expect(try ChecksumList(list).digests(of: "initr") == nil)
    }

    @Test func theNearestNameCounts() throws {
        #expect(try sha256("\(Self.two)  arm64/initrd\n\(Self.one)  initrd\n", "initrd") == Self.one)
    }

    @Test func sha512IsKnownByItsLength() throws {
        let listed = try ChecksumList("\(Self.long)  f\n\(Self.one)  f\nSHA512 (g) = \(Self.long)\n")
            .digests(of: "f")
        #expect(listed?.sha256?.hex == Self.one)
        #expect(listed?.sha512?.hex == Self.long)
    }

    @Test func aLabelThatLiesIsPassedOver() throws {
        #expect(try ChecksumList("sha512: \(Self.one)  f\nMD5 (f) = \(Self.one)\n").digests(of: "f") == nil)
    }

    @Test func escapedNames() throws {
        #expect(try sha256("\\\(Self.one)  a\\nb\\\\c\n", "a\nb\\c") == Self.one)
    }

    @Test func contradictionsAreRefused() {
        for text in ["\(Self.one)  f\n\(Self.two)  f\n", "\(Self.one)  a/f\n\(Self.two)  b/f\n"] {
            #expect(
                failure(ArtifactFailure.self) { _ = try ChecksumList(text).digests(of: "f") }?.code
                    == .checksums)
        }
    }

    @Test func namesWithBlanks() throws {
        #expect(try sha256("\(Self.one)  my file\n", "my file") == Self.one)
    }

    @Test func manyMutationsNeverCrash() throws {
        let seed = Array("sha256: \(Self.one)  initrd\nSHA256 (f) = \(Self.two)\n\\\(Self.long) *x\\n\n".utf8)
        // Knuth's generator (MMIX): the same mutations in every run.
        var state: UInt64 = 7
        func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var found = 0
        for _ in 0..<2000 {
            var bytes = seed
            for _ in 0..<3 { bytes[next(below: bytes.count)] = UInt8(next(below: 256)) }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let digest = (try? ChecksumList(text).digests(of: "initrd"))?.sha256 else { continue }
            found += 1
            // Whatever is damaged, no digest comes out that does not stand in the list.
            #expect(text.lowercased().contains(digest.hex), "\(text)")
        }
        // Some mutations leave the line alone, some do not.
        #expect((1..<2000).contains(found))
    }
}
