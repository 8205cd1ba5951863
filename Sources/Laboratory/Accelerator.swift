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
        case .tcg: ["-accel", "tcg", "-cpu", "max"]
        }
    }
}
