/// What to do with a key that a map has twice, and with further documents of the text.
package enum YAMLDuplicates: Sendable {
    /// Either is an error: for configurations that kimage itself carries out.
    case refuse
    /// The map has the key twice, in order; further documents are not looked at: for telling what a program makes of it.
    case keepAll
}
