import Provisioning

/// The tree that the validator's rules look at: guessed values, replaced by the structures' own where the
/// kinds agree, so that an unquoted 0644 is the text it was written as.
enum CoreOSTree {
    static func read(_ node: YAMLNode?, lines: CoreOSLines) throws(CoreOSYAMLFault) -> CoreOSNode {
        let weak = try CoreOSWeakReader(lines: lines).root(node)
        var strong = CoreOSStrong.zero(CoreOSSchema.root)
        if let node { _ = try strong.decode(node, as: CoreOSSchema.root) }
        return coerce(weak, strong, CoreOSSchema.root)
    }

    private static func coerce(_ weak: CoreOSNode, _ strong: CoreOSStrong?, _ type: CoreOSType?) -> CoreOSNode
    {
        var node = weak
        if weak.children.isEmpty, weak.value != .invalid, let type, let leaf = strong?.leaf,
            type.takes(weak.value)
        {
            node.value = leaf
        }
        switch type {
        case .structure:
            node.children = weak.children.map { child in
                let field = type?.field(child.name)
                return coerce(child, field.map { strong?[child.name] ?? .zero($0.type) }, field?.type)
            }
        case .list(let item):
            let items = strong?.items ?? []
            node.children = weak.children.enumerated().map { index, child in
                // Names of a map's keys are no names of items.
                let isItem = weak.value == .list && index < items.count
                return coerce(child, isItem ? items[index] : nil, isItem ? item : nil)
            }
        default: break
        }
        return node
    }
}
