internal import Machine

/// Copies a file of this machine into the store.
package struct FileFetcher: Fetcher {
    package init() {}

    package func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        guard case .file(let path) = try SourceAddress(order.source) else {
            throw ArtifactFailure(.invalidSource, "a source is no file")
        }
        let name = Printable.text(path)
        // A FIFO is opened without waiting for a writer, and refused.
        let source = try Descriptor(open: path, options: .nonBlocking)
        let before = try source.requireRegularFile()
        try order.checkGrowth(before.size, of: name)
        try FileSystemSpace.require(before.size, at: store.root)
        let writer = try store.writer(withSHA512: order.sha512 != nil)
        report(.started(name: name, from: 0, total: before.size))
        try source.forEachChunk { chunk in
            try order.checkGrowth(writer.count + Int64(chunk.count), of: name)
            try writer.append(chunk)
        }
        guard try source.status() == before || order.hasDigest else {
            throw MachineFailure(
                "read", path: path, reason: "it was changed while it was read", category: .inputOutput)
        }
        try order.check(writer.contents, of: name)
        let stored = try writer.finish()
        report(.finished(name: name, digest: stored.digest, size: stored.size))
        return FetchedSource(digest: stored.digest, size: stored.size, address: path)
    }
}
