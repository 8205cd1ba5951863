internal import Glibc

/// Making directories, links, nodes and files.
extension ExtractionWriter {
    /// Makes what the entry says; true where its contents are wanted.
    func make(_ entry: UnpackedEntry, _ path: [UInt8]) throws(Refusal) -> Bool {
        let header = entry.header
        if header.isNode, !options.makesNodes {
            if !path.isEmpty { try clear(path, type: 0) }
            remark(entry, .nodeSkipped)
            return false
        }
        if header.permissions & 0o6000 != 0, !options.keepsSetID, !header.isSymlink {
            remark(entry, .setIDDropped(header.permissions & 0o6000))
        }
        extracted += 1
        if header.isDirectory {
            guard !path.isEmpty else { return false }
            try clear(path, type: S_IFDIR)
            try directory.at(path) { parent, name throws(Refusal) in
                guard mkdirat(parent, name, 0o700) == 0 || errno == EEXIST else {
                    throw Refusal(what: "make the directory", code: errno)
                }
            }
            return false
        }
        if header.isSymlink {
            try clear(path, type: 0)
            try makeSymlink(entry, path)
            return false
        }
        if header.isNode {
            try makeNode(entry, path)
            return false
        }
        if case .linked(let first) = entry.effect { try makeLink(first, path) }
        try openFile(entry, path)
        return true
    }

    /// Takes away what has the name and another type; with type 0 whatever has it.
    func clear(_ path: [UInt8], type: mode_t) throws(Refusal) {
        try directory.at(path) { parent, name throws(Refusal) in
            var status = stat()
            guard fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
            let found = status.st_mode & S_IFMT
            if found == type { return }
            directory.forget()
            let flags = found == S_IFDIR ? AT_REMOVEDIR : 0
            guard unlinkat(parent, name, flags) == 0 else {
                throw Refusal(what: "replace what has its name", code: errno)
            }
        }
    }

    func makeSymlink(_ entry: UnpackedEntry, _ path: [UInt8]) throws(Refusal) {
        let target = (entry.target ?? []).map { CChar(bitPattern: $0) } + [0]
        try directory.at(path) { parent, name throws(Refusal) in
            guard symlinkat(target, parent, name) == 0 else {
                throw Refusal(what: "make the link", code: errno)
            }
            if options.appliesOwnership {
                guard fchownat(parent, name, entry.header.uid, entry.header.gid, AT_SYMLINK_NOFOLLOW) == 0
                else {
                    throw Refusal(what: "set its owner", code: errno)
                }
            }
            if options.appliesTimes {
                let time = timespec(tv_sec: Int(entry.header.modified), tv_nsec: 0)
                _ = utimensat(parent, name, [time, time], AT_SYMLINK_NOFOLLOW)
            }
        }
    }

    func makeNode(_ entry: UnpackedEntry, _ path: [UInt8]) throws(Refusal) {
        if case .linked(let first) = entry.effect { return try makeLink(first, path) }
        let header = entry.header
        let isUpdate = entry.effect == .updated
        if !isUpdate { try clear(path, type: 0) }
        // gnu_dev_makedev of <sys/sysmacros.h>: 12 bits of major and 20 of minor, as an archive has them.
        let device =
            dev_t(header.nodeMajor) << 8 | dev_t(header.nodeMinor & 0xff) | dev_t(header.nodeMinor & ~0xff)
            << 12
        let bits = header.permissions & (options.keepsSetID ? 0o7777 : 0o1777)
        try directory.at(path) { parent, name throws(Refusal) in
            // One of the same type stays as it is, number and all; only owner and mode change.
            guard isUpdate || mknodat(parent, name, header.type, device) == 0 else {
                throw Refusal(what: "make the node", code: errno)
            }
            if options.appliesOwnership,
                fchownat(parent, name, header.uid, header.gid, AT_SYMLINK_NOFOLLOW) != 0
            {
                throw Refusal(what: "set its owner", code: errno)
            }
            // It is a node and no link: there is nothing to follow.
            guard fchmodat(parent, name, bits, 0) == 0 else {
                throw Refusal(what: "set its mode", code: errno)
            }
        }
    }

    /// Links to the file that the archive's first name of the inode led to.
    func makeLink(_ first: [UInt8], _ path: [UInt8]) throws(Refusal) {
        if first == path { return }
        try clear(path, type: 0)
        try directory.at(first) { source, old throws(Refusal) in
            let copy = dup(source)
            guard copy >= 0 else { throw Refusal(what: "link it", code: errno) }
            let held = OwnedDescriptor(adopting: copy)
            try directory.at(path) { parent, name throws(Refusal) in
                guard linkat(held.raw, old, parent, name, 0) == 0 else {
                    throw Refusal(what: "link it to its first name", code: errno)
                }
            }
        }
    }

    func openFile(_ entry: UnpackedEntry, _ path: [UInt8]) throws(Refusal) {
        var isLink = false
        if case .linked = entry.effect { isLink = true } else { try clear(path, type: S_IFREG) }
        // A further name keeps the file's contents unless it brings some.
        let keeps = isLink && entry.header.size == 0
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (keeps ? 0 : O_TRUNC)
        let opened = try directory.at(path) { parent, name throws(Refusal) in
            var raw = openat(parent, name, flags, 0o600)
            if raw < 0, errno == EACCES {
                // An earlier entry made it read-only, and only root may write to it all the same.
                let locked = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
                guard locked >= 0 else { throw Refusal(what: "write to it again", code: errno) }
                let changed = fchmod(locked, 0o600)
                _ = close(locked)
                guard changed == 0 else { throw Refusal(what: "write to it again", code: errno) }
                raw = openat(parent, name, flags, 0o600)
            }
            guard raw >= 0 else { throw Refusal(what: "create it", code: errno) }
            return SharedDescriptor(raw)
        }
        var status = stat()
        guard fstat(opened.raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Refusal(what: "write to what has its name", code: EEXIST)
        }
        open = opened
        openEntry = entry
        openFailed = false
    }

    /// Owner first: changing it clears set-ID bits.
    func setMetadata(_ raw: Int32, _ metadata: EntryMetadata) throws(Refusal) {
        if options.appliesOwnership, fchown(raw, metadata.uid, metadata.gid) != 0 {
            throw Refusal(what: "set its owner", code: errno)
        }
        let bits = metadata.permissions & (options.keepsSetID ? 0o7777 : 0o1777)
        guard fchmod(raw, bits) == 0 else { throw Refusal(what: "set its mode", code: errno) }
        if options.appliesTimes { setTime(raw, metadata.modified) }
    }

    func setTime(_ raw: Int32, _ seconds: UInt32) {
        let time = timespec(tv_sec: Int(seconds), tv_nsec: 0)
        _ = futimens(raw, [time, time])
    }
}
