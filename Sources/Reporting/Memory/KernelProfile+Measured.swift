/// The kernels that were measured: booted in QEMU (pc machine, TCG, SeaBIOS) with trees of many shapes; the
/// constants are fitted to the smallest RAM that boots and to /proc/meminfo afterwards.
///
/// `fiveLevelPaging` was measured with QEMU's `-cpu max` and 180 to 6,000 MiB, except for 5.10, which is taken to be
/// like 6.1.
extension KernelProfile {
    /// Linux 5.10.223, Debian 11 cloud-amd64.
    package static let debian510Cloud = KernelProfile(
        name: "Linux 5.10 (Debian cloud)", version: KernelVersion(5, 10, 223), origin: .measured,
        reserved: 35424, freed: 7764, perCPU: 252, fiveLevelPaging: 1012,
        idle: 17920, idlePerMiB: 0.762, idleManyCPUs: -1650, idlePerCPU: 100, unpackPerCPU: 0,
        // Negative: before 5.13 nothing runs beside the unpacking, and more is taken then than afterwards.
        pending: -1700, pendingSynchronous: -1700, pendingAtBoot: -1400, helperThreads: 0, helperRemains: 0,
        initSize: 47_570_944, preferredAddress: 16 << 20,
        objects: KernelObjects(inode: 630.2, shmemInode: 744.7, security: 0, longName: 32, directoryEntry: 0),
        slabAtRest: 11150, reclaimableAtRest: 6990, supportsInitramfsOptions: false, layout: nil)

    /// Linux 6.1.192-2, Debian 12 cloud-amd64.
    package static let debian61Cloud = KernelProfile(
        name: "Linux 6.1 (Debian cloud)", version: KernelVersion(6, 1, 192), origin: .measured,
        reserved: 42128, freed: 8616, perCPU: 244, fiveLevelPaging: 1012,
        idle: 23927, idlePerMiB: 0.913, idleManyCPUs: -1650, idlePerCPU: 190, unpackPerCPU: 0,
        // Synchronous: measured on 6.1.192 with 79 MB in 7,700 files, 237 MiB against 235 in the background.
        pending: 1900, pendingSynchronous: 0, pendingAtBoot: -1400, helperThreads: 0, helperRemains: 0,
        initSize: 53_968_896, preferredAddress: 16 << 20, objects: debian61Objects,
        slabAtRest: 14730, reclaimableAtRest: 8950, supportsInitramfsOptions: true,
        layout: KernelLayout(image: 41152, freed: 8614.7, perCPU: 244))

    /// Linux 6.1.192-2, Debian 12 amd64.
    package static let debian61Generic = KernelProfile(
        name: "Linux 6.1 (Debian generic)", version: KernelVersion(6, 1, 192), origin: .measured,
        reserved: 54440, freed: 8044, perCPU: 248, fiveLevelPaging: 2020,
        idle: 24173, idlePerMiB: 0.919, idleManyCPUs: -1650, idlePerCPU: 400, unpackPerCPU: 0,
        pending: 1900, pendingSynchronous: 0, pendingAtBoot: -1400, helperThreads: 0, helperRemains: 0,
        initSize: 66_682_880, preferredAddress: 16 << 20, objects: debian61Objects,
        slabAtRest: 14700, reclaimableAtRest: 8700, supportsInitramfsOptions: true,
        layout: KernelLayout(image: 53440, freed: 8042.2, perCPU: 248))

    /// Linux 6.12.107, Debian cloud-amd64 (the builds for Debian 12 and 13).
    package static let debian612Cloud = KernelProfile(
        name: "Linux 6.12 (Debian cloud)", version: KernelVersion(6, 12, 107), origin: .measured,
        reserved: 46200, freed: 7288, perCPU: 272, fiveLevelPaging: 1012,
        idle: 16607, idlePerMiB: 0.904, idleManyCPUs: -2100, idlePerCPU: 490, unpackPerCPU: 1500,
        pending: 5550, pendingSynchronous: 5550, pendingAtBoot: -1400, helperThreads: 0, helperRemains: 0,
        initSize: 58_576_896, preferredAddress: 16 << 20,
        objects: KernelObjects(
            inode: 655.4, shmemInode: 780.2, security: 89, longName: 40, directoryEntry: 20),
        slabAtRest: 7130, reclaimableAtRest: 490, supportsInitramfsOptions: true,
        layout: KernelLayout(image: 45248, freed: 7471.3, perCPU: 264))

    /// Linux 6.18.56, Alpine 3.23 virt.
    package static let alpine618Virt = KernelProfile(
        name: "Linux 6.18 (Alpine virt)", version: KernelVersion(6, 18, 56), origin: .measured,
        reserved: 40148, freed: 5036, perCPU: 228, fiveLevelPaging: 1012,
        idle: 16153, idlePerMiB: 0.600, idleManyCPUs: -2200, idlePerCPU: 660, unpackPerCPU: 1100,
        // helperRemains: measured on 17 trees at 2 GiB, 300 to 1,190 KiB more slab than after an empty
        // initrd.
        pending: 2400, pendingSynchronous: 2400, pendingAtBoot: 900, helperThreads: 15900, helperRemains: 700,
        initSize: 39_886_848, preferredAddress: 16 << 20,
        objects: KernelObjects(
            inode: 630.2, shmemInode: 744.7, security: 24.1, longName: 40, directoryEntry: 24),
        slabAtRest: 7560, reclaimableAtRest: 360, supportsInitramfsOptions: true,
        layout: KernelLayout(image: 37056, freed: 5041.1, perCPU: 220))

    private static let debian61Objects = KernelObjects(
        inode: 682.7, shmemInode: 819.2, security: 32, longName: 32, directoryEntry: 0)

    /// Every measured profile with its flavour, oldest first.
    package static let measured: [(flavour: KernelFlavour, profile: KernelProfile)] = [
        (.debianCloud, debian510Cloud), (.debianCloud, debian61Cloud), (.debianGeneric, debian61Generic),
        (.debianCloud, debian612Cloud), (.alpineVirt, alpine618Virt),
    ]

    /// The measured profile of a kernel release (`uname -r`: "6.1.0-56-cloud-amd64", "6.18.56-0-virt"): the
    /// same series and flavour; nil where none was measured.
    package static func measured(release: String) -> KernelProfile? {
        guard let version = KernelVersion(release), let flavour = KernelFlavour(release: release) else {
            return nil
        }
        return measured.first { $0.flavour == flavour && $0.profile.version.isSameSeries(as: version) }?
            .profile
    }
}
