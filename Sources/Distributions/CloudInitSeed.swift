import Dialects
import Provisioning
import Recipes

/// What the systems that are configured by cloud-init share: a NoCloud seed in the root.
enum CloudInitSeed {
    static func dialect(for format: ConfigFormat, system: String) throws(Diagnostic) -> any Dialect {
        guard format == .cloudConfig || format == .script else {
            throw Diagnostic(
                at: nil, "\(system) reads no \(format.title)",
                hint: "write a cloud-config; cloud-init reads one")
        }
        return try CloudInitDialect()
    }

    /// The seed, where there is anything to say.
    static func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        if request.config.pairs.isEmpty, request.additions.isEmpty { return Provisioned() }
        return Provisioned(
            try NoCloudRenderer.render(request.config, additions: request.additions, name: request.name))
    }
}
