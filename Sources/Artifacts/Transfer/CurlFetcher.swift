internal import Machine

/// Fetches `https` and `http` with the `curl` program: proxies, certificates and passwords are as the user's
/// machine has them. Nothing is trusted from curl but the transport: the bytes pass through this process,
/// which hashes and writes them, resumes, tries again, and compares.
///
/// A transfer that broke is resumed where the server's entity tag or date (If-Range) says that the source is
/// the same, or where a digest will tell; a part that an earlier process left is used only where a digest
/// will tell.
package struct CurlFetcher: Fetcher {
    private let retries: RetryPolicy
    private let limits: TransferLimits
    private let environment: [String: String?]

    /// - Parameter environment: changes to the variables that curl gets, `CURL_CA_BUNDLE` for example.
    package init(
        retries: RetryPolicy = RetryPolicy(), limits: TransferLimits = TransferLimits(),
        environment: [String: String?] = [:]
    ) {
        self.retries = retries
        self.limits = limits
        self.environment = environment
    }

    package func fetch(
        _ order: FetchOrder, into store: Store, report: @escaping @Sendable (FetchEvent) -> Void
    ) async throws -> FetchedSource {
        guard let address = try WebAddress(order.source) else {
            throw ArtifactFailure(.invalidSource, "a source is no web address")
        }
        let name = Printable.text(address.publicText)
        return try await store.once(address.publicText, order, report) {
            let transfer = CurlTransfer(
                address: address, name: name, order: order, store: store, limits: limits,
                environment: environment, report: report)
            return try await transfer.run(retries)
        }
    }
}
