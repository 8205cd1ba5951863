import CXattr
import Distributions
import Glibc
import Initramfs
import Machine
import Planning
import Recipes
import Testing

@testable import Assembly

/// File capabilities of what is laid over the root: from the disk, and from the recipe.
@Suite struct OverlayCapabilityTests {
    private static let raw = CapabilityTests.bytes("0100000200200000000000000000000000000000")

    /// Gives a file capabilities; false where this machine or this user cannot.
    @discardableResult
    private static func set(_ value: [UInt8], on path: String, mode: UInt32 = 0o755) -> Bool {
        chmod(path, mode)
        return setxattr(path, "security.capability", value, value.count, 0) == 0
    }

    // Only root may give a file capabilities; reading them needs no rights.
    private static let canSet: Bool = {
        (try? withScratch { folder in
            try write("x", to: folder + "/x")
            return set(raw, on: folder + "/x")
        }) ?? false
    }()

    /// The list that stage one gets, the warnings, the names of the drafts.
    private static func list(
        _ segments: [PlannedSegment], in folder: String, rootIsTree: Bool = false
    ) throws -> (text: String, warnings: [String], drafts: [String]) {
        let workshop = try Workshop(folder)
        let index = try BaseIndex.load(workshop.parts, of: workshop.plan([]), cache: workshop.cache)
        var assembler = SegmentAssembler(
            parts: workshop.parts, index: BaseIndex(initrd: index.initrd, root: index.initrd),
            digests: ContentDigests(index: try StatIndex(cache: workshop.cache)), modified: 0,
            limits: OverlayLimits(), rootIsTree: rootIsTree)
        let drafts = try assembler.drafts(of: segments)
        let entries = drafts.flatMap(\.entries).filter { "\($0.name)" == StageOne.fileCapabilitiesPath }
        let text = entries.map { entry in
            guard case .bytes(let bytes, _) = entry.contents else { return "" }
            return String(decoding: bytes, as: UTF8.self)
        }
        return (text.joined(), assembler.diagnostics.items.map(\.message), drafts.map(\.name))
    }

    private static func file(_ path: String, _ text: String?) -> PlannedItem {
        var item = PlannedItem.file(path, "x", mode: 0o755)
        item.capabilities = text.map { [PlannedCapability(text: $0)] } ?? []
        return item
    }

    private static let root = PlannedPlacement.root(prefix: "kimage/files")

    @Test func whatTheRecipeAsksForIsListed() throws {
        try withScratch { folder in
            try plant(["usr/bin/a", "usr/bin/b", "usr/bin/c"], in: folder + "/overlay")
            _ = link(folder + "/overlay/usr/bin/a", folder + "/overlay/usr/bin/a2")
            var overlay = PlannedItem.overlay(folder + "/overlay")
            overlay.capabilities = [
                PlannedCapability(path: "usr/bin/a", text: "cap_net_raw=ep"),
                PlannedCapability(path: "usr/bin/c", text: "cap_chown=i"),
            ]
            let seal = PlannedSegment.test([.file("/kimage/complete", "complete\n")], name: "seal")
            let found = try Self.list(
                [
                    .test([overlay], name: "overlay", placement: Self.root),
                    // /bin is a link of the base; c is replaced by a file without capabilities.
                    .test(
                        [Self.file("/bin/d", "cap_net_admin,cap_net_raw=eip"), Self.file("/usr/bin/c", nil)],
                        placement: Self.root), seal,
                ], in: folder)
            #expect(
                found.text == """
                    0100000200200000000000000000000000000000\tcap_net_raw=ep\t/usr/bin/a
                    0100000200200000000000000000000000000000\tcap_net_raw=ep\t/usr/bin/a2
                    0100000200300000003000000000000000000000\tcap_net_admin,cap_net_raw=eip\t/usr/bin/d

                    """)
            #expect(found.warnings == [])
            #expect(found.drafts == ["overlay", "files", "file-capabilities", "seal"])
        }
    }

    @Test(.enabled(if: canSet)) func whatTheFilesHaveIsListed() throws {
        try withScratch { folder in
            try plant(
                ["usr/bin/ping", "usr/bin/other", "usr/bin/x y", "usr/bin/text"], in: folder + "/overlay")
            // Nobody can run it.
            Self.set(Self.raw, on: folder + "/overlay/usr/bin/text", mode: 0o644)
            Self.set(Self.raw, on: folder + "/overlay/usr/bin/ping")
            Self.set(Self.raw, on: folder + "/overlay/usr/bin/other")
            // With another root's number the kernel keeps it as it is.
            let user = CapabilityTests.bytes("0100000300200000000000000000000000000000e8030000")
            Self.set(user, on: folder + "/overlay/usr/bin/x y")
            _ = link(folder + "/overlay/usr/bin/ping", folder + "/overlay/usr/bin/ping4")
            var overlay = PlannedItem.overlay(folder + "/overlay")
            overlay.capabilities = [PlannedCapability(path: "usr/bin/other", text: "=")]
            let found = try Self.list([.test([overlay], placement: Self.root)], in: folder)
            #expect(
                found.text == """
                    0000000200000000000000000000000000000000\t=\t/usr/bin/other
                    0100000200200000000000000000000000000000\tcap_net_raw=ep\t/usr/bin/ping
                    0100000200200000000000000000000000000000\tcap_net_raw=ep\t/usr/bin/ping4

                    """)
            #expect(found.warnings.count == 1)
            #expect(
                found.warnings.first?.contains("/usr/bin/x y has capabilities of a user namespace alone")
                    == true)
        }
    }

    @Test(.enabled(if: canSet)) func inTheInitramfsTheyAreLostAndThatIsTold() throws {
        try withScratch { folder in
            try plant(["usr/bin/ping", "etc/x"], in: folder + "/overlay")
            Self.set(Self.raw, on: folder + "/overlay/usr/bin/ping")
            let found = try Self.list([.test([.overlay(folder + "/overlay")])], in: folder)
            #expect(found.text == "")
            #expect(
                found.warnings == [
                    "the capabilities of /usr/bin/ping (cap_net_raw=ep) are lost: it lies in the initramfs, whose archive format has no room for them"
                ])
        }
    }

    @Test func readingThemNeedsNoRights() throws {
        // Of a file that may be looked at and not be opened; and of one that is not there.
        try withScratch { folder in
            try write("x", to: folder + "/x")
            let hasValue = Self.set(Self.raw, on: folder + "/x", mode: 0)
            let directory = try Directory.open(folder)
            let value = try Directory.attribute("security.capability", of: Array("x".utf8), in: directory)
            #expect(value == (hasValue ? Self.raw : nil))
            #expect(throws: MachineFailure.self) {
                try Directory.attribute("security.capability", of: Array("none".utf8), in: directory)
            }
        }
    }

    @Test func aRootThatCannotSetThemIsRefused() throws {
        try withScratch { folder in
            let asked = PlannedSegment.test([Self.file("/usr/bin/d", "cap_net_raw=ep")], placement: Self.root)
            let found = failure(Diagnostics.self) {
                _ = try Self.list([asked], in: folder, rootIsTree: true)
            }
            #expect(
                found?.items.map(\.message) == [
                    "/usr/bin/d shall have capabilities, and the root holds no program to set them"
                ])
            // An overlay may bring it.
            let setter = PlannedSegment.test([Self.file("/bin/setcap", nil)], name: "s", placement: Self.root)
            let text = try Self.list([asked, setter], in: folder, rootIsTree: true).text
            #expect(text.hasSuffix("\t/usr/bin/d\n"))
        }
    }

    @Test func pathsThatAreNoFilesAreRefused() throws {
        try withScratch { folder in
            try plant(["usr/bin/a"], in: folder + "/overlay")
            symlink("a", folder + "/overlay/usr/bin/l")
            var overlay = PlannedItem.overlay(folder + "/overlay")
            overlay.capabilities = ["usr/bin", "usr/bin/l", "usr/bin/none"].map {
                PlannedCapability(path: $0, text: "cap_net_raw=ep")
            }
            let found = failure(Diagnostics.self) {
                _ = try Self.list([.test([overlay], placement: Self.root)], in: folder)
            }
            #expect(
                found?.items.map(\.message) == [
                    "capabilities: /usr/bin is no file, and only files have them",
                    "capabilities: /usr/bin/l is no file, and only files have them",
                    "capabilities: the overlay \(folder)/overlay holds no usr/bin/none",
                ])
        }
    }
}
