import Artifacts
import Machine
import Testing

@Suite struct PublicKeyTests {
    @Test func withoutGpgvItSaysWhatToInstall() async throws {
        try await withScratch { folder async throws in
            let requirement = SignatureRequirement(
                form: .source("-"),
                signers: [try #require(OpenPGPFingerprint(String(repeating: "a", count: 40)))],
                keys: [0x99, 0, 0], keysName: "k")
            let found = await failure(ToolFailure.self) {
                _ = try await SignatureVerifier(program: "\(folder)/none/gpgv").verify(
                    [1], of: folder, requirement, name: "x", signatureName: "x.sig", in: folder)
            }
            #expect(found?.category == .missingProgram)
            #expect(found?.description.contains("apt-get install gpgv") == true)
        }
    }

    @Test func filesOfKeysAreRead() async throws {
        try await GnuPGHome.with { home async throws in
            let data = try home.file("data", "hello\n")
            let signer = try await home.makeKey("good")
            _ = try await home.makeKey("other")
            let signature = try await home.sign(data, by: "good")
            let armored = String(decoding: try await home.publicKey("good"), as: UTF8.self)
            let other = String(decoding: try await home.publicKey("other"), as: UTF8.self)
            for good in [
                other + armored, "# the publisher's\n\(armored)\nand more\n\(other)",
                armored.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
                armored.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)  " }
                    .joined(separator: "\n"),
            ] {
                #expect(try await home.verify(signature, [signer], Array(good.utf8)).signer == signer)
            }
            let secret = try await home.gpg(["--armor", "--export-secret-keys", "good"])
            let secretPackets = try await home.gpg(["--export-secret-keys", "good"])
            var damaged = Array(armored.utf8)
            damaged[100] = damaged[100] == 0x41 ? 0x42 : 0x41
            for (wrong, words) in [
                ([], "holds no OpenPGP public key"), (Array("hello\n".utf8), "holds no OpenPGP public key"),
                (secret, "holds a private key"), (secretPackets, "holds a private key"),
                (Array(armored.utf8.dropLast(60)), "the file is cut off"),
                (damaged, "its checksum is another one"),
                (Array(repeating: 0, count: 5 << 20), "is no file of keys"),
                (signature, "holds no OpenPGP public key"),
            ] {
                let found = await failure(ArtifactFailure.self) {
                    _ = try await home.verify(signature, [signer], wrong)
                }
                #expect(found?.code == .signingKey)
                #expect(found?.category == .invalidData)
                #expect(found?.message.contains(words) == true, "\(found?.message ?? "-")")
            }
        }
    }

    @Test func fingerprintsAreWhole() {
        let hex = "F88CFEDEFF29A5B4D9523864E25D9AED0593B34A"
        #expect(OpenPGPFingerprint(hex.lowercased())?.hex == hex)
        #expect(OpenPGPFingerprint("F88C FEDE FF29 A5B4 D952  3864 E25D 9AED 0593 B34A")?.hex == hex)
        for wrong in ["", "E25D9AED0593B34A", hex.dropLast().description, hex + "0", hex.dropLast() + "g"] {
            #expect(OpenPGPFingerprint(wrong) == nil)
        }
    }
}
