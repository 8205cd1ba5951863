internal import Glibc
internal import Initramfs
internal import Machine

/// Writes `initrd.img`: the base byte for byte, then our segments, with as few bytes copied as the file system allows.
package struct InitrdWriter {
    /// How the beginning of the file came about.
    package enum Method: Equatable, Sendable {
        /// The published file, unchanged, under one more name.
        case linked
        /// So many bytes share their blocks with another file.
        case cloned(UInt64)
        /// So many bytes were in the spare file.
        case recycled(UInt64)
        case copied
    }

    /// The published image that this one replaces.
    struct Previous {
        let folder: String
        let record: ImageRecord
    }

    let parts: [InitrdPart]
    let permissions: UInt32
    let previous: Previous?
    let spare: SpareInitrd

    static let name = "initrd.img"
    /// Less in common is not worth looking for.
    private static let worthwhile: UInt64 = 1 << 20

    var size: UInt64 { parts.reduce(0) { $0 + $1.padding + $1.size } }

    /// Writes the file to `path`, which does not exist yet.
    ///
    /// - Parameter began: called before bytes are written, with how many.
    /// - Returns: how, and the open file; nil where it was linked.
    func write(to path: String, began: (UInt64) throws -> Void) throws -> (Method, OpenFile?) {
        if let old = untouched(), old == parts.map(\.record), link(to: path) {
            try began(0)
            return (.linked, nil)
        }
        let (method, kept, file) = try begin(path)
        try file.descriptor.setPermissions(permissions)
        let start = parts.prefix(kept).reduce(0) { $0 + $1.padding + $1.size }
        try file.descriptor.truncate(to: Int64(clamping: start))
        try began(size - start)
        try append(parts[kept...], to: file.descriptor)
        return (method, file)
    }

    /// The parts of the published file, where it is as it was published.
    private func untouched() -> [ImageRecord.Part]? {
        guard let previous, previous.record.isUntouched(Self.name, in: previous.folder) else { return nil }
        return previous.record.initrd
    }

    private func link(to path: String) -> Bool {
        guard let previous else { return false }
        let old = "\(previous.folder)/\(Self.name)"
        guard (try? FileStatus(path: old, followingLinks: false))?.permissions == permissions else {
            return false
        }
        return LinuxCalls.link(old, to: path)
    }

    /// Makes the file with as many parts as can be had for nothing.
    private func begin(_ path: String) throws -> (Method, kept: Int, OpenFile) {
        let file = OpenFile(
            try Descriptor(open: path, .readWrite, options: [.create, .exclusive, .noFollow], mode: 0o600))
        if let previous, let (kept, bytes) = common(untouched()),
            let old = try? Descriptor(open: "\(previous.folder)/\(Self.name)", options: .noFollow),
            LinuxCalls.clone(old, into: file.descriptor)
        {
            return (.cloned(bytes), kept, file)
        }
        if let (kept, bytes) = common(spare.parts()) {
            try Directory.move(spare.path, to: path)
            spare.remove()
            return (
                .recycled(bytes), kept, OpenFile(try Descriptor(open: path, .readWrite, options: .noFollow))
            )
        }
        if let first = parts.first, first.padding == 0, first.size >= Self.worthwhile {
            let base = try first.open()
            if LinuxCalls.clone(base, into: file.descriptor) { return (.cloned(first.size), 1, file) }
        }
        return (.copied, 0, file)
    }

    /// How many parts, and bytes, another file has in common with this one at its beginning.
    private func common(_ other: [ImageRecord.Part]?) -> (parts: Int, bytes: UInt64)? {
        guard let other else { return nil }
        var count = 0
        var bytes: UInt64 = 0
        for (old, new) in zip(other, parts) {
            guard old == new.record else { break }
            count += 1
            bytes += old.padding + old.size
        }
        return bytes >= Self.worthwhile ? (count, bytes) : nil
    }

    private func append(_ parts: ArraySlice<InitrdPart>, to file: borrowing Descriptor) throws {
        var sink = DescriptorSink(descriptor: file.rawValue)
        do {
            for part in parts {
                try sink.writeZeros(Int(clamping: part.padding))
                guard part.hasContents else { continue }
                let source = try part.open()
                guard try sink.copy(from: source.rawValue, count: part.size) == part.size else {
                    throw part.mismatch()
                }
            }
            try sink.flush()
        } catch let fault as SystemFault {
            throw MachineFailure(fault.operation, path: file.path, errno: fault.code, intent: .transfer)
        }
    }
}

/// A descriptor that a list can hold.
final class OpenFile: Sendable {
    let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }
}
