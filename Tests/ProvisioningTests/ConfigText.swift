import Provisioning
import Testing

/// A cloud-config of a test.
enum ConfigText {
    static func config(_ text: String) throws -> CloudConfig {
        let node = try #require(try YAMLReader.read(text, file: "c.yml"))
        return CloudConfig(pairs: try #require(node.pairs))
    }
}
