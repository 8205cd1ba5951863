internal import Distributions
internal import Initramfs
internal import Machine
internal import Recipes

/// Reads a root archive once and puts what stage one needs of it into a folder.
struct DriverWork {
    let request: DriverRequest
    /// What the base's initrd holds.
    let initrd: (any BaseTree)?

    /// What was found; the files are in a folder, by their number.
    struct Result {
        var release = ""
        var modules: [String] = []
        var builtin: [String] = []
        var items: [DriverItem] = []
        var notes: [String] = []
    }

    /// - Parameters:
    ///   - folder: for the files, and while it works for what it keeps of the archive.
    /// - Throws: `RootDriversFault`, `ArchiveFault`, `RootImageFault`, `MachineFailure`, `CancellationError`.
    func run(_ path: String, into folder: String) throws -> Result {
        let programs = Set(request.programs.map { Array($0.utf8) })
        var wanted: Set<EntryName> = []
        // A program may be a hard link to another name: then the archive is read once more.
        for _ in 0..<2 {
            let archive = try RootArchive.read(path, spoolIn: folder) { name in
                wanted.contains(name) || isWanted(name, programs)
            }
            let more = missing(archive, programs)
            guard !more.isSubset(of: wanted) else { return try collect(archive, into: folder) }
            wanted.formUnion(more)
        }
        return try collect(try RootArchive.read(path, spoolIn: folder), into: folder)
    }

    /// Whether a file may be needed: a module or a text of depmod, a program, or a library.
    private func isWanted(_ name: EntryName, _ programs: Set<[UInt8]>) -> Bool {
        let components = name.components
        if request.wantsModules, components.count > 3 {
            let start = components[0].elementsEqual("usr".utf8) ? 1 : 0
            let folder = components[start..<(start + 2)].map { Array($0) }
            if folder == [Array("lib".utf8), Array("modules".utf8)] { return true }
        }
        guard !programs.isEmpty else { return false }
        let last = Array(name.last)
        return programs.contains(last) || last.starts(with: Array("ld-".utf8))
            || Self.contains(last, Array(".so".utf8))
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0..<($0 + part.count)].elementsEqual(part) }
    }

    /// Names of the files of programs whose contents were not kept.
    private func missing(_ archive: RootArchive, _ programs: Set<[UInt8]>) -> Set<EntryName> {
        let table = RootTable(archive)
        var inodes: Set<Int> = []
        for folder in ProgramCollector.folders {
            for program in request.programs {
                guard let file = table.find("\(folder)/\(program)"), file.metadata.kind == .regular,
                    file.contents == nil
                else { continue }
                inodes.insert(file.inode)
            }
        }
        guard !inodes.isEmpty else { return [] }
        return Set(archive.entries.filter { inodes.contains($0.inode) }.map(\.name))
    }

    private func collect(_ archive: RootArchive, into folder: String) throws -> Result {
        let table = RootTable(archive)
        var result = Result()
        var writer = DriverFiles(folder: folder)
        if request.wantsModules {
            let source = try ModuleSource(table, release: request.release)
            let selection = try ModuleSelection(request, source)
            result.release = source.release
            result.builtin = selection.builtin.sorted()
            let base = "/lib/modules/\(source.release)/"
            for name in source.index.order where selection.taken.contains(name) {
                try Task.checkCancellation()
                guard let module = source.index.modules[name] else { continue }
                let bytes = try source.unpacked(module)
                result.modules.append(name)
                result.items.append(
                    try writer.add(bytes, path: base + ModuleName.plain(module.path), mode: 0o644))
            }
            result.modules.sort()
            let texts = ModuleTexts(index: source.index, taken: selection.taken, held: held(source))
            var failure: (any Error)?
            let files = texts.all { name in
                do { return try source.text(name) } catch {
                    failure = error
                    return []
                }
            }
            if let failure { throw failure }
            for (name, bytes) in files {
                result.items.append(try writer.add(bytes, path: base + name, mode: 0o644))
            }
        }
        var collector = ProgramCollector(table)
        for program in request.programs { try collector.add(program) }
        for (path, item) in collector.items.sorted(by: { $0.key < $1.key }) {
            guard let text = String(validating: path.bytes, as: UTF8.self) else { continue }
            switch item {
            case .link(let target):
                let target = "/" + String(decoding: target.bytes, as: UTF8.self)
                result.items.append(DriverItem(path: "/" + text, kind: .link(target)))
            case .file(let file):
                guard let contents = file.contents else { continue }
                let mode = file.metadata.permissions & 0o777
                result.items.append(try writer.add(contents, path: "/" + text, mode: mode))
            }
        }
        result.notes = collector.notes
        return result
    }

    /// Paths of modules that the base's initrd has, by name.
    private func held(_ source: ModuleSource) -> [String: String] {
        guard let initrd else { return [:] }
        var result: [String: String] = [:]
        for name in source.index.order {
            guard let module = source.index.modules[name] else { continue }
            result[name] = ModuleName.forms(module.path).first { path in
                guard let name = try? EntryName("lib/modules/\(source.release)/\(path)"),
                    let resolved = initrd.resolve(name)
                else { return false }
                return initrd.node(resolved)?.metadata.kind == .regular
            }
        }
        return result
    }
}
