internal import Glibc
internal import Initramfs
internal import Machine

/// A root tree as a folder of this machine, for programs that make images of nothing else. Everything in it is ours and
/// plain; who owns it, its mode and which files are devices is in a list that fakeroot(1) makes the programs see.
struct RootFolder {
    let path: String
    /// The list, in the form of `fakeroot -s`.
    private(set) var state = ""

    /// Makes the folder.
    ///
    /// - Throws: `MachineFailure`; `CancellationError`.
    init(_ archive: RootArchive, at path: String) throws {
        self.path = path
        try Directory.create(path, permissions: 0o700)
        var first: [Int: EntryName] = [:]
        for entry in archive.entries {
            try Task.checkCancellation()
            let place = name(entry.name)
            if let original = first[entry.inode], entry.metadata.kind == .regular {
                try check(link(name(original), place), entry.name)
                continue
            }
            first[entry.inode] = entry.name
            switch entry.metadata.kind {
            case .directory: try check(mkdir(place, 0o700), entry.name)
            case .symlink(let target):
                try check(symlink(target.map { CChar(bitPattern: $0) } + [0], place), entry.name)
            case .regular, .character, .block, .fifo, .socket:
                try makeFile(place, entry)
            }
        }
        // A folder's time changes with what is put into it, and the number of a file's names with every link.
        for entry in archive.entries.reversed() {
            try settle(name(entry.name), entry.metadata, entry.name)
        }
        try settle(name(.root), archive.root, .root)
    }

    private func name(_ name: EntryName) -> [CChar] {
        (Array("\(path)/".utf8) + name.bytes).map { CChar(bitPattern: $0) } + [0]
    }

    private func makeFile(_ place: [CChar], _ entry: RootArchive.Entry) throws {
        let number = open(place, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw failure(entry.name, errno) }
        defer { close(number) }
        guard let contents = entry.contents else { return }
        var sink = DescriptorSink(descriptor: number)
        do {
            try contents.write(to: &sink)
            try sink.flush()
        } catch let fault as SystemFault {
            throw failure(entry.name, fault.code)
        }
    }

    /// Gives the file its time and adds its line to the list.
    private mutating func settle(_ place: [CChar], _ metadata: EntryMetadata, _ label: EntryName) throws {
        let time = timespec(tv_sec: Int(metadata.modified), tv_nsec: 0)
        try check(utimensat(AT_FDCWD, place, [time, time], AT_SYMLINK_NOFOLLOW), label)
        var status = stat()
        try check(fstatat(AT_FDCWD, place, &status, AT_SYMLINK_NOFOLLOW), label)
        var device: UInt64 = 0
        switch metadata.kind {
        case .character(let major, let minor), .block(let major, let minor):
            device = Self.number(major, minor)
        default: break
        }
        // faked.cpp of fakeroot 1.31, save_database.
        state +=
            "dev=\(String(status.st_dev, radix: 16)),ino=\(status.st_ino),mode=\(String(metadata.mode, radix: 8)),"
            + "uid=\(metadata.uid),gid=\(metadata.gid),nlink=\(status.st_nlink),rdev=\(device)\n"
    }

    /// A device's number as stat(2) has it (bits/sysmacros.h of glibc).
    private static func number(_ major: UInt32, _ minor: UInt32) -> UInt64 {
        let (major, minor) = (UInt64(major), UInt64(minor))
        return minor & 0xff | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32
    }

    private func check(_ result: Int32, _ label: EntryName) throws {
        if result != 0 { throw failure(label, errno) }
    }

    private func failure(_ label: EntryName, _ code: Int32) -> MachineFailure {
        MachineFailure("unpack the root's", path: label.description, errno: code, intent: .output)
    }
}
