import Machine

/// A file of a layout whose bytes are checked in the guest.
struct PayloadFile: Sendable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, size: Int = 60_000, seed: UInt64 = 0) {
        self.name = name
        bytes = Bytes.payload(size, seed: name.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
    }

    /// Its line in a list for sha256sum.
    var sum: String { ContentHasher.digest(bytes).hex + "  " + name + "\n" }
}
