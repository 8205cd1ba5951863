/// CRC-32 of gzip and xz: polynomial 0xedb88320, bits reflected (RFC 1952, section 8), eight bytes at a time.
struct CRC32 {
    private var state: UInt32 = 0xffff_ffff

    /// The checksum of everything added.
    var value: UInt32 { ~state }

    /// Adds bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        state = Self.tables.withUnsafeBufferPointer { tables in
            guard let table = tables.baseAddress else { return state }
            return Self.run(state, base, bytes.count, table)
        }
    }

    /// The checksum of a few bytes.
    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var sum = CRC32()
        Array(bytes).withUnsafeBytes { sum.add($0) }
        return sum.value
    }

    private static func run(
        _ start: UInt32, _ base: UnsafeRawPointer, _ count: Int, _ table: UnsafePointer<UInt32>
    ) -> UInt32 {
        var crc = start
        var at = 0
        while at &+ 8 <= count {
            let word = UInt64(littleEndian: (base + at).loadUnaligned(as: UInt64.self)) ^ UInt64(crc)
            crc = table[1792 &+ Int(word & 255)] ^ table[1536 &+ Int(word >> 8 & 255)]
            crc ^= table[1280 &+ Int(word >> 16 & 255)] ^ table[1024 &+ Int(word >> 24 & 255)]
            crc ^= table[768 &+ Int(word >> 32 & 255)] ^ table[512 &+ Int(word >> 40 & 255)]
            crc ^= table[256 &+ Int(word >> 48 & 255)] ^ table[Int(word >> 56)]
            at &+= 8
        }
        while at < count {
            let byte = (base + at).load(as: UInt8.self)
            crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ crc >> 8
            at &+= 1
        }
        return crc
    }

    /// Eight tables of 256: table k advances a byte by k further bytes.
    private static let tables: [UInt32] = {
        var all = [UInt32](repeating: 0, count: 8 * 256)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320 }
            all[index] = value
        }
        for index in 256..<(8 * 256) {
            let before = all[index - 256]
            all[index] = before >> 8 ^ all[Int(before & 255)]
        }
        return all
    }()
}
