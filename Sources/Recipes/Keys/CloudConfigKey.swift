/// `[cloud-config]`
package enum CloudConfigKey: String, TableKeys {
    case file
    case inline
    case hostname
    case sshAuthorizedKeys = "ssh-authorized-keys"
    case runcmd

    package static let summary = "The configuration that the running system reads, in its own dialect."
    package static let unsupported = ["users", "write-files"]

    package var rule: KeyRule {
        switch self {
        case .file:
            KeyRule(
                .textOrTexts(.localPath),
                "A cloud-config or several, merged in order, relative to the recipe.",
                example: #""cloud-config/agent.yml""#)
        case .inline: KeyRule(.text(.block), "YAML that is merged in.", example: ##""#cloud-config\n""##)
        case .hostname: KeyRule(.text(.hostname), "The host name.", example: #""node-1""#)
        case .sshAuthorizedKeys:
            KeyRule(
                .texts(.key), "Public keys, or paths of files of them relative to the recipe.",
                example: #"["../keys/admin.pub"]"#)
        case .runcmd: KeyRule(.texts(.block), "Shell commands to run.", example: #"["echo ready"]"#)
        }
    }
}
