import FoundationEssentials
import Machine
import Testing

@Suite struct HashingTests {
    // FIPS 180-4 examples ("abc", the empty message).
    static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @Test func knownAnswers() {
        #expect(ContentHasher.digest(Array("abc".utf8)).hex == Self.abc)
        #expect(ContentHasher.digest([]).hex == Self.empty)
    }

    @Test func sha512KnownAnswer() {
        var hasher = ContentHasher(withSHA512: true)
        hasher.update(Array("ab".utf8))
        hasher.update(Array("c".utf8))
        #expect(hasher.digest.hex == Self.abc)
        #expect(hasher.count == 3)
        #expect(
            hasher.digest512?.hex == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
        #expect(ContentHasher().digest512 == nil)
    }

    @Test func parsesEitherCaseOnly64Digits() throws {
        let digest = try #require(SHA256Digest(hex: Self.abc.uppercased()))
        #expect(digest.hex == Self.abc)
        #expect(SHA256Digest(bytes: digest.bytes) == digest)
        for wrong in [
            "", "ab", Self.abc + "00", String(Self.abc.dropLast()), Self.abc.dropLast() + "g", " " + Self.abc,
        ] {
            #expect(SHA256Digest(hex: wrong) == nil, "\(wrong)")
        }
    }

    @Test func ordersBytewise() throws {
        let low = try #require(SHA256Digest(bytes: [UInt8](repeating: 0, count: 31) + [1]))
        let high = try #require(SHA256Digest(bytes: [0x80] + [UInt8](repeating: 0, count: 31)))
        #expect(low < high)
        #expect(!(high < low))
        #expect(low.hex.hasSuffix("0001"))
    }

    @Test func codesAsHexadecimalText() throws {
        let digest = try #require(SHA256Digest(hex: Self.abc))
        let json = try JSONEncoder().encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(Self.abc)\"]")
        #expect(try JSONDecoder().decode([SHA256Digest].self, from: json) == [digest])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([SHA256Digest].self, from: Data("[\"abc\"]".utf8))
        }
    }

    @Test func hashesAFileFromItsPosition() throws {
        try withScratch { folder in
            try write("xxabc", to: "\(folder)/f")
            let file = try Descriptor(open: "\(folder)/f")
            try file.seek(to: 2)
            #expect(try file.hash().digest.hex == Self.abc)
        }
    }
}
