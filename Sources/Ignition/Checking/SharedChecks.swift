import Provisioning

/// What both generations of the language ask.
enum SharedChecks {
    /// `FUNCTION-SUM`; sha256 since 3.1.
    static func hashFault(_ hash: String, _ version: IgnitionVersion) -> CheckRule? {
        let parts = hash.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return ResourceRules.hashMalformed }
        let length: Int
        switch parts[0] {
        case "sha512": length = 128
        case "sha256" where version.major == 3 && version.minor >= 1: length = 64
        default: return ResourceRules.hashUnknown
        }
        return parts[1].utf8.count == length ? nil : ResourceRules.hashLength
    }

    static func isUnitName(_ name: String) -> Bool {
        [
            ".service", ".socket", ".device", ".mount", ".automount", ".swap", ".target", ".path", ".timer",
            ".snapshot", ".slice", ".scope",
        ].contains(GoPath.suffix(name))
    }

    /// Empty, or groups of 8, 4, 4, 4 and 12 hexadecimal digits.
    static func isGUID(_ text: String) -> Bool {
        if text.isEmpty { return true }
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.allSatisfy { GoEscapes.value($0) != nil } }
    }

    /// True for a label that the program making the file system would cut.
    static func isLabelTooLong(_ label: String, format: String) -> Bool {
        let longest = ["ext4": 16, "btrfs": 256, "xfs": 12, "swap": 15, "vfat": 11]
        return longest[format].map { label.utf8.count > $0 } ?? false
    }

    /// The rule that level and spares of a RAID break.
    static func raidFault(level: String, spares: Int) -> CheckRule? {
        switch level {
        case "linear", "raid0", "0", "stripe": spares == 0 ? nil : DiskRules.raidSpares
        case "raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10": nil
        default: DiskRules.raidLevel
        }
    }

    /// The index of a partition that overlaps another; places and sizes are in whatever unit the two keys
    /// have.
    static func overlap(_ partitions: [ConfigObject], start: String, size: String, isByValue: Bool) -> Int? {
        // Starts of 0 are placed by sgdisk, and those without a start or a size are not looked at.
        let ranges = partitions.map { partition -> (first: Int, last: Int)? in
            let first = partition.whole(start) ?? (isByValue ? 0 : nil)
            let size = partition.whole(size) ?? (isByValue ? 0 : nil)
            guard let first, let size, first != 0 else { return nil }
            return (first, size == 0 ? first : first &+ size &- 1)
        }
        for (index, one) in ranges.enumerated() {
            guard let one else { continue }
            for (other, two) in ranges.enumerated() {
                guard let two, index != other else { continue }
                // Without pointers, Go takes two partitions with the same values for the same one.
                if isByValue, partitions[index] == partitions[other] { continue }
                if one.first >= two.first && one.first <= two.last
                    || one.last >= two.first && one.last <= two.last
                    || one.first < two.first && one.last > two.last
                {
                    return other
                }
            }
        }
        return nil
    }

    /// The index of the second partition with a number that another has; 0 is none.
    static func takenNumber(_ partitions: [ConfigObject]) -> Int? {
        var seen: Set<Int> = []
        return partitions.firstIndex { partition in
            let number = partition.whole("number") ?? 0
            return number != 0 && !seen.insert(number).inserted
        }
    }

    /// Whether partitions to be removed and partitions without a number are mixed.
    static func mixesZeroAndAbsent(_ partitions: [ConfigObject]) -> Bool {
        partitions.contains { $0.isFalse("shouldExist") }
            && partitions.contains { ($0.whole("number") ?? 0) == 0 }
    }
}
