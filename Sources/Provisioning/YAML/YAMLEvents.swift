private import CYaml

/// The events of a YAML text, as libyaml parses it: the parser whose ports and bindings most programs use that read
/// cloud-configs (go-yaml, PyYAML, ucd).
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml keeps a pointer to its input.
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Throws: `YAMLFault` where memory is exhausted.
    init(_ bytes: [UInt8]) throws(YAMLFault) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLFault(problem: "memory is exhausted")
        }
        input = .allocate(capacity: max(bytes.count, 1))
        _ = input.initialize(from: bytes)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
        self.parser = parser
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event; nothing follows `streamEnd`.
    mutating func next() throws(YAMLFault) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
        defer { yaml_event_delete(&event) }
        let mark = Self.mark(event.start_mark)
        switch event.type {
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return YAMLEvent(kind: .streamEnd, mark: mark)
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, mark: mark)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, mark: mark)
        case YAML_ALIAS_EVENT:
            return YAMLEvent(kind: .alias(Self.text(event.data.alias.anchor) ?? ""), mark: mark)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let tag = Self.text(scalar.tag)
            return YAMLEvent(
                kind: .scalar(
                    String(decoding: bytes, as: UTF8.self),
                    plain: scalar.style == YAML_PLAIN_SCALAR_STYLE && tag == nil),
                anchor: Self.text(scalar.anchor), tag: tag, mark: mark)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return YAMLEvent(
                kind: .sequenceStart, anchor: Self.text(start.anchor), tag: Self.text(start.tag), mark: mark)
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, mark: mark)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return YAMLEvent(
                kind: .mappingStart, anchor: Self.text(start.anchor), tag: Self.text(start.tag), mark: mark)
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, mark: mark)
        default: return YAMLEvent(kind: .streamStart, mark: mark)
        }
    }

    private func fault() -> YAMLFault {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
        // An error of the reader (a byte that is no UTF-8, a control character) has an offset only.
        let isReaders = parser.pointee.error == YAML_READER_ERROR
        return YAMLFault(
            problem: problem,
            mark: isReaders ? place(parser.pointee.problem_offset) : Self.mark(parser.pointee.problem_mark))
    }

    /// The line and column of a byte.
    private func place(_ offset: Int) -> YAMLMark {
        var mark = YAMLMark(line: 1, column: 1)
        for byte in input.prefix(max(0, offset)) {
            if byte == UInt8(ascii: "\n") {
                mark = YAMLMark(line: mark.line + 1, column: 1)
            } else if byte & 0xc0 != 0x80 {
                mark.column += 1
            }
        }
        return mark
    }

    private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
        YAMLMark(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
