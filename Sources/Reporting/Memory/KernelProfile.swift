/// What the memory model must know of a kernel. All sizes in KiB unless a name or a comment says otherwise.
package struct KernelProfile: Equatable, Sendable, Codable {
    /// Where the figures come from.
    package enum Origin: Equatable, Sendable, Codable {
        /// Fitted to boots of this kernel.
        case measured
        /// Fitted to boots of another version of the same series and flavour, adjusted by the sizes in this
        /// file.
        case sameSeries(measured: String)
        /// Derived from the kernel file: never booted.
        case derived
    }

    /// For people: "Linux 6.1 (Debian cloud)".
    package var name: String
    package var version: KernelVersion
    package var origin: Origin
    /// What a reader of a report must know about these figures' limits; empty where there is nothing.
    package var remarks: [String] = []

    /// Taken before the first page is counted: image, memblock and boot allocations on one CPU.
    package var reserved: Double
    /// Given back after /init could run: init sections and gaps of the image (mm `free_initmem`,
    /// `free_kernel_image_pages`).
    package var freed: Double
    /// Per-CPU area of each further CPU (mm/percpu.c).
    package var perCPU: Double
    /// Reserved further on CPUs with five levels of page tables: the table of memory sections is 1 MiB
    /// instead of 16 KiB there, with CONFIG_PAGE_EXTENSION 2 MiB instead of 32 KiB (mm/sparse.c,
    /// include/linux/mmzone.h).
    package var fiveLevelPaging: Double

    /// The idle kernel on a machine of at most 256 MiB: slab, stacks, page tables, drivers.
    package var idle: Double
    /// Further idle KiB for each MiB of RAM, RAM rounded up to a power of two.
    package var idlePerMiB: Double
    /// Added once where there is more than one CPU.
    package var idleManyCPUs: Double
    /// Added for each CPU where there is more than one.
    package var idlePerCPU: Double
    /// While unpacking: added for each further CPU.
    package var unpackPerCPU: Double
    /// The part of `idle` that is not yet taken while the unpacking runs in the background (Linux 5.13 and
    /// later).
    package var pending: Double
    /// The same with `initramfs_async=0`.
    package var pendingSynchronous: Double
    /// The part of `idle` that is not yet taken in the last moment before the init sections are given back.
    package var pendingAtBoot: Double
    /// Helper threads that wait for the root file system while it is unpacked: a kernel with a
    /// CONFIG_UEVENT_HELPER_PATH starts one for each device event (kernel/umh.c).
    package var helperThreads: Double
    /// What those threads leave behind in half-empty slabs.
    package var helperRemains: Double

    /// Bytes, of the boot header: what the kernel needs in one piece to unpack itself.
    package var initSize: UInt64
    /// Bytes, of the boot header: where it runs.
    package var preferredAddress: UInt64
    package var objects: KernelObjects
    /// /proc/meminfo's Slab of the booted kernel without a tree, on one CPU.
    package var slabAtRest: Double
    /// The reclaimable part of it.
    package var reclaimableAtRest: Double
    /// The kernel knows `initramfs_options=` (fs/namespace.c).
    package var supportsInitramfsOptions: Bool
    /// The section sizes of the very file that was measured; nil where they are not known.
    package var layout: KernelLayout?
}
