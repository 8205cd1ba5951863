import Provisioning
import Recipes

/// One user in ucd's own words, with commands for what ucd has no words for.
struct ClearUser {
    private(set) var name = ""
    private(set) var groups: [String] = []
    /// Lines for the script, once the user is there.
    private(set) var commands: [String] = []
    private var pairs: [YAMLPair] = []

    init(_ node: YAMLNode, _ place: String, _ renderer: inout ClearRenderer) {
        name = node["name"]?.text ?? node.text ?? ""
        guard !name.isEmpty else {
            renderer.report(ClearUserRules.noName, at: node.position, "\"\(place)\" has no name")
            return
        }
        pairs.append(YAMLPair("name", .string(name)))
        for pair in MergeKeys.resolved(node.pairs ?? []) where pair.key != "name" {
            add(pair, place, &renderer)
        }
        // Whether useradd makes a home otherwise depends on a file that Clear does not have.
        if !pairs.contains(where: { $0.key == "no-create-home" }) {
            pairs.append(YAMLPair("no-create-home", YAMLNode(.scalar("false", plain: true))))
        }
    }

    var node: YAMLNode { YAMLNode(.mapping(pairs)) }

    private mutating func add(_ pair: YAMLPair, _ place: String, _ renderer: inout ClearRenderer) {
        let key = String(pair.key.map { $0 == "_" ? "-" : $0 })
        let quoted = ShellQuoting.quote(name)
        switch key {
        case "gecos", "homedir", "passwd", "expiredate": addText(key, pair)
        case "hashed-passwd": addText("passwd", pair)
        case "primary-group":
            if let group = pair.value.text { groups.append(group) }
            addText(key, pair)
        case "groups":
            let names = pair.value.items?.compactMap(\.text) ?? pair.value.pairs?.map(\.key) ?? []
            let split = pair.value.text.map { $0.split { $0 == "," || $0 == " " }.map(String.init) } ?? names
            groups += split
            if !split.isEmpty { pairs.append(YAMLPair(key, .strings(split))) }
        case "lock-passwd", "no-create-home", "no-user-group", "no-log-init": addFlag(key, pair)
        case "system":
            // Any value means yes to ucd.
            if pair.value.bool == true { addFlag(key, pair) }
        case "ssh-authorized-keys":
            pairs.append(YAMLPair(key, .strings(pair.value.leaves.compactMap(\.text))))
        case "sudo":
            let rules = pair.value.leaves.filter { !$0.isNull && $0.bool != false }.compactMap(\.text)
            if !rules.isEmpty { pairs.append(YAMLPair(key, .strings(rules))) }
        case "shell":
            if let text = pair.value.text {
                commands.append("usermod -s \(ShellQuoting.quote(text)) \(quoted)")
            }
        case "uid":
            if let text = pair.value.text {
                commands.append("usermod -u \(ShellQuoting.quote(text)) \(quoted)")
            }
        default:
            renderer.report(
                ClearUserRules.ignoredKey, at: pair.keyPosition ?? pair.value.position,
                "\"\(place)\": \"\(pair.key)\" cannot be carried over")
        }
    }

    private mutating func addText(_ key: String, _ pair: YAMLPair) {
        if let text = pair.value.text { pairs.append(YAMLPair(key, .string(text))) }
    }

    private mutating func addFlag(_ key: String, _ pair: YAMLPair) {
        let value = pair.value.bool == true ? "true" : "false"
        pairs.append(YAMLPair(key, YAMLNode(.scalar(value, plain: true))))
    }
}
