/// What a boot's need for RAM depends on besides kernel and initrd: the machine and the kernel command line.
package struct BootConditions: Equatable, Sendable {
    /// CPUs that the kernel brings up; at least 1.
    package var cpus: Int
    /// RAM that the firmware keeps, in KiB: 520 on QEMU's pc with SeaBIOS, 1 to 200 MiB on real machines.
    package var firmwareKiB: Int
    package var split: MachineSplit
    /// The CPUs have five levels of page tables (`la57` in /proc/cpuinfo: servers since about 2020, QEMU's
    /// `-cpu max`) and the kernel uses them (no `no5lvl`).
    package var hasFiveLevelPaging: Bool
    package var root: RootFileSystem = .tmpfs(TmpfsLimits())
    /// Transparent huge pages are on (not `transparent_hugepage=never`): the kernel then keeps 5 % free as
    /// soon as 512 MiB are (mm/khugepaged.c).
    package var hugePages = true
    /// The initrd is unpacked in the background (not `initramfs_async=0`).
    package var unpacksInBackground = true
    /// `retain_initrd`: the archive stays in RAM after it was unpacked.
    package var retainsInitrd = false
    package var crashKernel = CrashKernel()
    /// Options that were not understood; for warnings.
    package var faults: [String] = []

    /// A machine and no options.
    package init(
        cpus: Int = 1, firmwareKiB: Int = 520, split: MachineSplit = .threeGiB,
        hasFiveLevelPaging: Bool = false
    ) {
        self.cpus = max(1, cpus)
        self.firmwareKiB = max(0, firmwareKiB)
        self.split = split
        self.hasFiveLevelPaging = hasFiveLevelPaging
    }

    /// A machine and the options of a kernel command line that the need for RAM depends on.
    ///
    /// The root is tmpfs unless `rootfstype=` names no tmpfs or `root=` is given without one
    /// (init/do_mounts.c `init_rootfs`; before 5.17 `root=` alone decides). `rootflags=` never applies to it,
    /// `initramfs_options=` does.
    package init(
        cmdline: String, cpus: Int = 1, firmwareKiB: Int = 520, split: MachineSplit = .threeGiB,
        hasFiveLevelPaging: Bool = false
    ) {
        let line = KernelCommandLine(cmdline)
        self.init(
            cpus: cpus, firmwareKiB: firmwareKiB, split: split,
            hasFiveLevelPaging: hasFiveLevelPaging && line.values("no5lvl").isEmpty)
        func last(_ key: String) -> String? { line.values(key).compactMap { $0 }.last }

        var limits = TmpfsLimits()
        if let options = last("initramfs_options") { (limits, faults) = TmpfsLimits.parse(options) }
        let types = last("rootfstype")
        let device = last("root") ?? ""
        let isTmpfs = types.map { $0.contains("tmpfs") } ?? device.isEmpty
        root = isTmpfs ? .tmpfs(limits) : .ramfs

        if let value = last("transparent_hugepage") { hugePages = value != "never" }
        if let value = last("initramfs_async") {
            if let on = KernelNumber.bool(value) {
                unpacksInBackground = on
            } else {
                faults.append("initramfs_async=\(value) is neither yes nor no; the kernel leaves it on")
            }
        }
        retainsInitrd = line.values("retain_initrd").contains { $0 == nil }
        for value in line.values("crashkernel").compactMap({ $0 }) {
            if let fault = crashKernel.take(value) { faults.append(fault) }
        }
    }
}
