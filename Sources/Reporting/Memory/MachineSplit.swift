/// Where a machine's RAM lies: how much of it below 4 GiB, and from which size on some lies above.
///
/// Above 4 GiB the kernel reserves a bounce buffer of 64 MiB (arch/x86/kernel/pci-dma.c) and has a third
/// zone.
package struct MachineSplit: Equatable, Sendable, Codable {
    /// MiB that stay below 4 GiB once some lie above.
    package var lowMiB: Int
    /// The smallest RAM in MiB with some of it above 4 GiB.
    package var fromMiB: Int

    package init(lowMiB: Int, fromMiB: Int) {
        self.lowMiB = lowMiB
        self.fromMiB = fromMiB
    }

    /// QEMU's `pc`, many boards.
    package static let threeGiB = MachineSplit(lowMiB: 3072, fromMiB: 3584)
    /// QEMU's `q35`.
    package static let twoGiB = MachineSplit(lowMiB: 2048, fromMiB: 2816)

    /// MiB above 4 GiB on a machine with so much RAM.
    package func aboveMiB(of ramMiB: Int) -> Int { ramMiB >= fromMiB ? max(0, ramMiB - lowMiB) : 0 }
}
