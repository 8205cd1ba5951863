/// `[[cloud-config.users]]`
package enum UserKey: String, TableKeys {
    case name
    case gecos
    case groups
    case shell
    case home
    case sudo
    case sshAuthorizedKeys = "ssh-authorized-keys"

    package static let summary = "A user of the running system."

    package var rule: KeyRule {
        switch self {
        case .name: KeyRule(.text(.userName), required: true, "The login name.", example: #""ops""#)
        case .gecos: KeyRule(.text(.line), "The name in full.", example: #""Operations""#)
        case .groups: KeyRule(.texts(.userName), "Further groups.", example: #"["docker"]"#)
        case .shell: KeyRule(.text(.imagePath), "The login shell.", example: #""/bin/sh""#)
        case .home: KeyRule(.text(.imagePath), "The home folder.", example: #""/home/ops""#)
        case .sudo:
            KeyRule(
                .text(.line), "What the user may do as another, as sudoers(5) writes it.",
                example: #""ALL=(ALL) NOPASSWD:ALL""#)
        case .sshAuthorizedKeys:
            KeyRule(
                .texts(.key), "Public keys, or paths of files of them, as in [cloud-config].",
                example: #"["../keys/ops.pub"]"#)
        }
    }
}
