internal import Initramfs

/// What a program or library says of the files that it needs (System V ABI, chapters 4 and 5): of little-endian machines
/// with 32 or 64 bits. The file is not trusted.
struct ELFFile: Equatable {
    /// Why a file cannot be read; a sentence's end.
    struct Fault: Error, Equatable {
        let reason: String
    }

    /// Whether addresses have 64 bits.
    let isWide: Bool
    /// e_machine.
    let machine: UInt16
    /// The path of the dynamic loader.
    private(set) var interpreter: [UInt8]?
    /// Names of libraries.
    private(set) var needed: [[UInt8]] = []
    /// Folders that are searched first, `$ORIGIN` in them.
    private(set) var searchPaths: [[UInt8]] = []

    static let magic: [UInt8] = [0x7f, 0x45, 0x4c, 0x46]
    /// The longest name or path that is taken.
    private static let nameLimit = 4096
    private static let entryLimit = 8192

    private struct Segment {
        let type: UInt32
        let offset: Int
        let address: UInt64
        let size: Int
    }

    init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count >= 52, bytes.starts(with: Self.magic) else {
            throw Fault(reason: "it is no ELF file")
        }
        guard bytes[4] == 1 || bytes[4] == 2, bytes[5] == 1 else {
            throw Fault(reason: "it is for a machine that kimage does not know")
        }
        let file = LittleEndianBytes(bytes)
        isWide = bytes[4] == 2
        machine = file.half(18)
        let segments = try Self.segments(file, isWide: isWide)
        if let found = segments.first(where: { $0.type == 3 }) {
            interpreter = Array(bytes[found.offset..<(found.offset + found.size)].prefix { $0 != 0 })
        }
        guard let dynamic = segments.first(where: { $0.type == 2 }) else { return }
        try readDynamic(file, dynamic, segments)
    }

    /// The program headers of types PT_LOAD, PT_DYNAMIC and PT_INTERP; every one lies within the file.
    private static func segments(_ file: LittleEndianBytes, isWide: Bool) throws(Fault) -> [Segment] {
        let count = file.bytes.count
        let table = isWide ? file.long(32) : UInt64(file.word(28))
        let size = Int(file.half(isWide ? 54 : 42))
        let number = Int(file.half(isWide ? 56 : 44))
        guard size >= (isWide ? 56 : 32), let start = Int(exactly: table), start <= count,
            number <= (count - start) / size
        else { throw Fault(reason: "its program headers lie outside of it") }
        var result: [Segment] = []
        for index in 0..<number {
            let at = start + index * size
            let type = file.word(at)
            guard (1...3).contains(type) else { continue }
            let place = isWide ? file.long(at + 8) : UInt64(file.word(at + 4))
            let address = isWide ? file.long(at + 16) : UInt64(file.word(at + 8))
            let length = isWide ? file.long(at + 32) : UInt64(file.word(at + 16))
            guard let offset = Int(exactly: place), let length = Int(exactly: length), offset <= count,
                length <= count - offset
            else { throw Fault(reason: "a segment lies outside of it") }
            result.append(Segment(type: type, offset: offset, address: address, size: length))
        }
        return result
    }

    private mutating func readDynamic(
        _ file: LittleEndianBytes, _ dynamic: Segment, _ segments: [Segment]
    ) throws(Fault) {
        let unit = isWide ? 8 : 4
        var names: [UInt64] = []
        var (paths, oldPaths): (UInt64?, UInt64?)
        var strings: UInt64?
        for index in 0..<min(dynamic.size / (2 * unit), Self.entryLimit) {
            let at = dynamic.offset + index * 2 * unit
            let tag = isWide ? file.long(at) : UInt64(file.word(at))
            let value = isWide ? file.long(at + 8) : UInt64(file.word(at + 4))
            if tag == 0 { break }
            switch tag {
            case 1: names.append(value)
            case 5: strings = value
            case 15: oldPaths = value
            case 29: paths = value
            default: break
            }
        }
        guard !names.isEmpty || paths != nil || oldPaths != nil else { return }
        guard let strings, let table = Self.offset(of: strings, segments) else {
            throw Fault(reason: "its table of names is missing")
        }
        for name in names { needed.append(try Self.text(file, table, name)) }
        // DT_RPATH counts only where there is no DT_RUNPATH (ld.so(8)).
        if let path = paths ?? oldPaths {
            searchPaths = try Self.text(file, table, path).split(separator: UInt8(ascii: ":")).map {
                Array($0)
            }
        }
    }

    /// Where the file has what lies at an address.
    private static func offset(of address: UInt64, _ segments: [Segment]) -> Int? {
        for segment in segments where segment.type == 1 && address >= segment.address {
            let distance = address - segment.address
            if distance < UInt64(segment.size) { return segment.offset + Int(distance) }
        }
        return nil
    }

    private static func text(
        _ file: LittleEndianBytes, _ table: Int, _ offset: UInt64
    ) throws(Fault) -> [UInt8] {
        guard let distance = Int(exactly: offset), distance < file.bytes.count - table else {
            throw Fault(reason: "a name lies outside of it")
        }
        let text = Array(file.bytes[(table + distance)...].prefix(nameLimit).prefix { $0 != 0 })
        guard !text.isEmpty, text.count < nameLimit else {
            throw Fault(reason: "a name is empty or too long")
        }
        return text
    }
}
