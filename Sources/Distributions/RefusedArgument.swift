/// A word of a kernel command line that an image must not carry.
package struct RefusedArgument: Sendable, Equatable {
    package var prefix: String
    /// What would happen on the node.
    package var reason: String
    /// What to write instead.
    package var hint: String

    package init(prefix: String, reason: String, hint: String) {
        self.prefix = prefix
        self.reason = reason
        self.hint = hint
    }
}
