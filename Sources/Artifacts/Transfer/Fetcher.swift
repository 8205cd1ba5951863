/// Brings a source into the store.
package protocol Fetcher: Sendable {
    /// Fetches what is ordered, verifies it, and puts it into the store.
    ///
    /// - Parameter report: called as things happen, from any thread.
    /// - Throws: `ArtifactFailure`, `MachineFailure`, `ToolFailure`; `CancellationError`. Nothing is in the
    ///   store under a digest that it does not have, whatever is thrown.
    func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource
}

/// The fetchers for every kind of source.
package struct SourceFetcher: Fetcher {
    private let web: any Fetcher
    private let file: any Fetcher
    private let package: any Fetcher
    private let image: any Fetcher
    private let archivedImage: any Fetcher

    package init(
        web: any Fetcher = CurlFetcher(), file: any Fetcher = FileFetcher(),
        package: any Fetcher = AptFetcher(), image: any Fetcher = ImageFetcher(),
        archivedImage: any Fetcher = ImageArchiveFetcher()
    ) {
        self.web = web
        self.file = file
        self.package = package
        self.image = image
        self.archivedImage = archivedImage
    }

    package func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        switch try SourceAddress(order.source) {
        case .web: try await web.fetch(order, into: store, report: report)
        case .file: try await file.fetch(order, into: store, report: report)
        case .package: try await package.fetch(order, into: store, report: report)
        case .image: try await image.fetch(order, into: store, report: report)
        case .archivedImage: try await archivedImage.fetch(order, into: store, report: report)
        }
    }
}
