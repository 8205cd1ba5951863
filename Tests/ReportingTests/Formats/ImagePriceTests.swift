import Testing

@testable import Reporting

/// How often an image of containers is in RAM, by who loads it.
@Suite struct ImagePriceTests {
    private func price(
        _ archive: UInt64, _ unpacked: UInt64?, keepsArchive: Bool, keepsLayers: Bool, copies: Bool
    ) -> ImagePrice {
        ImagePrice(
            name: "a:1", loader: "x", archiveBytes: archive, unpackedBytes: unpacked,
            keepsArchive: keepsArchive,
            keepsLayers: keepsLayers, copiesArchive: copies)
    }

    @Test func everyLoader() {
        let rancher = price(10, 30, keepsArchive: true, keepsLayers: false, copies: true)
        #expect(rancher.loadedBytes == 40 && rancher.loadingBytes == 50)
        let k3s = price(10, 30, keepsArchive: true, keepsLayers: true, copies: false)
        #expect(k3s.loadedBytes == 50 && k3s.loadingBytes == 50)
        let docker = price(10, 30, keepsArchive: false, keepsLayers: false, copies: true)
        #expect(docker.loadedBytes == 30 && docker.loadingBytes == 50)
        let containerd = price(10, 30, keepsArchive: false, keepsLayers: true, copies: false)
        #expect(containerd.loadedBytes == 40 && containerd.loadingBytes == 50)
        let unknown = price(10, nil, keepsArchive: true, keepsLayers: true, copies: true)
        #expect(unknown.loadedBytes == nil && unknown.loadingBytes == nil)
    }

    @Test func whatIsInUseGrowsByWhatIsUnpackedBeyondTheArchives() {
        let ram = RamSummary(
            toBootMiB: 100, inUseMiB: 80, terms: [], decidingCondition: "x", modelKernel: "y")
        let mib: UInt64 = 1 << 20
        let more = ram.adding([
            price(10 * mib, 30 * mib, keepsArchive: false, keepsLayers: false, copies: true),
            price(mib, 2 * mib, keepsArchive: true, keepsLayers: false, copies: true),
            price(mib, nil, keepsArchive: true, keepsLayers: false, copies: true),
        ])
        #expect(more.inUseMiB == 80 + 20 + 2)
        #expect(more.inUseTerms.map(\.kib) == [22 * 1024])
        #expect(more.toBootMiB == 100)
        #expect(ram.adding([]) == ram)
    }
}
