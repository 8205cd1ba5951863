import Provisioning
import Recipes

extension CloudConfigTranslator {
    mutating func addCoreOS(_ node: YAMLNode) {
        guard let pairs = node.pairs else {
            add(TranslationRules.value, at: node.position, "\"coreos\" must be a map")
            return
        }
        for pair in pairs {
            if pair.key == "units" {
                for item in items(pair.value, "coreos.units") { addUnit(item) }
            } else {
                add(TranslationRules.system, at: pair.keyPosition, "\"\(pair.key)\"")
            }
        }
    }

    private mutating func addUnit(_ node: YAMLNode) {
        guard let name = node["name"]?.text, SharedChecks.isUnitName(name) || IgnitionDraft.isNetwork(name),
            !name.utf8.contains(UInt8(ascii: "/"))
        else {
            add(
                TranslationRules.unitName, at: node["name"]?.position ?? node.position,
                "\(node["name"]?.described ?? "none")")
            return
        }
        var unit = DraftUnit(name: name, origin: node["name"]?.position)
        if let content = node["content"], !content.isNull { unit.contents = text(content, of: name) }
        if flag(node, "enable") { unit.isEnabled = true }
        unit.isMasked = flag(node, "mask")
        for item in node["drop_ins"]?.items ?? node["drop-ins"]?.items ?? [] {
            guard let dropIn = item["name"]?.text, GoPath.suffix(dropIn) == ".conf",
                let content = item["content"]
            else {
                add(
                    TranslationRules.unitName, at: item.position,
                    "a drop-in of \(name) needs a name in .conf and content")
                continue
            }
            if let text = text(content, of: dropIn) {
                unit.dropIns.append(DraftUnit.DropIn(name: dropIn, contents: text))
            }
        }
        if let command = node["command"], let word = command.text { start(&unit, word, at: command.position) }
        for pair in node.pairs ?? []
        where !["name", "content", "enable", "mask", "drop_ins", "drop-ins", "command"].contains(pair.key) {
            add(TranslationRules.system, at: pair.keyPosition, "\"\(pair.key)\" of unit \(name)")
        }
        put(unit)
    }

    /// `command: start` is what people write who want the unit to run.
    private mutating func start(_ unit: inout DraftUnit, _ word: String, at position: SourcePosition?) {
        add(TranslationRules.unitCommand, at: position, "\"\(word)\" of \(unit.name)")
        guard
            ["start", "restart", "try-restart", "reload-or-restart", "reload-or-try-restart"].contains(word)
        else {
            return
        }
        if IgnitionDraft.isNetwork(unit.name) { return }
        unit.isEnabled = true
        if let text = unit.contents, !UnitText(text).hasInstallSection {
            unit.contents =
                text + (text.hasSuffix("\n") ? "" : "\n") + "\n[Install]\nWantedBy=multi-user.target\n"
        }
    }

    private mutating func text(_ node: YAMLNode, of name: String) -> String? {
        guard let text = node.text else {
            add(TranslationRules.value, at: node.position, "\"content\" of \(name) must be a text")
            return nil
        }
        if let fault = UnitText(text).fault {
            add(TranslationRules.unitText, at: node.position, "\(name): \(fault)")
            return nil
        }
        return text
    }

    /// Adds a unit; one of the same name is laid over the earlier one.
    mutating func put(_ unit: DraftUnit) {
        guard let index = draft.units.firstIndex(where: { $0.name == unit.name }) else {
            draft.units.append(unit)
            return
        }
        var merged = draft.units[index]
        if let contents = unit.contents {
            if merged.contents != nil {
                add(TranslationRules.pathTwice, at: unit.origin, "the unit \(unit.name)")
            }
            merged.contents = contents
        }
        merged.isEnabled = unit.isEnabled ?? merged.isEnabled
        merged.isMasked = merged.isMasked || unit.isMasked
        for dropIn in unit.dropIns {
            merged.dropIns.removeAll { $0.name == dropIn.name }
            merged.dropIns.append(dropIn)
        }
        draft.units[index] = merged
    }
}
