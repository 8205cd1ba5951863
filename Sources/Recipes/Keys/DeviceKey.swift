/// `[[device]]`
package enum DeviceKey: String, TableKeys {
    case path
    case type
    case major
    case minor
    case mode
    case owner

    package static let summary = "A device node; no rights are needed to build it."

    package var rule: KeyRule {
        switch self {
        case .path:
            KeyRule(.text(.imagePath), required: true, "Its path in the image.", example: #""/dev/console""#)
        case .type:
            KeyRule(
                .choice(DeviceItem.Kind.allCases.map(\.rawValue)), required: true,
                "Character or block device.",
                example: #""character""#)
        // include/linux/kdev_t.h: 12 bits of major number, MINORBITS 20.
        case .major: KeyRule(.integer(0...4095), required: true, "Its major number.", example: "5")
        case .minor: KeyRule(.integer(0...1_048_575), required: true, "Its minor number.", example: "1")
        case .mode: KeyRule(.mode, "Its permission bits; 0600 unless said.", example: #""0600""#)
        case .owner: KeyRule(.owner, "Who owns it; root:root unless said.", example: #""root:root""#)
        }
    }
}
