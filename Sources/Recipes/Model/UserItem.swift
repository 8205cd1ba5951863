/// One `[[cloud-config.users]]`.
package struct UserItem: Sendable, Equatable {
    package var name: Located<String>
    package var gecos: Located<String>?
    package var groups: [Located<String>] = []
    package var shell: Located<String>?
    package var home: Located<String>?
    package var sudo: Located<String>?
    /// Each a key or the path of a file of keys.
    package var sshAuthorizedKeys: [Located<String>] = []

    package init(name: Located<String>) {
        self.name = name
    }
}
