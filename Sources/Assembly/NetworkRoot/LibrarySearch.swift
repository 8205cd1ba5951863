internal import Initramfs

/// Finds libraries in a root tree as its dynamic loader does: ld.so(8) without a cache, or musl's.
struct LibrarySearch {
    let table: RootTable
    private let isMusl: Bool
    private let isWide: Bool
    private let machine: UInt16

    /// - Parameter program: decides which loader it is.
    init(_ table: RootTable, program: ELFFile) {
        self.table = table
        isWide = program.isWide
        machine = program.machine
        let loader = program.interpreter?.split(separator: UInt8(ascii: "/")).last ?? []
        isMusl = loader.starts(with: Array("ld-musl".utf8))
    }

    /// The path by which the loader opens a library, and what is there; nil where it finds none.
    ///
    /// - Parameters:
    ///   - object: the path of what needs it, for `$ORIGIN`.
    ///   - paths: folders that it names.
    ///   - fits: whether a candidate is for this machine; the loader goes on looking where it is not.
    func find(
        _ library: [UInt8], neededBy object: [UInt8], paths: [[UInt8]],
        fits: (RootArchive.Entry) throws -> Bool
    ) rethrows -> (path: EntryName, file: RootArchive.Entry)? {
        let slash = UInt8(ascii: "/")
        var candidates: [[UInt8]] = []
        if library.contains(slash) {
            candidates = [library]
        } else {
            let origin = Array(object[..<(object.lastIndex(of: slash) ?? object.startIndex)])
            let own = paths.map { Self.expanded($0, origin: origin) }
            candidates = (own + folders.map { Array($0.utf8) }).map { $0 + [slash] + library }
        }
        for candidate in candidates {
            guard let path = Self.plain(candidate), let file = table.find(path.bytes),
                file.contents != nil, try fits(file)
            else { continue }
            return (path, file)
        }
        return nil
    }

    /// Whether it is for the same machine.
    func isCompatible(_ library: ELFFile) -> Bool { library.machine == machine && library.isWide == isWide }

    /// The folders of the loader itself.
    private var folders: [String] {
        // ldso/dynlink.c of musl.
        if isMusl { return ["/lib", "/usr/local/lib", "/usr/lib"] }
        let multiarch = Self.triplet(machine).map { ["/lib/\($0)", "/usr/lib/\($0)"] } ?? []
        return multiarch + (isWide ? ["/lib64", "/usr/lib64"] : []) + ["/lib", "/usr/lib"]
    }

    /// Debian's names of machines, by e_machine (elf.h).
    private static func triplet(_ machine: UInt16) -> String? {
        switch machine {
        case 3: "i386-linux-gnu"
        case 40: "arm-linux-gnueabihf"
        case 62: "x86_64-linux-gnu"
        case 183: "aarch64-linux-gnu"
        case 243: "riscv64-linux-gnu"
        default: nil
        }
    }

    /// The path without `..`: in the initramfs no folder on the way is a link.
    private static func plain(_ path: [UInt8]) -> EntryName? {
        var parts: [ArraySlice<UInt8>] = []
        for part in path.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
        }
        return try? EntryName(parts.joined(separator: [UInt8(ascii: "/")]))
    }

    private static func expanded(_ path: [UInt8], origin: [UInt8]) -> [UInt8] {
        for form in ["$ORIGIN", "${ORIGIN}"] where path.starts(with: Array(form.utf8)) {
            return origin + path.dropFirst(form.utf8.count)
        }
        return path
    }
}
