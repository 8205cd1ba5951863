/// The shape of a value.
package enum KeyForm: Sendable {
    case text(TextForm)
    /// An array of strings.
    case texts(TextForm)
    /// A string or an array of strings.
    case textOrTexts(TextForm)
    /// One of these words.
    case choice([String])
    /// An array of these words.
    case choices([String])
    case integer(ClosedRange<Int>)
    case boolean
    /// Bytes: `"120MiB"` or an integer.
    case size
    /// Seconds, up to a maximum: `"5s"`, `"2m"` or an integer.
    case duration(maximum: Int)
    /// Permission bits: a string of three or four octal digits.
    case mode
    /// `"root:root"` or numbers.
    case owner
    /// A table from path below an overlay to mode.
    case modes
    /// A table from path below an overlay to owner.
    case owners
    /// A table from path below an overlay to file capabilities.
    case capabilities
    /// A table from registry to one address or several.
    case mirrors
    /// A table from label to its value.
    case labels
    case table(any TableKeys.Type)
    /// An array of tables: `[[…]]`.
    case tables(any TableKeys.Type)
    /// A table whose keys are free and whose values are such tables.
    case named(any TableKeys.Type)
    /// An array of strings and of such tables.
    case textsOrTables(TextForm, any TableKeys.Type)
}
