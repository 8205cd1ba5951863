/// An item of `[registry] preload` that names its archive.
package enum PreloadKey: String, TableKeys {
    case image
    case archive

    package static let summary = "A container image that the machine has before it reaches any registry."

    package var rule: KeyRule {
        switch self {
        case .image:
            KeyRule(
                .text(.image), required: true, "Its name, with the registry and a tag.",
                example: #""docker.io/library/busybox:1.36""#)
        case .archive:
            KeyRule(
                .text(.localPath), required: true, "Its archive as of `docker save`, relative to the recipe.",
                example: #""../images/busybox.tar""#)
        }
    }
}
