internal import Machine

/// Reads the small part of TOML 1.0 that our own files are written in: comments, `[table]`, `[[table]]`, and
/// `key = value` with bare keys and strings, integers and booleans on one line. Everything else is an error
/// with its place, so that what is read is what was meant.
struct LineParser {
    /// The largest file that is read.
    static let sizeLimit = 1 << 20

    let file: String
    private(set) var tables: [LineTable] = [LineTable(name: "", isElement: false, line: 1)]
    private(set) var faults: [LineFault] = []

    /// Parses a whole file.
    ///
    /// - Parameter file: its path, for messages.
    /// - Throws: `LineFaults` with everything that is no such line.
    static func parse(_ bytes: [UInt8], file: String) throws -> [LineTable] {
        var parser = LineParser(file: file)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LineFaults(faults: [
                LineFault(file: file, line: 1, column: 1, message: "the file is not UTF-8")
            ])
        }
        // By scalar: Swift takes a carriage return and a line feed for one character.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            parser.parseLine(line.last == "\r" ? line.dropLast() : line, number: index + 1)
        }
        guard parser.faults.isEmpty else { throw LineFaults(faults: parser.faults) }
        return parser.tables
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func parseLine(_ line: Substring.UnicodeScalarView, number: Int) {
        var scanner = LineScanner(line)
        scanner.skipBlanks()
        guard !scanner.isAtEndOrComment else { return }
        do throws(LineScanner.Fault) {
            if scanner.take("[") {
                try parseHeader(&scanner, number)
            } else {
                try parseEntry(&scanner, number)
            }
            scanner.skipBlanks()
            guard scanner.isAtEndOrComment else { throw scanner.fault("expected the end of the line") }
        } catch {
            faults.append(LineFault(file: file, line: number, column: error.column, message: error.message))
        }
    }

    private mutating func parseHeader(_ scanner: inout LineScanner, _ number: Int) throws(LineScanner.Fault) {
        let isElement = scanner.take("[")
        scanner.skipBlanks()
        let column = scanner.column
        let name = try scanner.key()
        scanner.skipBlanks()
        guard scanner.take("]"), !isElement || scanner.take("]") else {
            throw scanner.fault(isElement ? "expected \"]]\"" : "expected \"]\"")
        }
        let earlier = tables.first { $0.name == name }
        if let earlier, !isElement || !earlier.isElement {
            throw LineScanner.Fault(
                column: column, message: "\(name) was defined on line \(earlier.line) already")
        }
        tables.append(LineTable(name: name, isElement: isElement, line: number))
    }

    private mutating func parseEntry(_ scanner: inout LineScanner, _ number: Int) throws(LineScanner.Fault) {
        let column = scanner.column
        let key = try scanner.key()
        scanner.skipBlanks()
        guard scanner.take("=") else { throw scanner.fault("expected \"=\" after \(key)") }
        scanner.skipBlanks()
        let valueColumn = scanner.column
        let value = try scanner.value()
        if let earlier = tables[tables.count - 1].entries.first(where: { $0.key == key }) {
            throw LineScanner.Fault(column: column, message: "\(key) was set on line \(earlier.line) already")
        }
        tables[tables.count - 1].entries.append(
            LineEntry(key: key, value: value, line: number, column: column, valueColumn: valueColumn))
    }
}
