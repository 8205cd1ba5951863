/// `[boot]`
package enum BootKey: String, TableKeys {
    case url
    case menus
    case timeout

    package static let summary = "The boot menus."

    package var rule: KeyRule {
        switch self {
        case .url:
            KeyRule(
                .text(.bootAddress),
                "The address of the folder that holds the images; relative to the menu unless said.",
                example: #""http://10.0.0.1/kimage/""#)
        case .menus:
            KeyRule(
                .choices(["ipxe", "pxelinux", "grub"]), "Which menus to write; all unless said.",
                example: #"["ipxe", "grub"]"#)
        // PXELINUX counts tenths of a second and takes at most 35996 of them.
        case .timeout:
            KeyRule(
                .duration(maximum: 3599), "How long a menu waits; 5 seconds unless said, 0 waits for ever.",
                example: #""5s""#)
        }
    }
}
