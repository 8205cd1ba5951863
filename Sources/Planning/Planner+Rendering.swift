import Distributions
import Provisioning
import Recipes

extension Planner {
    /// What the recipe's configuration becomes on `os`, or on the recipe's own system; the parts of a base need not be at
    /// hand.
    ///
    /// - Throws: everything found wrong.
    package static func render(
        _ recipe: Recipe, for os: String?, inputs: PlanInputs
    ) throws(Diagnostics) -> (rendering: Rendering, warnings: [Diagnostic]) {
        var recipe = recipe
        if let os, os != recipe.base.os.value {
            recipe.base.os.value = os
            recipe.base.version = nil
        }
        guard let distribution = Systems.named(recipe.base.os.value) else {
            throw Diagnostics([
                Diagnostic(at: recipe.base.os.position, "there is no system \"\(recipe.base.os.value)\"")
            ])
        }
        var planner = Planner(recipe: recipe, distribution: distribution, inputs: inputs)
        let rendering = planner.rendering()
        guard let rendering, !planner.diagnostics.hasErrors else { throw planner.diagnostics }
        return (rendering, planner.diagnostics.sorted)
    }

    private mutating func rendering() -> Rendering? {
        let version = recipe.base.version?.value ?? inputs.base?.version ?? distribution.checkedVersion
        // A table of the system's own says what the base lacks.
        let alpine = distribution.ownTables.contains(.alpine) ? recipe.alpine : nil
        let roles = ArtifactRole.allCases.filter { alpine == nil || $0 != .root }
        let facts = BaseFacts(
            version: version, parts: Set(roles), isStandIn: inputs.base?.isStandIn ?? false,
            ignition: inputs.base?.ignition, alpine: alpine)
        let configured = configured(facts)
        guard let layout = layout(facts) else { return nil }
        let packed = packed(facts, configured, .none)
        return Rendering(
            os: distribution.os, title: distribution.title, version: version,
            folder: layout.configuration.folder,
            items: (packed?.contents ?? configured.provisioned.items).map(Self.planned),
            commandLine: commandLine(layout, configured.provisioned, packed, version: version),
            servers: configured.servers + Self.servers(packed, isSecret: configured.holdsSecrets))
    }
}
