/// What one system's Ignition reads, and which of the later checks it has.
package struct IgnitionSpecs: Sendable, Equatable {
    /// For people: `Ignition 2.26 (spec 3.0–3.6)`.
    package var title: String
    /// The minor versions of 2.x; nil: none.
    package var second: ClosedRange<Int>?
    /// The minor versions of 3.x; nil: none.
    package var third: ClosedRange<Int>?
    /// Versions that are not stable yet and read nevertheless.
    package var experimental: [IgnitionVersion]
    /// The minor version of the program 2.x that does the reading; several checks came with 2.15.
    var program: Int
    /// Whether oem:// is still fetched in spec 3.x, as Flatcar's patches have it.
    var readsOEM = false

    package init(
        title: String, second: ClosedRange<Int>? = nil, third: ClosedRange<Int>? = nil,
        experimental: [IgnitionVersion] = [], program: Int = 26
    ) {
        self.title = title
        self.second = second
        self.third = third
        self.experimental = experimental
        self.program = program
    }

    /// The version that kimage writes for the system: old enough for every release of it that reads this
    /// generation, and for the program of Debian 12.
    package var writes: IgnitionVersion {
        third.map { IgnitionVersion(3, min(3, $0.upperBound)) }
            ?? IgnitionVersion(2, min(2, second?.upperBound ?? 0))
    }

    package func reads(_ version: IgnitionVersion) -> Bool {
        if version.isExperimental { return experimental.contains(version) }
        switch version.major {
        case 2: return second?.contains(version.minor) ?? false
        case 3: return third?.contains(version.minor) ?? false
        default: return false
        }
    }

    /// Every stable version that is read, in words: `2.0.0 to 2.4.0 and 3.0.0 to 3.4.0`.
    package var described: String {
        [(2, second), (3, third)].compactMap { major, range in
            range.map { "\(major).\($0.lowerBound).0 to \(major).\($0.upperBound).0" }
        }.joined(separator: " and ")
    }

    /// The current program, as its main branch stands in July 2026 (2.26.0 and 74 changes).
    package static let current = IgnitionSpecs(
        title: "Ignition 2.26 (spec 3.0–3.6)", third: 0...6,
        experimental: [IgnitionVersion(3, 7, isExperimental: true)], program: 27)

    /// The last program that read spec 2.x, of January 2020.
    package static let second = IgnitionSpecs(
        title: "Ignition 0.35 (spec 2.0–2.4)", second: 0...4,
        experimental: [IgnitionVersion(2, 5, isExperimental: true)], program: 0)

    /// The program of Debian 12.
    package static let debian = IgnitionSpecs(
        title: "Ignition 2.14 (spec 3.0–3.3)", third: 0...3,
        experimental: [IgnitionVersion(3, 4, isExperimental: true)], program: 14)

    /// CoreOS Container Linux, whose last releases have Ignition 0.34 and 0.35.
    package static let containerLinux = IgnitionSpecs(
        title: "Container Linux (Ignition 0.35, spec 2.0–2.4)", second: 0...4, program: 0)

    /// Fedora CoreOS; every version of the language 3.x.
    package static let fedoraCoreOS = IgnitionSpecs(
        title: "Fedora CoreOS (Ignition 2.26, spec 3.0–3.6)", third: 0...6, program: 26)
}
