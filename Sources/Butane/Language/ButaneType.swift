/// The structures of Butane's language (coreos/butane, base/v0_N/schema.go and config/fcos/v1_N/schema.go).
enum ButaneType: String, Sendable, CaseIterable {
    case config
    case ignition
    case ignitionConfig
    /// `ignition.config` of base 1.
    case configReference
    case security
    case tls
    case proxy
    case timeouts
    case kernelArguments
    case passwd
    case group
    case user
    case storage
    case directory
    case file
    case link
    case owner
    case resource
    case header
    case verification
    case disk
    case partition
    case filesystem
    case raid
    case luks
    case cex
    case clevis
    case clevisCustom
    case tang
    case tree
    case systemd
    case unit
    case dropin
    case quadlet
    case bootDevice
    case bootLuks
    case bootMirror
    case grub
    case grubUser
    // Of Container Linux Configs only.
    case networkd
    case networkdUnit
    case legacyAccount
    case legacyCreate
    case legacyDocker
    case legacyEtcd
    case legacyFlannel
    case legacyHash
    case legacyLocksmith
    case legacyMount
    case legacyRemote
    case legacyUpdate
}
