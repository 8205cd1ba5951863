package import Machine

/// What runs the guest's instructions.
package enum Accelerator: String, Sendable, CaseIterable {
    /// The processor itself.
    case kvm
    /// QEMU's translator: slow, and everywhere.
    case tcg

    /// `KIMAGE_ACCEL` where it is set, else what the machine can do.
    ///
    /// - Throws: `LaboratoryFault.unknownAccelerator`.
    package static func choose(
        environment: Environment, probe: AcceleratorProbe
    ) throws(LaboratoryFault) -> Accelerator {
        guard let name = environment.variables["KIMAGE_ACCEL"], !name.isEmpty else {
            return probe.hasKVM ? .kvm : .tcg
        }
        guard let chosen = Accelerator(rawValue: name) else { throw .unknownAccelerator(name) }
        return chosen
    }

    /// QEMU's options.
    var arguments: [String] {
        switch self {
        case .kvm: ["-accel", "kvm", "-cpu", "host"]
        // "max" would be slower: its AES and vector instructions stall a translated guest for a minute in udev, and
        // Linux keeps another MiB for it. Every x86-64-v2 program runs on a Nehalem.
        case .tcg: ["-accel", "tcg", "-cpu", "Nehalem"]
        }
    }
}
