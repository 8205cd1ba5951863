extension RecipeAssembler {
    func overlay(_ reader: TableReader<OverlayKey>) -> Overlay? {
        let target = reader.text(.target)
        let owner = reader.owner(.owner)
        let modes = reader.entries(.modes).compactMap { entry -> Located<OverlayMode>? in
            let value = reader.reader(of: entry, in: .modes)
            guard isMember(entry, value), let mode = value.mode(entry.node) else { return nil }
            return Located(OverlayMode(path: entry.key, mode: mode), at: entry.keyPosition)
        }
        let owners = reader.entries(.owners).compactMap { entry -> Located<OverlayOwner>? in
            let value = reader.reader(of: entry, in: .owners)
            guard isMember(entry, value), let owner = value.owner(entry.node) else { return nil }
            return Located(OverlayOwner(path: entry.key, owner: owner), at: entry.keyPosition)
        }
        let capabilities = reader.entries(.capabilities).compactMap { entry -> Located<OverlayCapability>? in
            let value = reader.reader(of: entry, in: .capabilities)
            guard isMember(entry, value) else { return nil }
            guard let text = value.string(entry.node) else {
                value.mismatch(
                    entry.node, expected: "a string", hint: "for example \(value.key) = \"cap_net_raw=ep\"")
                return nil
            }
            return value.checked(text, .capabilities, at: entry.node.position).map {
                Located(OverlayCapability(path: entry.key, text: $0.value), at: $0.position)
            }
        }
        guard let source = reader.text(.source) else { return nil }
        var overlay = Overlay(source: source, target: target ?? Located("/", at: reader.position))
        if let owner { overlay.owner = owner }
        overlay.modes = modes
        overlay.owners = owners
        overlay.capabilities = capabilities
        return overlay
    }

    /// Whether the key is a path below the overlay and its value no table.
    private func isMember(_ entry: NodeTable.Entry, _ value: ValueReader) -> Bool {
        if value.isDotted(entry.node) { return false }
        guard let fault = TextForm.member.fault(in: entry.key) else { return true }
        findings.error(at: entry.keyPosition, "\(value.path) \(fault.problem)", hint: fault.hint)
        return false
    }

    func file(_ reader: TableReader<FileKey>) -> FileItem? {
        let mode = reader.mode(.mode)
        let owner = reader.owner(.owner)
        let contents = reader.text(.contents).map { FileItem.Source.contents($0.value) }
        let source = reader.text(.source).map { FileItem.Source.file($0) }
        let capabilities = reader.text(.capabilities)
        guard let path = reader.text(.path), let source = contents ?? source else { return nil }
        var file = FileItem(path: path, source: source)
        if let mode { file.mode = mode }
        if let owner { file.owner = owner }
        file.capabilities = capabilities
        return file
    }

    func directory(_ reader: TableReader<DirectoryKey>) -> DirectoryItem? {
        let mode = reader.mode(.mode)
        let owner = reader.owner(.owner)
        guard let path = reader.text(.path) else { return nil }
        var directory = DirectoryItem(path: path)
        if let mode { directory.mode = mode }
        if let owner { directory.owner = owner }
        return directory
    }

    func link(_ reader: TableReader<LinkKey>) -> LinkItem? {
        let target = reader.text(.target)
        guard let path = reader.text(.path), let target else { return nil }
        return LinkItem(path: path, target: target)
    }

    func device(_ reader: TableReader<DeviceKey>) -> DeviceItem? {
        let path = reader.text(.path)
        let kind = reader.text(.type).flatMap { DeviceItem.Kind(rawValue: $0.value) }
        let major = reader.integer(.major).flatMap { UInt32(exactly: $0.value) }
        let minor = reader.integer(.minor).flatMap { UInt32(exactly: $0.value) }
        let mode = reader.mode(.mode)
        let owner = reader.owner(.owner)
        guard let path, let kind, let major, let minor else { return nil }
        var device = DeviceItem(path: path, kind: kind, major: major, minor: minor)
        if let mode { device.mode = mode }
        if let owner { device.owner = owner }
        return device
    }
}
