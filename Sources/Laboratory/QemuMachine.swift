/// A virtual x86 machine: a value that knows how QEMU is called for it.
package struct QemuMachine: Sendable, Equatable {
    package var boot: GuestBoot
    package var memoryMiB: Int
    package var cpus: Int
    package var network: GuestNetwork
    /// Paths of raw images, which the guest has as virtio disks and writes to.
    package var disks: [String]
    package var accelerator: Accelerator
    /// Firmware in place of QEMU's BIOS: the path of `OVMF.fd` for UEFI.
    package var firmware: String?
    /// The serial line and QEMU's monitor share the terminal: Ctrl-A X quits, Ctrl-A C changes between the two.
    package var isInteractive: Bool

    /// The program.
    package static let program = "qemu-system-x86_64"

    package init(
        boot: GuestBoot, memoryMiB: Int = 512, cpus: Int = 1, network: GuestNetwork = .none,
        disks: [String] = [], accelerator: Accelerator = .tcg, firmware: String? = nil,
        isInteractive: Bool = false
    ) {
        self.boot = boot
        self.memoryMiB = memoryMiB
        self.cpus = cpus
        self.network = network
        self.disks = disks
        self.accelerator = accelerator
        self.firmware = firmware
        self.isInteractive = isInteractive
    }

    /// The arguments, without the program's name. A panic ends the machine: the kernel restarts at once (`panic=-1`),
    /// and QEMU ends instead of restarting.
    package var arguments: [String] {
        var words = ["-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"]
        words += accelerator.arguments
        words += ["-m", "\(memoryMiB)", "-smp", "\(cpus)"]
        words += isInteractive ? ["-serial", "mon:stdio"] : ["-serial", "stdio", "-monitor", "none"]
        words += disks.flatMap { ["-drive", "if=virtio,format=raw,file=\(Self.value($0))"] }
        if let firmware { words += ["-bios", firmware] }
        switch boot {
        case .direct(let kernel, let initrd, let commandLine):
            words += ["-machine", "pc"] + network.arguments + ["-kernel", kernel]
            if let initrd { words += ["-initrd", initrd] }
            words += ["-append", Self.commandLine(commandLine).joined(separator: " ")]
        case .network(let folder, let file):
            // Without graphics SeaBIOS sends its screen, and so that of iPXE, over the serial line.
            words += ["-machine", "pc,graphics=off", "-boot", "n"]
            words += [
                "-nic", "user,model=virtio-net-pci,tftp=\(Self.value(folder)),bootfile=\(Self.value(file))",
            ]
        }
        return words
    }

    /// The command line with the serial console and the end at a panic, where it does not say otherwise.
    package static func commandLine(_ words: [String]) -> [String] {
        var extra: [String] = []
        if !words.contains(where: { $0.hasPrefix("console=ttyS") }) { extra.append("console=ttyS0,115200") }
        if !words.contains(where: { $0.hasPrefix("panic=") }) { extra.append("panic=-1") }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words[..<end] + extra + words[end...]
    }

    /// A value within an option: a comma in it is doubled (QEMU's manual, `-drive`).
    static func value(_ text: String) -> String {
        text.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ",,")
    }
}
