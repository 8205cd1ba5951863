/// Something about an initrd that the kernel says nothing of.
package struct UnpackWarning: Equatable, Sendable, CustomStringConvertible {
    /// What it is.
    package enum Kind: Equatable, Sendable {
        /// The file ends within an entry of a plain archive: so many bytes of it are missing.
        case truncated(missing: UInt64)
        /// An entry is left out.
        case dropped(DropReason)
        /// A directory took the place of a symbolic link to this target: what the link led to is out of reach.
        case linkReplacedByDirectory(target: [UInt8])
        /// By its inode number the entry was taken for a file of an earlier segment that has no TRAILER!!!: both are
        /// one file now, with the later contents.
        case takenForLink(of: [UInt8], segment: Int)
        /// The checksum or length at the end of a compressed stream does not match, and the kernel does not compare.
        case wrongChecksum
        /// The file ends within the eight bytes after a gzip stream; the kernel reads on behind it.
        case cutTrailer
        /// Header fields that are no hexadecimal numbers: 7.x says "damaged header", older kernels read a part.
        case notHexadecimal
        /// The last archive has no TRAILER!!!; whether entries are missing at its end cannot be known.
        case noTrailer
        /// The entry of a directory that existed changes its permissions or owner from these.
        case directoryChanged(permissions: UInt32, uid: UInt32, gid: UInt32)
    }

    /// What it is.
    package let kind: Kind
    /// Index of the segment.
    package let segment: Int
    /// The entry's name in the archive, where it concerns one.
    package let name: [UInt8]?
    /// Whether something of the archive does not arrive as it is stored.
    package let isDamage: Bool

    init(_ kind: Kind, segment: Int, name: [UInt8]? = nil, harmless: Bool = false) {
        self.kind = kind
        self.segment = segment
        self.name = name
        switch kind {
        case .noTrailer, .directoryChanged: isDamage = false
        default: isDamage = !harmless
        }
    }

    package var description: String {
        let place = name.map { Escaping.printable($0) } ?? "segment \(segment + 1)"
        let silent = isDamage ? " (the kernel says nothing)" : ""
        return "\(place): \(words)\(silent)"
    }

    private var words: String {
        switch kind {
        case .truncated(let missing):
            "the file ends before the archive does; at least \(missing) bytes are missing"
        case .dropped(let reason): "left out: \(reason)"
        case .linkReplacedByDirectory(let target):
            "an empty directory takes the place of the symbolic link to \(Escaping.printable(target))"
        case .takenForLink(let name, let segment):
            "taken for a hard link of \(Escaping.printable(name)) in segment \(segment + 1), whose archive has no "
                + "TRAILER!!!; both names get the same contents"
        case .wrongChecksum: "the checksum does not match what it unpacks to"
        case .cutTrailer: "the file ends within the checksum; the kernel reads on behind the end"
        case .notHexadecimal: "its header holds something that is no number; Linux 7 refuses it"
        case .noTrailer: "the last archive has no TRAILER!!!, so entries may be missing at its end"
        case .directoryChanged(let permissions, let uid, let gid):
            "the entry changes a directory that had mode 0\(String(permissions, radix: 8)), owner \(uid):\(gid)"
        }
    }
}
