internal import Machine

/// One source on its way, over as many transfers as it takes. The source's lock is held.
final class CurlTransfer {
    private let address: WebAddress
    private let name: String
    private let order: FetchOrder
    private let store: Store
    private let limits: TransferLimits
    private let environment: [String: String?]
    private let report: @Sendable (FetchEvent) -> Void
    private var rate = TransferRate()
    private let start = ContinuousClock.now
    private var lastReport: ContinuousClock.Instant?

    init(
        address: WebAddress, name: String, order: FetchOrder, store: Store, limits: TransferLimits,
        environment: [String: String?], report: @escaping @Sendable (FetchEvent) -> Void
    ) {
        self.address = address
        self.name = name
        self.order = order
        self.store = store
        self.limits = limits
        self.environment = environment
        self.report = report
    }

    nonisolated(nonsending) func run(_ retries: RetryPolicy) async throws -> FetchedSource {
        let partial = try PartialDownload(
            folder: store.partialFolder(of: address.publicText), address: address.publicText, order: order)
        var broken = 0
        while true {
            do {
                // What is here may be the whole already: then nothing is asked for.
                if !isComplete(partial) { try await transfer(partial) }
                if try finish(partial) {
                    return FetchedSource(
                        digest: partial.hasher.digest, size: partial.count, address: address.publicText)
                }
            } catch let status as CurlStatusError where status.status.isTransient {
                broken += 1
                guard let delay = retries.delay(after: broken, isDecided: status.status.isDecided) else {
                    throw status.status.failure
                }
                report(.retrying(name: name, reason: status.status.failure.message, seconds: delay.seconds))
                try await Task.sleep(for: delay)
                if partial.validator == nil, !order.hasDigest { try partial.restart() }
                partial.resume()
            } catch let status as CurlStatusError {
                throw status.status.failure
            }
        }
    }

    private func isComplete(_ partial: PartialDownload) -> Bool {
        guard partial.count > 0 else { return false }
        return partial.count == order.size ?? partial.total
    }

    /// Verifies what came and moves it into the store.
    ///
    /// - Returns: false where a part of an earlier transfer may be to blame: then the source is fetched once
    ///   more.
    private func finish(_ partial: PartialDownload) throws -> Bool {
        do {
            try order.check(partial.hasher, of: name)
        } catch {
            if partial.isResumed {
                report(
                    .restarting(name: name, reason: "the resumed transfer does not have the promised digest"))
                try partial.restart()
                return false
            }
            try order.check(partial.hasher, of: name, setAside: try partial.quarantine(in: store))
            throw error
        }
        report(.finished(name: name, digest: partial.hasher.digest, size: partial.count))
        try partial.adopt(into: store)
        return true
    }

    /// Runs curl once.
    ///
    /// - Throws: `CurlStatusError` for what curl reports.
    private nonisolated(nonsending) func transfer(_ partial: PartialDownload) async throws {
        let folder = try TemporaryDirectory(in: store.temporaryFolder)
        let offset = partial.count
        let call = CurlCommand(
            address: address, limits: limits, environment: environment, offset: offset,
            validator: partial.validator,
            folder: folder.path)
        try AtomicFile.write(Array(call.configuration.utf8), to: call.configurationFile, permissions: 0o600)
        var head: ResponseHead?
        do {
            try await Tool.stream(call.command, echo: { report(.command($0)) }) { bytes in
                if head == nil {
                    let found = readHead(call)
                    try accept(found, partial)
                    head = found
                }
                try order.checkGrowth(partial.count + Int64(bytes.count), of: name)
                try partial.append(bytes)
                reportProgress(partial)
            }
            // An empty body never calls back.
            if head == nil { try accept(readHead(call), partial) }
        } catch is OtherRange {
            report(.restarting(name: name, reason: "the server sends another part than it was asked for"))
            try partial.restart()
            return try await transfer(partial)
        } catch let failure as ToolFailure {
            guard case .exited(let code) = failure.reason else { throw failure }
            let status = readHead(call)?.status
            if offset > 0, code == 33 || status == 416 {
                // The server does not give ranges, or has another version (If-Range), or less than is here.
                report(.restarting(name: name, reason: "the server does not resume this transfer"))
                try partial.restart()
                return try await transfer(partial)
            }
            let words = failure.errorLines.last ?? ""
            throw CurlStatusError(status: CurlStatus(code: code, http: status, text: words, name: name))
        }
    }

    private func readHead(_ call: CurlCommand) -> ResponseHead? {
        // curl flushes each header line before it hands out the body (src/tool_cb_hdr.c).
        guard let bytes = try? Descriptor.contents(of: call.headerFile, limit: 1 << 20) else { return nil }
        return ResponseHead(dump: String(decoding: bytes, as: UTF8.self))
    }

    /// Decides from the response whether its body is what is wanted, before the first byte of it is kept.
    private func accept(_ head: ResponseHead?, _ partial: PartialDownload) throws {
        guard let head else {
            throw ArtifactFailure(.refused, "\(name): the server's answer cannot be understood")
        }
        // curl does not compare where a partial response starts.
        if head.status == 206, head.range?.start != partial.count {
            guard partial.count == 0 else { throw OtherRange() }
            throw ArtifactFailure(.refused, "\(name): the server sends a part that it was not asked for")
        }
        if partial.count > 0, head.status != 206 {
            report(.restarting(name: name, reason: "the server sends the whole source again"))
            try partial.restart()
        }
        guard head.marksEnd || order.hasDigest || order.size != nil else {
            throw ArtifactFailure(
                .refused,
                "\(name): the server does not say where the file ends, so it could be cut off unnoticed",
                hint: "give its sha256 in the recipe")
        }
        try partial.note(head, address: address.publicText)
        if let total = partial.total {
            if let size = order.size, size != total {
                throw ArtifactFailure(
                    .mismatch,
                    "\(name) is not what was promised: size \(size) expected, the server has \(total)")
            }
            try order.checkGrowth(total, of: name)
            try FileSystemSpace.require(total - partial.count, at: partial.folder)
        }
        rate.add(bytes: partial.count, at: (ContinuousClock.now - start).seconds)
        report(.started(name: name, from: partial.count, total: partial.total))
    }

    /// At most ten times a second.
    private func reportProgress(_ partial: PartialDownload) {
        let now = ContinuousClock.now
        if let lastReport, now - lastReport < .milliseconds(100) { return }
        lastReport = now
        rate.add(bytes: partial.count, at: (now - start).seconds)
        report(.progress(name: name, rate.progress(total: partial.total)))
    }
}

/// What curl reported, on its way to where it is decided whether to try again.
struct CurlStatusError: Error {
    let status: CurlStatus
}

/// A partial response that does not start where what is here ends.
private struct OtherRange: Error {}

extension Duration {
    /// As a number, for arithmetic.
    fileprivate var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
