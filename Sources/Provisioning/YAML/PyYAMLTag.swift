import Recipes

/// Scalars with explicit tags, as SafeConstructor converts them.
enum PyYAMLTag {
    static func scalar(
        _ text: String, plain: Bool, tag: String?, at position: SourcePosition?
    ) throws(PyYAMLFault) -> PyYAMLValue.Content {
        func crash(_ message: String) -> PyYAMLFault {
            PyYAMLFault(position: position, message: message, isCrash: true)
        }
        guard let tag else {
            guard plain else { return .string(text) }
            return try content(PyYAML.resolve(text), at: position)
        }
        switch tag {
        case "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:python/unicode": return .string(text)
        case "tag:yaml.org,2002:null": return .null
        case "tag:yaml.org,2002:bool":
            switch text.lowercased() {
            case "yes", "true", "on": return .bool(true)
            case "no", "false", "off": return .bool(false)
            default: throw crash("\"!!bool\" before a text that is no truth value ends in a KeyError")
            }
        case "tag:yaml.org,2002:int":
            guard !text.isEmpty else { throw crash("\"!!int\" before an empty text ends in an IndexError") }
            return try content(PyYAML.int(text), at: position)
        case "tag:yaml.org,2002:float":
            guard !text.isEmpty else { throw crash("\"!!float\" before an empty text ends in an IndexError") }
            return try content(PyYAML.float(text), at: position)
        case "tag:yaml.org,2002:binary":
            guard isBase64(text) else {
                throw PyYAMLFault(
                    position: position, message: "\"!!binary\" stands before a text that is no base64",
                    isCrash: false)
            }
            return .bytes
        case "tag:yaml.org,2002:timestamp":
            guard let date = PyYAMLDate(constructing: text), date.isValid else {
                throw crash(PyYAML.dateFault)
            }
            return .date(text)
        default: throw unknown(tag, at: position)
        }
    }

    static func unknown(_ tag: String, at position: SourcePosition?) -> PyYAMLFault {
        PyYAMLFault(
            position: position, message: "the tag \"\(tag)\" does not fit this value or is unknown",
            isCrash: false)
    }

    private static func content(
        _ scalar: PyYAMLScalar, at position: SourcePosition?
    ) throws(PyYAMLFault) -> PyYAMLValue.Content {
        switch scalar {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .float(let value): return .float(value)
        case .string(let text): return .string(text)
        case .date(let text): return .date(text)
        case .merge:
            throw PyYAMLFault(
                position: position, message: "a plain \"<<\" is a merge key and no value", isCrash: false)
        case .value:
            throw PyYAMLFault(
                position: position, message: "a plain \"=\" has no value in PyYAML", isCrash: false)
        case .failure(let message): throw PyYAMLFault(position: position, message: message, isCrash: true)
        }
    }

    /// Python's `binascii.a2b_base64`: other characters are passed over, padding must be complete.
    static func isBase64(_ text: String) -> Bool {
        var position = 0
        var padding = 0
        for byte in text.utf8 {
            if byte >= 0x80 { return false }
            if byte == UInt8(ascii: "=") {
                padding += 1
                if position >= 2, position + padding >= 4 { return true }
            } else if PyYAML.isDigit(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == 0x2b
                || byte == 0x2f
            {
                padding = 0
                position = (position + 1) % 4
            }
        }
        return position == 0
    }
}
