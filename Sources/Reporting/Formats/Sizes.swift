/// Sizes for people: MiB with one decimal, whatever the locale.
enum Sizes {
    /// Bytes as MiB, rounded to the nearest tenth; `<0.1` for a little more than nothing.
    static func mib(_ bytes: UInt64) -> String {
        let whole = bytes >> 20
        let rest = bytes & ((1 << 20) - 1)
        let tenths = whole.multipliedFullWidth(by: 10).low + (rest * 10 + (1 << 19)) >> 20
        if tenths == 0, bytes > 0 { return "<0.1" }
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// KiB as MiB; a term of a sum may be negative.
    static func mib(kib: Int) -> String {
        let magnitude = kib.magnitude
        let bytes = UInt64(magnitude).multipliedReportingOverflow(by: 1024)
        let text = mib(bytes.overflow ? .max : bytes.partialValue)
        return kib < 0 ? "-\(text)" : text
    }

    /// The difference of two sizes in MiB, with its sign; `0.0` for none.
    static func difference(_ bytes: UInt64, from base: UInt64) -> String {
        if bytes == base { return "0.0" }
        return bytes > base ? "+\(mib(bytes - base))" : "-\(mib(base - bytes))"
    }
}
