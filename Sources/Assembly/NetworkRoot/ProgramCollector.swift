internal import Initramfs
internal import Machine

/// Collects programs of a root tree with their loader and libraries, every file at the path by which it is opened: then
/// none of the tree's links between folders is needed, and none of them can be in the way of a folder of the initramfs.
struct ProgramCollector {
    /// What lies at a path.
    enum Item {
        case file(RootArchive.Entry)
        /// A further path of a file that is there.
        case link(EntryName)
    }

    private let table: RootTable
    private(set) var items: [EntryName: Item] = [:]
    private(set) var notes: [String] = []
    private var paths: [Int: EntryName] = [:]
    private var files: [Int: ELFFile] = [:]

    /// The largest program or library that is taken.
    private static let sizeLimit = 256 << 20
    static let folders = ["usr/sbin", "usr/bin", "sbin", "bin", "usr/local/sbin", "usr/local/bin"]

    init(_ table: RootTable) {
        self.table = table
    }

    /// Adds a program.
    ///
    /// - Throws: `RootDriversFault` where it, its loader or a library is missing or damaged; `MachineFailure`.
    mutating func add(_ program: String) throws {
        let candidates = Self.folders.map { "\($0)/\(program)" }
        guard let path = candidates.first(where: { table.find($0)?.metadata.kind == .regular }),
            let name = try? EntryName(path), let file = table.find(path)
        else {
            throw RootDriversFault(
                "stage one needs the program \(Printable.text(program)), which is not in the root; "
                    + ProgramPackage.hint(program, table))
        }
        guard !file.name.last.elementsEqual("busybox".utf8) else {
            notes.append("\(name) of the root is busybox; stage one uses its own")
            return
        }
        put(file, at: name)
        guard let elf = try elf(file) else {
            notes.append("\(name) of the root is a script; what it calls must be in the initramfs")
            return
        }
        try collect(elf, name)
    }

    /// The loader and all libraries.
    private mutating func collect(_ program: ELFFile, _ name: EntryName) throws {
        if let loader = program.interpreter {
            guard let path = try? EntryName(loader), let file = table.find(loader), file.contents != nil
            else {
                throw RootDriversFault(
                    "\(name) of the root needs the loader \(Printable.text(loader)), which is not there; install the C "
                        + "library that it was built for")
            }
            put(file, at: path)
        }
        let search = LibrarySearch(table, program: program)
        var pending = [(name, program)]
        var seen: Set<EntryName> = [name]
        while let (path, object) = pending.popLast() {
            for library in object.needed {
                // A path of the program counts for its libraries, too (ld.so(8), DT_RPATH).
                let paths = object.searchPaths + program.searchPaths
                let object = Array("/".utf8) + path.bytes
                let found = try search.find(library, neededBy: object, paths: paths) { file in
                    try elf(file).map { search.isCompatible($0) } ?? false
                }
                guard let found, let elf = try elf(found.file) else {
                    throw RootDriversFault(
                        "\(path) of the root needs the library \(Printable.text(library)), which is not there; install "
                            + "what it depends on")
                }
                put(found.file, at: found.path)
                if seen.insert(found.path).inserted { pending.append((found.path, elf)) }
            }
        }
    }

    private mutating func put(_ file: RootArchive.Entry, at path: EntryName) {
        guard items[path] == nil else { return }
        if let first = paths[file.inode] {
            items[path] = .link(first)
        } else {
            paths[file.inode] = path
            items[path] = .file(file)
        }
    }

    /// What the file says; nil where it is no ELF file.
    private mutating func elf(_ file: RootArchive.Entry) throws -> ELFFile? {
        if let known = files[file.inode] { return known }
        guard let contents = file.contents else { return nil }
        let bytes = try contents.bytes(limit: Self.sizeLimit, of: file.name)
        guard bytes.starts(with: ELFFile.magic) else { return nil }
        do {
            let elf = try ELFFile(bytes)
            files[file.inode] = elf
            return elf
        } catch {
            throw RootDriversFault("\(file.name) of the root cannot be read: \(error.reason)")
        }
    }
}
