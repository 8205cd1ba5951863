internal import Glibc
internal import Initramfs
internal import Machine

/// Writes a root tree as an archive that the kernel unpacks to its initramfs.
struct CpioMaker {
    /// - Parameter options: resolved.
    /// - Throws: `RootImageFault` for a tree that the format has no room for; `MachineFailure`.
    static func make(_ archive: RootArchive, _ options: RootImageOptions, at path: String) throws {
        var builder = SegmentBuilder()
        builder.add(SegmentEntry(.root, archive.root))
        var first: [Int: EntryName] = [:]
        for entry in archive.entries {
            guard let contents = entry.contents else {
                builder.add(SegmentEntry(entry.name, entry.metadata))
                continue
            }
            if let original = first[entry.inode] {
                builder.add(.hardLink(entry.name, to: original))
            } else {
                first[entry.inode] = entry.name
                builder.add(SegmentEntry(entry.name, entry.metadata, .contents(contents)))
            }
        }
        let segment: Segment
        do {
            segment = try builder.build()
        } catch let fault {
            throw RootImageFault("the root cannot be an initramfs: \(fault)")
        }
        let file = try Descriptor(open: path, .writeOnly, options: [.create, .exclusive], mode: 0o600)
        var sink = DescriptorSink(descriptor: file.rawValue)
        do {
            try segment.write(
                to: &sink, compression: options.compression ?? .none, level: options.level,
                workers: Int(clamping: max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
            try sink.flush()
        } catch let fault as SystemFault {
            throw MachineFailure(fault.operation, path: path, errno: fault.code, intent: .transfer)
        }
        try file.close()
    }

    /// What is lost: the format has no room for capabilities.
    static func notes(_ archive: RootArchive) -> [String] {
        let names = archive.entries.filter { $0.capability != nil }.map(\.name.description)
        guard !names.isEmpty else { return [] }
        return [
            "an initramfs has no file capabilities; set them again at boot on \(names.joined(separator: ", "))"
        ]
    }
}
