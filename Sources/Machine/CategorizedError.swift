/// An error that says what kind of failure it is; its description is a complete sentence for the user,
/// without secrets and with every foreign byte escaped.
package protocol CategorizedError: Error, CustomStringConvertible {
    /// The kind of failure, for the exit code.
    var category: FailureCategory { get }
}
