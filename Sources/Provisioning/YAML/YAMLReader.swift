import Recipes
import Yams

/// Reads one YAML document into nodes with positions.
package enum YAMLReader {
    /// More values than any configuration of a node has; aliases that multiply (the "billion laughs") end here.
    package static let maximumNodes = 100_000
    /// Deeper than any configuration is nested.
    package static let maximumDepth = 64

    /// The first document of `text`; nil where it is empty or holds only comments.
    ///
    /// `file` is the name that positions carry; `lineOffset` is added to their lines, for text within a recipe.
    package static func read(
        _ text: String, file: String, lineOffset: Int = 0
    ) throws(Diagnostic) -> YAMLNode? {
        let place = Place(file: file, lineOffset: lineOffset)
        let root: Yams.Node?
        do {
            root = try compose(yaml: text)
        } catch let error as YamlError {
            throw diagnostic(error, place)
        } catch {
            throw Diagnostic(at: place.of(nil), "the YAML cannot be read: \(error)")
        }
        guard let root else { return nil }
        var budget = maximumNodes
        return try convert(root, place, depth: 0, budget: &budget)
    }

    private static func convert(
        _ node: Yams.Node, _ place: Place, depth: Int, budget: inout Int
    ) throws(Diagnostic) -> YAMLNode {
        let position = place.of(node.mark)
        budget -= 1
        guard budget >= 0, depth <= maximumDepth else {
            throw Diagnostic(
                at: position, "the document has more than \(maximumNodes) values or is nested too deeply",
                hint: "aliases that refer to one another multiply")
        }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(.scalar(scalar.string, plain: scalar.style == .plain), at: position)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence {
                items.append(try convert(item, place, depth: depth + 1, budget: &budget))
            }
            return YAMLNode(.sequence(items), at: position)
        case .mapping(let mapping):
            var pairs: [YAMLPair] = []
            for (key, value) in mapping {
                let keyPosition = place.of(key.mark)
                guard case .scalar(let name) = key else {
                    throw Diagnostic(at: keyPosition, "a key must be a plain text, not a list or a map")
                }
                let converted = try convert(value, place, depth: depth + 1, budget: &budget)
                pairs.append(YAMLPair(name.string, converted, at: keyPosition))
            }
            return YAMLNode(.mapping(pairs), at: position)
        case .alias:
            throw Diagnostic(at: position, "an alias without its anchor")
        }
    }

    /// Turns the parser's marks into positions of the user's file.
    private struct Place {
        let file: String
        let lineOffset: Int

        func of(_ mark: Mark?) -> SourcePosition {
            SourcePosition(file: file, line: (mark?.line ?? 1) + lineOffset, column: mark?.column ?? 1)
        }
    }

    private static func diagnostic(_ error: YamlError, _ place: Place) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let tab = problem.contains("cannot start any token")
            return Diagnostic(
                at: place.of(mark), "the YAML is not well formed: \(problem)",
                hint: tab ? "YAML is indented with blanks, not with tabs" : nil)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            return Diagnostic(
                at: place.of(context.mark), "the map that begins here has more than one key \(keys)",
                hint: "most parsers keep the last and drop the others without a word")
        default:
            return Diagnostic(at: place.of(nil), "the YAML is not well formed: \(error)")
        }
    }
}
