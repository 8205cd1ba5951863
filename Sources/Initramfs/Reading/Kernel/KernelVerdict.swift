/// What a kernel makes of a whole initrd.
package struct KernelVerdict: Equatable, Sendable {
    /// What happens at boot.
    package enum Outcome: Equatable, Sendable {
        /// Everything is unpacked without a message.
        case whole
        /// The message is printed and the boot goes on with what was unpacked before it.
        case partial(KernelFailure)
        /// The message is printed and there is no program to start: "VFS: Unable to mount root fs". An initrd that
        /// is meant to lie beside another one dies alone as well.
        case dies(KernelFailure)
    }

    /// What happens at boot.
    package let outcome: Outcome
    /// What the kernel says nothing of, in order; at most `ReadLimits.warnings`.
    package let warnings: [UnpackWarning]
    /// How many warnings there were beyond those.
    package let furtherWarnings: Int
    /// Whether any of all warnings means damage.
    let hasDamage: Bool

    /// True only where every byte and every entry arrives as it is stored. Silent damage makes it false.
    package var unpacksWhole: Bool { outcome == .whole && !hasDamage }

    /// The failure, where there is one.
    package var failure: KernelFailure? {
        switch outcome {
        case .whole: nil
        case .partial(let failure), .dies(let failure): failure
        }
    }

    /// One line for a person.
    package var summary: String {
        switch outcome {
        case .whole where hasDamage: "damaged (the kernel says nothing)"
        case .whole: "unpacks whole"
        case .partial(let failure): "unpacks in part: \(failure)"
        case .dies(let failure): "does not boot: \(failure)"
        }
    }
}
