import Recipes

/// Why PyYAML's SafeLoader makes no value of a document that is well-formed YAML.
package struct PyYAMLFault: Error, Sendable, Equatable {
    package var position: SourcePosition?
    package var message: String
    /// True where Python raises another exception than YAMLError: the program that reads ends with a traceback.
    package var isCrash: Bool
}
