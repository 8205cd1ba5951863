internal import Initramfs
internal import Machine

/// The modules of one kernel in a root tree.
struct ModuleSource {
    let release: String
    let index: ModuleIndex
    private let folder: EntryName
    private let table: RootTable

    /// depmod's largest file takes some megabytes.
    private static let textLimit = 64 << 20
    /// The largest module of Debian's kernels has 6 MB.
    private static let moduleLimit = 256 << 20

    /// - Parameter release: nil: the one that there is.
    /// - Throws: `RootDriversFault` where there are none or several, or depmod was not run.
    init(_ table: RootTable, release wanted: String?) throws {
        var found: [(release: String, folder: EntryName)] = []
        if let modules = table.find("lib/modules") {
            for name in table.names(in: modules.name) {
                guard let text = String(validating: name.last, as: UTF8.self),
                    let folder = table.find(name.bytes), folder.metadata.kind == .directory
                else { continue }
                found.append((text, folder.name))
            }
        }
        let chosen = wanted.map { wanted in found.filter { $0.release == wanted } } ?? found
        guard let only = chosen.first, chosen.count == 1 else {
            throw Self.wrongFolder(wanted, found.map(\.release))
        }
        self.table = table
        (release, folder) = only
        let place = only.folder
        var failure: (any Error)?
        index = ModuleIndex { name in
            do { return try Self.text(name, in: place, table) } catch {
                failure = error
                return []
            }
        }
        if let failure { throw failure }
        guard !index.order.isEmpty || !index.builtin.isEmpty else {
            throw RootDriversFault(
                "the root has /lib/modules/\(Printable.text(release)) without modules.dep; run depmod in it and pack "
                    + "it anew")
        }
    }

    /// A text of the release's folder; empty where there is none.
    func text(_ name: String) throws -> [UInt8] { try Self.text(name, in: folder, table) }

    /// A module's bytes, unpacked.
    ///
    /// - Throws: `RootDriversFault` where the file is missing or damaged; `MachineFailure`.
    func unpacked(_ module: ModuleIndex.Module) throws -> [UInt8] {
        guard let name = try? folder.appending(module.path.utf8), let file = table.find(name.bytes),
            let contents = file.contents
        else {
            throw RootDriversFault(
                "modules.dep of Linux \(Printable.text(release)) in the root names \(Printable.text(module.path)), and "
                    + "there is no such file; run depmod in the root and pack it anew")
        }
        let packed = try contents.bytes(limit: Self.moduleLimit, of: file.name)
        do {
            let bytes = try WholeStream.unpacked(packed, limit: Self.moduleLimit)
            guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else {
                throw CodecFault.corrupt("it is no ELF file")
            }
            return bytes
        } catch let fault as CodecFault {
            throw RootDriversFault("the module \(file.name) of the root cannot be unpacked: \(fault)")
        }
    }

    private static func text(_ name: String, in folder: EntryName, _ table: RootTable) throws -> [UInt8] {
        guard let path = try? folder.appending(name.utf8), let file = table.find(path.bytes),
            let contents = file.contents
        else { return [] }
        return try contents.bytes(limit: textLimit, of: file.name)
    }

    private static func wrongFolder(_ wanted: String?, _ found: [String]) -> RootDriversFault {
        let list = found.map { Printable.text($0) }.joined(separator: ", ")
        guard !found.isEmpty else {
            return RootDriversFault(
                "the root has no kernel modules (/lib/modules), and stage one needs some to reach its server; take a "
                    + "root with the modules of its kernel")
        }
        guard let wanted else {
            return RootDriversFault(
                "the root has modules of several kernels (\(list)); pack it with those of the one that boots")
        }
        return RootDriversFault(
            "the root has no modules of the kernel \(Printable.text(wanted)), only of \(list); take the root and the "
                + "kernel from one release")
    }
}
