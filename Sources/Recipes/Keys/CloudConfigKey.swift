/// `[cloud-config]`
package enum CloudConfigKey: String, TableKeys {
    case file
    case inline
    case hostname
    case sshAuthorizedKeys = "ssh-authorized-keys"
    case runcmd
    case users
    case writeFiles = "write-files"
    case check
    case allow

    package static let summary = "The configuration that the running system reads, in its own dialect."
    package var rule: KeyRule {
        switch self {
        case .file:
            KeyRule(
                .textOrTexts(.localPath),
                "A cloud-config or several, merged in order, relative to the recipe; or one Ignition or Butane file.",
                example: #""cloud-config/agent.yml""#)
        case .inline: KeyRule(.text(.block), "YAML that is merged in.", example: ##""#cloud-config\n""##)
        case .hostname: KeyRule(.text(.hostname), "The host name.", example: #""node-1""#)
        case .sshAuthorizedKeys:
            KeyRule(
                .texts(.key),
                "Public keys, paths of files of them relative to the recipe (with * and ?), or \"agent\" for those of the SSH agent.",
                example: #"["../keys/admin.pub"]"#)
        case .runcmd: KeyRule(.texts(.block), "Shell commands to run.", example: #"["echo ready"]"#)
        case .users: KeyRule(.tables(UserKey.self), UserKey.summary, example: #"[{ name = "ops" }]"#)
        case .writeFiles:
            KeyRule(
                .tables(FileKey.self), "Files that the running system writes when it starts.",
                example: #"[{ path = "/etc/motd", contents = "diskless\n" }]"#)
        case .check:
            KeyRule(
                .choice(["error", "warn", "off"]),
                "What a rule that is broken does: error stops the build (unless said), warn tells, off is silent.",
                example: #""warn""#)
        case .allow:
            KeyRule(
                .labels, "Rules that may be broken, each with the reason.",
                example: #"{ "rancheros/unknown-key" = "read by our own service" }"#)
        }
    }
}
