/// A file for whoever serves an image: a server's configuration, an inventory.
package struct PlannedServerFile: Sendable, Equatable {
    /// Below `servers/`: letters, digits and `. _ - : +` in each component.
    package var path: String
    package var text: String
    /// Whether it holds a secret: only its owner may read it.
    package var isSecret: Bool

    package init(path: String, text: String, isSecret: Bool = false) {
        self.path = path
        self.text = text
        self.isSecret = isSecret
    }
}
