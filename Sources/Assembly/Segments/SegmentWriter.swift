internal import Initramfs
internal import Machine

/// Writes a decided segment.
enum SegmentWriter {
    /// Raised by `Initramfs` whenever the same entries give other bytes.
    static let version = Segment.writerVersion

    /// - Throws: `MachineFailure`; `SegmentFault` and `CodecFault` are faults of ours, for everything that a recipe can
    ///   get wrong was checked before.
    static func write(_ draft: SegmentDraft, to file: borrowing Descriptor) throws {
        var builder = SegmentBuilder()
        var firstOfGroup: [Int: EntryName] = [:]
        for entry in draft.entries {
            if let group = entry.linkGroup {
                if let first = firstOfGroup[group] {
                    builder.add(.hardLink(entry.name, to: first))
                    continue
                }
                firstOfGroup[group] = entry.name
            }
            builder.add(SegmentEntry(entry.name, entry.metadata, payload(entry)))
        }
        let segment = try builder.build()
        var sink = DescriptorSink(descriptor: file.rawValue)
        do {
            try segment.write(to: &sink, compression: draft.compression, level: draft.level)
            try sink.flush()
        } catch let fault as SystemFault {
            throw MachineFailure(fault.operation, path: file.path, errno: fault.code, intent: .transfer)
        }
    }

    private static func payload(_ entry: DraftEntry) -> SegmentEntry.Payload {
        switch entry.contents {
        case .none: .none
        case .bytes(let bytes, _): .contents(BytesContents(bytes))
        case .file(let file, _): .contents(file)
        }
    }
}
