import Laboratory
import Machine
import TestSupport
import Testing

@Suite struct QemuMachineTests {
    private let direct = GuestBoot.direct(
        kernel: "out/a,b/vmlinuz", initrd: "out/a,b/initrd.img", commandLine: ["quiet", "--", "x"])

    @Test func arguments() throws {
        let machines: [(String, QemuMachine)] = [
            ("plain", QemuMachine(boot: direct)),
            ("kvm", QemuMachine(boot: direct, memoryMiB: 2048, cpus: 2, network: .user, accelerator: .kvm)),
            ("interactive", QemuMachine(boot: direct, isInteractive: true)),
            ("no initrd", QemuMachine(boot: .direct(kernel: "k", initrd: nil, commandLine: []))),
            (
                "network",
                QemuMachine(
                    boot: .network(folder: "out/a,b", file: "menu.ipxe"), memoryMiB: 1024, firmware: "OVMF.fd"
                )
            ),
            (
                "cards and disks",
                QemuMachine(
                    boot: direct,
                    network: .cards([
                        GuestCard(address: "52:54:00:00:00:01", wire: .nobody),
                        GuestCard(address: "52:54:00:00:00:02", wire: .user(isIsolated: true)),
                        GuestCard(address: "52:54:00:00:00:03", wire: .relay(folder: "tmp/a,b")),
                    ]), disks: ["a,b.img", "c.img"])
            ),
            ("no cards", QemuMachine(boot: direct, network: .cards([]))),
        ]
        let text = machines.map { name, machine in
            "# \(name)\n" + machine.arguments.map { $0 + "\n" }.joined()
        }.joined(separator: "\n")
        try expectGolden(text, "qemu-arguments.txt")
    }

    @Test func consoleIsAddedOnce() {
        #expect(QemuMachine.commandLine([]) == ["console=ttyS0,115200", "panic=-1"])
        #expect(QemuMachine.commandLine(["console=ttyS0", "panic=10"]) == ["console=ttyS0", "panic=10"])
        #expect(
            QemuMachine.commandLine(["console=tty0", "--", "a"])
                == ["console=tty0", "console=ttyS0,115200", "panic=-1", "--", "a"])
    }

    @Test(arguments: [
        (true, true, Accelerator.kvm), (true, false, .tcg), (false, true, .tcg), (false, false, .tcg),
    ])
    func probe(device: Bool, module: Bool, expected: Accelerator) throws {
        let probe = AcceleratorProbe(deviceIsUsable: device, hasHardwareModule: module)
        #expect(try Accelerator.choose(environment: Environment(variables: [:]), probe: probe) == expected)
        for accelerator in Accelerator.allCases {
            let environment = Environment(variables: ["KIMAGE_ACCEL": accelerator.rawValue])
            #expect(try Accelerator.choose(environment: environment, probe: probe) == accelerator)
        }
        #expect(throws: LaboratoryFault.unknownAccelerator("hvf")) {
            try Accelerator.choose(environment: Environment(variables: ["KIMAGE_ACCEL": "hvf"]), probe: probe)
        }
    }

    @Test func exitStatus() {
        let panic = GuestOutcome.panicked("Kernel panic")
        #expect(GuestOutcome.expected.exitStatus(expecting: true) == 0)
        #expect(
            [GuestOutcome.exited(0), .exited(1), .timedOut, panic].map { $0.exitStatus(expecting: true) } == [
                1, 1, 1, 1,
            ])
        #expect(
            [GuestOutcome.exited(0), .exited(1), .timedOut, panic].map { $0.exitStatus(expecting: false) }
                == [0, 1, 1, 1])
    }
}
