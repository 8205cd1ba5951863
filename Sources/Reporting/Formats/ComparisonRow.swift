/// One image in a comparison; differences are to the first image of it.
package struct ComparisonRow: Equatable, Sendable, Codable {
    package var name: String
    package var os: String
    package var version: String
    package var standIn: Bool
    package var downloadBytes: UInt64
    package var unpackedBytes: UInt64
    package var entries: Int
    package var ramToBootMiB: Int?
    package var ramInUseMiB: Int?
    /// Names of the budgets that the image exceeds.
    package var overBudget: [String]

    init(_ report: ImageReport) {
        name = report.name
        os = report.base.os
        version = report.base.version
        standIn = report.base.standIn
        downloadBytes = report.downloadBytes
        unpackedBytes = report.unpackedBytes
        entries = report.entries
        ramToBootMiB = report.ram?.toBootMiB
        ramInUseMiB = report.ram?.inUseMiB
        overBudget = report.budgets.filter(\.over).map(\.name)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, os, version
        case standIn = "stand_in"
        case downloadBytes = "download_bytes"
        case unpackedBytes = "unpacked_bytes"
        case entries
        case ramToBootMiB = "ram_to_boot_mib"
        case ramInUseMiB = "ram_in_use_mib"
        case overBudget = "over_budget"
    }

    /// Every key is there; what is not known is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(os, forKey: .os)
        try container.encode(version, forKey: .version)
        try container.encode(standIn, forKey: .standIn)
        try container.encode(downloadBytes, forKey: .downloadBytes)
        try container.encode(unpackedBytes, forKey: .unpackedBytes)
        try container.encode(entries, forKey: .entries)
        try container.encode(ramToBootMiB, forKey: .ramToBootMiB)
        try container.encode(ramInUseMiB, forKey: .ramInUseMiB)
        try container.encode(overBudget, forKey: .overBudget)
    }

    /// The cells of a table for programs, in the order of `CodingKeys`.
    var cells: [String] {
        [
            name, os, version, "\(standIn)", "\(downloadBytes)", "\(unpackedBytes)", "\(entries)",
            ramToBootMiB.map(String.init) ?? "", ramInUseMiB.map(String.init) ?? "",
            overBudget.joined(separator: " "),
        ]
    }
}
