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
    var nextHeader: UInt64 = 0
    /// The first error; nothing goes on after one.
    var message: KernelMessage?
    /// Bytes that the kernel has at hand behind the piece that is being written (plain cpio: the rest of the file).
    var beyond: UInt64 = 0

    var nextState = State.start
    private var afterCollect = State.start
    var collected: [UInt8] = []
    private var remains = 0
    /// The header of the entry in hand.
    var header: NewcHeader?
    var bodyLeft: UInt64 = 0
    var sum: UInt32 = 0
    var headerStart: UInt64 = 0

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
                eat(ZeroRun.length(UnsafeRawBufferPointer(rebasing: bytes[at...])), &at)
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
    func collect(_ size: Int, _ next: State, available: Int) {
        collected.removeAll(keepingCapacity: true)
        remains = size
        afterCollect = next
        if UInt64(available) + beyond < UInt64(size) { nextState = next }
        state = .collect
    }
}
