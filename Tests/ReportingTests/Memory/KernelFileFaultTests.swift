import Initramfs
import Reporting
import TestSupport
import Testing

/// Files that are no kernel, no supported kernel, or damaged.
struct KernelFileFaultTests {
    private let kernel = SyntheticKernel(
        release: "6.1.0-56-cloud-amd64", builder: SyntheticKernel.debianBuilder + "6.1.192-2",
        sections: SyntheticKernel.debian61Cloud)

    private func fault(_ bytes: [UInt8]) -> KernelFileFault? {
        do throws(KernelFileFault) {
            _ = try KernelImage(bytes: bytes, path: "dir/vmlinuz")
            return nil
        } catch {
            return error
        }
    }

    @Test func otherFilesAreNamed() throws {
        #expect(fault([])?.reason == .notAKernel)
        #expect(fault(Array("070701".utf8))?.reason == .notAKernel)
        #expect(fault(kernel.elf)?.reason == .bareELF)
        var arm = [UInt8](repeating: 0, count: 4096)
        arm.replaceSubrange(56..<60, with: [0x41, 0x52, 0x4d, 0x64])
        #expect(fault(arm)?.reason == .arm64)
        #expect(fault([0x4d, 0x5a, 0, 0] + Array("zimg".utf8))?.reason == .arm64)
        #expect(fault([0x1f, 0x8b, 8, 0])?.reason == .compressedFile(.gzip))
        let message = try #require(fault(kernel.elf)).description
        #expect(message.hasPrefix("dir/vmlinuz: this is an ELF file"))
        #expect(message.contains("bzImage"))
    }

    @Test func unsupportedKernelsAreNamed() throws {
        var other = kernel
        other.loadFlags = 0
        #expect(fault(try other.image())?.reason == .not64Bit)
        other.protocolVersion = 0x209
        #expect(fault(try other.image())?.reason == .oldProtocol(2, 9))
        other = kernel
        other.sections.removeAll { $0.name == ".smp_locks" }
        #expect(fault(try other.image())?.reason == .missingSection(".smp_locks"))
        other = kernel
        other.release = "kernel"
        #expect(fault(try other.image())?.reason == .noVersion)
        other = kernel
        other.sections[0].address = 4096
        #expect(
            fault(try other.image()).map { if case .damagedELF = $0.reason { true } else { false } } == true)
        var file = try kernel.image()
        file[1024 + 64] = 0
        #expect(fault(file)?.reason == .unknownCompression)
        file.replaceSubrange(1088..<1090, with: [0x89, 0x4c])
        #expect(
            fault(file).map { if case .damagedPayload(.lzo, _) = $0.reason { true } else { false } } == true)
    }

    @Test func absentFilesAreNamed() {
        do throws(KernelFileFault) {
            _ = try KernelImage(path: "/nonexistent/vmlinuz")
            Issue.record("a file that is not there was read")
        } catch {
            #expect(error.reason == .unreadable(2))
            #expect(error.description.hasPrefix("/nonexistent/vmlinuz: cannot read it"))
        }
    }

    @Test(arguments: [Compression.none, .gzip, .xz, .zstd, .lz4])
    func everyCutIsAFault(_ compression: Compression) throws {
        var other = kernel
        other.compression = compression
        let file = try other.image()
        for length in stride(from: 0, to: file.count - 1, by: 7) {
            #expect(fault(Array(file[..<length])) != nil, "\(length) of \(file.count)")
        }
    }

    /// Whatever a damaged file says, it ends in a value or a typed error. The seeds are fixed.
    @Test(arguments: [Compression.none, .gzip, .xz, .zstd, .lz4])
    func damageNeverCrashes(_ compression: Compression) throws {
        var other = kernel
        other.compression = compression
        let file = try other.image()
        var state: UInt64 = 0x9e37_79b9_7f4a_7c15
        var faults = 0
        for _ in 0..<400 {
            var damaged = file
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let position = Int(state >> 33) % (damaged.count - 0x1f0) + 0x1f0
                damaged[position] = UInt8(truncatingIfNeeded: state >> 24)
            }
            if fault(damaged) != nil { faults += 1 }
        }
        #expect(faults > 20)
    }

    /// A header that claims the largest sizes allocates nothing for them.
    @Test func claimsAreNotBelieved() throws {
        var file = try kernel.image()
        file.replaceSubrange(0x24c..<0x250, with: [0xff, 0xff, 0xff, 0xff])
        #expect(fault(file)?.reason == .truncated)
        var zstd = kernel
        zstd.compression = .zstd
        var other = try zstd.image()
        other.replaceSubrange((other.count - 4)..<other.count, with: [0xff, 0xff, 0xff, 0x7f])
        #expect(fault(other)?.reason == .tooLarge(limit: 512 << 20))
        other.replaceSubrange((other.count - 4)..<other.count, with: [0, 0, 0, 0x10])
        #expect(fault(other).map { if case .damagedPayload = $0.reason { true } else { false } } == true)
    }
}
