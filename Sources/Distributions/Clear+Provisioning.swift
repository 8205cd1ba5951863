import Dialects
import Provisioning
import Recipes

extension Clear {
    package func dialect(for format: ConfigFormat, version: String) throws(Diagnostic) -> any Dialect {
        guard format == .cloudConfig || format == .script else {
            throw unread(format, hint: "write a cloud-config; ucd reads one")
        }
        return ClearDialect()
    }

    /// A cloud-config of a recipe is put into ucd's own words, and what cannot be is told then.
    package func recipeDialect(
        for format: ConfigFormat, version: String
    ) throws(Diagnostic) -> (any Dialect)? {
        format == .cloudConfig ? nil : try dialect(for: format, version: version)
    }

    package func provision(_ request: ProvisionRequest) throws(Diagnostics) -> Provisioned {
        let result = ClearRenderer.render(request.config, additions: request.additions)
        let told = result.diagnostics.items.filter { !request.allowed.contains($0.rule ?? "") }
        if Diagnostics(told).hasErrors { throw Diagnostics(told) }
        return Provisioned(result.items, warnings: told)
    }
}
