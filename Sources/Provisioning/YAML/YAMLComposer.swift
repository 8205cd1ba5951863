import Recipes

/// Makes nodes of events: aliases become copies of what they name.
struct YAMLComposer: ~Copyable {
    private var events: YAMLEvents
    private let file: String
    private let lineOffset: Int
    private let duplicates: YAMLDuplicates
    private var budget: Int
    /// Nodes by anchor, with the number of values they hold.
    private var anchors: [String: (node: YAMLNode, count: Int)] = [:]

    init(
        _ events: consuming YAMLEvents, file: String, lineOffset: Int, duplicates: YAMLDuplicates, budget: Int
    ) {
        self.events = events
        self.file = file
        self.lineOffset = lineOffset
        self.duplicates = duplicates
        self.budget = budget
    }

    /// The root of the first document; nil where there is none.
    mutating func root() throws(Diagnostic) -> YAMLNode? {
        while true {
            let event = try next()
            switch event.kind {
            case .streamStart: continue
            case .documentStart:
                let root = try node(try next(), depth: 0)
                try end()
                return root
            default: return nil
            }
        }
    }

    /// What follows the first document.
    private mutating func end() throws(Diagnostic) {
        guard duplicates == .refuse else { return }
        var event = try next()
        while event.kind == .documentEnd { event = try next() }
        guard event.kind == .streamEnd else {
            throw Diagnostic(
                at: position(event.mark), "the YAML is not well formed: but found another document",
                hint: "keep one document; most programs read the first only")
        }
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(Diagnostic) -> YAMLNode {
        let position = position(event.mark)
        try spend(1, at: position, depth: depth)
        let before = budget
        var node: YAMLNode
        switch event.kind {
        case .alias(let name):
            guard let target = anchors[name] else {
                throw Diagnostic(at: position, "the YAML is not well formed: found undefined alias")
            }
            try spend(target.count, at: position, depth: depth)
            node = target.node
            node.position = position
            node.isAlias = true
            return node
        case .scalar(let text, let plain): node = YAMLNode(.scalar(text, plain: plain), at: position)
        case .sequenceStart:
            var items: [YAMLNode] = []
            var event = try next()
            while event.kind != .sequenceEnd {
                items.append(try self.node(event, depth: depth + 1))
                event = try next()
            }
            node = YAMLNode(.sequence(items), at: position)
        case .mappingStart: node = YAMLNode(.mapping(try pairs(depth: depth, at: position)), at: position)
        default: throw Diagnostic(at: position, "the YAML is not well formed")
        }
        node.tag = event.tag
        if let anchor = event.anchor { anchors[anchor] = (node, before - budget + 1) }
        return node
    }

    private mutating func pairs(depth: Int, at start: SourcePosition) throws(Diagnostic) -> [YAMLPair] {
        var pairs: [YAMLPair] = []
        var seen: Set<String> = []
        var twice: Set<String> = []
        var event = try next()
        while event.kind != .mappingEnd {
            let key = try node(event, depth: depth + 1)
            guard case .scalar(let name, let plain) = key.content else {
                throw Diagnostic(at: key.position, "a key must be a plain text, not a list or a map")
            }
            var pair = YAMLPair(name, try node(try next(), depth: depth + 1), at: key.position)
            pair.isPlainKey = plain
            pairs.append(pair)
            if !seen.insert(name).inserted { twice.insert(name) }
            event = try next()
        }
        if duplicates == .refuse, !twice.isEmpty {
            let keys = twice.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            throw Diagnostic(
                at: start, "the map that begins here has more than one key \(keys)",
                hint: "most parsers keep the last and drop the others without a word")
        }
        return pairs
    }

    private mutating func spend(_ count: Int, at position: SourcePosition, depth: Int) throws(Diagnostic) {
        budget -= count
        guard budget >= 0, depth <= YAMLReader.maximumDepth else {
            throw Diagnostic(
                at: position,
                "the document has more than \(YAMLReader.maximumNodes) values or is nested too deeply",
                hint: "aliases that refer to one another multiply")
        }
    }

    private mutating func next() throws(Diagnostic) -> YAMLEvent {
        do throws(YAMLFault) {
            return try events.next()
        } catch {
            throw YAMLReader.diagnostic(error, at: position(error.mark ?? YAMLMark(line: 1, column: 1)))
        }
    }

    private func position(_ mark: YAMLMark) -> SourcePosition {
        SourcePosition(file: file, line: mark.line + lineOffset, column: mark.column)
    }
}
