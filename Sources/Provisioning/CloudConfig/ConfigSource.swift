import Recipes

/// One configuration that a recipe embeds, as its author wrote it.
package struct ConfigSource: Sendable, Equatable {
    package var format: ConfigFormat
    package var document: ConfigDocument
    /// Where the recipe names it.
    package var declared: SourcePosition

    package init(format: ConfigFormat, document: ConfigDocument, declared: SourcePosition) {
        self.format = format
        self.document = document
        self.declared = declared
    }
}
