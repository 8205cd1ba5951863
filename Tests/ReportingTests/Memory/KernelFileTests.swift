import Initramfs
import Reporting
import TestSupport
import Testing

/// Kernel files that the test itself makes.
struct KernelFileTests {
    private let debian = SyntheticKernel(
        release: "6.1.0-56-cloud-amd64", builder: SyntheticKernel.debianBuilder + "6.1.192-2 (2026-11-16)",
        sections: SyntheticKernel.debian61Cloud)

    private func read(_ kernel: SyntheticKernel) throws -> KernelImage {
        try KernelImage(bytes: try kernel.image(), path: "vmlinuz")
    }

    @Test(arguments: [Compression.none, .gzip, .xz, .zstd, .lz4])
    func everyCompressionIsRead(_ compression: Compression) throws {
        var kernel = debian
        kernel.compression = compression
        let image = try read(kernel)
        #expect(image.payloadCompression == (compression == Compression.none ? nil : compression))
        #expect(image.release == "6.1.0-56-cloud-amd64")
        #expect(image.layout == KernelLayout(image: 41152, freed: image.layout.freed, perCPU: 244))
    }

    /// A kernel of `xz --format=lzma`, made by that program.
    @Test func lzmaIsRead() throws {
        var kernel = debian
        let size = kernel.elf.count
        let stream = Array(hexadecimal: LzmaSample.hexadecimal)
        kernel.compression = .none
        var file = try kernel.image()
        file.removeLast(size)
        file += stream + little(UInt32(LzmaSample.size))
        file.replaceSubrange(0x24c..<0x250, with: little(UInt32(stream.count + 4)))
        let image = try KernelImage(bytes: file, path: "vmlinuz")
        #expect(image.payloadCompression == .lzma)
        #expect(image.layout.image == 41152)
    }

    @Test func headerIsRead() throws {
        let header = try read(debian).header
        #expect(header.protocolVersion == 0x20f)
        #expect(header.initSize == 48 << 20)
        #expect(header.preferredAddress == 16 << 20)
        #expect(header.commandLineLength == 2047)
        #expect(header.initrdAddressMax == 0x7fff_ffff)
        #expect(header.loadsAbove4GiB)
        #expect(
            String(decoding: header.text, as: UTF8.self).hasPrefix("6.1.0-56-cloud-amd64 (debian-kernel@"))
    }

    @Test func identityNamesThePackagesVersion() throws {
        let identity = try read(debian).identity
        #expect(identity.version == KernelVersion(6, 1, 192))
        #expect(identity.isDebian)
        #expect(!identity.isUbuntu)
        #expect(identity.banner.hasPrefix("Linux version 6.1.0-56-cloud-amd64 ("))
        var ubuntu = debian
        ubuntu.release = "6.8.0-45-generic"
        ubuntu.builder = "(buildd@lcy02) (x86_64-linux-gnu-gcc-13) #45-Ubuntu SMP PREEMPT_DYNAMIC"
        let other = try read(ubuntu).identity
        #expect(other.version == KernelVersion(6, 8, 0))
        #expect(other.isUbuntu && !other.isDebian)
    }

    /// Against what the measured kernels told at boot: MemTotal with and without init sections.
    @Test(arguments: [
        (SyntheticKernel.debian61Cloud, KernelProfile.debian61Cloud),
        (SyntheticKernel.debian61Generic, .debian61Generic),
        (SyntheticKernel.debian612Cloud, .debian612Cloud), (SyntheticKernel.alpine618Virt, .alpine618Virt),
    ])
    func layoutComesCloseToTheMeasuredKernel(_ sections: [SyntheticKernel.Section], _ measured: KernelProfile)
        throws
    {
        var kernel = debian
        kernel.sections = sections
        let layout = try read(kernel).layout
        let stored = try #require(measured.layout)
        #expect(layout.image == stored.image)
        #expect(abs(layout.freed - stored.freed) < 0.1)
        #expect(layout.perCPU == stored.perCPU)
        #expect(abs(layout.freed - measured.freed) < 190)
        #expect(abs(layout.perCPU - measured.perCPU) <= 8)
    }

    @Test func textsTellWhatTheKernelUnpacks() throws {
        #expect(try read(debian).supportedCompressions == [.none])
        var kernel = debian
        kernel.texts = [
            "Not a gzip file", "ZSTD-compressed data is corrupt", "Decoding failed", "initramfs_options=",
            "initialize_domain /sbin/hotplug from any\n",
        ]
        let image = try read(kernel)
        #expect(image.supportedCompressions == [.none, .gzip, .zstd, .lz4])
        #expect(image.traits.hasInitramfsOptions)
        #expect(!image.traits.hasHelper, "the path within a rule is not the helper's")
        kernel.texts = [
            "XZ-compressed data is corrupt", "LZMA data is corrupt", "Compressed data violation",
            "Data integrity error when decompressing.", "/sbin/hotplug", "kfence: initialized", "page_ext",
        ]
        let other = try read(kernel)
        #expect(other.supportedCompressions == [.none, .xz, .lzma, .bzip2, .lzo])
        #expect(!other.traits.hasInitramfsOptions)
        #expect(other.traits.hasHelper && other.traits.hasKfence && other.traits.hasPageExtensions)
    }

    @Test func configurationIsRead() {
        let config = KernelConfiguration(
            Array("# CONFIG_X is not set\nCONFIG_KFENCE=y\nCONFIG_KFENCE_SAMPLE_INTERVAL=0\n".utf8))
        #expect(!config.runsKfence)
        #expect(!config.hasHelper)
        let other = KernelConfiguration(
            Array(
                "CONFIG_KFENCE=y\r\nCONFIG_KFENCE_SAMPLE_INTERVAL=9\nCONFIG_UEVENT_HELPER_PATH=\"/x\""
                    .utf8))
        #expect(other.runsKfence)
        #expect(other.hasHelper)
        #expect(!KernelConfiguration(Array("CONFIG_UEVENT_HELPER_PATH=\"\"\n".utf8)).hasHelper)
    }
}
