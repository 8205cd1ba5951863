/// Decodes a block of LZ4 (the LZ4 block format description of the LZ4 project).
enum Lz4Block {
    /// Decodes `input` as one whole block into `output`; the number of bytes, nil where it is damaged or too long.
    ///
    /// What is damaged is for LZ4_decompress_safe of lib/lz4/lz4_decompress.c to say: a block ends with literals,
    /// exactly at its last byte, no match reaches into the last 5 bytes of the output, no sequence begins in the last
    /// 8 of the input. A distance of zero, which no compressor writes, gives zeros there.
    static func decode(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> Int? {
        guard let base = input.baseAddress, let target = output.baseAddress else { return nil }
        let size = input.count
        let capacity = output.count
        var from = 0
        var into = 0
        while from < size {
            let token = Int((base + from).load(as: UInt8.self))
            from &+= 1
            var length = token &>> 4
            if length == 15 {
                guard from < size &- 15 else { return nil }
                length &+= extend(base, size &- 15, &from)
            }
            guard length <= size &- from, length <= capacity &- into else { return nil }
            let isLast = length > capacity &- into &- 12 || length > size &- from &- 8
            if isLast, length != size &- from { return nil }
            // Sixteen bytes at once where both sides have them: most literals are short.
            if length <= 16, size &- from >= 16, capacity &- into >= 16 {
                copy16(target + into, base + from)
            } else {
                (target + into).copyMemory(from: base + from, byteCount: length)
            }
            from &+= length
            into &+= length
            if isLast { return into }
            let distance = Int(UInt16(littleEndian: (base + from).loadUnaligned(as: UInt16.self)))
            from &+= 2
            length = token & 15
            if length == 15 {
                length &+= extend(base, size &- 5, &from)
                if from > size &- 5 { return nil }
            }
            length &+= 4
            guard distance <= into, length <= capacity &- into &- 5 else { return nil }
            if distance == 0 {
                (target + into).initializeMemory(as: UInt8.self, repeating: 0, count: length)
            } else {
                repeatBytes(target + into, distance, length, capacity &- into)
            }
            into &+= length
        }
        return nil
    }

    /// Reads the bytes that lengthen a length of 15: one at least, further ones as long as they begin before `end`.
    private static func extend(_ base: UnsafeRawPointer, _ end: Int, _ from: inout Int) -> Int {
        var sum = 0
        while true {
            let byte = (base + from).load(as: UInt8.self)
            from &+= 1
            sum &+= Int(byte)
            if byte != 255 || from >= end { return sum }
        }
    }

    @inline(__always)
    private static func copy16(_ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer) {
        let low = source.loadUnaligned(as: UInt64.self)
        let high = source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        target.storeBytes(of: low, as: UInt64.self)
        target.storeBytes(of: high, toByteOffset: 8, as: UInt64.self)
    }

    /// Repeats `length` bytes from `distance` back; `room` bytes may be written.
    @inline(__always)
    static func repeatBytes(
        _ target: UnsafeMutableRawPointer, _ distance: Int, _ length: Int, _ room: Int
    ) {
        let source = target - distance
        if distance >= 8, length &+ 8 <= room {
            var at = 0
            repeat {
                let word = (source + at).loadUnaligned(as: UInt64.self)
                target.storeBytes(of: word, toByteOffset: at, as: UInt64.self)
                at &+= 8
            } while at < length
        } else if distance >= length {
            target.copyMemory(from: source, byteCount: length)
        } else if distance == 1 {
            let byte = source.load(as: UInt8.self)
            target.initializeMemory(as: UInt8.self, repeating: byte, count: length)
        } else {
            for at in 0..<length {
                let byte = source.load(fromByteOffset: at, as: UInt8.self)
                target.storeBytes(of: byte, toByteOffset: at, as: UInt8.self)
            }
        }
    }
}
