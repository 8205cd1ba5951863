/// `[[file]]`
package enum FileKey: String, TableKeys {
    case path
    case contents
    case source
    case mode
    case owner
    case capabilities

    package static let summary = "A regular file."
    package static let exactlyOne: [[FileKey]] = [[.contents, .source]]

    package var rule: KeyRule {
        switch self {
        case .path:
            KeyRule(.text(.imagePath), required: true, "Its path in the image.", example: #""/etc/motd""#)
        case .contents: KeyRule(.text(.anything), "What is in it.", example: #""diskless\n""#)
        case .source:
            KeyRule(.text(.localPath), "The file to copy, relative to the recipe.", example: #""motd""#)
        case .mode: KeyRule(.mode, "Its permission bits; 0644 unless said.", example: #""0644""#)
        case .owner: KeyRule(.owner, "Who owns it; root:root unless said.", example: #""root:root""#)
        case .capabilities:
            KeyRule(
                .text(.capabilities), "Its file capabilities, in the words of setcap; none unless said.",
                example: #""cap_net_raw=ep""#)
        }
    }
}
