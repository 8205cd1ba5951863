import Ignition
import Provisioning
import Recipes

/// User-data on a system where Ignition alone reads it: anything but its own JSON ends the boot.
struct IgnitionUserData: Dialect {
    let specs: IgnitionSpecs
    let format: ConfigFormat

    static let form = CheckRule(
        "ignition/user-data-form", "User-data that is no Ignition configuration.",
        consequence:
            "Ignition reads its own JSON and nothing else: not unpacked, not translated, no message. It fails in the initramfs, and the node does not come up.",
        remedy: "give it Ignition: butane makes it of Butane, kimage build of a recipe's cloud-config",
        source: "coreos/ignition, config/config.go and internal/providers/util/config.go",
        verdicts: [.userData: .reject])

    var title: String { specs.title }
    var rules: [CheckRule] { [Self.form] }

    func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        let what =
            document.bytes.starts(with: [0x1f, 0x8b])
            ? "compressed user-data"
            : ConfigFormat.isOtherUserData(document.bytes)
                ? "user-data of another form" : format == .script ? "a script" : format.title
        return [
            CheckFinding(
                Self.form, at: SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1),
                "Ignition is given \(what), and reads only its own JSON")
        ]
    }
}
