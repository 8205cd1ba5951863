/// `[alpine]`
package enum AlpineKey: String, TableKeys {
    case repositories
    case keys
    case packages
    case modloop
    case apkovl

    package static let summary = "Alpine's own diskless mode: the base is netboot files without a root tree."

    package var rule: KeyRule {
        switch self {
        case .repositories:
            KeyRule(
                .texts(.address),
                "Where packages come from at boot: addresses, or one folder of packages with APKINDEX.tar.gz, which is "
                    + "embedded; Alpine's main unless said.",
                example: #"["http://10.0.0.1/alpine/v3.23/main"]"#)
        case .keys:
            KeyRule(
                .texts(.localPath), "Public keys that repositories are signed with, beside Alpine's own.",
                example: #"["keys/site.rsa.pub"]"#)
        case .packages:
            KeyRule(
                .texts(.package), "What is installed at boot beside alpine-base.", example: #"["openssh"]"#)
        case .modloop:
            KeyRule(
                .text(.line),
                "The address of the kernel's modules, or none; unless said beside the netboot files, none where packages "
                    + "are embedded.", example: #""http://10.0.0.1/modloop-virt""#)
        case .apkovl:
            KeyRule(
                .text(.line),
                "Where a node finds its files: embedded unless said, or an address, in which {MAC} and {UUID} are the node's.",
                example: #""http://10.0.0.1/{MAC}.apkovl.tar.gz""#)
        }
    }
}
