/// The lines in which the validator looks for keys to tell where they are (config/validate/context.go,
/// node.go).
///
/// It knows no positions: it searches downwards for a line that begins with the key, which fails for keys in
/// quotes and within braces.
struct CoreOSLines {
    /// Lines by what they begin with; those that begin with any key at all are below the empty one.
    private var keys: [[UInt8]: [Int]] = [:]
    private var items: [Int] = []
    /// Past the last line that is not empty: nothing is found from there.
    let end: Int

    init(_ bytes: [UInt8]) {
        let lines = bytes.filter { $0 != 0x0d }.split(separator: 0x0a, omittingEmptySubsequences: false)
        end = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        for (index, line) in lines.prefix(end).enumerated() {
            if line.first(where: { $0 != 0x20 }) == UInt8(ascii: "-") { items.append(index) }
            guard let key = Self.key(of: line) else { continue }
            if !key.isEmpty { keys[Array(key), default: []].append(index) }
            keys[[], default: []].append(index)
        }
    }

    /// The index of the first line at or below `start` that begins with the key; nil where there is none.
    func find(_ key: String, from start: Int) -> Int? {
        Self.first(of: keys[Array(key.utf8)] ?? [], from: start)
    }

    /// The same for a list's dash.
    func findItem(from start: Int) -> Int? { Self.first(of: items, from: start) }

    /// The first of ascending numbers that is not below `start`.
    private static func first(of indices: [Int], from start: Int) -> Int? {
        var (low, high) = (0, indices.count)
        while low < high {
            let middle = (low + high) / 2
            if indices[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low < indices.count ? indices[low] : nil
    }

    /// The regular expression `^ *-? ?(.*?):`: everything up to the first colon.
    private static func key(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var start = line.firstIndex { $0 != 0x20 } ?? line.endIndex
        guard start < line.endIndex else { return nil }
        if line[start] == UInt8(ascii: "-") {
            start += 1
            if start < line.endIndex, line[start] == 0x20 { start += 1 }
        }
        guard let colon = line[start...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return line[start..<colon]
    }
}
