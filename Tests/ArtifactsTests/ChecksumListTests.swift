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
        #expect(try ChecksumList(list).digests(of: "initrd") == nil)
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
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var bytes = seed
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255)
            }
            _ = try? ChecksumList(String(decoding: bytes, as: UTF8.self)).digests(of: "initrd")
        }
    }
}
