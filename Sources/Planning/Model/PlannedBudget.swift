/// Sizes in bytes that the image must not exceed; nil: no limit.
package struct PlannedBudget: Sendable, Equatable {
    package var download: UInt64?
    package var unpacked: UInt64?
    package var ram: UInt64?

    package init(download: UInt64? = nil, unpacked: UInt64? = nil, ram: UInt64? = nil) {
        self.download = download
        self.unpacked = unpacked
        self.ram = ram
    }
}
