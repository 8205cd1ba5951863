/// Whose configuration a kernel was built with, as far as measured profiles tell them apart.
package enum KernelFlavour: String, Sendable, Codable, CaseIterable {
    /// Debian's `cloud-amd64`.
    case debianCloud
    /// Debian's `amd64`.
    case debianGeneric
    /// Alpine's `virt`.
    case alpineVirt

    /// The flavour that a kernel release (`uname -r`) names; nil for every other.
    package init?(release: String) {
        if release.hasSuffix("-cloud-amd64") {
            self = .debianCloud
        } else if release.hasSuffix("-rt-amd64") {
            return nil
        } else if release.hasSuffix("-amd64") {
            self = .debianGeneric
        } else if release.hasSuffix("-virt") {
            self = .alpineVirt
        } else {
            return nil
        }
    }
}
