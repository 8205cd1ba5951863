/// Sizes of a kernel's sections that decide how much RAM it takes, in KiB.
package struct KernelLayout: Equatable, Sendable, Codable {
    /// From `.text` to the end of the last section that stays allocated.
    package var image: Double
    /// What the kernel gives back after booting: init code and data, and the gaps around its sections.
    package var freed: Double
    /// The per-CPU area that each further CPU takes.
    package var perCPU: Double

    package init(image: Double, freed: Double, perCPU: Double) {
        self.image = image
        self.freed = freed
        self.perCPU = perCPU
    }
}
