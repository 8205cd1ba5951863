import Glibc
import Machine
import Recipes
import Reporting

/// Speaks to the user: results go to standard output, talk to standard error.
struct Console: Sendable {
    /// Colour and redrawn lines only where a person watches a terminal and has not asked for none.
    let isTerminal: Bool
    let usesColour: Bool
    let isQuiet: Bool
    let isVerbose: Bool

    init(quiet: Bool = false, verbose: Bool = false, environment: Environment = .current()) {
        isTerminal = isatty(STDERR_FILENO) == 1 && environment.variables["TERM"] != "dumb"
        usesColour = isTerminal && !environment.noColor
        isQuiet = quiet
        isVerbose = verbose
    }

    /// A result: the only thing that goes to standard output.
    func result(_ text: String) throws {
        // By bytes: to Swift a carriage return and a line feed are one character.
        let ends = text.utf8.last == UInt8(ascii: "\n")
        try Self.write(ends ? text : text + "\n", to: STDOUT_FILENO)
    }

    /// Bytes of a guest, as they are: what it draws is its own.
    func raw(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(STDOUT_FILENO, piece.baseAddress, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// How results may look: bold and as wide as the terminal where standard output is one.
    var resultStyle: TerminalStyle {
        guard isatty(STDOUT_FILENO) == 1 else { return .plain }
        var size = winsize()
        let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return TerminalStyle(width: known ? Int(size.ws_col) : nil, colour: usesColour)
    }

    /// One line about what goes on; silent with `--quiet`.
    func note(_ line: String) {
        guard !isQuiet else { return }
        talk(line)
    }

    /// One line for who wants to see every step.
    func detail(_ line: String) {
        guard isVerbose else { return }
        talk(line)
    }

    func warning(_ text: String) {
        talk("\(coloured("warning:", "33")) \(text)")
    }

    func error(_ text: String) {
        talk("\(coloured("error:", "31;1")) \(text)")
    }

    /// Diagnostics, one a line.
    func report(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            let place = diagnostic.position.map { Printable.message("\($0)") + ": " } ?? ""
            let isError = diagnostic.severity == .error
            let label = isError ? coloured("error:", "31;1") : coloured("warning:", "33")
            let hint = diagnostic.hint.map { "; \(Printable.message($0))" } ?? ""
            let rule = diagnostic.rule.map { " [\($0)]" } ?? ""
            talk("\(place)\(label) \(Printable.message(diagnostic.message))\(rule)\(hint)")
        }
    }

    /// Replaces the line that is being drawn on a terminal.
    func redraw(_ line: String) {
        guard isTerminal, !isQuiet else { return }
        try? Self.write("\r\u{1b}[K\(line)", to: STDERR_FILENO)
    }

    /// Takes the drawn line away.
    func clearLine() {
        guard isTerminal, !isQuiet else { return }
        try? Self.write("\r\u{1b}[K", to: STDERR_FILENO)
    }

    private func coloured(_ text: String, _ code: String) -> String {
        usesColour ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }

    /// Talk is lost where standard error is closed; that is no reason to fail.
    private func talk(_ line: String) {
        try? Self.write(line + "\n", to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw MachineFailure("write to", path: "standard output", errno: errno, intent: .transfer)
            }
            bytes = bytes.dropFirst(count)
        }
    }
}
