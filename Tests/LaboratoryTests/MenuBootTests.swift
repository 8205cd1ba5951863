import Assembly
import Laboratory
import Machine
import Testing

/// Real loaders read our menus, and boot what these name: iPXE from QEMU's own network card, PXELINUX and GRUB where
/// their packages are there. Skipped as the other boots are.
@Suite(
    .serialized, .tags(.boot),
    .enabled(
        if: LaboratorySetup.canBoot, "KIMAGE_TEST_KERNEL names no kernel, or qemu-system-x86_64 is missing"))
struct MenuBootTests {
    private static let title = "${hostname} || reboot ; '#1' \"x\" && $(y) ^ \\"

    private func entries() throws -> [BootEntry] {
        [
            try BootEntry(name: "other", title: "Other", commandLine: ["quiet"]),
            try BootEntry(
                name: "tiny", title: Self.title, description: Self.title,
                initrds: ["a.img", "initrd.d/b.img"],
                commandLine: [
                    "console=ttyS0", "panic=-1", "quiet", "kimage.a=\"b  c\"", "kimage.d=$e;f|g", "--", "h=i",
                ],
                isStandIn: true, provenance: Self.title),
        ]
    }

    /// The collection's folder, served by TFTP.
    private func fill(_ scratch: borrowing Scratch, _ format: any MenuFormat, url: String? = nil) throws {
        let options = try MenuOptions(url: url, timeoutSeconds: 3, defaultEntry: "tiny")
        try scratch.write(
            format.collectionPath, Array(try format.collectionMenu(try entries(), options).utf8))
        try scratch.copy(try #require(LaboratorySetup.kernel), to: "tiny/vmlinuz")
        try scratch.write("tiny/a.img", TinyInitrd.halves[0])
        try scratch.write("tiny/initrd.d/b.img", TinyInitrd.halves[1])
    }

    /// Boots, and returns what the screen showed, without escape sequences.
    private func boot(
        _ scratch: borrowing Scratch, _ file: String, firmware: String? = nil
    ) async throws -> String {
        let accelerator = try Accelerator.choose(environment: .current(), probe: .current())
        let machine = QemuMachine(
            boot: .network(folder: scratch.path, file: file), memoryMiB: 512, accelerator: accelerator,
            firmware: firmware)
        var screen = Screen()
        let run = GuestRun(machine, expect: TinyInitrd.done, timeLimit: .seconds(480))
        let result = try await run.run(serial: { screen.add($0) })
        if result.outcome != .expected { Issue.record("\(result): \(screen.text)") }
        return screen.text
    }

    @Test(.timeLimit(.minutes(10))) func ipxe() async throws {
        let scratch = try Scratch()
        try fill(scratch, IPXEMenu())
        let screen = try await boot(scratch, "menu.ipxe")
        #expect(screen.contains("[stand-in] $ {hostname} || reboot ; '#1' \"x\" && $(y) ^ \\"))
        #expect(
            screen.contains(
                "\ninitrd=a.img initrd=b.img console=ttyS0 panic=-1 quiet kimage.a=\"b  c\" kimage.d=$e;f|g "
                    + "BOOTIF=01-52-54-00-12-34-56 -- h=i\n"))
    }

    /// The kernel's EFI stub finds the initrd's files by name.
    @Test(
        .timeLimit(.minutes(10)),
        .enabled(if: LaboratorySetup.uefi != nil, "OVMF is not installed, or the short set is wanted"))
    func ipxeUnderUEFI() async throws {
        let scratch = try Scratch()
        try fill(scratch, IPXEMenu())
        let screen = try await boot(scratch, "menu.ipxe", firmware: LaboratorySetup.uefi)
        #expect(
            screen.contains(
                "\nkernel initrd=a.img initrd=b.img console=ttyS0 panic=-1 quiet kimage.a=\"b  c\" "
                    + "kimage.d=$e;f|g BOOTIF=01-52-54-00-12-34-56 -- h=i\n"))
    }

    @Test(
        .timeLimit(.minutes(10)),
        .enabled(
            if: LaboratorySetup.pxelinux != nil && LaboratorySetup.syslinuxModules != nil,
            "PXELINUX is not installed, or the short set is wanted"),
        arguments: [true, false])
    func pxelinux(withMenu: Bool) async throws {
        let scratch = try Scratch()
        try fill(scratch, PxelinuxMenu())
        try scratch.copy(try #require(LaboratorySetup.pxelinux), to: "lpxelinux.0")
        let modules = try #require(LaboratorySetup.syslinuxModules)
        // Without menu.c32 the prompt must start the default by itself.
        for name in ["ldlinux.c32"] + (withMenu ? ["menu.c32", "libutil.c32"] : []) {
            try scratch.copy("\(modules)/\(name)", to: name)
        }
        let screen = try await boot(scratch, "lpxelinux.0")
        if withMenu {
            #expect(screen.contains("2 [stand-in] ${hostname} || reboot ; '#1' \"x\" && $(y) ? \\ "))
        }
        #expect(
            screen.contains(
                "\nBOOT_IMAGE=tiny/vmlinuz initrd=tiny/a.img,tiny/initrd.d/b.img console=ttyS0 panic=-1 quiet "
                    + "kimage.a=\"b  c\" kimage.d=$e;f|g -- h=i\n"))
    }

    @Test(
        .timeLimit(.minutes(10)),
        .enabled(
            if: LaboratorySetup.grubMaker != nil && LaboratorySetup.grubModules != nil,
            "GRUB for BIOS is not installed, or the short set is wanted"),
        arguments: [nil, "tftp://10.0.2.2/"])
    func grub(url: String?) async throws {
        let scratch = try Scratch()
        try fill(scratch, GrubMenu(), url: url)
        _ = try await Tool.run(
            ToolCommand(
                try #require(LaboratorySetup.grubMaker),
                [
                    "--net-directory=\(scratch.path)", "--subdir=grub", "-d",
                    try #require(LaboratorySetup.grubModules),
                ]))
        let screen = try await boot(scratch, "grub/i386-pc/core.0")
        #expect(screen.contains("[stand-in] \(Self.title)"))
        let device = "(tftp,10.0.2.2)"
        #expect(
            screen.contains(
                "\nBOOT_IMAGE=\(device)/tiny/vmlinuz console=ttyS0 panic=-1 quiet \"kimage.a=b  c\" kimage.d=$e;f|g "
                    + "BOOTIF=01-52-54-00-12-34-56 -- h=i\n"))
    }
}
