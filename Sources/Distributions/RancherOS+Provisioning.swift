import Dialects
import Provisioning
import Recipes

extension RancherOS {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        guard format == .cloudConfig || format == .script else {
            throw unread(format, hint: "write a cloud-config in RancherOS's own keys")
        }
        return RancherOSDialect(version: version, isBurmilla: false)
    }

    package func check(commandLine: [Located<String>], version: String) -> [CheckFinding] {
        RancherOSCommandLine(version: version, isBurmilla: false).check(commandLine)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        Self.provision(request)
    }

    /// RancherOS and its fork alike: one file.
    static func provision(_ request: ProvisionRequest) -> Provisioned {
        guard !request.config.pairs.isEmpty || !request.additions.isEmpty else { return Provisioned() }
        let bytes = RancherOSRenderer.render(
            request.config, additions: request.additions, version: request.base.version)
        // It may hold a registry's password or a token.
        return Provisioned([
            ProvisionedItem(path: configPath, content: .file(bytes, mode: 0o600, owner: .root))
        ])
    }
}
