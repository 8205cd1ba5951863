/// Tells by the first bytes whether an archive's names are Unicode that libarchive has to convert.
enum NameSniffer {
    /// How many bytes from the start are looked at: past the first volume descriptor of an iso.
    static let length = 32774

    /// True for zip ("PK", APPNOTE 4.3) and iso ("CD001" in sector 16, ECMA-119 8.4.2).
    static func hasUnicodeNames(_ start: UnsafeRawBufferPointer) -> Bool {
        if start.starts(with: [0x50, 0x4b]) { return true }
        return start.count >= length && start[32769..<32774].elementsEqual("CD001".utf8)
    }
}
