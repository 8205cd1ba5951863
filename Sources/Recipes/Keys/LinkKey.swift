/// `[[link]]`
package enum LinkKey: String, TableKeys {
    case path
    case target

    package static let summary = "A symbolic link."

    package var rule: KeyRule {
        switch self {
        case .path:
            KeyRule(
                .text(.imagePath), required: true, "Its path in the image.", example: #""/etc/localtime""#)
        case .target:
            KeyRule(
                .text(.linkTarget), required: true, "What it points to, as the running system will see it.",
                example: #""/usr/share/zoneinfo/UTC""#)
        }
    }
}
