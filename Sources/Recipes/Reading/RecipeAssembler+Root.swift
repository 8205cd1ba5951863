extension RecipeAssembler {
    func root(_ reader: TableReader<RootKey>) -> RootSection? {
        let format = reader.text(.format)
        let persist = reader.tables(.persist, as: PersistKey.self).compactMap(self.persist)
        guard let word = reader.text(.type), let type = RootType(rawValue: word.value) else { return nil }
        var section = RootSection(position: reader.position, type: Located(type, at: word.position))
        section.format = format.flatMap { format in
            RootFormat(rawValue: format.value).map { Located($0, at: format.position) }
        }
        section.server = reader.text(.server)
        section.port = reader.integer(.port)
        section.export = reader.text(.export)
        section.target = reader.text(.target)
        section.initiator = reader.text(.initiator)
        section.lun = reader.integer(.lun)
        section.url = reader.text(.url)
        section.version = reader.text(.version)
        section.options = reader.text(.options)
        section.size = reader.text(.size)
        section.verify = reader.text(.verify)
        section.stores = reader.texts(.stores)
        section.drivers = reader.texts(.drivers)
        section.persist = persist
        section.isDebug = reader.boolean(.debug) ?? false
        refuseIdle(reader, type)
        check(section)
        return section
    }

    /// Keys that say nothing of a root of this type.
    private func refuseIdle(_ reader: TableReader<RootKey>, _ type: RootType) {
        for key in RootKey.allCases where reader.has(key) {
            guard let types = key.types, !types.contains(type) else { continue }
            findings.error(
                at: reader.keyPosition(key),
                "root.\(key.rawValue) says nothing of a root of type \"\(type.rawValue)\"",
                hint: "it is for \(types.map(\.rawValue).joined(separator: ", "))")
        }
    }

    private func check(_ section: RootSection) {
        let type = section.type.value
        if let format = section.format, !type.formats.contains(format.value) {
            findings.error(
                at: format.position,
                "root.format: a root of type \"\(type.rawValue)\" cannot be \"\(format.value.rawValue)\"",
                hint: "possible are \(type.formats.map(\.rawValue).joined(separator: ", "))")
        }
        if type == .nfs, let export = section.export, !export.value.hasPrefix("/") {
            findings.error(
                at: export.position, "root.export: the export of an NFS server is an absolute path",
                hint: "for example \"/srv/kimage\"")
        }
        if let verify = section.verify, verify.value != "off",
            type == .nfs || type == .ram && section.format?.value.isImage != true
        {
            findings.error(
                at: verify.position, "root.verify: there is no image that could be verified",
                hint: type == .nfs
                    ? "the files of an NFS export can change at any time; leave it out"
                    : "leave it out, or take verify = \"digest\" with format = \"squashfs\" or \"erofs\"")
        }
        var seen: [String: SourcePosition] = [:]
        for path in (section.stores ?? []) + section.persist.map(\.path) {
            if let first = seen[path.value] {
                findings.error(
                    at: path.position,
                    "\(Quoting.quoted(path.value)) is a mount of its own already, at \(first)")
            }
            seen[path.value] = path.position
        }
    }

    private func persist(_ reader: TableReader<PersistKey>) -> PersistItem? {
        let path = reader.text(.path)
        let nfs = reader.text(.nfs)
        let label = reader.text(.label)
        let type = reader.text(.type)
        let options = reader.text(.options)
        if reader.has(.nfs), reader.has(.type) {
            findings.error(
                at: reader.keyPosition(.type), "\(reader.name.path(of: "type")) is for a disk of the node",
                hint: "take it out: the server chooses its file system")
        }
        guard let path else { return nil }
        let place: PersistItem.Place
        if let nfs {
            place = .nfs(nfs.value)
        } else if let label {
            place = .label(label.value)
        } else {
            return nil
        }
        return PersistItem(path: path, place: place, fileSystem: type?.value, options: options?.value)
    }
}
