import Initramfs

/// A tmpfs that user space fills from the first root, or from an archive in it, before it switches over.
///
/// Both roots exist for a moment; the processes that fill the second one run, so the initrd and the kernel's
/// init sections have been given back by then.
package struct SecondRoot: Equatable, Sendable {
    /// What it holds in the end. A copy that does not keep hard links has a file for each name.
    package var tree: TreeStatistics
    /// Its limits; a fraction is one of MemTotal. The mount's default is half of it.
    package var limits: TmpfsLimits
    /// KiB that the processes which fill it need meanwhile.
    package var transientKiB: Double
    /// The first root is not deleted afterwards (`switch_root` deletes it).
    package var keepsFirstRoot: Bool

    package init(
        tree: TreeStatistics, limits: TmpfsLimits = TmpfsLimits(), transientKiB: Double = 0,
        keepsFirstRoot: Bool = false
    ) {
        self.tree = tree
        self.limits = limits
        self.transientKiB = transientKiB
        self.keepsFirstRoot = keepsFirstRoot
    }
}
