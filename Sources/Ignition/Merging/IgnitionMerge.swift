import Provisioning
import Recipes

/// Puts what a recipe, a registry and a cluster add into an Ignition configuration of the user's own.
///
/// Everything of the user's stays as it is written; entries are added to its lists, and what is there twice
/// is an error that names both places.
package struct IgnitionMerge {
    private var base: JSONNode
    private let version: IgnitionVersion
    private var diagnostics = Diagnostics()

    private init(_ base: JSONNode, _ version: IgnitionVersion) {
        self.base = base
        self.version = version
    }

    /// The merged configuration, in the version of the user's.
    ///
    /// `allowed` are the ids of rules whose findings do not stop it.
    package static func merge(
        _ base: JSONNode, _ config: CloudConfig, _ additions: NodeAdditions = NodeAdditions(),
        allowing allowed: Set<String> = []
    ) throws(Diagnostics) -> IgnitionRendering {
        if config.pairs.isEmpty, additions.isEmpty { return IgnitionRendering(config: base, findings: []) }
        guard let text = base["ignition"]?["version"]?.text, let version = IgnitionVersion(text),
            TypeTable.of(version) != nil, version >= IgnitionVersion(2, 1)
        else {
            throw Diagnostics([
                Diagnostic(
                    at: base["ignition"]?["version"]?.position ?? base.position,
                    "kimage can add to Ignition 2.1.0 to 2.4.0 and 3.0.0 or later only; the file has "
                        + (base["ignition"]?["version"]?.described ?? "no version"),
                    hint: "write ignition.version 2.3.0 or 3.3.0, or leave the recipe's own keys out")
            ])
        }
        var translator = CloudConfigTranslator(version)
        translator.translate(config)
        translator.add(additions)
        translator.draft.addScripts()
        var merge = IgnitionMerge(base, version)
        for finding in translator.findings where finding.rule.isError && !allowed.contains(finding.rule.id) {
            merge.diagnostics.append(finding.diagnostic)
        }
        merge.add(translator.draft)
        if merge.diagnostics.hasErrors { throw merge.diagnostics }
        return IgnitionRendering(config: merge.base, findings: translator.findings)
    }

    private mutating func add(_ draft: IgnitionDraft) {
        let ours = draft.node(version)
        addNodes(ours, draft)
        for section in ["systemd", "networkd"] { addUnits(ours.list([section, "units"]), section, draft) }
        addUsers(ours.list(["passwd", "users"]))
        let groups = base.list(["passwd", "groups"]).compactMap { $0["name"]?.text }
        base.append(
            ours.list(["passwd", "groups"]).filter { !groups.contains($0["name"]?.text ?? "") },
            to: ["passwd", "groups"])
    }

    /// Files and links; their paths are shared with directories.
    private mutating func addNodes(_ ours: JSONNode, _ draft: IgnitionDraft) {
        var theirs: [String: SourcePosition?] = [:]
        for list in ["files", "directories", "links"] {
            for node in base.list(["storage", list]) {
                if let path = node["path"] { theirs[path.text ?? ""] = path.position ?? node.position }
            }
        }
        for list in ["files", "links"] {
            let nodes = ours.list(["storage", list])
            for node in nodes {
                guard let path = node["path"]?.text, let taken = theirs[path] else { continue }
                // Spec 2.x has a file of its own for each piece that is added to another.
                if version.major == 2, node["append"]?.bool == true { continue }
                conflict(
                    "the file \"\(path)\"", ours: draft.files.first { $0.path == path }?.origin, theirs: taken
                )
            }
            base.append(nodes, to: ["storage", list])
        }
    }

    private mutating func addUnits(_ units: [JSONNode], _ section: String, _ draft: IgnitionDraft) {
        var all = base.list([section, "units"])
        for unit in units {
            let name = unit["name"]?.text ?? ""
            guard let index = all.firstIndex(where: { $0["name"]?.text == name }) else {
                all.append(unit)
                continue
            }
            let origin = draft.units.first { $0.name == name }?.origin
            let theirs = all[index]["name"]?.position ?? all[index].position
            let dropIns = unit["dropins"]?.items ?? []
            let taken = all[index].list(["dropins"]).compactMap { $0["name"]?.text }
            let isTaken = unit["contents"] != nil && all[index]["contents"] != nil
            if isTaken || dropIns.contains(where: { taken.contains($0["name"]?.text ?? "") }) {
                conflict("the unit \(name)", ours: origin, theirs: theirs)
                continue
            }
            all[index].append(dropIns, to: ["dropins"])
            for key in ["contents", "enabled", "mask"] {
                if let value = unit[key], all[index][key] == nil { all[index].set(key, value) }
            }
        }
        if !units.isEmpty { base.setList([section, "units"], all) }
    }

    /// A user that is there gets our keys and groups; anything else that both say is an error.
    private mutating func addUsers(_ users: [JSONNode]) {
        var all = base.list(["passwd", "users"])
        for user in users {
            let name = user["name"]?.text ?? ""
            guard let index = all.firstIndex(where: { $0["name"]?.text == name }) else {
                all.append(user)
                continue
            }
            for member in user.members ?? [] where member.name != "name" {
                if let items = member.value.items {
                    let known = all[index].list([member.name]).compactMap(\.text)
                    all[index].append(items.filter { !known.contains($0.text ?? "") }, to: [member.name])
                } else if let theirs = all[index][member.name], theirs.content != member.value.content {
                    conflict("\(member.name) of user \(name)", ours: nil, theirs: theirs.position)
                } else {
                    all[index].set(member.name, member.value)
                }
            }
        }
        if !users.isEmpty { base.setList(["passwd", "users"], all) }
    }

    private mutating func conflict(_ what: String, ours: SourcePosition?, theirs: SourcePosition?) {
        let other = ours == nil ? "" : theirs.map { " and at \($0)" } ?? ""
        diagnostics.append(
            Diagnostic(
                at: ours ?? theirs,
                "\(what) is given by the recipe\(other)" + (ours == nil ? " and by the configuration" : ""),
                hint: "Ignition refuses what is given twice: say it in one place",
                rule: TranslationRules.conflict.id))
    }
}
