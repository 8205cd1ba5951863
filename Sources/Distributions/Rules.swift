import Butane
import Clusters
import Dialects
import Ignition
import Provisioning

/// Every rule that `kimage check` knows.
package enum Rules {
    /// By identifier; each once.
    package static let all: [CheckRule] = {
        var rules: [String: CheckRule] = [:]
        for rule in dialects.flatMap(\.rules) + ClusterRules.all + RegistryRules.all + AtomicRules.all {
            rules[rule.id] = rule
        }
        return rules.values.sorted { $0.id < $1.id }
    }()

    private static var dialects: [any Dialect] {
        let cloudInit: [any Dialect] = CloudInitVersion.allCases.compactMap { try? CloudInitDialect($0) }
        return [
            AlpineFiles(), RancherOSDialect(version: "1.5.8", isBurmilla: false),
            RancherOSDialect(version: "2.0.2", isBurmilla: true), CoreOSCloudInitDialect(), ClearDialect(),
            IgnitionDialect(), IgnitionDialect(specs: .second), CloudConfigTranslation(),
            SystemButane(variant: nil, system: ""), FlatcarUserData(release: 4230),
            IgnitionUserData(specs: .current, format: .cloudConfig),
            ContainerLinuxConfigDialect(),
        ] + cloudInit
    }

    /// The rule of an identifier.
    package static func named(_ id: String) -> CheckRule? { all.first { $0.id == id } }
}
