import Artifacts
import Machine
import Testing

/// With what upstream's stable stream said in July 2026, cut to one architecture.
@Suite struct StreamMetadataTests {
    static let release = "44.20260707.3.1"
    static let kernel = "b0389e187ed951727560f517d589f3daa2736dc34dc9aa245b986d72b6f6c3ee"
    static let initramfs = "360c3b6b4cc8a58807fca8ac6947c8ec578e482af52d2311ae99ef02fe9d8dc5"
    static let rootfs = "b500e557397bc76c87b83e17cb0f149a1386ca4e1fd79e61c6e10fe8361c5b44"

    static func address(_ part: String) -> String {
        "https://builds.coreos.fedoraproject.org/prod/streams/stable/builds/\(release)/x86_64/"
            + "fedora-coreos-\(release)-live-\(part)"
    }

    static func part(_ name: String, _ file: String, _ digest: String) -> String {
        let address = address(file)
        return
            "\"\(name)\": {\"location\": \"\(address)\", \"signature\": \"\(address).sig\", \"sha256\": \"\(digest)\"}"
    }

    static let json = """
        {"stream": "stable", "metadata": {"last-modified": "2026-07-21T14:06:45Z"}, "architectures": {
          "s390x": {"artifacts": {"ibmcloud": {"release": "\(release)", "formats": {}}}},
          "x86_64": {"artifacts": {
            "aws": {"something": ["else"]},
            "metal": {"release": "\(release)", "formats": {
              "iso": {"disk": {"location": "https://h/x.iso", "sha256": "0"}},
              "pxe": {\(part("kernel", "kernel.x86_64", kernel)),
                \(part("initramfs", "initramfs.x86_64.img", initramfs)),
                \(part("rootfs", "rootfs.x86_64.img", rootfs))}}}}}}}
        """

    private func stream(_ text: String = json) throws -> StreamMetadata {
        try StreamMetadata(json: Array(text.utf8), name: "stable.json")
    }

    @Test func theReleaseBecomesRequests() throws {
        let requests = try stream().requests(architecture: "x86_64", version: Self.release)
        #expect(requests.map(\.role) == ["kernel", "initrd", "root"])
        #expect(requests.map(\.sha256?.hex) == [Self.kernel, Self.initramfs, Self.rootfs])
        #expect(
            requests.map(\.source)
                == ["kernel.x86_64", "initramfs.x86_64.img", "rootfs.x86_64.img"].map(Self.address))
        #expect(requests.last?.fileName == "fedora-coreos-\(Self.release)-live-rootfs.x86_64.img")
        #expect(try stream().requests(architecture: "x86_64") == requests)
        #expect(
            try stream().files["x86_64"]?["root"]?.signature == Self.address("rootfs.x86_64.img") + ".sig")
        #expect(try stream().releases == ["x86_64": Self.release])
    }

    @Test func otherReleasesAreRefused() throws {
        let found = failure(ArtifactFailure.self) {
            _ = try stream().requests(architecture: "x86_64", version: "39.20240322.3.1")
        }
        #expect(found?.code == .checksums)
        #expect(
            found?.message.contains("is at release \(Self.release) and says nothing of 39.20240322.3.1")
                == true)
        #expect(found?.hint?.contains("give sha256 in the recipe") == true)
        for architecture in ["aarch64", "s390x", ""] {
            #expect(
                failure(ArtifactFailure.self) { _ = try stream().requests(architecture: architecture) }?.code
                    == .checksums)
        }
    }

    @Test(arguments: [
        ("", "it is no JSON"), ("[]", "of another type"), ("{}", "stream is missing"),
        ("{\"stream\": \"s\", \"architectures\": {\"a\": {}}}", "artifacts is missing"),
        (json.replacing(kernel, with: "0"), "the sha256 of kernel of x86_64 is none"),
        (String(json.dropLast(9)), "it is no JSON"), ("\0\0\0", "it is no JSON"),
        (String(repeating: "[", count: 100_000), "it is no JSON"),
    ])
    func whatIsNoMetadataIsRefused(_ text: String, _ words: String) {
        let found = failure(ArtifactFailure.self) { _ = try stream(text) }
        #expect(found?.code == .checksums)
        #expect(found?.message.contains(words) == true, "\(found?.message ?? "-")")
    }

    @Test func aRequestFindsItsDigestInTheStream() async throws {
        try await withScratch { folder async throws in
            let digest = ContentHasher.digest(Array("the kernel".utf8))
            let name = "fedora-coreos-\(Self.release)-live-kernel.x86_64"
            try write("the kernel", to: "\(folder)/\(name)")
            try write(Self.json.replacing(Self.kernel, with: digest.hex), to: "\(folder)/stable.json")
            var request = ArtifactRequest(
                role: "kernel", source: "\(folder)/\(name)", checksums: "\(folder)/stable.json", fileName: "")
            let resolver = Resolver(store: try Store(folder: "\(folder)/cache"))
            let result = try await resolver.resolve([request], lock: nil, mode: .addMissing)
            #expect(result.artifacts.first?.verified == .publisherChecksums)
            #expect(result.lock.entries.first?.checksums == "\(folder)/stable.json")
            try write("another kernel", to: "\(folder)/\(name)")
            let changed = await failure(ArtifactFailure.self) {
                _ = try await resolver.resolve([request], lock: nil, mode: .update(roles: nil))
            }
            // What the store has is used; it is the file that was promised.
            #expect(changed == nil)
            request.source = "\(folder)/fedora-coreos-39.20240322.3.1-live-kernel-x86_64"
            let old = await failure(ArtifactFailure.self) {
                _ = try await resolver.resolve([request], lock: nil, mode: .addMissing)
            }
            #expect(
                old?.message.contains("says nothing of fedora-coreos-39.20240322.3.1-live-kernel-x86_64")
                    == true)
        }
    }
}

extension String {
    fileprivate func replacing(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
