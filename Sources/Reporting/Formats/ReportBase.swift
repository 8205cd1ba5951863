/// The base of an image as a report names it.
package struct ReportBase: Equatable, Sendable, Codable {
    /// The recipe's name of the system.
    package var os: String
    /// Its name in full.
    package var title: String
    package var version: String
    /// What the base is, in its own words.
    package var provenance: String
    /// True where the base was made from other parts than the upstream ones.
    package var standIn: Bool

    package init(os: String, title: String, version: String, provenance: String, standIn: Bool) {
        self.os = os
        self.title = title
        self.version = version
        self.provenance = provenance
        self.standIn = standIn
    }

    private enum CodingKeys: String, CodingKey {
        case os, title, version, provenance
        case standIn = "stand_in"
    }

    /// Title, version and the mark of a stand-in.
    var line: String { "\(title) \(version)" + (standIn ? " [stand-in]" : "") }
}
