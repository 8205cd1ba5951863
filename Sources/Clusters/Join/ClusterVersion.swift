/// The numbers of a version: 1.28.3 of `v1.28.3+k3s1`.
struct ClusterVersion: Sendable, Comparable {
    private let numbers: [Int]

    /// nil where the text begins with no number.
    init?(_ text: String) {
        let plain = text.hasPrefix("v") ? text.dropFirst() : text[...]
        var numbers: [Int] = []
        for part in plain.split(separator: ".", omittingEmptySubsequences: false).prefix(3) {
            let digits = part.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            if digits.count < part.count { break }
        }
        if numbers.isEmpty { return nil }
        self.numbers = numbers
    }

    init(_ major: Int, _ minor: Int = 0) { numbers = [major, minor] }

    var major: Int { numbers[0] }
    var minor: Int { numbers.count > 1 ? numbers[1] : 0 }

    static func < (left: ClusterVersion, right: ClusterVersion) -> Bool {
        left.padded.lexicographicallyPrecedes(right.padded)
    }

    static func == (left: ClusterVersion, right: ClusterVersion) -> Bool { left.padded == right.padded }

    private var padded: [Int] { numbers + Array(repeating: 0, count: 3 - numbers.count) }
}
