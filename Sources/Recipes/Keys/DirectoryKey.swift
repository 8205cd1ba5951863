/// `[[directory]]`
package enum DirectoryKey: String, TableKeys {
    case path
    case mode
    case owner

    package static let summary = "A folder."

    package var rule: KeyRule {
        switch self {
        case .path:
            KeyRule(.text(.imagePath), required: true, "Its path in the image.", example: #""/srv/data""#)
        case .mode: KeyRule(.mode, "Its permission bits; 0755 unless said.", example: #""0755""#)
        case .owner: KeyRule(.owner, "Who owns it; root:root unless said.", example: #""root:root""#)
        }
    }
}
