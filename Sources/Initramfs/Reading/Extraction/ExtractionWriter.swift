internal import Glibc

/// Mirrors on the disk what each entry does to the tree.
final class ExtractionWriter: InitrdVisitor {
    typealias Refusal = ConfinedDirectory.Refusal

    let directory: ConfinedDirectory
    let options: ExtractionOptions
    var extracted = 0
    private(set) var remarks: [ExtractionResult.Remark] = []
    var open: SharedDescriptor?
    var openEntry: UnpackedEntry?
    var openFailed = false

    init(_ directory: ConfinedDirectory, _ options: ExtractionOptions) {
        self.directory = directory
        self.options = options
    }

    func entry(_ entry: UnpackedEntry) throws -> Bool {
        if let removed = entry.removed {
            do throws(Refusal) {
                try clear(removed, type: 0)
            } catch {
                remark(entry, .failed(error.what, errno: error.code))
                return false
            }
        }
        if case .dropped(let reason) = entry.effect {
            remark(entry, .dropped(reason))
            return false
        }
        guard let path = entry.path else { return false }
        do throws(Refusal) {
            return try make(entry, path)
        } catch {
            remark(entry, .failed(error.what, errno: error.code))
            return false
        }
    }

    func contents(_ bytes: UnsafeRawBufferPointer) throws {
        guard let open, let entry = openEntry, !openFailed else { return }
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = write(open.raw, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                remark(entry, .failed("write it", errno: errno))
                openFailed = true
                return
            }
            done += count
        }
    }

    func contentsEnded(complete: Bool) throws {
        guard let open, let entry = openEntry else { return }
        if !complete { remark(entry, .incomplete) }
        self.open = nil
        openEntry = nil
        // Last of all: writing clears set-ID bits (file_remove_privs) and sets the time.
        let metadata = EntryMetadata(
            kind: .regular, permissions: entry.header.permissions, uid: entry.header.uid,
            gid: entry.header.gid, modified: entry.header.modified)
        do throws(Refusal) {
            try setMetadata(open.raw, metadata)
        } catch {
            remark(entry, .failed(error.what, errno: error.code))
        }
    }

    /// Gives directories their modes and times, the lowest first: until now they had to be writable.
    func finish(_ tree: UnpackedTree) {
        directory.forget()
        for item in tree.items().reversed() where item.metadata.kind == .directory {
            do throws(Refusal) {
                try directory.at(item.name.bytes) { parent, name throws(Refusal) in
                    let raw = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                    guard raw >= 0 else { throw Refusal(what: "open it", code: errno) }
                    let opened = OwnedDescriptor(adopting: raw)
                    try setMetadata(opened.raw, item.metadata)
                }
            } catch {
                remarks.append(.init(name: item.name.bytes, reason: .failed(error.what, errno: error.code)))
            }
        }
    }

    // MARK: -

    func remark(_ entry: UnpackedEntry, _ reason: ExtractionResult.Reason) {
        remarks.append(.init(name: entry.name, reason: reason))
    }
}
