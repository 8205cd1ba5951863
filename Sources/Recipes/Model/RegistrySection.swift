/// `[registry]`: where container images are pulled from instead of their own registry.
package struct RegistrySection: Sendable, Equatable {
    /// Registry name (`docker.io`) to mirror addresses (`http://10.0.0.1:5000`), in the recipe's order.
    package var mirrors: [RegistryMirror] = []
    /// `host:port` of registries that speak plain HTTP or have no verifiable certificate.
    package var insecure: [Located<String>] = []

    package init() {}
}
