/// A file's attribute `security.capability` that is none.
package struct CapabilityFault: Error, Equatable, CustomStringConvertible {
    /// Safe to print.
    package let path: String
    package let value: [UInt8]

    package init(path: String, value: [UInt8]) {
        self.path = path
        self.value = value
    }

    package var description: String {
        let shown = HexText.of(value.prefix(24)) + (value.count > 24 ? "…" : "")
        return "\(path) has capabilities that are none of revision 1 to 3 (\(value.count) bytes: \(shown)); "
            + "set them again with setcap and pack the root anew"
    }
}
