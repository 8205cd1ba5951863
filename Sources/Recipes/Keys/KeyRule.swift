/// What the value of a key must be.
package struct KeyRule: Sendable {
    package var form: KeyForm
    package var isRequired: Bool
    /// What the key is for: one sentence, for editors.
    package var summary: String
    /// A value as TOML, for messages.
    package var example: String

    package init(_ form: KeyForm, required: Bool = false, _ summary: String, example: String) {
        self.form = form
        self.isRequired = required
        self.summary = summary
        self.example = example
    }
}
