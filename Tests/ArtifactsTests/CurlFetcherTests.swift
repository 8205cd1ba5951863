import Artifacts
import Machine
import Testing

@Suite struct CurlFetcherTests {
    @Test func fetchesHashesAndStores() async throws {
        try await Bench.with { bench async throws in
            let fetched = try await bench.fetchUnknown("plain")
            #expect(fetched.digest == bench.digest)
            #expect(fetched.size == 300_000)
            #expect(fetched.address == bench.server.url("plain"))
            #expect(!fetched.isSigned)
            #expect(!fetched.wasPresent)
            #expect(try bench.stored() == bench.body)
            #expect(try FileStatus(path: bench.store.path(of: bench.digest)).permissions == 0o400)
            #expect(try bench.partials().isEmpty)
            #expect(try bench.temporaries().isEmpty)
            let started = FetchEvent.started(name: bench.server.url("plain"), from: 0, total: 300_000)
            #expect(bench.events.all.contains(started))
        }
    }

    @Test func anEmptyFileIsAFile() async throws {
        try await Bench.with(size: 0) { bench async throws in
            #expect(try await bench.fetchUnknown("plain").size == 0)
            #expect(try bench.stored().isEmpty)
        }
    }

    @Test func knownContentsAreNotFetchedAgain() async throws {
        try await Bench.with { bench async throws in
            _ = try await bench.fetchLocked("plain")
            #expect(try await bench.fetchLocked("plain").wasPresent)
            #expect(try bench.server.requests().count == 1)
        }
    }

    @Test func aNameThatIsNoneIsAskedForTwice() async throws {
        try await Bench.with { bench async throws in
            let policy = RetryPolicy(attempts: 5, firstDelay: .milliseconds(1))
            // RFC 6761 reserves it: no resolver has such a name.
            let order = FetchOrder(source: "http://no-such-host.invalid/x")
            let environment: [String: String?] = ["http_proxy": nil, "ALL_PROXY": nil, "all_proxy": nil]
            let found = await failure(ArtifactFailure.self) {
                _ = try await bench.fetch(order, retries: policy, environment: environment)
            }
            #expect(found?.code == .unreachable)
            #expect(bench.events.all.count { if case .retrying = $0 { true } else { false } } == 1)
        }
    }

    @Test func redirectsAreFollowed() async throws {
        try await Bench.with { bench async throws in
            let fetched = try await bench.fetchUnknown("to")
            #expect(fetched.digest == bench.digest)
            // Where a redirect leads may be for a moment only.
            #expect(fetched.address == bench.server.url("to"))
        }
    }

    @Test(arguments: ["flip", "extra", "short-length"])
    func otherContentsAreRefused(_ mode: String) async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchLocked(mode) }
            #expect(found?.category == .mismatch)
            #expect(try bench.entries().isEmpty)
        }
    }

    @Test func flippedByteIsShownAndSetAside() async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchLocked("flip") }
            #expect(found?.code == .mismatch)
            #expect(found?.message.contains("sha256 \(bench.digest.hex) expected, ") == true)
            let kept = try bench.quarantine()
            #expect(kept.count == 1)
            #expect(found?.hint?.contains(kept.first ?? "-") == true)
            #expect(try bench.partials().isEmpty)
            // A mismatch is no broken transfer: it was asked for once.
            #expect(try bench.server.requests().count == 1)
        }
    }

    @Test(arguments: ["broken", "long-length"])
    func cutTransfersAreRefused(_ mode: String) async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchUnknown(mode) }
            #expect(found?.category == .unavailable)
            #expect(try bench.entries().isEmpty)
            let retries = bench.events.all.filter { if case .retrying = $0 { true } else { false } }
            #expect(retries.count == 2)
        }
    }

    @Test func busyServersAreAskedAgain() async throws {
        try await Bench.with { bench async throws in
            #expect(try await bench.fetchUnknown("busy-once").digest == bench.digest)
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchUnknown("busy") }
            #expect(found?.code == .unreachable)
            #expect(try bench.server.requests().filter { $0.contains("/busy/") }.count == 3)
        }
    }

    @Test(arguments: [("missing", ArtifactFailure.Code.notFound), ("forbidden", .refused)])
    func refusalsAreNotRepeated(_ mode: String, _ code: ArtifactFailure.Code) async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchUnknown(mode) }
            #expect(found?.code == code)
            #expect(found?.category == .unavailable)
            #expect(found?.hint != nil)
            #expect(try bench.server.requests().count == 1)
        }
    }

    @Test(arguments: ["loop", "to-file"])
    func redirectsThatLeadAstrayAreRefused(_ mode: String) async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchUnknown(mode) }
            #expect(found?.code == .refused)
            #expect(try bench.entries().isEmpty)
        }
    }

    @Test func endlessBodiesAreCut() async throws {
        try await Bench.with { bench async throws in
            let order = FetchOrder(source: bench.server.url("endless"), sizeLimit: 1_000_000)
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetch(order) }
            #expect(found?.code == .tooLarge)
            #expect(try bench.entries().isEmpty)
        }
    }

    @Test func announcedSizeIsCheckedBeforeTheFirstByte() async throws {
        try await Bench.with { bench async throws in
            let order = FetchOrder(source: bench.server.url("plain"), sizeLimit: 1000)
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetch(order) }
            #expect(found?.code == .tooLarge)
        }
    }

    @Test func slowServersAreGivenUp() async throws {
        try await Bench.with { bench async throws in
            let limits = TransferLimits(slowestBytesPerSecond: 1000, slowSeconds: 1)
            let order = FetchOrder(source: bench.server.url("slow"))
            let found = await failure(ArtifactFailure.self) {
                _ = try await bench.fetch(order, limits: limits, retries: RetryPolicy(attempts: 1))
            }
            #expect(found?.message.contains("is too slow") == true)
        }
    }

    @Test func anEndThatCannotBeToldIsRefusedWithoutADigest() async throws {
        try await Bench.with { bench async throws in
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetchUnknown("no-length") }
            #expect(found?.code == .refused)
            let half = ContentHasher.digest(Array(bench.body.prefix(150_000)))
            let order = FetchOrder(source: bench.server.url("no-length"), sha256: half)
            #expect(try await bench.fetch(order).digest == half)
        }
    }

    @Test func unreachableServersAreAskedAgainAndNamed() async throws {
        try await Bench.with { bench async throws in
            let order = FetchOrder(source: "http://127.0.0.1:1/file")
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetch(order) }
            #expect(found?.code == .unreachable)
            #expect(found?.message.hasPrefix("http://127.0.0.1:1/file cannot be reached: curl: (7) ") == true)
        }
    }

    @Test func passwordsReachTheServerOnly() async throws {
        try await Bench.with { bench async throws in
            let secret = bench.server.url("auth").split(separator: "//").joined(separator: "//user:pa55@")
            let fetched = try await bench.fetch(FetchOrder(source: secret, sha256: bench.digest))
            #expect(fetched.digest == bench.digest)
            #expect(fetched.address == bench.server.url("auth"))
            #expect(bench.events.contains { if case .command = $0 { true } else { false } })
            #expect(!"\(bench.events.all)".contains("pa55"))
            let wrong = secret.split(separator: "pa55").joined(separator: "sesame")
            let found = await failure(ArtifactFailure.self) {
                _ = try await bench.fetch(FetchOrder(source: wrong + "?x"))
            }
            #expect(found?.code == .refused)
            #expect(found.map { "\($0)".contains("sesame") } == false)
        }
    }

    @Test func sha512Decides() async throws {
        try await Bench.with { bench async throws in
            var hasher = ContentHasher(withSHA512: true)
            hasher.update(bench.body)
            let order = FetchOrder(source: bench.server.url("plain"), sha512: hasher.digest512)
            #expect(try await bench.fetch(order).digest == bench.digest)
            let flipped = FetchOrder(source: bench.server.url("flip"), sha512: hasher.digest512)
            let found = await failure(ArtifactFailure.self) { _ = try await bench.fetch(flipped) }
            #expect(found?.message.contains("sha512") == true)
        }
    }

    @Test func cancellationKeepsWhatADigestCanCheck() async throws {
        try await Bench.with(size: 1000) { bench async throws in
            let order = FetchOrder(source: bench.server.url("slow"), sha256: bench.digest)
            let store = bench.store
            let events = bench.events
            let task = Task { _ = try await CurlFetcher().fetch(order, into: store) { events.append($0) } }
            while !events.contains({ if case .started = $0 { true } else { false } }) {
                try await Task.sleep(for: .milliseconds(5))
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try bench.partials().count == 1)
            #expect(try bench.temporaries().isEmpty)
            #expect(try bench.entries().isEmpty)
        }
    }

    @Test func httpsIsNeverLeftForHTTP() async throws {
        try await Bench.with { bench async throws in
            let pem = "\(bench.folder)/server.pem"
            _ = try await Tool.run(
                ToolCommand(
                    "openssl",
                    [
                        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                        "/CN=127.0.0.1",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", pem, "-out", "\(pem).crt",
                    ]))
            let certificate = try contents("\(pem).crt")
            try write(try contents(pem) + certificate, to: pem)
            try Directory.create("\(bench.folder)/secure")
            try AtomicFile.write(bench.body, to: "\(bench.folder)/secure/file")
            try await LoopbackServer.with("\(bench.folder)/secure", certificate: pem) { server async throws in
                let trusting = ["CURL_CA_BUNDLE": "\(pem).crt"]
                let order = FetchOrder(source: server.url("plain"))
                #expect(try await bench.fetch(order, environment: trusting).digest == bench.digest)
                let downgraded = FetchOrder(source: server.url("to-http"))
                let found = await failure(ArtifactFailure.self) {
                    _ = try await bench.fetch(downgraded, environment: trusting)
                }
                #expect(found?.code == .refused)
                let untrusted = await failure(ArtifactFailure.self) {
                    _ = try await bench.fetch(FetchOrder(source: server.url("plain", "file?2")))
                }
                #expect(untrusted?.code == .unreachable)
                #expect(untrusted?.hint?.contains("CURL_CA_BUNDLE") == true)
            }
        }
    }
}
