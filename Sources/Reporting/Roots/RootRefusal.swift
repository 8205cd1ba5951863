/// Why a system cannot have a root.
package struct RootRefusal: Equatable, Sendable, Codable {
    package var reason: String
    /// Where that is known from.
    package var source: String

    package init(reason: String, source: String) {
        self.reason = reason
        self.source = source
    }
}
