/// A rule that a recipe allows its configuration to break, and why.
package struct RuleAllowance: Sendable, Equatable {
    package var rule: Located<String>
    package var reason: String

    package init(rule: Located<String>, reason: String) {
        self.rule = rule
        self.reason = reason
    }
}
