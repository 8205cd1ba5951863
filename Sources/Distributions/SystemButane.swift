import Butane
import Provisioning
import Recipes

/// Butane for one system: whether the variant is the system's own is told as well.
struct SystemButane: Dialect {
    let variant: String?
    let system: String
    private let butane = ButaneDialect()

    static let otherVariant = CheckRule(
        "butane/other-variant", "The variant of another system.",
        consequence:
            "Butane makes Ignition of it all the same; sugar and paths are those of the other system, and its version of Ignition may be one that this system does not read.",
        remedy: "write the system's own variant", source: "coreos/butane, config/*/translate.go",
        isError: false)

    init(variant: String?, system: String) {
        self.variant = variant
        self.system = system
    }

    var title: String { butane.title }
    var rules: [CheckRule] { butane.rules + [Self.otherVariant] }

    func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let findings = butane.check(document, delivery: delivery)
        guard let variant,
            let root = try? YAMLReader.read(
                document.bytes, file: document.file, lineOffset: document.lineOffset, duplicates: .keepAll),
            let node = root["variant"], let written = node.text, written != variant
        else { return findings }
        return [
            CheckFinding(
                Self.otherVariant, at: node.position,
                "variant is \"\(written)\"; \(system)'s own is \"\(variant)\"",
                hint: "write variant: \(variant)")
        ] + findings
    }
}
