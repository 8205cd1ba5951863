extension RecipeAssembler {
    func cloudConfig(_ reader: TableReader<CloudConfigKey>) -> CloudConfigSection {
        var section = CloudConfigSection()
        section.files = reader.texts(.file) ?? []
        section.inline = reader.text(.inline)
        section.hostname = reader.text(.hostname)
        section.sshAuthorizedKeys = reader.texts(.sshAuthorizedKeys) ?? []
        section.runCommands = reader.texts(.runcmd) ?? []
        section.users = reader.tables(.users, as: UserKey.self).compactMap(user)
        section.writeFiles = reader.tables(.writeFiles, as: FileKey.self).compactMap(file)
        if let level = reader.text(.check).flatMap({ CheckLevel(rawValue: $0.value) }) {
            section.check = level
        }
        section.allowed = reader.entries(.allow).compactMap { allowance($0, reader) }
        return section
    }

    private func user(_ reader: TableReader<UserKey>) -> UserItem? {
        let gecos = reader.text(.gecos)
        let groups = reader.texts(.groups) ?? []
        let (shell, home, sudo) = (reader.text(.shell), reader.text(.home), reader.text(.sudo))
        let keys = reader.texts(.sshAuthorizedKeys) ?? []
        guard let name = reader.text(.name) else { return nil }
        var user = UserItem(name: name)
        user.gecos = gecos
        user.groups = groups
        (user.shell, user.home, user.sudo) = (shell, home, sudo)
        user.sshAuthorizedKeys = keys
        return user
    }

    /// `"rule" = "reason"`
    private func allowance(
        _ entry: NodeTable.Entry, _ reader: TableReader<CloudConfigKey>
    ) -> RuleAllowance? {
        let value = reader.reader(of: entry, in: .allow)
        guard let reason = value.string(entry.node) else {
            value.mismatch(entry.node, expected: "the reason, as a string")
            return nil
        }
        guard !reason.allSatisfy(\.isWhitespace) else {
            findings.error(
                at: entry.node.position, "\(value.path): says no reason",
                hint: "write why the rule may be broken here")
            return nil
        }
        return RuleAllowance(rule: Located(entry.key, at: entry.keyPosition), reason: reason)
    }
}
