import Provisioning
import Recipes

extension Atomic {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        try CloudInitSeed.dialect(for: format, system: title)
    }

    package func check(commandLine: [Located<String>], version: String) -> [CheckFinding] {
        AtomicCommandLine.check(commandLine)
    }

    package func check(
        liveImage: LiveImage, commandLine: [Located<String>]
    ) throws(Diagnostics) -> LiveRootWords {
        try OstreeArgument(image: liveImage).check(commandLine)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        try CloudInitSeed.provision(request)
    }
}
