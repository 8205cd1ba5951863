/// Decodes a block of LZO1X (Documentation/staging/lzo.rst of the kernel), the run-length variant "LZO-RLE" included.
struct Lzo1x {
    private let base: UnsafeRawPointer
    private let size: Int
    private let target: UnsafeMutableRawPointer
    private let capacity: Int
    private var from = 0
    private var into = 0

    /// Decodes `input` as one whole block that must fill `output` exactly; false where it does not.
    static func decode(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> Bool {
        guard let base = input.baseAddress, let target = output.baseAddress, input.count >= 3 else {
            return false
        }
        var block = Lzo1x(base: base, size: input.count, target: target, capacity: output.count)
        return block.run() && block.into == output.count && block.from == input.count
    }

    private init(base: UnsafeRawPointer, size: Int, target: UnsafeMutableRawPointer, capacity: Int) {
        self.base = base
        self.size = size
        self.target = target
        self.capacity = capacity
    }

    private mutating func run() -> Bool {
        var version: UInt8 = 0
        if size >= 5, byte(0) == 17 {
            version = byte(1)
            from = 2
        }
        // How many literals the last instruction copied: 0 to 3, or 4 for more.
        var state = 0
        if from < size, byte(from) > 17 {
            let count = Int(byte(from)) - 17
            from += 1
            guard literals(count) else { return false }
            state = min(count, 4)
        }
        while from < size {
            let code = Int(byte(from))
            from += 1
            var trailing = 0
            if code < 16, state == 0 {
                guard let count = code == 0 ? longer(15) : code, literals(count + 3) else { return false }
                state = 4
                continue
            } else if code < 16 {
                guard from < size else { return false }
                trailing = code & 3
                let high = Int(byte(from)) << 2
                from += 1
                let ok =
                    state == 4
                    ? match(0x801 + code >> 2 + high, 3) : match(1 + code >> 2 + high, 2)
                guard ok else { return false }
            } else if code >= 64 {
                guard from < size else { return false }
                trailing = code & 3
                let distance = 1 + (code >> 2 & 7) + Int(byte(from)) << 3
                from += 1
                guard match(distance, code >> 5 + 1) else { return false }
            } else if code >= 32 {
                guard let length = code & 31 == 0 ? longer(31) : code & 31, let pair = pair() else {
                    return false
                }
                trailing = pair & 3
                guard match(1 + pair >> 2, length + 2) else { return false }
            } else {
                switch far(code, version) {
                case .damaged: return false
                case .end: return true
                case .trailing(let count): trailing = count
                }
            }
            guard literals(trailing) else { return false }
            state = trailing
        }
        return false
    }

    private enum Far {
        case trailing(Int)
        case end
        case damaged
    }

    /// Instructions 16 to 31: a far match, the end of the stream, or a run of zeros.
    private mutating func far(_ code: Int, _ version: UInt8) -> Far {
        guard size - from >= 2 else { return .damaged }
        let next = Int(byte(from)) | Int(byte(from + 1)) << 8
        if version > 0, next & 0xfffc == 0xfffc, code & 0xf8 == 0x18 {
            guard size - from >= 3 else { return .damaged }
            // MIN_ZERO_RUN_LENGTH is 4.
            let run = (code & 7 | Int(byte(from + 2)) << 3) + 4
            guard run <= capacity - into else { return .damaged }
            (target + into).initializeMemory(as: UInt8.self, repeating: 0, count: run)
            into += run
            from += 3
            return .trailing(next & 3)
        }
        guard let length = code & 7 == 0 ? longer(7) : code & 7, let pair = pair() else { return .damaged }
        let distance = (code & 8) << 11 + pair >> 2
        // A distance of 16,384 with nothing added marks the end; its length must be 3.
        if distance == 0 { return length == 1 ? .end : .damaged }
        return match(distance + 0x4000, length + 2) ? .trailing(pair & 3) : .damaged
    }

    @inline(__always)
    private func byte(_ at: Int) -> UInt8 { (base + at).load(as: UInt8.self) }

    /// A length that did not fit its field: zeros count 255 each, the first other byte ends it.
    private mutating func longer(_ start: Int) -> Int? {
        var sum = start
        while from < size, byte(from) == 0 {
            sum += 255
            from += 1
        }
        guard from < size else { return nil }
        sum += Int(byte(from))
        from += 1
        return sum
    }

    private mutating func pair() -> Int? {
        guard size - from >= 2 else { return nil }
        defer { from += 2 }
        return Int(byte(from)) | Int(byte(from + 1)) << 8
    }

    private mutating func literals(_ count: Int) -> Bool {
        // Three bytes at least follow any literals: the end marker.
        guard count <= size - from - 3, count <= capacity - into else { return false }
        (target + into).copyMemory(from: base + from, byteCount: count)
        from += count
        into += count
        return true
    }

    private mutating func match(_ distance: Int, _ length: Int) -> Bool {
        guard distance <= into, length <= capacity - into else { return false }
        Lz4Block.repeatBytes(target + into, distance, length, capacity - into)
        into += length
        return true
    }
}
