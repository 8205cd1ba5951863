/// A range of amounts of RAM, both ends in it.
package struct RamRange: Equatable, Sendable, Codable {
    package var fromMiB: Int
    package var toMiB: Int

    package init(fromMiB: Int, toMiB: Int) {
        self.fromMiB = fromMiB
        self.toMiB = toMiB
    }

    private enum CodingKeys: String, CodingKey {
        case fromMiB = "from_mib"
        case toMiB = "to_mib"
    }
}
