import Glibc

/// What of KVM this machine has.
package struct AcceleratorProbe: Sendable, Equatable {
    /// `/dev/kvm` can be opened for reading and writing.
    package var deviceIsUsable: Bool
    /// Names below `/sys/module` that are one of the two hardware back ends.
    package var hasHardwareModule: Bool

    package init(deviceIsUsable: Bool, hasHardwareModule: Bool) {
        self.deviceIsUsable = deviceIsUsable
        self.hasHardwareModule = hasHardwareModule
    }

    /// Asks the machine.
    package static func current() -> AcceleratorProbe {
        AcceleratorProbe(
            deviceIsUsable: access("/dev/kvm", R_OK | W_OK) == 0,
            hasHardwareModule: ["kvm_intel", "kvm_amd"].contains { access("/sys/module/\($0)", F_OK) == 0 })
    }

    /// The device alone is not enough: with the software back end `kvm_pvm` it can be opened, QEMU starts, and a stock
    /// kernel is interpreted instruction by instruction and never reaches its first message.
    package var hasKVM: Bool { deviceIsUsable && hasHardwareModule }
}
