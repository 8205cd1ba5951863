import FoundationEssentials
import Initramfs
import Reporting
import Testing

/// Real kernel files: those that `KIMAGE_TEST_KERNEL` names (paths with ":" between), else those in
/// ~/.cache/kimage/kernels.
enum RealKernels {
    static let paths: [String] = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["KIMAGE_TEST_KERNEL"] {
            return named.split(separator: ":").map(String.init)
        }
        guard let home = environment["HOME"] else { return [] }
        let folder = home + "/.cache/kimage/kernels"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { folder + "/" + $0 }
    }()
}

/// Skipped where no real kernel file is at hand.
@Suite(.enabled(if: !RealKernels.paths.isEmpty, "no kernel files are at hand"))
struct RealKernelTests {
    @Test(arguments: RealKernels.paths)
    func aKernelTellsItsNeeds(_ path: String) throws {
        let image = try KernelImage(path: path)
        #expect(image.identity.banner.hasPrefix("Linux version \(image.release) "))
        #expect((4096...262_144).contains(image.layout.image))
        #expect((512...32768).contains(image.layout.freed))
        #expect((64...2048).contains(image.layout.perCPU))
        // Distribution kernels unpack everything.
        #expect(Set(image.supportedCompressions) == Set(Compression.allCases))
        #expect(Double(image.header.initSize) / 1024 > image.layout.image)

        let profile = KernelProfile(image)
        let derived = KernelProfile.derived(from: image)
        #expect(image.traits.hasHelper == image.release.hasSuffix("-virt"))
        #expect(derived.fiveLevelPaging == profile.fiveLevelPaging)
        guard profile.origin != .derived, profile.layout != nil else { return }
        #expect((-50...50).contains(derived.reserved - profile.reserved), "\(derived.reserved)")
        #expect((-190...190).contains(derived.freed - profile.freed), "\(derived.freed)")
        #expect(profile.supportsInitramfsOptions)
    }
}
