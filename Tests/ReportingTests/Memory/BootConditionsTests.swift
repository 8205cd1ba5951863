import Reporting
import Testing

struct BootConditionsTests {
    @Test(arguments: [
        ("", true), ("console=ttyS0 quiet", true), ("rootfstype=ramfs", false),
        ("rootfstype=ext4,tmpfs", true),
        ("root=/dev/ram0", false), ("root=", true), ("root=/dev/ram0 rootfstype=tmpfs", true),
        ("rootfstype=ramfs rootfstype=tmpfs", true), ("quiet -- rootfstype=ramfs", true),
        ("\"rootfstype=ramfs\"", false), ("init=\"/a b\" rootfstype=ramfs", false),
        ("foo=\"x rootfstype=ramfs\"", true), ("rootflags=size=90%", true),
    ])
    func theRootIsFound(_ line: String, _ tmpfs: Bool) {
        #expect(BootConditions(cmdline: line).root.isTmpfs == tmpfs)
    }

    @Test func tmpfsOptionsAreRead() {
        func limits(_ line: String) -> TmpfsLimits? {
            if case .tmpfs(let limits) = BootConditions(cmdline: line).root { return limits }
            return nil
        }
        #expect(limits("initramfs_options=size=95%") == TmpfsLimits(size: .fraction(0.95)))
        #expect(
            limits("initramfs-options=size=95%") == TmpfsLimits(size: .fraction(0.95)), "dashes are equal")
        #expect(
            limits("initramfs_options=size=95%,nr_inodes=0")
                == TmpfsLimits(size: .fraction(0.95), names: .unlimited))
        #expect(
            limits("initramfs_options=mode=0755,nr_inodes=200k,size=1G")
                == TmpfsLimits(size: .bytes(1 << 30), names: .count(204_800)))
        #expect(limits("initramfs_options=size=0") == TmpfsLimits(size: .unlimited))
        #expect(limits("initramfs_options=nr_blocks=256") == TmpfsLimits(size: .bytes(1 << 20)))
        #expect(limits("initramfs_options=size=0x100000") == TmpfsLimits(size: .bytes(1 << 20)))
        #expect(limits("rootfstype=ramfs initramfs_options=size=95%") == nil)
        let wrong = BootConditions(cmdline: "initramfs_options=size=most")
        #expect(wrong.root == .tmpfs(TmpfsLimits()))
        #expect(wrong.faults.count == 1)
    }

    @Test func switchesAreRead() {
        let plain = BootConditions(cmdline: "quiet")
        #expect(plain.hugePages && plain.unpacksInBackground && !plain.retainsInitrd)
        #expect(!BootConditions(cmdline: "transparent_hugepage=never").hugePages)
        #expect(BootConditions(cmdline: "transparent_hugepage=madvise").hugePages)
        #expect(BootConditions(cmdline: "transparent_hugepage=never transparent-hugepage=always").hugePages)
        #expect(!BootConditions(cmdline: "initramfs_async=0").unpacksInBackground)
        #expect(!BootConditions(cmdline: "initramfs_async=off").unpacksInBackground)
        #expect(BootConditions(cmdline: "initramfs_async=on").unpacksInBackground)
        #expect(BootConditions(cmdline: "initramfs_async=maybe").faults.count == 1)
        #expect(BootConditions(cmdline: "retain_initrd").retainsInitrd)
        #expect(!BootConditions(cmdline: "retain_initrd=1").retainsInitrd, "the kernel takes it bare only")
        #expect(
            BootConditions(cmdline: "", cpus: 0, firmwareKiB: -5) == BootConditions(cpus: 1, firmwareKiB: 0))
    }

    @Test func crashKernelIsCounted() throws {
        func reserved(_ value: String, _ ram: Int) throws -> Int {
            let model = try MemoryModel(
                profile: .debian61Cloud, conditions: BootConditions(cmdline: "crashkernel=" + value),
                initrdBytes: 0,
                steps: [UnpackingStep(tree: .init())])
            let without = try MemoryModel(
                profile: .debian61Cloud, conditions: BootConditions(), initrdBytes: 0,
                steps: [UnpackingStep(tree: .init())])
            return (without.steady(ramMiB: ram).totalKiB - model.steady(ramMiB: ram).totalKiB) / 1024
        }
        #expect(try reserved("128M", 1024) == 128)
        #expect(try reserved("128M@16M", 1024) == 128)
        let ranges = "1G-4G:192M,4G-64G:256M,64G-:512M"
        #expect(try reserved(ranges, 1023) == 0)
        #expect(try reserved(ranges, 1024) == 192)
        #expect(try reserved(ranges, 4096) == 256)
        #expect(try reserved(ranges, 70000) == 512)
        #expect(try reserved("512M,high", 2048) == 512)
        #expect(try reserved("512M,high", 8192) == 768)
        #expect(try reserved("512M,high crashkernel=72M,low", 8192) == 584)
        #expect(try reserved("64M crashkernel=128M", 1024) == 128)
        #expect(try reserved("1G,cma", 4096) == 0)
        for wrong in ["lots", "1G-2G", "2G-1G:64M", ":64M", "64M,sideways"] {
            #expect(BootConditions(cmdline: "crashkernel=" + wrong).faults.count == 1, "\(wrong)")
        }
    }

    /// MemTotal of 6.1.0-53-cloud-amd64 and 6.1.0-56-amd64 with `-cpu max` and `-cpu max,-la57`.
    @Test func fiveLevelPagingIsCounted() throws {
        func total(_ profile: KernelProfile, _ line: String, _ five: Bool) throws -> Int {
            try MemoryModel(
                profile: profile, conditions: BootConditions(cmdline: line, hasFiveLevelPaging: five),
                initrdBytes: 0, steps: [UnpackingStep(tree: .init())]
            ).steady(ramMiB: 512).totalKiB
        }
        #expect(try total(.debian61Cloud, "", false) - total(.debian61Cloud, "", true) == 145_812 - 144_800)
        #expect(
            try total(.debian61Generic, "", false) - total(.debian61Generic, "", true) == 253_376 - 251_356)
        #expect(try total(.debian61Cloud, "no5lvl", true) == total(.debian61Cloud, "", false))
    }

    @Test func machinesSplitTheirRAM() {
        #expect(MachineSplit.threeGiB.aboveMiB(of: 3583) == 0)
        #expect(MachineSplit.threeGiB.aboveMiB(of: 3584) == 512)
        #expect(MachineSplit.twoGiB.aboveMiB(of: 2815) == 0)
        #expect(MachineSplit.twoGiB.aboveMiB(of: 2816) == 768)
    }

    @Test func versionsAreRead() {
        #expect(KernelVersion("6.1.192-2") == KernelVersion(6, 1, 192))
        #expect(KernelVersion("6.12.107+deb13-cloud-amd64") == KernelVersion(6, 12, 107))
        #expect(KernelVersion("7.2") == KernelVersion(7, 2, 0))
        #expect(KernelVersion("6.2.") == KernelVersion(6, 2, 0))
        #expect(KernelVersion("6") == nil)
        #expect(KernelVersion("v6.1") == nil)
        #expect(KernelVersion("99999999999999999999.1") == nil)
        #expect(KernelVersion(5, 19) < KernelVersion(6, 1))
        #expect(KernelVersion(6, 1, 9) < KernelVersion(6, 1, 10))
    }
}
