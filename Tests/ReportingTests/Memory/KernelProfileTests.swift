import Initramfs
import Reporting
import TestSupport
import Testing

/// Which profile a kernel file gets.
struct KernelProfileTests {
    private func image(_ release: String, _ builder: String, _ sections: [SyntheticKernel.Section]) throws
        -> KernelImage
    {
        let kernel = SyntheticKernel(
            release: release, builder: builder, sections: sections, texts: ["initramfs_options=", "kfence"])
        return try KernelImage(bytes: try kernel.image(), path: release)
    }

    @Test func releasesFindTheirProfile() {
        #expect(KernelProfile.measured(release: "5.10.0-46-cloud-amd64") == .debian510Cloud)
        #expect(KernelProfile.measured(release: "6.1.0-56-cloud-amd64") == .debian61Cloud)
        #expect(KernelProfile.measured(release: "6.1.0-56-amd64") == .debian61Generic)
        #expect(KernelProfile.measured(release: "6.12.107+deb13-cloud-amd64") == .debian612Cloud)
        #expect(KernelProfile.measured(release: "6.18.56-0-virt") == .alpine618Virt)
        for other in [
            "6.1.0-56-rt-amd64", "6.12.107+deb13-amd64", "6.18.56-0-lts", "6.10.0-56-cloud-amd64",
            "6.1.0-arm64", "",
        ] {
            #expect(KernelProfile.measured(release: other) == nil, "\(other)")
        }
    }

    @Test func theMeasuredKernelGetsItsFigures() throws {
        let builder = SyntheticKernel.debianBuilder + "6.1.192-2 (2026-11-16)"
        let profile = KernelProfile(try image("6.1.0-56-cloud-amd64", builder, SyntheticKernel.debian61Cloud))
        #expect(profile.origin == .measured)
        #expect(profile.reserved == 42128)
        #expect(profile.freed == 8616)
        #expect(profile.idle == 23927)
        #expect(profile.initSize == 48 << 20, "the header of this very file")
    }

    @Test func anotherBuildIsAdjusted() throws {
        var sections = SyntheticKernel.debian61Cloud
        for index in sections.indices where [".brk", ".init.scratch"].contains(sections[index].name) {
            sections[index].address += 2 << 20
        }
        let builder = SyntheticKernel.debianBuilder + "6.1.200-1 (2027-02-01)"
        let profile = KernelProfile(try image("6.1.0-60-cloud-amd64", builder, sections))
        #expect(profile.origin == .sameSeries(measured: "6.1.192"))
        #expect(profile.version == KernelVersion(6, 1, 200))
        #expect(profile.reserved == 42128 + 2048)
        #expect(profile.idle == 23927)
    }

    @Test func unknownKernelsAreDerived() throws {
        let own = try image("6.6.30", "(me@host) (gcc) #1 SMP", SyntheticKernel.debian612Cloud)
        let profile = KernelProfile(own)
        #expect(profile.origin == .derived)
        #expect(profile.reserved == 45248 + 1000 + 2048, "KFENCE takes its pool")
        #expect(profile.idle == 16600)
        #expect(profile.unpackPerCPU == 1500)
        #expect(profile.objects == KernelProfile.debian612Cloud.objects)
        #expect(profile.remarks.count == 1)
        let without = KernelConfiguration(Array("CONFIG_KFENCE=y\nCONFIG_KFENCE_SAMPLE_INTERVAL=0\n".utf8))
        #expect(KernelProfile(own, configuration: without).reserved == 45248 + 1000)

        let debian = try image(
            "6.18.15+deb13-cloud-amd64", SyntheticKernel.debianBuilder + "6.18.15-1",
            SyntheticKernel.debian612Cloud)
        #expect(KernelProfile(debian).reserved == 45248 + 1000, "Debian's KFENCE does not run")
    }

    @Test func ageDecidesOnTheIdleKernel() throws {
        func profile(_ release: String) throws -> KernelProfile {
            KernelProfile(try image(release, "(me@host) #1", SyntheticKernel.debian612Cloud))
        }
        #expect(try profile("5.4.1").idle == 18000)
        #expect(try profile("5.4.1").pending == 0)
        #expect(try profile("5.19.0").idle == 24000)
        #expect(try profile("5.19.0").pending == 1900)
        #expect(try profile("6.18.15").idle == 16600)
        #expect(try profile("7.2.12").idle == 21500)
        #expect(try profile("7.3.0").idle == 21500 + 5120)
        #expect(try profile("7.3.0").remarks.count == 2)
        #expect(try profile("6.18.20-0-lts").objects == KernelProfile.alpine618Virt.objects)
    }
}
