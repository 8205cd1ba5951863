/// `[budget]`: sizes in bytes that the image must not exceed.
package struct BudgetSection: Sendable, Equatable {
    package var download: Located<UInt64>?
    package var unpacked: Located<UInt64>?
    package var ram: Located<UInt64>?

    package init() {}
}
