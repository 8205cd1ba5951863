/// Durations in seconds: `5s`, `2m`.
enum DurationText {
    /// The schema's pattern.
    static let pattern = "^[0-9]+(s|m)$"

    /// Nil where it is no duration or does not fit.
    static func seconds(of text: String) -> Int? {
        let factor: Int
        switch text.utf8.last {
        case UInt8(ascii: "s"): factor = 1
        case UInt8(ascii: "m"): factor = 60
        default: return nil
        }
        let digits = text.utf8.dropLast()
        guard !digits.isEmpty, digits.allSatisfy(WordText.isDigit), let count = Int(Substring(digits)) else {
            return nil
        }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? nil : seconds
    }
}
