/// `[registry]`: where container images are pulled from instead of their own registry.
package struct RegistrySection: Sendable, Equatable {
    /// Registry name (`docker.io`) to mirror addresses (`http://10.0.0.1:5000`), in the recipe's order.
    package var mirrors: [RegistryMirror] = []
    /// `host:port` of registries that speak plain HTTP or have no verifiable certificate.
    package var insecure: [Located<String>] = []
    /// `ca`: paths of files of certificates (PEM) that hold for every mirror.
    package var authorities: [Located<String>] = []
    package var credentials: [RegistryCredential] = []
    package var preload: [PreloadItem] = []
    /// What the base runs containers with, the first one first; empty where it has what its system comes with.
    package var runtimes: [Located<ContainerRuntime>] = []

    package init() {}
}
