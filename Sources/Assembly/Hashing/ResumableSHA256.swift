internal import Machine

/// SHA-256 (FIPS 180-4) whose state can be stored and taken up again by another process.
///
/// swift-crypto is faster but keeps its state to itself. The digest of `base || segments` with an unchanged base of
/// hundreds of megabytes must cost milliseconds, and this is the only way that leaves SHA256SUMS true for one file.
/// Whoever takes up a stored state proves it first: see `PrefixDigests`.
struct ResumableSHA256: Sendable, Equatable {
    /// The eight words of the state, without what is in `tail`.
    private(set) var words: [UInt32]
    /// All bytes hashed so far, those of `tail` included.
    private(set) var count: UInt64
    /// The bytes that do not fill a block yet: `count % 64` of them.
    private(set) var tail: [UInt8]

    static let blockSize = 64

    /// The state before the first byte (FIPS 180-4, 5.3.3).
    init() {
        words = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
            0x5be0_cd19,
        ]
        count = 0
        tail = []
    }

    /// A stored state; nil where it cannot be one.
    init?(words: [UInt32], count: UInt64, tail: [UInt8]) {
        guard words.count == 8, UInt64(tail.count) == count % UInt64(Self.blockSize) else { return nil }
        self.words = words
        self.count = count
        self.tail = tail
    }

    /// Hashes `bytes` after all earlier ones.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        count &+= UInt64(bytes.count)
        var rest = bytes
        if !tail.isEmpty {
            let wanted = min(Self.blockSize - tail.count, rest.count)
            tail.append(contentsOf: rest[..<wanted])
            rest = UnsafeRawBufferPointer(rebasing: rest[wanted...])
            guard tail.count == Self.blockSize else { return }
            tail.withUnsafeBytes { SHA256Blocks.compress(&words, $0) }
            tail.removeAll(keepingCapacity: true)
        }
        let whole = rest.count / Self.blockSize * Self.blockSize
        SHA256Blocks.compress(&words, UnsafeRawBufferPointer(rebasing: rest[..<whole]))
        tail.append(contentsOf: rest[whole...])
    }

    /// Hashes `bytes` after all earlier ones.
    mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of all bytes so far; more may follow.
    var digest: SHA256Digest {
        // 5.1.1: a one bit, zeros to 8 bytes before the end of a block, the length in bits.
        var last = tail + [0x80]
        let zeros = (2 * Self.blockSize - 8 - last.count) % Self.blockSize
        last.append(contentsOf: repeatElement(0, count: zeros))
        let bits = count &<< 3
        for shift in stride(from: 56, through: 0, by: -8) {
            last.append(UInt8(truncatingIfNeeded: bits &>> UInt64(shift)))
        }
        var final = words
        last.withUnsafeBytes { SHA256Blocks.compress(&final, $0) }
        let bytes = final.flatMap { word in
            stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word &>> UInt32($0)) }
        }
        return SHA256Digest(bytes: bytes) ?? ContentHasher.digest(bytes)
    }
}
