package import Initramfs

/// A link of a root archive whose target busybox' tar may not read.
package struct RootLink: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The target's bytes.
        case symbolic([UInt8])
        /// The file's first name in the root.
        case hard(EntryName)
    }

    package let name: EntryName
    package let kind: Kind

    package init(name: EntryName, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

extension RootLink {
    /// For the cache.
    func encode(into writer: inout ByteWriter) {
        writer.counted(name.bytes)
        switch kind {
        case .symbolic(let target):
            writer.integer(UInt8(0))
            writer.counted(target)
        case .hard(let first):
            writer.integer(UInt8(1))
            writer.counted(first.bytes)
        }
    }

    /// Nil for anything that `encode` did not write.
    init?(_ reader: inout ByteReader) {
        guard let name = reader.counted().flatMap({ try? EntryName($0) }),
            let mark = reader.integer(UInt8.self),
            let target = reader.counted()
        else { return nil }
        switch mark {
        case 0: self.init(name: name, kind: .symbolic(target))
        case 1:
            guard let first = try? EntryName(target) else { return nil }
            self.init(name: name, kind: .hard(first))
        default: return nil
        }
    }
}
