import Glibc

/// Finds texts in a decompressed kernel.
struct ByteSearch {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The offset of the first occurrence at or after `start`.
    func first(_ pattern: [UInt8], from start: Int = 0) -> Int? {
        guard let base = bytes.baseAddress, let head = pattern.first, start >= 0, start < bytes.count,
            pattern.count <= bytes.count - start
        else { return nil }
        let last = bytes.count - pattern.count
        return pattern.withUnsafeBytes { needle in
            guard let wanted = needle.baseAddress else { return nil }
            var at = start
            while at <= last, let hit = memchr(base + at, Int32(head), last - at + 1) {
                let found = UnsafeRawPointer(hit) - base
                if memcmp(hit, wanted, needle.count) == 0 { return found }
                at = found + 1
            }
            return nil
        }
    }

    /// True where the text occurs.
    func contains(_ text: String) -> Bool { first(Array(text.utf8)) != nil }

    /// True where the text is a C string of its own: between two NULs.
    func containsWhole(_ text: String) -> Bool {
        // Not searched with its NULs: a kernel has too many of them.
        let pattern = Array(text.utf8)
        var start = 0
        while let found = first(pattern, from: start) {
            let end = found + pattern.count
            if found > 0, bytes[found - 1] == 0, end < bytes.count, bytes[end] == 0 { return true }
            start = found + 1
        }
        return false
    }
}
