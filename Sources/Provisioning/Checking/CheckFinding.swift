import Recipes

/// One place in a configuration where a rule applies.
package struct CheckFinding: Sendable, Equatable {
    package var rule: CheckRule
    package var position: SourcePosition?
    /// What is wrong here, with the key and the value.
    package var message: String
    /// What to write here; nil: the rule's remedy.
    package var hint: String?

    package init(_ rule: CheckRule, at position: SourcePosition?, _ message: String, hint: String? = nil) {
        self.rule = rule
        self.position = position
        self.message = message
        self.hint = hint
    }

    /// The finding as every other finding of a recipe is told.
    package var diagnostic: Diagnostic {
        Diagnostic(
            rule.isError ? .error : .warning, at: position, message, hint: hint ?? rule.remedy, rule: rule.id)
    }
}

extension [CheckFinding] {
    /// What a program does with the whole: the worst of what it does with its parts.
    package func verdict(_ stage: CheckStage) -> Verdict {
        compactMap { $0.rule.verdicts[stage] }.max() ?? .accept
    }
}
