import Artifacts
import Encodings
import Machine
import TestSupport
import Testing

/// Signatures by certificates as Clear Linux makes them: PKCS #7 of the checksum list.
@Suite(.enabled(if: ChildProgram.exists("openssl"), "needs openssl"))
struct CertificateTests {
    /// Certificates with their keys, a file, its list, and a store.
    private struct Desk {
        let folder: String
        let store: Store

        static func with(_ body: (Desk) async throws -> Void) async throws {
            let folder = try TemporaryDirectory(in: Environment.current().temporaryFolder)
            let desk = Desk(folder: folder.path, store: try Store(folder: folder.path + "/cache"))
            try desk.makeCertificate("good")
            try write("hello\n", to: desk.path("data"))
            try desk.writeList()
            try await body(desk)
        }

        func path(_ name: String) -> String { "\(folder)/\(name)" }

        func writeList() throws {
            let sum = try ChildProgram.expectSuccess(["sha512sum", "data"], in: folder).output
            try AtomicFile.write(sum, to: path("SUMS"))
        }

        /// Self-signed and for signing code, as Clear's own.
        func makeCertificate(_ name: String, days: Int = 30) throws {
            try ChildProgram.expectSuccess([
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path("\(name).key"),
                "-out",
                path("\(name).pem"), "-days", "\(days)", "-subj", "/CN=\(name)", "-addext",
                "extendedKeyUsage=codeSigning",
            ])
        }

        func digest(_ name: String) throws -> SHA256Digest {
            let der = try ChildProgram.expectSuccess([
                "openssl", "x509", "-in", path("\(name).pem"), "-outform", "DER",
            ]).output
            return ContentHasher.digest(der)
        }

        @discardableResult
        func sign(_ name: String = "good", as file: String = "SUMS.sig", digest: String = "sha256") throws
            -> String
        {
            try ChildProgram.expectSuccess([
                "openssl", "smime", "-sign", "-binary", "-md", digest, "-in", path("SUMS"), "-signer",
                path("\(name).pem"), "-inkey", path("\(name).key"), "-outform", "DER", "-out", path(file),
            ])
            return path(file)
        }

        func request(
            _ signature: String, pinned: String = "good", keys: String = "good", fetched: Bool = true
        ) throws -> ArtifactRequest {
            ArtifactRequest(
                role: "kernel", source: path("data"), checksums: path("SUMS"),
                signature: SignatureRequirement(
                    form: .checksums(signature), signers: [],
                    keys: fetched ? [] : try Descriptor.contents(of: path("\(keys).pem"), limit: 1 << 16),
                    keysName: "\(keys).pem", certificates: [try digest(pinned)],
                    keysSource: fetched ? path("\(keys).pem") : nil),
                fileName: "data")
        }

        func resolve(
            _ request: ArtifactRequest, _ lock: LockFile? = nil, _ mode: ResolveMode = .addMissing
        ) async throws -> Resolution {
            try await Resolver(store: store).resolve([request], lock: lock, mode: mode)
        }

        func refusal(_ request: ArtifactRequest) async -> ArtifactFailure? {
            await failure(ArtifactFailure.self) { _ = try await resolve(request) }
        }
    }

    @Test("the list is checked by the pinned certificate, and the lock says by which")
    func holds() async throws {
        try await Desk.with { desk async throws in
            let signature = try desk.sign()
            for fetched in [true, false] {
                let result = try await desk.resolve(try desk.request(signature, fetched: fetched))
                let entry = try #require(result.lock.entries.first)
                #expect(entry.verified == .signature && entry.signer == nil)
                #expect(entry.certificate == (try desk.digest("good")))
                #expect(entry.signature == signature)
                #expect(result.lock.text.contains("signer = \"\(try desk.digest("good").hex)\"\n"))
                #expect(try LockFile(bytes: Array(result.lock.text.utf8), file: "x") == result.lock)
                // What is locked needs neither the signature nor openssl again.
                let again = try await desk.resolve(
                    try desk.request(signature, fetched: false), result.lock, .offline)
                #expect(again.changes.isEmpty && again.artifacts.first?.certificate == entry.certificate)
            }
        }
    }

    @Test("another list, another certificate, a swapped one, a broken digest: none is locked")
    func refused() async throws {
        try await Desk.with { desk async throws in
            try desk.makeCertificate("other")
            let signature = try desk.sign()
            let other = try desk.sign("other", as: "other.sig")
            let found = await desk.refusal(try desk.request(other))
            #expect(found?.code == .signature && found?.category == .mismatch, "\(String(describing: found))")
            // Who changes the certificate beside the signature does not change the pin.
            let swapped = await desk.refusal(try desk.request(other, keys: "other"))
            #expect(swapped?.message.contains("another certificate than the pinned one") == true)
            let weak = await desk.refusal(try desk.request(try desk.sign(as: "weak.sig", digest: "sha1")))
            #expect(weak?.message.contains("a digest that is broken") == true)
            try AtomicFile.write(Array("no signature".utf8), to: desk.path("text.sig"))
            #expect(await desk.refusal(try desk.request(desk.path("text.sig")))?.code == .signature)
            #expect(await desk.refusal(try desk.request(desk.path("none.sig")))?.code == .signature)
            try write("changed\n", to: desk.path("data"))
            try desk.writeList()
            let changed = await desk.refusal(try desk.request(signature))
            #expect(
                changed?.message.contains("not those that were signed") == true,
                "\(String(describing: changed))")
        }
    }

    @Test("a file of the machine's own certificates does not count")
    func machineCertificates() async throws {
        try await Desk.with { desk async throws in
            try desk.makeCertificate("other")
            let folder = desk.path("certificates")
            try Directory.create(folder)
            try ChildProgram.expectSuccess(["cp", desk.path("other.pem"), folder])
            try ChildProgram.expectSuccess(["openssl", "rehash", folder])
            try desk.sign("other")
            let loose = try ChildProgram.run(
                [
                    "openssl", "smime", "-verify", "-binary", "-purpose", "any", "-inform", "DER", "-in",
                    desk.path("SUMS.sig"), "-content", desk.path("SUMS"), "-CAfile", desk.path("good.pem"),
                    "-out",
                    "/dev/null",
                ], environment: ["SSL_CERT_DIR=\(folder)"])
            #expect(loose.status == 0)
            // The same folder in our environment.
            let script = desk.path("openssl")
            try AtomicFile.write(
                Array("#!/bin/sh\nSSL_CERT_DIR='\(folder)' exec openssl \"$@\"\n".utf8), to: script,
                permissions: 0o755)
            let resolver = Resolver(store: desk.store, verifier: SignatureVerifier(openssl: script))
            let request = try desk.request(desk.path("SUMS.sig"))
            let found = await failure(ArtifactFailure.self) {
                _ = try await resolver.resolve([request], lock: nil, mode: .addMissing)
            }
            #expect(found?.code == .signature)
        }
    }

    @Test("without openssl it is a missing program, and files that are no certificates are told")
    func missing() async throws {
        try await Desk.with { desk async throws in
            let request = try desk.request(try desk.sign())
            let resolver = Resolver(
                store: desk.store, verifier: SignatureVerifier(openssl: desk.path("none/openssl")))
            var category: FailureCategory?
            do {
                _ = try await resolver.resolve([request], lock: nil, mode: .addMissing)
            } catch {
                category = (error as? any CategorizedError)?.category
            }
            #expect(category == .missingProgram)
            for (name, text) in [
                ("empty", ""), ("key", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n"),
                ("cut", "-----BEGIN CERTIFICATE-----\nAAAA\n"),
                ("digits", "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n"),
            ] {
                try write(text, to: desk.path("\(name).pem"))
                #expect(
                    await desk.refusal(try desk.request(desk.path("SUMS.sig"), keys: name))?.code
                        == .signingKey)
            }
        }
    }
}
