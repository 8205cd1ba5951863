package import Machine

/// A file that an image was made from and that is no part of its base: a recipe, one that it includes, a cloud-config.
package struct BuildInput: Sendable, Equatable {
    /// What it is called in the manifest: as the recipe writes it, no path of this machine.
    package let name: String
    package let digest: SHA256Digest

    package init(name: String, digest: SHA256Digest) {
        self.name = name
        self.digest = digest
    }
}
