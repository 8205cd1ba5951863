/// What a program left behind that ended as it should.
package struct ToolResult: Sendable, Equatable {
    /// Standard output, as raw bytes; empty where a callback has received it.
    package let output: [UInt8]
    /// The last lines of standard error, escaped.
    package let errorLines: [String]

    /// Standard output as text; ill-formed UTF-8 becomes U+FFFD.
    package var text: String { String(decoding: output, as: UTF8.self) }
}
