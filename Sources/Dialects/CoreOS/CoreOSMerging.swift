import Provisioning

/// The merge key of YAML 1.1, as coreos-cloudinit's YAML package carries it out: at its place, over what came
/// before.
enum CoreOSMerging {
    static let fault = CoreOSYAMLFault(message: "map merge requires map or sequence of maps as the value")

    static func isMerge(_ pair: YAMLPair) -> Bool {
        pair.key == "<<" && pair.isPlainKey
    }

    /// The maps to lay over, in order; a list's earlier maps come last, since they win.
    static func maps(_ node: YAMLNode) throws(CoreOSYAMLFault) -> [[YAMLPair]] {
        if let pairs = node.pairs { return [pairs] }
        guard let items = node.items, !node.isAlias else { throw fault }
        var maps: [[YAMLPair]] = []
        for item in items.reversed() {
            guard let pairs = item.pairs else { throw fault }
            maps.append(pairs)
        }
        return maps
    }
}
