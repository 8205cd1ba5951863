/// How a configuration reaches the node.
package enum Delivery: String, Sendable, CaseIterable {
    /// A file within the image, where the system reads its own configuration.
    case embedded
    /// Fetched or found by a datasource at boot.
    case userData = "user-data"
}
