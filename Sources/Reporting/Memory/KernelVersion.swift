/// The version of a kernel as three numbers: "6.1.192" of "6.1.192-2", "6.18.56" of "6.18.56-0-virt".
package struct KernelVersion: Hashable, Comparable, Sendable, Codable {
    package var major: Int
    package var minor: Int
    /// 0 where the text has none.
    package var patch: Int

    package init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads the numbers at the start of a text; nil where it does not begin with `N.N`.
    package init?(_ text: some StringProtocol) {
        var numbers: [Int] = []
        var rest = Substring(text)
        while numbers.count < 3 {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            guard rest.first == "." else { break }
            rest = rest.dropFirst()
        }
        guard numbers.count >= 2 else { return nil }
        self.init(numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 0)
    }

    /// True for two versions of one stable series: same major and minor number.
    package func isSameSeries(as other: KernelVersion) -> Bool {
        major == other.major && minor == other.minor
    }

    package static func < (left: KernelVersion, right: KernelVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension KernelVersion: CustomStringConvertible {
    package var description: String { "\(major).\(minor).\(patch)" }
}
