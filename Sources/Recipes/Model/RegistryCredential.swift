/// Who logs in to a registry.
package struct RegistryCredential: Sendable, Equatable {
    /// `host` or `host:port`.
    package var registry: Located<String>
    package var user: Located<String>
    package var password: Located<SecretSource>

    package init(registry: Located<String>, user: Located<String>, password: Located<SecretSource>) {
        self.registry = registry
        self.user = user
        self.password = password
    }
}
