import Provisioning

extension CloudConfigTranslator {
    /// What the registry and the cluster add; their own cloud-config is for systems that have such keys, and
    /// their words for the kernel's command line are not Ignition's.
    mutating func add(_ additions: NodeAdditions) {
        var files = additions.files
        if !additions.modules.isEmpty {
            let text = additions.modules.map { $0 + "\n" }.joined()
            files.append(NodeFile("/etc/modules-load.d/kimage.conf", text))
        }
        if !additions.sysctls.isEmpty {
            let text = additions.sysctls.map { "\($0.name) = \($0.value)\n" }.joined()
            files.append(NodeFile("/etc/sysctl.d/90-kimage.conf", text))
        }
        for file in files {
            let path = GoPath.clean(file.path)
            if let theirs = draft.files.first(where: { GoPath.equal($0.path, path) }) {
                add(TranslationRules.conflict, at: theirs.origin, "\"\(path)\"")
                continue
            }
            draft.files.append(DraftFile(path, file.contents, mode: Int(file.mode)))
        }
        for unit in additions.units {
            let dropIns = unit.dropIns.map { file in
                DraftUnit.DropIn(
                    name: String(file.path.split(separator: "/").last ?? ""),
                    contents: String(decoding: file.contents, as: UTF8.self))
            }
            let theirs = draft.units.first { $0.name == unit.name }
            let isTaken =
                theirs?.contents != nil && unit.contents != nil
                || theirs?.dropIns.contains { ours in dropIns.contains { $0.name == ours.name } } ?? false
            if isTaken {
                add(TranslationRules.conflict, at: theirs?.origin, unit.name)
                continue
            }
            put(
                DraftUnit(
                    name: unit.name, contents: unit.contents, isEnabled: unit.isEnabled ? true : nil,
                    dropIns: dropIns))
        }
        draft.commands += additions.commands
    }
}
