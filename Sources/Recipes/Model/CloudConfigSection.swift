/// `[cloud-config]`: what is merged into the configuration that is embedded.
package struct CloudConfigSection: Sendable, Equatable {
    /// `file`: one path or several, merged in order.
    package var files: [Located<String>] = []
    /// `inline`: YAML text.
    package var inline: Located<String>?
    package var hostname: Located<String>?
    /// `ssh-authorized-keys`: each a key (it begins with its type) or the path of a file of keys.
    package var sshAuthorizedKeys: [Located<String>] = []
    /// `runcmd`: each one shell command.
    package var runCommands: [Located<String>] = []
    package var users: [UserItem] = []
    package var writeFiles: [FileItem] = []
    package var check: CheckLevel = .error
    package var allowed: [RuleAllowance] = []

    package init() {}
}
