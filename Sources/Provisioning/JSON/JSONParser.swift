import Recipes

/// Builds nodes from a scanner's bytes; without recursion, so that hostile nesting costs no stack.
struct JSONParser {
    private var scanner: JSONScanner
    private var open: [Frame] = []
    private var budget = JSONReader.maximumNodes

    /// An array or an object that is not closed yet.
    private struct Frame {
        let isObject: Bool
        let position: SourcePosition
        var items: [JSONNode] = []
        var members: [JSONMember] = []
        var name = ""
        var namePosition: SourcePosition?
    }

    init(_ scanner: JSONScanner) {
        self.scanner = scanner
    }

    /// The whole text as one value.
    mutating func document() throws(Diagnostic) -> JSONNode {
        scanner.skipBlanks()
        while true {
            guard var value = try beginning() else { continue }
            // The value may be the last of its array or object, and that again the last of its own.
            while true {
                guard !open.isEmpty else {
                    scanner.skipBlanks()
                    guard scanner.isAtEnd else { throw scanner.unexpected("the end: the value is complete") }
                    return value
                }
                append(value)
                guard let closed = try afterItem() else { break }
                value = closed
            }
        }
    }

    /// A finished value, or nil where an array or an object with something in it was opened.
    private mutating func beginning() throws(Diagnostic) -> JSONNode? {
        let position = scanner.position
        budget -= 1
        guard budget >= 0 else {
            throw Diagnostic(at: position, "the document has more than \(JSONReader.maximumNodes) values")
        }
        switch scanner.current {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = scanner.current == UInt8(ascii: "{")
            guard open.count < JSONReader.maximumDepth else {
                throw Diagnostic(
                    at: position, "the document is nested deeper than \(JSONReader.maximumDepth) levels")
            }
            scanner.advance()
            scanner.skipBlanks()
            if scanner.current == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                scanner.advance()
                return JSONNode(isObject ? .object([]) : .array([]), at: position)
            }
            open.append(Frame(isObject: isObject, position: position))
            if isObject { try name() }
            return nil
        case UInt8(ascii: "\""):
            return JSONNode(.string(try scanner.string()), at: position)
        case UInt8(ascii: "t"):
            try scanner.literal("true")
            return JSONNode(.bool(true), at: position)
        case UInt8(ascii: "f"):
            try scanner.literal("false")
            return JSONNode(.bool(false), at: position)
        case UInt8(ascii: "n"):
            try scanner.literal("null")
            return JSONNode(.null, at: position)
        case .some(0x2d), .some(0x30...0x39):
            return JSONNode(.number(try scanner.number()), at: position)
        default:
            throw scanner.unexpected("a value")
        }
    }

    /// A name and its colon.
    private mutating func name() throws(Diagnostic) {
        guard scanner.current == UInt8(ascii: "\"") else {
            throw scanner.unexpected("a name in double quotes")
        }
        let position = scanner.position
        let text = try scanner.string()
        open[open.count - 1].name = text
        open[open.count - 1].namePosition = position
        scanner.skipBlanks()
        guard scanner.current == UInt8(ascii: ":") else { throw scanner.unexpected("a colon") }
        scanner.advance()
        scanner.skipBlanks()
    }

    private mutating func append(_ value: JSONNode) {
        let last = open.count - 1
        if open[last].isObject {
            open[last].members.append(JSONMember(open[last].name, value, at: open[last].namePosition))
        } else {
            open[last].items.append(value)
        }
    }

    /// What follows an item: a comma (nil: another item begins here) or the end, which gives the closed
    /// value.
    private mutating func afterItem() throws(Diagnostic) -> JSONNode? {
        scanner.skipBlanks()
        let isObject = open[open.count - 1].isObject
        switch scanner.current {
        case UInt8(ascii: ","):
            scanner.advance()
            scanner.skipBlanks()
            if isObject { try name() }
            return nil
        case isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
            scanner.advance()
            let frame = open.removeLast()
            return JSONNode(
                isObject ? .object(frame.members) : .array(frame.items), at: frame.position)
        default:
            throw scanner.unexpected(isObject ? "a comma or }" : "a comma or ]")
        }
    }
}
