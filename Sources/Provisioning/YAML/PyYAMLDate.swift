/// A date or time as PyYAML reads it: `2024-02-29`, `2024-2-9 1:02:03.5 +01:00`.
struct PyYAMLDate {
    private var rest: ArraySlice<UInt8>
    /// False where Python's datetime raises ValueError.
    private(set) var isValid = true

    /// The pattern of the resolver: months and days of one digit only where a time follows.
    init?(resolving text: String) {
        guard let date = PyYAMLDate(constructing: text) else { return nil }
        self = date
        let isShort = text.utf8.contains { !PyYAML.isDigit($0) && $0 != UInt8(ascii: "-") } == false
        if isShort, text.utf8.count != 10 { return nil }
    }

    /// The pattern of the constructor, for the tag `!!timestamp`.
    init?(constructing text: String) {
        rest = Array(text.utf8)[...]
        guard let year = number(4...4), take("-"), let month = number(1...2), take("-"),
            let day = number(1...2)
        else {
            return nil
        }
        isValid = Self.isDate(year: year, month: month, day: day)
        if rest.isEmpty { return }
        guard take("T") || take("t") || takeBlanks() else { return nil }
        guard let hour = number(1...2), take(":"), let minute = number(2...2), take(":"),
            let second = number(2...2)
        else { return nil }
        isValid = isValid && hour < 24 && minute < 60 && second < 60
        if take(".") { rest = rest.drop(while: PyYAML.isDigit) }
        takeBlanks()
        if rest.isEmpty || take("Z") {
            if !rest.isEmpty { return nil }
            return
        }
        guard take("+") || take("-"), let hours = number(1...2) else { return nil }
        // datetime.timezone refuses a day and more.
        if hours >= 24 { isValid = false }
        if take(":") {
            guard let minutes = number(2...2) else { return nil }
            if hours * 60 + minutes >= 24 * 60 { isValid = false }
        }
        if !rest.isEmpty { return nil }
    }

    /// True for a day of the calendar that Python's datetime has, years 1 to 9999.
    static func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard year >= 1, (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }

    private mutating func number(_ count: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(while: PyYAML.isDigit).prefix(count.upperBound)
        guard digits.count >= count.lowerBound else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    @discardableResult
    private mutating func takeBlanks() -> Bool {
        let count = rest.count
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        return rest.count < count
    }
}
