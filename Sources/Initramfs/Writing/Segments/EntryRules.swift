/// What an entry must be like for the kernel to take it, whatever else is in the archive.
enum EntryRules {
    static func check(_ entry: SegmentEntry) throws(SegmentFault) {
        let name = entry.name
        if name.bytes == NewcFormat.trailer { throw .trailerName }
        if name.isRoot, entry.metadata.kind != .directory { throw .rootIsNoDirectory }
        switch entry.metadata.kind {
        case .symlink(let target):
            // init/initramfs.c `do_header` and `do_symlink`: PATH_MAX with the NUL, which ends the target.
            guard (1...EntryName.maximumLength).contains(target.count), !target.contains(0) else {
                throw .symlinkTarget(name, length: target.count)
            }
        case .character(let major, let minor), .block(let major, let minor):
            // include/linux/kdev_t.h: 12 and 20 bits.
            guard major <= 0xfff, minor <= 0xf_ffff else { throw .deviceNumber(name) }
        case .regular, .directory, .fifo, .socket: break
        }
        switch entry.payload {
        case .none: if entry.metadata.kind == .regular { throw .wrongPayload(name) }
        case .hardLink: if entry.metadata.kind != .regular { throw .wrongPayload(name) }
        case .contents(let contents):
            if entry.metadata.kind != .regular { throw .wrongPayload(name) }
            guard contents.size <= FileContents.maximumSize else {
                throw .tooLarge(name, size: contents.size)
            }
        }
    }
}
