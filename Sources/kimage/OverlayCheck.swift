import Assembly
import Distributions
import Planning
import Recipes

/// Looks at every overlay of a plan without building anything: files that cannot be copied, links that lead out.
enum OverlayCheck {
    /// Throws everything found wrong.
    static func read(_ plan: Plan) throws(Diagnostics) {
        var diagnostics = Diagnostics()
        for item in plan.segments.flatMap(\.items) {
            guard case .overlay(let source, _, _, _) = item.content else { continue }
            do {
                _ = try OverlayTree.read(source, position: item.origin, limits: OverlayLimits())
            } catch {
                diagnostics.append(contentsOf: error)
            }
        }
        if diagnostics.hasErrors { throw diagnostics }
    }
}
