extension RecipeAssembler {
    func cluster(_ reader: TableReader<ClusterKey>) -> ClusterSection? {
        let method = reader.text(.method).flatMap { located($0, ClusterMethod.init) }
        let role = reader.text(.role).flatMap { located($0, ClusterRole.init) }
        let version = reader.text(.version)
        let roles = self.roles(reader.texts(.roles), "cluster.roles")
        let server = reader.text(.server)
        let token = reader.secret(.token)
        let caChecksum = reader.text(.caChecksum).map { Located($0.value.lowercased(), at: $0.position) }
        let hash = reader.text(.discoveryCAHash).map { Located($0.value.lowercased(), at: $0.position) }
        let nodeName = reader.text(.nodeName)
        let address = reader.text(.address)
        let labels = reader.entries(.labels).compactMap { label($0, reader) }
        let image = reader.text(.image)
        let user = reader.text(.user)
        let network = reader.text(.network)
        let isPersistent = reader.boolean(.persistent)
        let members = reader.tables(.members, as: MemberKey.self).compactMap(member)
        guard let method, let role else { return nil }

        var section = ClusterSection(position: reader.position, method: method, role: role)
        section.version = version
        section.roles = roles
        section.server = server
        section.token = token
        section.caChecksum = caChecksum
        section.discoveryCAHash = hash
        section.nodeName = nodeName
        section.address = address
        section.labels = labels
        section.image = image
        section.user = user
        section.network = network
        section.isPersistent = isPersistent ?? false
        section.members = members
        return section
    }

    private func located<Word>(_ text: Located<String>, _ word: (String) -> Word?) -> Located<Word>? {
        word(text.value).map { Located($0, at: text.position) }
    }

    /// The words without those that are there already.
    private func roles(_ words: [Located<String>]?, _ path: String) -> [Located<NodeRole>] {
        var kept: [Located<NodeRole>] = []
        for word in words ?? [] {
            guard let role = NodeRole(rawValue: word.value) else { continue }
            if let first = kept.first(where: { $0.value == role }) {
                findings.warning(
                    at: word.position, "\(path): \"\(word.value)\" is there already, at \(first.position)")
            } else {
                kept.append(Located(role, at: word.position))
            }
        }
        return kept
    }

    private func label(_ entry: NodeTable.Entry, _ reader: TableReader<ClusterKey>) -> Located<NodeLabel>? {
        let value = reader.reader(of: entry, in: .labels)
        if value.isDotted(entry.node) { return nil }
        if let fault = LabelText.nameFault(entry.key) {
            findings.error(at: entry.keyPosition, "\(value.path) \(fault.problem)", hint: fault.hint)
            return nil
        }
        guard let text = value.string(entry.node) else {
            value.mismatch(
                entry.node, expected: "a string", hint: "for example labels = \(value.rule.example)")
            return nil
        }
        if let fault = LabelText.valueFault(text) {
            value.refuse(text, at: entry.node.position, fault)
            return nil
        }
        return Located(NodeLabel(entry.key, text), at: entry.keyPosition)
    }

    private func member(_ reader: TableReader<MemberKey>) -> ClusterMember? {
        let roles = self.roles(reader.texts(.roles), "cluster.members.roles")
        let address = reader.text(.address)
        guard let name = reader.text(.name), let address else { return nil }
        return ClusterMember(name: name, address: address, roles: roles)
    }
}
