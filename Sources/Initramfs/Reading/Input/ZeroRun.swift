/// Counts padding.
enum ZeroRun {
    /// How many zero bytes a buffer begins with; images may have gigabytes of them.
    static func length(_ bytes: UnsafeRawBufferPointer) -> Int {
        var at = 0
        while at &+ 8 <= bytes.count, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) == 0 {
            at &+= 8
        }
        while at < bytes.count, bytes[at] == 0 { at &+= 1 }
        return at
    }
}
