/// RAM that `crashkernel=` sets aside for a second kernel (kernel/crash_core.c, admin-guide/kdump/kdump.rst).
package struct CrashKernel: Equatable, Sendable, Codable {
    /// One `start-end:size` of the range syntax; bytes.
    package struct Range: Equatable, Sendable, Codable {
        package var start: UInt64
        /// Not included; nil for open.
        package var end: UInt64?
        package var size: UInt64
    }

    /// Ranges of RAM with what is set aside; a plain size is the range from 0.
    package var ranges: [Range] = []
    /// `size,high` in bytes.
    package var high: UInt64 = 0
    /// `size,low` in bytes; nil where not given.
    package var low: UInt64?

    package init() {}

    /// What arch/x86/kernel/setup.c sets aside below 4 GiB beside `,high` unless `,low` says otherwise.
    private static let defaultLow: UInt64 = 256 << 20

    /// KiB set aside on a machine with so much RAM.
    func kib(ramMiB: Int, hasHighMemory: Bool) -> Double {
        let ram = UInt64(clamping: ramMiB).saturatingMultiply(1 << 20)
        if let range = ranges.first(where: { ram >= $0.start && ram < ($0.end ?? .max) }) {
            return Double(range.size) / 1024
        }
        if high == 0 { return 0 }
        return (Double(high) + (hasHighMemory ? Double(low ?? Self.defaultLow) : 0)) / 1024
    }

    /// True where more RAM can mean that less is set aside.
    var canShrink: Bool { ranges.count > 1 || ranges.contains { $0.end != nil } }

    /// Takes one value of the option; the last of each kind counts. Nil where it was understood, else what is
    /// wrong.
    mutating func take(_ value: String) -> String? {
        let fault = "crashkernel=\(value) is neither a size nor ranges; the model counts nothing for it"
        let spec = value.split(separator: "@", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        if spec.hasSuffix(",cma") { return nil }
        for suffix in [",high", ",low"] where spec.hasSuffix(suffix) {
            guard let (size, rest) = KernelNumber.memparse(spec), rest == suffix else { return fault }
            if suffix == ",high" { high = size } else { low = size }
            return nil
        }
        var parsed: [Range] = []
        for part in spec.split(separator: ",", omittingEmptySubsequences: false) {
            guard let range = part.contains(":") ? Self.range(part) : Self.plain(part) else { return fault }
            parsed.append(range)
        }
        ranges = parsed
        return nil
    }

    private static func plain(_ text: Substring) -> Range? {
        guard let (size, rest) = KernelNumber.memparse(text), rest.isEmpty else { return nil }
        return Range(start: 0, end: nil, size: size)
    }

    private static func range(_ text: Substring) -> Range? {
        guard let (start, afterStart) = KernelNumber.memparse(text), afterStart.hasPrefix("-") else {
            return nil
        }
        var rest = Substring(afterStart).dropFirst()
        var end: UInt64?
        if let (value, afterEnd) = KernelNumber.memparse(rest) {
            end = value
            rest = Substring(afterEnd)
        }
        guard rest.hasPrefix(":"), let (size, left) = KernelNumber.memparse(rest.dropFirst()), left.isEmpty,
            end.map({ $0 > start }) ?? true
        else { return nil }
        return Range(start: start, end: end, size: size)
    }
}
