/// Finds tabs that PyYAML's scanner refuses and libyaml passes over: it skips blanks between tokens and nothing else
/// (PyYAML 6.0, `scanner.py`, scan_to_next_token). Within quotes, comments and block scalars tabs are text.
package struct PyYAMLTabs {
    private let bytes: ArraySlice<UInt8>
    /// The column of the collection that a block scalar would be in; -1 at the top.
    private var parent = -1
    /// Lines deeper than this belong to a block scalar.
    private var block: Int?
    /// The quotes that are open.
    private var quote: UInt8?
    private var flowDepth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    /// Line and column, from 1, of the first tab that is an error; nil where there is none.
    package static func firstFault(_ bytes: [UInt8]) -> (line: Int, column: Int)? {
        guard bytes.contains(0x09) else { return nil }
        var tabs = PyYAMLTabs(bytes)
        return tabs.search()
    }

    private mutating func search() -> (line: Int, column: Int)? {
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let indent = line.prefix { $0 == 0x20 }.count
            if let depth = block {
                let isBlank = line.dropFirst(indent).allSatisfy { $0 == 0x0d }
                if isBlank || indent > depth { continue }
                block = nil
            }
            if let column = fault(Array(line)) { return (number + 1, column + 1) }
        }
        return nil
    }

    /// The index of a tab between tokens of a line.
    private mutating func fault(_ line: [UInt8]) -> Int? {
        var index = 0
        var isStart = true
        var key = -1
        if line.starts(with: "---".utf8), quote == nil {
            parent = -1
            index = 3
        }
        func isEnd(_ index: Int) -> Bool { index >= line.count || [0x20, 0x09, 0x0d].contains(line[index]) }
        while index < line.count {
            let byte = line[index]
            defer { index += 1 }
            if let open = quote {
                if open == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == open {
                    quote = nil
                }
                continue
            }
            switch byte {
            case 0x09: return index
            case 0x20, 0x0d: continue
            case UInt8(ascii: "#") where index == 0 || line[index - 1] == 0x20: return nil
            case UInt8(ascii: ":") where isEnd(index + 1) || flowDepth > 0:
                if flowDepth == 0 { parent = key }
                isStart = true
            case UInt8(ascii: ",") where flowDepth > 0: isStart = true
            case UInt8(ascii: "]") where flowDepth > 0, UInt8(ascii: "}") where flowDepth > 0:
                flowDepth -= 1
                isStart = false
            default:
                guard isStart else { continue }
                isStart = token(byte, line, &index, isEnd: isEnd(index + 1))
                if !isStart { key = index }
                if block != nil { return nil }
            }
        }
        return nil
    }

    /// What begins with this byte; true where another token may begin after it.
    private mutating func token(_ byte: UInt8, _ line: [UInt8], _ index: inout Int, isEnd: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "-") where isEnd && flowDepth == 0, UInt8(ascii: "?") where isEnd && flowDepth == 0:
            parent = index
            return true
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            flowDepth += 1
            return true
        case UInt8(ascii: "|") where flowDepth == 0, UInt8(ascii: ">") where flowDepth == 0:
            block = parent
            return false
        case UInt8(ascii: "&"), UInt8(ascii: "!"):
            while index + 1 < line.count, line[index + 1] != 0x20, line[index + 1] != 0x09 { index += 1 }
            return true
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            quote = byte
            return false
        default: return false
        }
    }
}
