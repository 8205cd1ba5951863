internal import Recipes

/// What a value of `security.capability` says: include/uapi/linux/capability.h.
package struct CapabilitySets: Sendable, Equatable {
    /// Bit N is the capability with the number N.
    package let permitted: UInt64
    package let inheritable: UInt64
    /// One bit for the file: whether what it gives is in force at once.
    package let isEffective: Bool
    /// The user who is root in the namespace that the capabilities are meant for; nil: the machine's own.
    package let namespaceRoot: UInt32?

    /// Reads a value: little-endian words, the revision in the first one's upper byte (VFS_CAP_REVISION_MASK), then the
    /// permitted and the inheritable set, 32 bits of each at a time. Nil where the kernel would refuse it.
    package init?(_ value: some Collection<UInt8>) {
        let bytes = Array(value)
        guard bytes.count % 4 == 0 else { return nil }
        var words: [UInt32] = []
        for start in stride(from: 0, to: bytes.count, by: 4) {
            var word: UInt32 = 0
            for byte in bytes[start..<(start + 4)].reversed() { word = word << 8 | UInt32(byte) }
            words.append(word)
        }
        guard let head = words.first, head & 0x00ff_fffe == 0 else { return nil }
        // VFS_CAP_FLAGS_EFFECTIVE is bit 0, the only flag.
        isEffective = head & 1 != 0
        switch (head >> 24, words.count) {
        case (1, 3):
            (permitted, inheritable, namespaceRoot) = (UInt64(words[1]), UInt64(words[2]), nil)
        case (2, 5):
            (permitted, inheritable) = Self.sets(words)
            namespaceRoot = nil
        case (3, 6):
            (permitted, inheritable) = Self.sets(words)
            namespaceRoot = words[5] == 0 ? nil : words[5]
        default: return nil
        }
    }

    private static func sets(_ words: [UInt32]) -> (UInt64, UInt64) {
        (UInt64(words[1]) | UInt64(words[3]) << 32, UInt64(words[2]) | UInt64(words[4]) << 32)
    }

    /// The same for setcap, see cap_text_formats(7): `cap_net_admin,cap_net_raw=ep`. Nil where setcap has no words for
    /// it: capabilities of a user namespace.
    package var text: String? {
        guard namespaceRoot == nil else { return nil }
        let flag = isEffective ? "e" : ""
        let groups: [(set: UInt64, flags: String)] = [
            (permitted & ~inheritable, flag + "p"), (inheritable & ~permitted, flag + "i"),
            (permitted & inheritable, flag + "ip"),
        ]
        let clauses = groups.filter { $0.set != 0 }.map { "\(Self.names($0.set))=\($0.flags)" }
        // A value with empty sets is one, too: it takes away what root's programs would get.
        return clauses.isEmpty ? "=" : clauses.joined(separator: " ")
    }

    private static func names(_ set: UInt64) -> String {
        (0..<64).filter { set >> UInt64($0) & 1 != 0 }.map { CapabilityNames.name($0) }.joined(separator: ",")
    }
}
