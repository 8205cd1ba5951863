/// The mirrors of one registry, tried in order.
package struct RegistryMirror: Sendable, Equatable {
    package var registry: Located<String>
    package var endpoints: [Located<String>]

    package init(registry: Located<String>, endpoints: [Located<String>]) {
        self.registry = registry
        self.endpoints = endpoints
    }
}
