import Provisioning
import Recipes

/// Turns a parsed document into what candiedyaml makes of it, with what is lost on the way.
struct CandiedReader {
    /// Keys that a later one of the same map replaces.
    private(set) var replaced: [CandiedPair] = []
    /// Keys `<<`, which merge nothing here.
    private(set) var mergeKeys: [CandiedNode] = []

    /// The document's root, which is read into a map of any keys; its own keys and values go another way through the
    /// library than those below (`"null"` in quotes is null there).
    mutating func root(_ node: YAMLNode) -> CandiedNode {
        convert(node, isTyped: true)
    }

    private mutating func convert(_ node: YAMLNode, isTyped: Bool = false) -> CandiedNode {
        switch node.content {
        case .scalar(let text, let plain):
            return scalar(
                text, plain: plain, tag: node.tag, isTyped: isTyped || node.isAlias, at: node.position)
        case .sequence(let items):
            var converted: [CandiedNode] = []
            for item in items { converted.append(convert(item)) }
            return CandiedNode(value: .list(converted), text: "", position: node.position)
        case .mapping(let pairs):
            return CandiedNode(value: .map(map(pairs, isTyped: isTyped)), text: "", position: node.position)
        }
    }

    private mutating func map(_ pairs: [YAMLPair], isTyped: Bool) -> [CandiedPair] {
        var result: [CandiedPair] = []
        var places: [String: Int] = [:]
        for pair in pairs {
            let key = scalar(
                pair.key, plain: pair.isPlainKey, tag: nil, isTyped: isTyped, at: pair.keyPosition)
            var value = convert(pair.value)
            // Only values that stand directly in the root take the typed way.
            if isTyped, case .scalar(let text, let plain) = pair.value.content {
                value = scalar(
                    text, plain: plain, tag: pair.value.tag, isTyped: true, at: pair.value.position)
            }
            if pair.key == "<<", pair.isPlainKey { mergeKeys.append(key) }
            let name = identity(key.value)
            if let place = places[name] {
                replaced.append(result[place])
                result[place] = CandiedPair(key: key, value: value)
            } else {
                places[name] = result.count
                result.append(CandiedPair(key: key, value: value))
            }
        }
        return result
    }

    private func scalar(
        _ text: String, plain: Bool, tag: String?, isTyped: Bool, at position: SourcePosition?
    ) -> CandiedNode {
        let value: CandiedValue =
            isTyped && CandiedScalar.nullWords.contains(text)
            ? .null : CandiedScalar.value(of: text, plain: plain, tag: tag)
        return CandiedNode(value: value, text: text, position: position)
    }

    /// Keys are the same in Go where type and value are.
    private func identity(_ value: CandiedValue) -> String {
        switch value {
        case .string(let text): "s" + text
        default: value.jsonType + (CandiedText.written(value) ?? "")
        }
    }
}
