import Recipes

/// Versions made of numbers and dots.
enum VersionNumbers {
    /// The numbers; nil where the text is something else.
    static func parse(_ version: String) -> [Int]? {
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        return numbers.count == parts.count ? numbers : nil
    }

    /// True where `version` is at least `other`; false where it has no numbers.
    static func isAtLeast(_ version: String, _ other: [Int]) -> Bool {
        guard let numbers = parse(version) else { return false }
        for index in 0..<max(numbers.count, other.count) {
            let (one, two) = (
                index < numbers.count ? numbers[index] : 0, index < other.count ? other[index] : 0
            )
            if one != two { return one > two }
        }
        return true
    }

    /// An error where a version has not as many numbers as it must.
    static func require(
        _ count: ClosedRange<Int>, of version: Located<String>, example: String,
        _ diagnostics: inout Diagnostics
    ) {
        guard let numbers = parse(version.value), count.contains(numbers.count) else {
            diagnostics.error(
                at: version.position,
                "expected a version such as \"\(example)\", found \"\(version.value)\"",
                hint: "name a release; what \"current\" or \"latest\" means changes under a lock")
            return
        }
    }
}
