internal import Machine

extension Store {
    /// Runs `body` while no other process or task fetches the same address, and not at all where another one
    /// has brought what is ordered in the meantime.
    ///
    /// - Parameter address: without name and password.
    nonisolated(nonsending) func once(
        _ address: String, _ order: FetchOrder, _ report: @Sendable (FetchEvent) -> Void,
        _ body: () async throws -> FetchedSource
    ) async throws -> FetchedSource {
        let start = FileTime.now()
        let lockPath = lockPath(of: address)
        var hasWaited = false
        let lock = try await FileLock.wait(for: lockPath, .exclusive) {
            hasWaited = true
            report(.waiting(name: Printable.text(address)))
        }
        if let digest = order.sha256, case .present(let size) = try find(digest, size: order.size) {
            lock.release()
            return FetchedSource(digest: digest, size: size, address: address, wasPresent: true)
        }
        // Without a digest the source is asked for every time, but not twice by two who asked at the same
        // moment.
        if hasWaited, !order.hasDigest, let found = try fetched(address, since: start) {
            lock.release()
            return found
        }
        let fetched = try await body()
        note(fetched, of: address)
        lock.release()
        return fetched
    }

    private func memoPath(of address: String) -> String { lockPath(of: address) + ".last" }

    private func note(_ fetched: FetchedSource, of address: String) {
        let now = FileTime.now()
        let text =
            LineText.line("sha256", fetched.digest.hex) + LineText.line("size", fetched.size)
            + LineText.line("address", fetched.address) + "signed = \(fetched.isSigned)\n"
            + LineText.line("seconds", now.seconds) + LineText.line("nanoseconds", now.nanoseconds)
        // It only saves a second transfer: that it cannot be written is no failure.
        try? AtomicFile.write(Array(text.utf8), to: memoPath(of: address), permissions: 0o600)
    }

    /// What was fetched from that address, if the transfer ended after `start` and is still there.
    private func fetched(_ address: String, since start: FileTime) throws -> FetchedSource? {
        let path = memoPath(of: address)
        guard let bytes = try? Descriptor.contents(of: path, limit: LineParser.sizeLimit),
            let table = try? LineParser.parse(bytes, file: path).first
        else { return nil }
        var fields = LineFields(table, file: path)
        guard let digest = fields.digest("sha256"), let size = fields.size("size"),
            let pinned = fields.string("address"), let isSigned = fields.boolean("signed"),
            let seconds = fields.integer("seconds"), let nanoseconds = fields.integer("nanoseconds"),
            FileTime(seconds: seconds, nanoseconds: nanoseconds) >= start,
            case .present = try find(digest, size: size)
        else { return nil }
        return FetchedSource(
            digest: digest, size: size, address: pinned, isSigned: isSigned, wasPresent: true)
    }
}
