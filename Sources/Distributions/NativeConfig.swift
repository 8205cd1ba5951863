import Provisioning
import Recipes

/// An Ignition, Butane or Container Linux configuration that a recipe names.
package struct NativeConfig: Sendable, Equatable {
    package var format: ConfigFormat
    package var document: ConfigDocument
    /// Where the recipe names it.
    package var declared: SourcePosition
    /// Files that a Butane configuration takes its contents from, by the path that it writes.
    package var files: [String: [UInt8]]

    package init(
        format: ConfigFormat, document: ConfigDocument, declared: SourcePosition,
        files: [String: [UInt8]] = [:]
    ) {
        self.format = format
        self.document = document
        self.declared = declared
        self.files = files
    }
}
