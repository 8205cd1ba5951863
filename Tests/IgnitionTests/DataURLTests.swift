import Testing

@testable import Ignition

@Suite struct DataURLTests {
    @Test func everyByteSurvives() {
        let all = (0...255).map { UInt8($0) }
        #expect(DataURL.decode(DataURL.encode(all)) == all)
        for byte in all { #expect(DataURL.decode(DataURL.encode([byte])) == [byte]) }
        #expect(DataURL.encode([]) == "data:,")
        #expect(DataURL.encode(Array("a b/c\n".utf8)) == "data:,a%20b/c%0A")
        #expect(
            DataURL.encode([0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0xf9, 0xf8]) == "data:;base64,//79/Pv6+fg=")
    }

    @Test func hashesAreThoseOfFIPS180() {
        #expect(
            SHA2.digest(Array("abc".utf8), function: "sha256")
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA2.digest([], function: "sha256")
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA2.digest(Array("abc".utf8), function: "sha512")
                == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
        // Lengths around the end of a block.
        #expect(
            SHA2.digest([UInt8](repeating: 0x61, count: 119), function: "sha256")
                == "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb")
        #expect(SHA2.digest([], function: "md5") == nil)
    }
}
