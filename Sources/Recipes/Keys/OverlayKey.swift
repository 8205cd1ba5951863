/// `[[overlay]]`
package enum OverlayKey: String, TableKeys {
    case source
    case target
    case owner
    case modes
    case owners
    case capabilities

    package static let summary = "A folder laid over the base."
    package static let unsupported = ["remove"]

    package var rule: KeyRule {
        switch self {
        case .source:
            KeyRule(
                .text(.localPath), required: true, "The folder, relative to the recipe.",
                example: #""../overlays/common""#)
        case .target: KeyRule(.text(.imageFolder), "Where its contents go; / unless said.", example: #""/""#)
        case .owner: KeyRule(.owner, "Who owns its entries; root:root unless said.", example: #""root:root""#)
        case .modes:
            KeyRule(
                .modes,
                "Modes by path below the overlay; others are 0755 for folders and programs, 0644 for the rest.",
                example: #"{ "etc/secret" = "0600" }"#)
        case .owners:
            KeyRule(.owners, "Owners by path below the overlay.", example: #"{ "home/core" = "500:500" }"#)
        case .capabilities:
            KeyRule(
                .capabilities,
                "File capabilities by path below the overlay; others have those that the file itself has.",
                example: #"{ "usr/bin/ping" = "cap_net_raw=ep" }"#)
        }
    }
}
