import Dialects
import Provisioning
import Recipes

extension BurmillaOS {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        guard format == .cloudConfig || format == .script else {
            throw unread(format, hint: "write a cloud-config in BurmillaOS's own keys")
        }
        return RancherOSDialect(version: version, isBurmilla: true)
    }

    package func check(commandLine: [Located<String>], version: String) -> [CheckFinding] {
        RancherOSCommandLine(version: version, isBurmilla: true).check(commandLine)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        RancherOS.provision(request)
    }
}
