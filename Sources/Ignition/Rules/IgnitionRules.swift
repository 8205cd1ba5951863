import Provisioning

/// Every rule about an Ignition configuration.
enum IgnitionRules {
    static let all =
        DocumentRules.all + FileRules.all + ResourceRules.all + DiskRules.all + LuksRules.all + UnitRules.all
        + LegacyRules.all
}
