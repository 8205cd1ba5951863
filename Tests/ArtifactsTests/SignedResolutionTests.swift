import Artifacts
import Machine
import Testing

/// Signatures as the resolver uses them, with the lock.
@Suite struct SignedResolutionTests {
    /// A key, a file, and a store.
    private struct Desk {
        let home: GnuPGHome
        let store: Store
        let signer: OpenPGPFingerprint
        let keys: [UInt8]
        let data: String

        static func with(_ body: (Desk) async throws -> Void) async throws {
            try await GnuPGHome.with { home async throws in
                let signer = try await home.makeKey("good")
                let desk = Desk(
                    home: home, store: try Store(folder: "\(home.folder)/cache"), signer: signer,
                    keys: try await home.publicKey("good"), data: try home.file("data", "hello\n"))
                try await body(desk)
            }
        }

        func request(_ form: SignatureRequirement.Form?, checksums: String? = nil) -> ArtifactRequest {
            ArtifactRequest(
                role: "kernel", source: data, checksums: checksums,
                signature: form.map {
                    SignatureRequirement(form: $0, signers: [signer], keys: keys, keysName: "keys.asc")
                }, fileName: "data")
        }

        func resolve(
            _ request: ArtifactRequest, _ lock: LockFile? = nil, _ mode: ResolveMode = .addMissing
        ) async throws -> Resolution {
            try await Resolver(store: store).resolve([request], lock: lock, mode: mode)
        }

        /// Writes the signature of a file beside it, under another name.
        func sign(_ path: String, as name: String = "elsewhere.sig", by user: String = "good") async throws
            -> String
        {
            let signature = try await home.sign(path, by: user)
            try AtomicFile.write(signature, to: "\(home.folder)/\(name)")
            return "\(home.folder)/\(name)"
        }

        func refusal(_ request: ArtifactRequest, _ lock: LockFile? = nil) async -> ArtifactFailure? {
            await failure(ArtifactFailure.self) { _ = try await resolve(request, lock) }
        }
    }

    @Test func theLockSaysWhoSigned() async throws {
        try await Desk.with { desk async throws in
            let signature = try await desk.sign(desk.data)
            let result = try await desk.resolve(desk.request(.source(signature)))
            let artifact = try #require(result.artifacts.first)
            #expect(artifact.verified == .signature)
            #expect(artifact.signer == desk.signer)
            let entry = try #require(result.lock.entries.first)
            #expect(entry.signer == desk.signer)
            #expect(entry.signature == signature)
            #expect(entry.verified == .signature)
            let text = result.lock.text
            #expect(
                text.contains(
                    "verified = \"signature\"\nsigner = \"\(desk.signer)\"\nsignature = \"\(signature)\"\n"))
            #expect(try LockFile(bytes: Array(text.utf8), file: "x") == result.lock)
            // What is locked needs neither the signature nor gpgv again.
            try Directory.removeTree(signature)
            let again = try await desk.resolve(desk.request(.source(signature)), result.lock, .offline)
            #expect(again.artifacts.first?.signer == desk.signer)
            #expect(again.changes.isEmpty)
        }
    }

    @Test func withoutItNothingIsLocked() async throws {
        try await Desk.with { desk async throws in
            let missing = await desk.refusal(desk.request(.source("\(desk.home.folder)/none.sig")))
            #expect(missing?.code == .signature)
            #expect(missing?.category == .mismatch)
            #expect(missing?.message.contains("there is no signature") == true)
            _ = try await desk.home.makeKey("other")
            let other = try await desk.sign(desk.data, by: "other")
            #expect(await desk.refusal(desk.request(.source(other)))?.code == .signature)
            let signature = try await desk.sign(desk.data)
            try write("changed\n", to: desk.data)
            #expect(await desk.refusal(desk.request(.source(signature)))?.code == .signature)
            let huge = try desk.home.file("huge.sig", String(repeating: "x", count: 70_000))
            #expect(await desk.refusal(desk.request(.source(huge)))?.category == .mismatch)
        }
    }

    @Test func whatCannotBeCheckedIsNotFetched() async throws {
        try await Bench.with { bench async throws in
            let signer = try #require(OpenPGPFingerprint(String(repeating: "a", count: 40)))
            for (keys, signers, program) in [
                ([0x99], [signer], "\(bench.folder)/none/gpgv"), ([], [signer], "gpgv"), ([0x99], [], "gpgv"),
            ] as [([UInt8], [OpenPGPFingerprint], String)] {
                let requirement = SignatureRequirement(
                    form: .source(bench.server.url("plain", "file.sig")), signers: signers, keys: keys,
                    keysName: "k")
                let request = ArtifactRequest(
                    role: "kernel", source: bench.server.url("plain"), signature: requirement,
                    fileName: "file")
                let resolver = Resolver(store: bench.store, verifier: SignatureVerifier(program: program))
                var category: FailureCategory?
                do {
                    _ = try await resolver.resolve([request], lock: nil, mode: .addMissing)
                } catch {
                    category = (error as? any CategorizedError)?.category
                }
                #expect(category == (program == "gpgv" ? .invalidData : .missingProgram))
                #expect(try bench.server.requests().isEmpty)
            }
        }
    }

    @Test func aServerWithoutASignatureIsNoExcuse() async throws {
        try await Bench.with { bench async throws in
            let requirement = SignatureRequirement(
                form: .source(bench.server.url("missing")),
                signers: [try #require(OpenPGPFingerprint(String(repeating: "a", count: 40)))],
                keys: [0x99], keysName: "k")
            let request = ArtifactRequest(
                role: "kernel", source: bench.server.url("plain"), signature: requirement, fileName: "file")
            let found = await failure(ArtifactFailure.self) {
                _ = try await Resolver(store: bench.store).resolve([request], lock: nil, mode: .addMissing)
            }
            #expect(found?.category == .mismatch)
            #expect(found?.message.contains("there is no signature \(bench.server.url("missing"))") == true)
            // The large file was not even asked for.
            #expect(try bench.server.requests().count == 1)
        }
    }

    @Test func anOldLockIsVerifiedAnew() async throws {
        try await Desk.with { desk async throws in
            let lock = try await desk.resolve(desk.request(nil)).lock
            let request = desk.request(.source(try await desk.sign(desk.data)))
            for mode in [ResolveMode.locked, .offline] {
                let found = await failure(ArtifactFailure.self) {
                    _ = try await desk.resolve(request, lock, mode)
                }
                #expect(found?.code == .lock)
                #expect(found?.message.contains("locked without the signature that is asked for") == true)
            }
            // The contents stay those of the lock: what the publisher has now does not matter.
            try write("newer\n", to: desk.data)
            let result = try await desk.resolve(request, lock)
            #expect(result.lock.entries.first?.sha256 == lock.entries.first?.sha256)
            #expect(result.lock.entries.first?.signer == desk.signer)
            #expect(result.changes.map(\.field) == ["verified", "signer", "signature"])
            // Without the requirement the same contents keep their signature.
            let kept = try await desk.resolve(desk.request(nil), result.lock)
            #expect(kept.changes.isEmpty)
            // Another signer than the one that is asked for now.
            var changed = request
            changed.signature?.signers = [try #require(OpenPGPFingerprint(String(repeating: "b", count: 40)))]
            let found = await failure(ArtifactFailure.self) {
                _ = try await desk.resolve(changed, result.lock, .locked)
            }
            #expect(found?.message.contains("by \(desk.signer), which is not asked for") == true)
        }
    }

    private func sums(_ text: String) -> String {
        var hasher = ContentHasher(withSHA512: true)
        hasher.update(Array(text.utf8))
        return hasher.digest512?.hex ?? "-"
    }

    @Test func aDetachedSignatureOfTheListWillDo() async throws {
        try await Desk.with { desk async throws in
            let list = try desk.home.file("data-SHA512SUMS", "\(sums("hello\n"))  data\n")
            let signature = try await desk.sign(list, as: "data-SHA512SUMS.sig")
            let entry = try #require(
                try await desk.resolve(desk.request(.checksums(signature), checksums: list)).lock.entries
                    .first)
            #expect(entry.verified == .signature)
            #expect(entry.checksums == list)
            #expect(entry.signature == signature)
            try write("\(sums("evil\n"))  data\n", to: list)
            #expect(
                await desk.refusal(desk.request(.checksums(signature), checksums: list))?.code == .signature)
            let found = await desk.refusal(desk.request(.checksums(signature)))
            #expect(found?.code == .invalidSource)
        }
    }

    @Test func ofAClearsignedListOnlyTheSignedPartCounts() async throws {
        try await Desk.with { desk async throws in
            let good =
                "# MD5 HASH\n\(String(repeating: "0", count: 32))  data\n# SHA512 HASH\n\(sums("hello\n"))  data\n"
            let signed = try await desk.home.clearsign(good, by: "good")
            let list = try desk.home.file("data.DIGESTS.asc", "evil before\n\(signed)evil after\n")
            let entry = try #require(
                try await desk.resolve(desk.request(.clearsigned, checksums: list)).lock.entries.first)
            #expect(entry.verified == .signature)
            #expect(entry.signer == desk.signer)
            #expect(entry.checksums == list)
            #expect(entry.signature == list)
            // The publisher signed a list without this file; somebody has added it around the signed part.
            let line = "\(sums("hello\n"))  data\n"
            let other = try await desk.home.clearsign("\(sums("x"))  other\n", by: "good")
            for text in [line + other, other + line, "# SHA512 HASH\n\(line)\(other)\n\(line)"] {
                try write(text, to: list)
                let found = await desk.refusal(desk.request(.clearsigned, checksums: list))
                #expect(found?.code == .checksums)
                #expect(found?.message.contains("no sha256 or sha512 of data") == true)
                // The same without a signature being asked for.
                #expect(await desk.refusal(desk.request(nil, checksums: list))?.code == .checksums)
            }
            // Between the first line and the empty one, and in the signature's armor.
            for (place, into) in [
                ("Hash: ", "\(line)Hash: "),
                ("-----BEGIN PGP SIGNATURE-----\n", "-----BEGIN PGP SIGNATURE-----\n\(line)"),
            ] {
                let parts = other.split(separator: place, maxSplits: 1, omittingEmptySubsequences: false)
                try write(parts.joined(separator: into), to: list)
                let found = await desk.refusal(desk.request(.clearsigned, checksums: list))
                #expect(found != nil)
            }
            // Within.
            let tampered = signed.split(separator: sums("hello\n"), omittingEmptySubsequences: false)
            try write(tampered.joined(separator: sums("evil\n")), to: list)
            #expect(await desk.refusal(desk.request(.clearsigned, checksums: list))?.code == .signature)
            // Other data for gpgv beside it.
            let key = String(decoding: desk.keys, as: UTF8.self)
            for text in [key + signed, signed + key] {
                try write(text, to: list)
                #expect(await desk.refusal(desk.request(.clearsigned, checksums: list))?.code == .signature)
            }
            try AtomicFile.write([0xa3, 0x01, 0x0a] + Array(signed.utf8), to: list)
            #expect(await desk.refusal(desk.request(.clearsigned, checksums: list))?.code == .signature)
            // Two parts, or none.
            _ = try await desk.home.makeKey("other")
            for text in [
                signed + signed, signed + (try await desk.home.clearsign(good, by: "other")), good, "",
            ] {
                try write(text, to: list)
                #expect(await desk.refusal(desk.request(.clearsigned, checksums: list))?.code == .signature)
            }
        }
    }

    @Test func aWrongSignerIsFoundInAnyLock() throws {
        let start =
            LockFile.init([]).text + """

                [[artifact]]
                role = "kernel"
                source = "https://h/k"
                url = "https://h/k"
                size = 1
                sha256 = "\(String(repeating: "1", count: 64))"

                """
        let hex = String(repeating: "A", count: 40)
        for (lines, words) in [
            ("verified = \"signature\"\nsigner = \"\(hex)\"\n", "has no signature"),
            (
                "verified = \"signature\"\nsigner = \"x\"\nsignature = \"https://h/s\"\n",
                "40 hexadecimal digits"
            ),
            ("verified = \"signature\"\nsignature = \"https://h/s\"\n", "there is no signer"),
            ("verified = \"recipe\"\nsigner = \"\(hex)\"\nsignature = \"https://h/s\"\n", "verified is not"),
        ] {
            let found = failure(LineFaults.self) {
                _ = try LockFile(bytes: Array((start + lines).utf8), file: "x")
            }
            #expect(found?.faults.count == 1)
            #expect(found?.faults.first?.message.contains(words) == true)
        }
    }
}
