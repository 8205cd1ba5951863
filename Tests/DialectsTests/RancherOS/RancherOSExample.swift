import Dialects
import Provisioning
import Testing

/// An input that breaks one rule, and where.
struct RancherOSExample: Sendable, CustomTestStringConvertible {
    var rule: String
    var text: String
    var line: Int
    var column: Int
    var version = "1.5.8"
    var delivery = Delivery.embedded

    init(
        _ rule: String, _ line: Int, _ column: Int, _ text: String, version: String = "1.5.8",
        delivery: Delivery = .embedded
    ) {
        self.rule = "rancheros/" + rule
        self.line = line
        self.column = column
        self.text = text
        self.version = version
        self.delivery = delivery
    }

    var testDescription: String { rule + " " + text.prefix(40).replacing("\n", with: "|") }

    /// The text in UTF-8, and the magic of gzip as its two bytes.
    var bytes: [UInt8] { text == "\u{1f}\u{8b}" ? [0x1f, 0x8b] : Array(text.utf8) }

    var findings: [CheckFinding] {
        RancherOSDialect(version: version, isBurmilla: false)
            .check(ConfigDocument(file: "config.yml", bytes: bytes), delivery: delivery)
    }
}
