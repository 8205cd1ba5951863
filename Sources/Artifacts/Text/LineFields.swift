internal import Machine

/// Takes the entries of one table by name and type, and collects what is wrong with them.
struct LineFields {
    private let file: String
    private let table: LineTable
    private var taken: Set<String> = []
    private(set) var faults: [LineFault] = []

    init(_ table: LineTable, file: String) {
        self.table = table
        self.file = file
    }

    private var place: String { table.name.isEmpty ? "the file" : "[\(table.name)]" }

    private mutating func take<Value>(
        _ key: String, _ expected: String, required: Bool, _ convert: (LineValue) -> Value?
    ) -> Value? {
        taken.insert(key)
        guard let entry = table.entries.first(where: { $0.key == key }) else {
            if required { fault(line: table.line, column: 1, "\(place) has no \(key)") }
            return nil
        }
        if let value = convert(entry.value) { return value }
        fault(
            line: entry.line, column: entry.valueColumn,
            "\(key): expected \(expected), found \(entry.value.kind)")
        return nil
    }

    private mutating func fault(line: Int, column: Int, _ message: String) {
        faults.append(LineFault(file: file, line: line, column: column, message: message))
    }

    /// Notes that the value of `key` will not do.
    mutating func refuse(_ key: String, _ message: String) {
        let entry = table.entries.first { $0.key == key }
        fault(line: entry?.line ?? table.line, column: entry?.valueColumn ?? 1, "\(key): \(message)")
    }

    mutating func string(_ key: String, required: Bool = true) -> String? {
        let text = take(key, "a string", required: required) {
            if case .string(let text) = $0 { text } else { nil }
        }
        guard text?.isEmpty == true else { return text }
        refuse(key, "the string is empty")
        return nil
    }

    mutating func integer(_ key: String, required: Bool = true) -> Int64? {
        take(key, "an integer", required: required) {
            if case .integer(let number) = $0 { number } else { nil }
        }
    }

    /// A number of bytes: not negative.
    mutating func size(_ key: String, required: Bool = true) -> Int64? {
        guard let number = integer(key, required: required) else { return nil }
        if number >= 0 { return number }
        refuse(key, "a size is not negative")
        return nil
    }

    mutating func boolean(_ key: String, required: Bool = true) -> Bool? {
        take(key, "true or false", required: required) {
            if case .boolean(let value) = $0 { value } else { nil }
        }
    }

    mutating func digest(_ key: String, required: Bool = true) -> SHA256Digest? {
        guard let text = string(key, required: required) else { return nil }
        if let digest = SHA256Digest(hex: text) { return digest }
        refuse(key, "expected the 64 hexadecimal digits of a SHA-256 digest")
        return nil
    }

    /// Notes every entry that nobody took.
    mutating func finish() {
        for entry in table.entries where !taken.contains(entry.key) {
            let known = taken.sorted().joined(separator: ", ")
            fault(
                line: entry.line, column: entry.column,
                "unknown key \(entry.key); \(place) may have: \(known)")
        }
    }
}
