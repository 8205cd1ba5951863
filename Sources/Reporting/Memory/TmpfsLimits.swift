/// The limits of a tmpfs, as its mount options set them (mm/shmem.c `shmem_parse_one`).
package struct TmpfsLimits: Equatable, Sendable, Codable {
    /// How many bytes of files fit in.
    package enum Size: Equatable, Sendable, Codable {
        /// This part of the RAM that is free when it is mounted.
        case fraction(Double)
        case bytes(UInt64)
        case unlimited
    }

    /// How many inodes (and names) fit in.
    package enum Names: Equatable, Sendable, Codable {
        /// One for each two pages of the RAM that is free when it is mounted.
        case automatic
        case count(UInt64)
        case unlimited
    }

    package var size: Size
    package var names: Names

    package init(size: Size = .fraction(0.5), names: Names = .automatic) {
        self.size = size
        self.names = names
    }

    /// Reads mount options, "size=95%,nr_inodes=0".
    ///
    /// - Returns: the limits, and what was not understood.
    package static func parse(_ options: some StringProtocol) -> (limits: TmpfsLimits, faults: [String]) {
        var limits = TmpfsLimits()
        var faults: [String] = []
        for option in options.split(separator: ",") {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let (key, value) = (String(parts[0]), String(parts[1]))
            guard ["size", "nr_blocks", "nr_inodes"].contains(key) else { continue }
            guard let (number, rest) = KernelNumber.memparse(value),
                rest.isEmpty || (key == "size" && rest == "%")
            else {
                faults.append("initramfs_options: \"\(option)\" is no number that tmpfs takes")
                continue
            }
            switch key {
            case "size" where rest == "%": limits.size = .fraction(Double(number) / 100)
            case "size": limits.size = number == 0 ? .unlimited : .bytes(number)
            case "nr_blocks": limits.size = number == 0 ? .unlimited : .bytes(number.saturatingMultiply(4096))
            default: limits.names = number == 0 ? .unlimited : .count(number)
            }
        }
        return (limits, faults)
    }
}
