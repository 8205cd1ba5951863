/// What the states do that look at an entry.
extension NewcParser {
    /// `do_header`; false where it stops.
    func readHeader(available: Int) throws(DecodeStop) -> Bool {
        let magic = collected.withUnsafeBytes { NewcHeader.magic($0) }
        guard magic == .newc || (magic == .crc && support.acceptsChecksums) else {
            message = message ?? (magic == .odc ? .incorrectMethod : .noMagic)
            return false
        }
        let header = collected.withUnsafeBytes { NewcHeader($0, hasChecksum: magic == .crc) }
        if support.requiresHexadecimal, !header.isHexadecimal {
            message = message ?? .damagedHeader
            return false
        }
        self.header = header
        nextHeader = (position + header.paddedName + UInt64(header.size) + 3) & ~3
        state = .skip
        guard header.nameSize > 0, header.nameSize <= NewcHeader.longestName else {
            try events.skipped(header, .nameSize(header.nameSize), origin: headerStart)
            return true
        }
        let name = Int(header.paddedName)
        if header.isSymlink {
            if header.size > NewcHeader.longestName {
                try events.skipped(header, .targetTooLong(Int(header.size)), origin: headerStart)
                return true
            }
            collect(name + Int(header.size), .gotSymlink, available: 0)
            nextState = .gotSymlink
        } else if header.isRegular || header.size == 0 {
            collect(name, .gotName, available: available)
        } else {
            try events.skipped(header, .contentsOnNonFile(header.size), origin: headerStart)
        }
        return true
    }

    /// `do_name`; false where it stops.
    func readName() throws(DecodeStop) -> Bool {
        guard let header, let name = name(header) else { return false }
        state = .skip
        nextState = .reset
        if name.elementsEqual("TRAILER!!!".utf8) {
            try events.trailer()
            return true
        }
        if try events.entry(header, name: name, origin: position) {
            bodyLeft = UInt64(header.size)
            sum = 0
            state = .copyFile
        }
        return true
    }

    /// `do_symlink`; false where it stops.
    func readSymlink() throws(DecodeStop) -> Bool {
        guard let header, let name = name(header) else { return false }
        let target = Array(collected.dropFirst(Int(header.paddedName)).prefix { $0 != 0 })
        try events.symlink(header, name: name, target: target, origin: headerStart)
        state = .skip
        nextState = .reset
        return true
    }

    /// The name up to its first NUL; nil, with the message set, where it must end with one and does not.
    func name(_ header: NewcHeader) -> [UInt8]? {
        let last = Int(header.nameSize) - 1
        if support.requiresTerminatedNames, last >= collected.count || collected[last] != 0 {
            message = message ?? .malformedArchive
            return nil
        }
        return Array(collected.prefix(Int(header.paddedName)).prefix { $0 != 0 })
    }

    func take(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        if header?.hasChecksum == true { for byte in bytes { sum &+= UInt32(byte) } }
        try events.contents(bytes)
    }

    func endFile() throws(DecodeStop) {
        try events.contentsEnd()
        if let header, header.hasChecksum, sum != header.checksum { message = message ?? .badChecksum }
        state = .skip
    }
}
