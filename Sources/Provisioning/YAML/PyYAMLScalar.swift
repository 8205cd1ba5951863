/// What PyYAML's SafeLoader makes of a scalar.
package enum PyYAMLScalar: Sendable, Equatable {
    case null
    case bool(Bool)
    /// Numbers beyond 64 bits end at the nearest that fits; nothing here computes with them.
    case int(Int)
    case float(Double)
    case string(String)
    /// A `datetime.date` or `datetime.datetime`, with its text: never a string for Python.
    case date(String)
    /// The key `<<`.
    case merge
    /// A plain `=`, for which SafeLoader has no constructor.
    case value
    /// The pattern of a type matches, and Python raises an exception when it converts: `0x_`, `2024-02-31`.
    case failure(String)
}
