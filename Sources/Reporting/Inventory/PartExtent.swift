/// Where a part lies in an initrd and what it is called.
package struct PartExtent: Equatable, Sendable {
    package var name: String
    package var role: PartRole
    /// Position of its first byte.
    package var start: UInt64
    package var size: UInt64
    /// 64 hexadecimal digits; nil where it was not computed.
    package var sha256: String?

    package init(name: String, role: PartRole, start: UInt64, size: UInt64, sha256: String? = nil) {
        self.name = name
        self.role = role
        self.start = start
        self.size = size
        self.sha256 = sha256
    }

    /// Position behind its last byte.
    var end: UInt64 {
        let (end, overflow) = start.addingReportingOverflow(size)
        return overflow ? .max : end
    }
}
