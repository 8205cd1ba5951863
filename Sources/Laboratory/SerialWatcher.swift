internal import Machine

/// Watches a serial line, chunk by chunk, for a text that is waited for and for what kernels say when they fail.
///
/// A carriage return and escape sequences do not count: a terminal program may colour a word in its middle.
package struct SerialWatcher: Sendable {
    /// The text that is waited for; empty: none.
    private let wanted: [UInt8]
    /// The last bytes of the text, at most as many as `wanted`.
    private var recent: [UInt8] = []
    private var isFound = false
    private var filter = SerialText()
    private var line: [UInt8] = []
    private var hasPrompt = false

    /// Bytes of a line that are looked at and kept.
    static let lineLimit = 2000

    private static let signs: [(text: [UInt8], kind: SerialFinding.Kind)] = [
        (Array("System is deadlocked on memory".utf8), .deadlocked),
        (Array("Kernel panic".utf8), .panic),
        (Array("Initramfs unpacking failed".utf8), .unpackingFailed),
        (Array("Out of memory".utf8), .outOfMemory),
    ]
    private static let prompt = Array("login:".utf8)

    /// - Parameter expect: the text to wait for, as it stands on the screen; nil or empty: none.
    package init(expect: String?) {
        var filter = SerialText()
        wanted = (expect ?? "").utf8.compactMap { filter.next($0) }
    }

    /// Takes the next bytes; returns what they complete, in order.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [SerialFinding] {
        var findings: [SerialFinding] = []
        for byte in bytes {
            guard let byte = filter.next(byte) else { continue }
            if !isFound, matches(byte) {
                isFound = true
                findings.append(SerialFinding(.expected, line: Printable.text(wanted)))
            }
            if byte == UInt8(ascii: "\n") {
                findings += endLine()
            } else if line.count < Self.lineLimit {
                line.append(byte)
            }
        }
        // A prompt waits at the end of what has come, without a line feed.
        if !hasPrompt, Self.isPrompt(line) {
            hasPrompt = true
            findings.append(SerialFinding(.loginPrompt, line: Printable.text(line)))
        }
        return findings
    }

    /// Ends the last line, where the machine ended before it did.
    package mutating func finish() -> [SerialFinding] { endLine() }

    private mutating func matches(_ byte: UInt8) -> Bool {
        guard !wanted.isEmpty else { return false }
        recent.append(byte)
        // Cut rarely: dropping the first byte each time would copy the rest for every byte.
        if recent.count >= 2 * wanted.count + 256 { recent.removeFirst(recent.count - wanted.count) }
        return byte == wanted.last && recent.suffix(wanted.count).elementsEqual(wanted)
    }

    private mutating func endLine() -> [SerialFinding] {
        defer {
            line.removeAll(keepingCapacity: true)
            hasPrompt = false
        }
        var kinds: [SerialFinding.Kind] = []
        for (text, kind) in Self.signs where Self.contains(line, text) { kinds.append(kind) }
        return kinds.map { SerialFinding($0, line: Printable.text(line)) }
    }

    private static func isPrompt(_ line: [UInt8]) -> Bool {
        var end = line[...]
        while end.last == UInt8(ascii: " ") { end.removeLast() }
        return end.count >= prompt.count && end.suffix(prompt.count).elementsEqual(prompt)
    }

    private static func contains(_ line: [UInt8], _ text: [UInt8]) -> Bool {
        guard let first = text.first, line.count >= text.count else { return false }
        for start in 0...(line.count - text.count)
        where line[start] == first && line[start..<(start + text.count)].elementsEqual(text) {
            return true
        }
        return false
    }
}
