import Provisioning
import Recipes

extension ClearChecker {
    /// What ucd's tree cannot hold, in any block.
    mutating func checkTree(_ node: YAMLNode, path: String) {
        if let tag = node.tag, tag.hasSuffix(":binary") {
            report(ClearDocumentRules.tag, at: node.position, "\"\(path)\" has the tag \"!!binary\"")
        }
        // What an alias names is told where it is defined.
        if node.isAlias { return }
        switch node.content {
        case .scalar: return
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                let place = "\(path)[\(index)]"
                if item.isAlias {
                    report(ClearDocumentRules.alias, at: item.position, "\"\(place)\" is an alias")
                }
                checkTree(item, path: place)
            }
        case .mapping(let pairs):
            for index in ClearShift(pairs).lost.sorted() {
                let pair = pairs[index]
                report(
                    ClearDocumentRules.shifted, at: pair.keyPosition ?? pair.value.position,
                    "\"\(pair.key)\" does not get its value, for it follows a map or an alias")
            }
            for pair in pairs {
                let place = path.isEmpty ? pair.key : "\(path).\(pair.key)"
                let position = pair.keyPosition ?? pair.value.position
                if pair.key == "<<", pair.isPlainKey {
                    report(ClearDocumentRules.mergeKey, at: position, "\"\(place)\" merges another map")
                } else if pair.value.isAlias {
                    report(
                        ClearDocumentRules.alias, at: pair.value.position,
                        "the value of \"\(place)\" is an alias")
                } else if pair.value.pairs != nil {
                    report(ClearDocumentRules.mapValue, at: position, "the value of \"\(place)\" is a map")
                }
                checkTree(pair.value, path: place)
            }
        }
    }
}
