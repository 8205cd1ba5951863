import Initramfs

/// A tmpfs that user space fills from the first root, or from an archive in it, before it switches over: the whole root,
/// or the writable layer over one that lies elsewhere.
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
    /// What of the first root stays though it was deleted: an image that is mounted. Of no account where the whole of it
    /// is kept.
    package var kept: TreeStatistics
    /// What lies in tmpfs of their own beside it, which are as large as what they hold: an image that was fetched, programs
    /// that live on beside the system. Neither a part of the first root nor of `tree`.
    package var beside: TreeStatistics

    package init(
        tree: TreeStatistics, limits: TmpfsLimits = TmpfsLimits(), transientKiB: Double = 0,
        keepsFirstRoot: Bool = false, kept: TreeStatistics = TreeStatistics(),
        beside: TreeStatistics = TreeStatistics()
    ) {
        self.tree = tree
        self.limits = limits
        self.transientKiB = transientKiB
        self.keepsFirstRoot = keepsFirstRoot
        self.kept = kept
        self.beside = beside
    }
}
