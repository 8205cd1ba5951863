import Machine
import Testing

@testable import Artifacts

@Suite struct TransferTests {
    @Test func rateOverTheWindow() {
        var rate = TransferRate(window: 5)
        #expect(rate.bytesPerSecond == nil)
        rate.add(bytes: 0, at: 10)
        #expect(rate.bytesPerSecond == nil)
        rate.add(bytes: 1000, at: 11)
        #expect(rate.bytesPerSecond == 1000)
        #expect(rate.secondsLeft(total: 5000) == 4)
        // Ten times faster for long enough that the slow start is out of the window.
        for second in 1...10 { rate.add(bytes: 1000 + Int64(second) * 10_000, at: 11 + Double(second)) }
        #expect(rate.bytesPerSecond == 10_000)
        #expect(rate.secondsLeft(total: 201_000) == 10)
    }

    @Test func rateOfAStall() {
        var rate = TransferRate(window: 2)
        rate.add(bytes: 500, at: 0)
        for second in 1...5 { rate.add(bytes: 500, at: Double(second)) }
        #expect(rate.bytesPerSecond == 0)
        #expect(rate.secondsLeft(total: 1000) == nil)
    }

    @Test func rateStartsAnewWithTheTransfer() {
        var rate = TransferRate()
        rate.add(bytes: 0, at: 0)
        rate.add(bytes: 100_000, at: 1)
        rate.add(bytes: 0, at: 2)
        #expect(rate.bytesPerSecond == nil)
        rate.add(bytes: 50, at: 3)
        #expect(rate.bytesPerSecond == 50)
        #expect(
            rate.progress(total: nil)
                == TransferProgress(bytes: 50, total: nil, bytesPerSecond: 50, secondsLeft: nil))
    }

    @Test func rateDoesNotGoBackInTime() {
        var rate = TransferRate()
        rate.add(bytes: 0, at: 5)
        rate.add(bytes: 10, at: 5)
        rate.add(bytes: 10, at: 4)
        #expect(rate.bytesPerSecond == nil)
        #expect(rate.secondsLeft(total: -1) == nil)
    }

    @Test func retriesDoubleTheirDelay() {
        let policy = RetryPolicy(attempts: 5, firstDelay: .seconds(1), longestDelay: .seconds(5))
        #expect(
            (1...5).map { policy.delay(after: $0) } == [
                .seconds(1), .seconds(2), .seconds(4), .seconds(5), nil,
            ])
        #expect(RetryPolicy(attempts: 1).delay(after: 1) == nil)
    }

    @Test func whatIsDecidedIsTriedOnceMore() {
        let policy = RetryPolicy()
        #expect(policy.delay(after: 1, isDecided: true) == .milliseconds(200))
        #expect(policy.delay(after: 2, isDecided: true) == nil)
        #expect(RetryPolicy(attempts: 1).delay(after: 1, isDecided: true) == nil)
        #expect(CurlStatus(code: 6, http: nil, text: "", name: "x").isDecided)
        #expect(!CurlStatus(code: 7, http: nil, text: "", name: "x").isDecided)
        #expect(!CurlStatus(code: 28, http: nil, text: "", name: "x").isDecided)
    }

    @Test func lastResponseOfADumpCounts() throws {
        let dump = """
            HTTP/1.1 100 Continue\r
            \r
            HTTP/1.1 302 Found\r
            Location: /x\r
            Content-Length: 5\r
            ETag: "old"\r
            \r
            HTTP/1.1 206 Partial Content\r
            content-range: bytes 5-9/10\r
            Content-Length:5\r
            ETag: W/"weak"\r
            Last-Modified: Tue, 01 Jan 2030 00:00:00 GMT\r
            \r

            """
        let head = try #require(ResponseHead(dump: dump))
        #expect(head.status == 206)
        #expect(head.range?.start == 5)
        #expect(head.range?.total == 10)
        #expect(head.contentLength == 5)
        // A weak tag says nothing about bytes (RFC 9110, 13.1.5).
        #expect(head.validator == "Tue, 01 Jan 2030 00:00:00 GMT")
        #expect(head.marksEnd)
    }

    @Test func endsOfBodies() throws {
        #expect(try #require(ResponseHead(dump: "HTTP/1.0 200 OK\r\n\r\n")).marksEnd == false)
        #expect(try #require(ResponseHead(dump: "HTTP/2 200 \r\n\r\n")).marksEnd)
        #expect(
            try #require(ResponseHead(dump: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n")).marksEnd
        )
        #expect(ResponseHead(dump: "") == nil)
        #expect(ResponseHead(dump: "HTTP/1.1 abc\r\n") == nil)
        #expect(ResponseHead(dump: "HTTP/1.1 206 x\r\nContent-Range: bytes */5\r\n\r\n")?.range == nil)
    }

    @Test func configurationOfCurlIsQuoted() throws {
        let address = try #require(try WebAddress("https://u:p@h/x"))
        let call = CurlCommand(
            address: address, limits: TransferLimits(), environment: [:], offset: 7, validator: #""a\"b"#,
            folder: "/f")
        #expect(call.configuration == "url = \"https://u:p@h/x\"\nheader = \"If-Range: \\\"a\\\\\\\"b\"\n")
        #expect(!call.command.arguments.contains { $0.contains("u:p") })
        #expect(call.command.secrets.contains("p"))
        #expect(call.command.arguments.contains("=https"))
    }

    @Test func fileIsCopiedIntoTheStore() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            try write("abc", to: "\(folder)/f x")
            let fetched = try await FileFetcher().fetch(
                FetchOrder(source: "file://\(folder)/f%20x"), into: store
            ) { _ in }
            #expect(fetched.size == 3)
            #expect(fetched.address == "\(folder)/f x")
            #expect(try contents(store.path(of: fetched.digest)) == "abc")
            let wrong = FetchOrder(source: "\(folder)/f x", sha256: ContentHasher.digest([]))
            let found = await failure(ArtifactFailure.self) {
                _ = try await FileFetcher().fetch(wrong, into: store) { _ in }
            }
            #expect(found?.category == .mismatch)
            #expect(try names(in: "\(folder)/cache/tmp").isEmpty)
        }
    }

    @Test(arguments: ["none", "", "pipe"])
    func whatIsNoFileIsRefused(_ name: String) async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            _ = try await Tool.run(ToolCommand("mkfifo", ["\(folder)/pipe"]))
            let order = FetchOrder(source: "\(folder)/\(name)")
            let found = await failure(MachineFailure.self) {
                _ = try await FileFetcher().fetch(order, into: store) { _ in }
            }
            #expect(found?.category == .missingInput)
        }
    }

    @Test func sparseGiantIsRefusedByItsSize() async throws {
        try await withScratch { folder async throws in
            let store = try Store(folder: "\(folder)/cache")
            let giant = try Descriptor(open: "\(folder)/giant", .writeOnly, options: .create)
            try giant.truncate(to: 1 << 40)
            let order = FetchOrder(source: "\(folder)/giant")
            let found = await failure(ArtifactFailure.self) {
                _ = try await FileFetcher().fetch(order, into: store) { _ in }
            }
            #expect(found?.code == .tooLarge)
        }
    }
}
