/// What a string must look like.
package enum TextForm: String, Sendable, CaseIterable {
    /// One line.
    case line
    /// Lines of text without control characters other than line ends and tabs.
    case block
    /// Anything, also bytes that are not printable.
    case anything
    /// A name that folders are named by.
    case name
    /// A version that goes into addresses.
    case version
    /// An operating system that the caller knows.
    case system
    /// An absolute path of the image, not its root.
    case imagePath
    /// An absolute path of the image or `/`.
    case imageFolder
    /// A path on this machine, relative to the file it is written in.
    case localPath
    /// A path inside an archive.
    case member
    /// An address, a local path or `apt:NAME`.
    case source
    /// An address or a local path.
    case address
    /// `http://` or `https://`, of a registry.
    case mirror
    /// `http://`, `https://` or `tftp://`, of the folder that is served.
    case bootAddress
    /// 64 hexadecimal digits.
    case sha256
    /// 40 hexadecimal digits of an OpenPGP key.
    case fingerprint
    /// What a symbolic link points to.
    case linkTarget
    /// One word of the kernel's command line.
    case kernelWord
    case hostname
    /// A public key or the path of a file of keys.
    case key
    /// `host` or `host:port`.
    case registry
    /// The name of a container image, with a tag or a digest.
    case image
    /// `http://…`, `https://…` or `host:port`, of a cluster's server.
    case endpoint
    /// An address of a machine or the name of its interface.
    case nodeAddress
    /// `sha256:` and 64 hexadecimal digits.
    case keyHash
    /// The name of a package of Alpine, with a version where one is wanted.
    case package
    /// The name of an environment variable.
    case environment
    /// A user of the machine.
    case userName
    /// A user of a registry.
    case registryUser
    /// A machine by its name or address, without a port.
    case machine
    /// The name of an NBD export or the path of an NFS export.
    case rootExport
    /// A qualified name of iSCSI.
    case iscsiName
    /// `http://`, of a file.
    case rootAddress
    /// Options of a mount, separated by commas.
    case mountOptions
    /// A share of the RAM or a size, as tmpfs takes it.
    case share
    /// A module of the kernel.
    case module
    /// `server:/path`.
    case nfsPlace
    /// The label of a file system.
    case diskLabel
    /// File capabilities in the words of setcap.
    case capabilities

    /// A regular expression that every good value matches (some bad ones do as well), for editors; nil where there is
    /// none.
    package var pattern: String? {
        switch self {
        case .name: "^[a-z0-9][a-z0-9._-]{0,63}$"
        case .version: "^[A-Za-z0-9][A-Za-z0-9._+~:-]{0,63}$"
        case .imagePath: "^/[^/]"
        case .imageFolder: "^/"
        case .member: "^[^/]"
        case .mirror: "^https?://[^/]"
        case .bootAddress: "^(https?|tftp)://[^/]"
        case .sha256: "^[0-9a-fA-F]{64}$"
        case .fingerprint: "^[0-9a-fA-F: ]{40,95}$"
        case .registry: "^[^/]+$"
        case .image: "^[a-z0-9A-Z][^ ]*[:@][^ ]+$"
        case .nodeAddress: "^[A-Za-z0-9:][A-Za-z0-9._:-]*$"
        case .keyHash: "^sha256:[0-9a-fA-F]{64}$"
        case .environment: "^[A-Za-z_][A-Za-z0-9_]*$"
        case .userName: "^[a-z_][a-z0-9_-]{0,31}$"
        case .registryUser: "^[^:]+$"
        case .capabilities: "^(=|[A-Za-z0-9_,]+[=+-][=+eip A-Za-z0-9_,-]*)$"
        case .package: "^[A-Za-z0-9][A-Za-z0-9._+<>=~@-]*$"
        case .hostname: "^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$"
        case .machine: "^[A-Za-z0-9][A-Za-z0-9._-]*$"
        case .rootExport: "^[A-Za-z0-9/._+:@-]+$"
        case .iscsiName: "^iqn\\.[0-9]{4}-[0-9]{2}\\.[a-z0-9.:-]+$"
        case .rootAddress: "^http://[^/]"
        case .mountOptions: "^[A-Za-z0-9=,._/:+@%-]+$"
        case .share: "^[0-9]+[%kKmMgG]$"
        case .module: "^[A-Za-z0-9_-]{1,64}$"
        case .nfsPlace: "^[^:]+:/"
        case .diskLabel: "^[A-Za-z0-9._-]+$"
        case .kernelWord, .localPath, .source, .address, .linkTarget, .key, .system, .endpoint: "^."
        case .line, .block, .anything: nil
        }
    }
}
