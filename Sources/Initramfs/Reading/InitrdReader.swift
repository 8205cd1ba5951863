/// Reads an initrd from its first byte to its last as `unpack_to_rootfs` of init/initramfs.c does.
package struct InitrdReader: Sendable {
    /// What is read.
    package let source: InputSource
    /// How much is read at most.
    package let limits: ReadLimits
    /// The kernel whose verdict is asked for.
    package let support: KernelSupport
    /// The program that the kernel starts: `/init`, or what `rdinit=` names.
    package let program: EntryName

    /// - Parameter program: nil for `/init`.
    package init(
        _ source: InputSource, limits: ReadLimits = ReadLimits(), support: KernelSupport = .modern,
        program: EntryName? = nil
    ) {
        self.source = source
        self.limits = limits
        self.support = support
        self.program = program ?? Self.defaultProgram
    }

    private static let defaultProgram = (try? EntryName("init")) ?? .root

    /// Unpacks everything in thought: one pass, nothing is written, and contents are only read where a visitor wants
    /// them or a decompressor must.
    ///
    /// Throws `ReadFault` where the file cannot be read or exceeds the limits, and what the visitor throws. What is
    /// wrong with the archive itself is no error but the verdict.
    package func read(visitor: (any InitrdVisitor)? = nil) throws -> InitrdImage {
        try image(of: Unpacker(self, visitor))
    }

    func image(of unpacker: Unpacker) throws -> InitrdImage {
        do throws(DecodeStop) {
            try unpacker.run()
        } catch {
            if case .failed(let fault) = error { throw fault }
        }
        return InitrdImage(
            source: source, limits: limits, support: support, segments: unpacker.segments,
            tree: unpacker.entries.tree, entries: unpacker.entries.entries,
            verdict: unpacker.verdict(program: program))
    }
}
