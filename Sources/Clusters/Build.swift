import Provisioning

/// YAML of ours.
enum Build {
    static func map(_ members: [(String, YAMLNode)]) -> YAMLNode {
        YAMLNode(.mapping(members.map { YAMLPair($0.0, $0.1) }))
    }

    static func list(_ items: [YAMLNode]) -> YAMLNode { YAMLNode(.sequence(items)) }

    /// A truth value or a number.
    static func plain(_ text: String) -> YAMLNode { YAMLNode(.scalar(text, plain: true)) }
}
