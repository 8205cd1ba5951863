/// What /proc/meminfo says of a booted, idle system; KiB.
package struct SteadyMemory: Equatable, Sendable, Codable {
    /// MemTotal.
    package var totalKiB: Int
    /// MemTotal - MemFree - free pages on per-CPU lists. Those lists hold 1 to 170 MiB that MemFree does not
    /// count, and differ from boot to boot.
    package var usedKiB: Int
    /// MemAvailable and the free pages on per-CPU lists.
    package var availableKiB: Int
    /// Shmem: the files on tmpfs.
    package var shmemKiB: Int
    /// Slab: the kernel's objects.
    package var slabKiB: Int
    /// Adds up to `usedKiB`.
    package var terms: [MemoryTerm]
}
