/// The types of Ignition's objects, of both generations of the language.
enum IgnitionType: String, Sendable, CaseIterable {
    case config
    case ignition
    case ignitionConfig
    /// What is fetched: contents of a file, another configuration, an authority.
    case resource
    /// A configuration or an authority that is fetched, before 3.1.
    case reference
    /// Contents of a file before 3.1.
    case fileContents
    case verification
    case security
    case tls
    case timeouts
    case proxy
    case httpHeader
    case kernelArguments
    case passwd
    case passwdUser
    case passwdGroup
    /// The object `create` of a user (2.x).
    case userCreate
    case storage
    case directory
    case file
    case link
    /// An owner: `user` of a file.
    case nodeUser
    /// An owner: `group` of a file.
    case nodeGroup
    case disk
    case partition
    case raid
    case filesystem
    /// What a filesystem is made on (2.x).
    case mount
    /// The object `create` of a filesystem (2.x).
    case mountCreate
    case luks
    case clevis
    case clevisCustom
    case tang
    case cex
    case systemd
    case unit
    case dropin
    case networkd
    case networkdUnit
    case networkdDropin
}
