/// `[base]`
package enum BaseKey: String, TableKeys {
    case os
    case version
    case kernel
    case initrd
    case root
    case busybox

    package static let summary = "The operating system, and where its parts come from."

    package var rule: KeyRule {
        switch self {
        case .os: KeyRule(.text(.system), required: true, "The operating system.", example: #""rancheros""#)
        case .version:
            KeyRule(
                .text(.version), "Its version; the one its distribution names unless said.",
                example: #""1.5.8""#)
        case .kernel:
            KeyRule(
                .table(ArtifactKey.self), "Where the kernel comes from, if not from where it is published.",
                example: #"{ source = "vmlinuz" }"#)
        case .initrd:
            KeyRule(
                .table(ArtifactKey.self), "Where the initrd comes from, if not from where it is published.",
                example: #"{ source = "initrd.img" }"#)
        case .root:
            KeyRule(
                .table(ArtifactKey.self), "Where the archive of the root tree comes from.",
                example: #"{ source = "root.tar.gz" }"#)
        case .busybox:
            KeyRule(
                .table(ArtifactKey.self), "Where a static busybox for stage one comes from.",
                example: #"{ source = "apt:busybox-static", member = "bin/busybox" }"#)
        }
    }
}
