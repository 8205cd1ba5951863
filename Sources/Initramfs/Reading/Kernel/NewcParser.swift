/// The state machine of init/initramfs.c, state for state, fed with pieces of any size.
final class NewcParser {
    enum State {
        case start
        case collect
        case gotHeader
        case skip
        case gotName
        case copyFile
        case gotSymlink
        case reset
    }

    let support: KernelSupport
    let events: any NewcEvents

    var state = State.start
    /// `this_header`: the position in the file, or in the unpacked stream.
    var position: UInt64 = 0
    /// `next_header`: where the entry after this one begins.
    private(set) var nextHeader: UInt64 = 0
    /// The first error; nothing goes on after one.
    var message: KernelMessage?
    /// Bytes that the kernel has at hand behind the piece that is being written (plain cpio: the rest of the file).
    var beyond: UInt64 = 0

    private var nextState = State.start
    private var afterCollect = State.start
    private var collected: [UInt8] = []
    private var remains = 0
    /// The header of the entry in hand.
    private(set) var header: NewcHeader?
    private var bodyLeft: UInt64 = 0
    private var sum: UInt32 = 0
    private(set) var headerStart: UInt64 = 0

    init(support: KernelSupport, events: any NewcEvents) {
        self.support = support
        self.events = events
    }

    /// Bytes from the position on whose values do not matter as long as nobody wants a file's contents.
    func skippable(contents: Bool) -> UInt64 {
        if state == .skip, nextHeader > position { return nextHeader - position }
        if contents, state == .copyFile, header?.hasChecksum == false { return bodyLeft }
        return 0
    }

    /// Steps over bytes that `skippable` counted.
    func skip(_ count: UInt64) throws(DecodeStop) {
        position += count
        if state == .copyFile {
            bodyLeft -= count
            if bodyLeft == 0 { try endFile() }
        } else if position >= nextHeader {
            state = nextState
        }
    }

    /// Bytes of the entry in hand that never came, when the archive ends here: name, contents or target; not padding.
    var missing: UInt64? {
        switch state {
        case .start, .reset, .gotHeader: nil
        case .collect: UInt64(remains)
        case .skip:
            if let header, headerEnd + header.paddedName + UInt64(header.size) > position {
                headerEnd + header.paddedName + UInt64(header.size) - position
            } else {
                nil
            }
        case .copyFile: bodyLeft
        case .gotName, .gotSymlink: 0
        }
    }

    private var headerEnd: UInt64 { headerStart + UInt64(NewcHeader.length) }

    /// `flush_buffer`: takes a piece of an unpacked stream.
    func flush(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        if message != nil { throw .ended }
        var rest = bytes
        while true {
            let written = try write(rest)
            if written == rest.count || message != nil { break }
            switch rest[written] {
            case UInt8(ascii: "0"): state = .start
            case 0: state = .reset
            default: message = message ?? support.junkWithin
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
        if message != nil { throw .ended }
    }

    /// `write_buffer`: runs until the bytes are used up, an error is found, or an entry has ended and something other
    /// than zeros follows; the number of bytes taken.
    func write(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) -> Int {
        var at = 0
        while true {
            switch state {
            case .start:
                headerStart = position
                collect(NewcHeader.length, .gotHeader, available: bytes.count - at)
            case .collect:
                let count = min(remains, bytes.count - at)
                collected.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)]))
                remains -= count
                eat(count, &at)
                if remains > 0 { return at }
                state = afterCollect
            case .gotHeader:
                if try !readHeader(available: bytes.count - at) { return at }
            case .skip:
                let count = nextHeader > position ? nextHeader - position : 0
                if count > UInt64(bytes.count - at) {
                    eat(bytes.count - at, &at)
                    return at
                }
                eat(Int(count), &at)
                state = nextState
            case .gotName:
                if try !readName() { return at }
            case .copyFile:
                let count = Int(min(bodyLeft, UInt64(bytes.count - at)))
                if count > 0 { try take(UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)])) }
                bodyLeft -= UInt64(count)
                eat(count, &at)
                if bodyLeft > 0 { return at }
                try endFile()
            case .gotSymlink:
                if try !readSymlink() { return at }
            case .reset:
                var end = at
                while end < bytes.count, bytes[end] == 0 { end += 1 }
                eat(end - at, &at)
                if at < bytes.count, position & 3 != 0 { message = message ?? .brokenPadding }
                return at
            }
        }
    }

    private func eat(_ count: Int, _ at: inout Int) {
        at += count
        position += UInt64(count)
    }

    /// `read_into`: the state after next is only noted where the bytes are not all at hand.
    private func collect(_ size: Int, _ next: State, available: Int) {
        collected.removeAll(keepingCapacity: true)
        remains = size
        afterCollect = next
        if UInt64(available) + beyond < UInt64(size) { nextState = next }
        state = .collect
    }

    /// `do_header`; false where it stops.
    private func readHeader(available: Int) throws(DecodeStop) -> Bool {
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
    private func readName() throws(DecodeStop) -> Bool {
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
    private func readSymlink() throws(DecodeStop) -> Bool {
        guard let header, let name = name(header) else { return false }
        let target = Array(collected.dropFirst(Int(header.paddedName)).prefix { $0 != 0 })
        try events.symlink(header, name: name, target: target, origin: headerStart)
        state = .skip
        nextState = .reset
        return true
    }

    /// The name up to its first NUL; nil, with the message set, where it must end with one and does not.
    private func name(_ header: NewcHeader) -> [UInt8]? {
        let last = Int(header.nameSize) - 1
        if support.requiresTerminatedNames, last >= collected.count || collected[last] != 0 {
            message = message ?? .malformedArchive
            return nil
        }
        return Array(collected.prefix(Int(header.paddedName)).prefix { $0 != 0 })
    }

    private func take(_ bytes: UnsafeRawBufferPointer) throws(DecodeStop) {
        if header?.hasChecksum == true { for byte in bytes { sum &+= UInt32(byte) } }
        try events.contents(bytes)
    }

    private func endFile() throws(DecodeStop) {
        try events.contentsEnd()
        if let header, header.hasChecksum, sum != header.checksum { message = message ?? .badChecksum }
        state = .skip
    }
}
