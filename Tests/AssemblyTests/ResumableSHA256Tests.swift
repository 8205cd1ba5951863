import Machine
import Testing

@testable import Assembly

@Suite struct ResumableSHA256Tests {
    /// FIPS 180-4 examples of the NIST (csrc.nist.gov, Cryptographic Standards and Guidelines, Examples).
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownAnswers(message: String, digest: String) {
        var hash = ResumableSHA256()
        hash.update(Array(message.utf8))
        #expect(hash.digest.hex == digest)
    }

    @Test func agreesWithTheLibraryForEveryLength() {
        for count in 0...300 {
            let data = noise(count, seed: UInt64(count) + 1)
            var hash = ResumableSHA256()
            hash.update(data)
            #expect(hash.digest == ContentHasher.digest(data), "length \(count)")
        }
    }

    @Test func piecesAndResumingChangeNothing() throws {
        let data = noise(1 << 16, seed: 7)
        let whole = ContentHasher.digest(data)
        for cut in [0, 1, 63, 64, 65, 127, 128, 1000, 4096, 65_535, 65_536] {
            var first = ResumableSHA256()
            first.update(Array(data[..<(cut / 2)]))
            first.update(Array(data[(cut / 2)..<cut]))
            #expect(first.digest == ContentHasher.digest(Array(data[..<cut])))
            var second = try #require(
                ResumableSHA256(words: first.words, count: first.count, tail: first.tail))
            second.update(Array(data[cut...]))
            #expect(second.digest == whole, "cut at \(cut)")
        }
    }

    @Test func refusesStatesThatCannotBe() {
        let good = ResumableSHA256()
        #expect(ResumableSHA256(words: good.words, count: 1, tail: []) == nil)
        #expect(ResumableSHA256(words: good.words, count: 64, tail: [1]) == nil)
        #expect(ResumableSHA256(words: Array(good.words.dropLast()), count: 0, tail: []) == nil)
    }
}
