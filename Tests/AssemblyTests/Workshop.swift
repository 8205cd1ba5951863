import Distributions
import Initramfs
import Machine
import Planning
import Recipes

@testable import Assembly

/// A cache, an output folder and a base for one test.
struct Workshop {
    let folder: String
    let cache: CacheFolder
    var options = AssemblyOptions(tool: "kimage test")
    var parts: ImageParts

    var out: String { folder + "/out" }

    /// - Parameter filler: bytes of a file that makes the base's initrd large.
    init(_ folder: String, filler: Int = 0) throws {
        self.folder = folder
        cache = try CacheFolder(home: folder + "/cache")
        try Directory.create(folder + "/base")
        try write(noise(5000, seed: 1), to: folder + "/base/vmlinuz")
        try Base.initrd(filler: filler).write(to: folder + "/base/initrd")
        parts = ImageParts(
            kernel: try Self.part(.kernel, folder + "/base/vmlinuz"),
            initrd: try Self.part(.initrd, folder + "/base/initrd"), root: nil)
    }

    static func part(_ role: ArtifactRole, _ path: String) throws -> ImagePart {
        let hasher = try Descriptor(open: path).hash()
        return ImagePart(role: role, path: path, size: UInt64(hasher.count), digest: hasher.digest)
    }

    func plan(_ segments: [PlannedSegment], name: String = "image", commandLine: [String] = ["quiet"]) -> Plan
    {
        Plan(
            name: name, description: nil, architecture: .x86_64,
            base: PlannedBase(
                os: "test", title: "Test", version: "1", provenance: "made by a test", isStandIn: false,
                folder: nil,
                artifacts: [
                    PlannedArtifact(role: .kernel, source: "https://user:secret@example.org/v1/vmlinuz?x=1"),
                    PlannedArtifact(role: .initrd, source: parts.initrd?.path ?? ""),
                ]),
            rootIsTree: parts.root != nil, segments: segments, commandLine: commandLine,
            menus: PlannedMenus(formats: [], title: "Test", url: nil, timeoutSeconds: 5))
    }

    /// Builds and publishes.
    func build(_ plan: Plan, probe: @escaping PublishProbe = { _ in }) async throws -> AssembledImage {
        switch try await ImageAssembler(cache: cache, options: options)
            .assemble(plan, parts: parts, into: out, probe: probe)
        {
        case .unchanged(let image):
            return image
        case .staged(var staged):
            try staged.add("menus/boot.ipxe", text: "#!ipxe\n")
            return try staged.publish()
        }
    }

    /// What the kernel makes of the published initrd.
    func unpacked(_ name: String = "image") throws -> InitrdImage {
        try InitrdReader(try InputSource(path: "\(out)/\(name)/initrd.img")).read()
    }
}

extension PlannedSegment {
    /// A segment of the initramfs.
    static func test(
        _ items: [PlannedItem], name: String = "files", compression: Compression = .none,
        placement: PlannedPlacement = .initrd
    ) -> PlannedSegment {
        PlannedSegment(name: name, compression: compression, placement: placement, items: items)
    }
}

extension PlannedItem {
    static func file(_ path: String, _ text: String, mode: UInt32 = 0o644, line: Int = 1) -> PlannedItem {
        PlannedItem(
            path: path, content: .file(.bytes(Array(text.utf8)), mode: mode, owner: .root),
            origin: .line(line))
    }

    static func overlay(
        _ source: String, at path: String = "/", owner: Owner = .root, modes: [OverlayMode] = [],
        owners: [OverlayOwner] = [], line: Int = 1
    ) -> PlannedItem {
        PlannedItem(
            path: path, content: .overlay(source: source, owner: owner, modes: modes, owners: owners),
            origin: .line(line))
    }

    static func folder(
        _ path: String, mode: UInt32 = 0o755, owner: Owner = .root, line: Int = 1
    ) -> PlannedItem {
        PlannedItem(path: path, content: .directory(mode: mode, owner: owner), origin: .line(line))
    }

    static func link(_ path: String, _ target: String, line: Int = 1) -> PlannedItem {
        PlannedItem(path: path, content: .symlink(target: target), origin: .line(line))
    }
}

extension SourcePosition {
    static func line(_ line: Int) -> SourcePosition {
        SourcePosition(file: "recipe.toml", line: line, column: 1)
    }
}
