import Artifacts
import Assembly
import Initramfs
import Machine

/// A root archive that a test writes entry by entry.
struct RootTarball {
    private(set) var bytes: [UInt8] = []

    /// cap_net_raw=ep, revision 2.
    static let capability: [UInt8] = [1, 0, 0, 2, 0, 0x20] + [UInt8](repeating: 0, count: 14)

    mutating func add(
        _ path: String, _ kind: TarEntry.Kind = .file, _ data: [UInt8] = [], mode: UInt32 = 0o644,
        owner: UInt32 = 0, group: UInt32 = 0, time: Int64 = 1000, capability: [UInt8]? = nil
    ) {
        add(
            bytes: Array(path.utf8), kind, data, mode: mode, owner: owner, group: group, time: time,
            capability: capability)
    }

    mutating func add(
        bytes path: [UInt8], _ kind: TarEntry.Kind, _ data: [UInt8] = [], mode: UInt32, owner: UInt32 = 0,
        group: UInt32 = 0, time: Int64 = 1000, capability: [UInt8]? = nil
    ) {
        bytes += TarWriter.header(
            TarEntry(
                path: path, kind: kind, permissions: mode, owner: owner, group: group, modified: time,
                size: kind == .file ? Int64(data.count) : 0,
                attributes: capability.map { [Array("security.capability".utf8): $0] } ?? [:]))
        bytes += data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
    }

    mutating func folder(_ path: String, mode: UInt32 = 0o755) { add(path, .directory, mode: mode) }

    mutating func link(_ path: String, to target: String) {
        add(path, .symlink(Array(target.utf8)), mode: 0o777)
    }

    /// Writes the archive and describes it as a base's part.
    func part(_ path: String) throws -> ImagePart {
        let all = bytes + TarWriter.end
        try write(all, to: path)
        return ImagePart(
            role: .root, path: path, size: UInt64(all.count), digest: ContentHasher.digest(all))
    }

    static let longName = String(repeating: "d", count: 120) + "/" + String(repeating: "n", count: 130)

    /// A small tree with everything that a root may have.
    static func sample() -> RootTarball {
        var tar = RootTarball()
        tar.add("./", .directory, mode: 0o751, time: 77)
        for folder in ["usr", "usr/bin", "usr/lib", "dev"] { tar.folder(folder) }
        tar.link("lib", to: "usr/lib")
        tar.add(
            "usr/bin/ping", .file, Array(repeating: 0x70, count: 9000), mode: 0o4755, capability: capability)
        tar.add("usr/bin/ping6", .hardLink(Array("usr/bin/ping".utf8)))
        tar.add("dev/console", .character(major: 5, minor: 1), mode: 0o600, group: 5)
        tar.add("dev/disk", .block(major: 8, minor: 17), mode: 0o660)
        tar.add("dev/pipe", .fifo, mode: 0o620)
        tar.add("lib/through", .file, Array("through".utf8))
        tar.add("own", .file, Array("x".utf8), mode: 0o3640, owner: 70000, group: 80000, time: 1_500_000_000)
        tar.add(longName, .file, Array("long".utf8))
        return tar
    }
}
