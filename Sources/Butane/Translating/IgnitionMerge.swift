import Provisioning

/// Lays one Ignition configuration over another as Ignition itself does (config/merge/merge.go): objects key
/// by key, lists by the key of their items.
enum IgnitionMerge {
    /// `child` wins where both have a value; items that only the parent has come first.
    static func merge(_ parent: JSONNode, _ child: JSONNode) -> JSONNode {
        guard let upper = parent.members, let lower = child.members else { return child }
        var result: [JSONMember] = []
        for member in upper {
            guard let other = child[member.name] else {
                var member = member
                if nodeLists.contains(member.name) {
                    member.value.content = .array(withoutOthers(member.value.items ?? [], member.name, child))
                }
                result.append(member)
                continue
            }
            let value = self.value(member.name, member.value, other, child)
            result.append(JSONMember(member.name, value, at: member.namePosition))
        }
        result += lower.filter { member in !upper.contains { $0.name == member.name } }
        return JSONNode(.object(result), at: child.position ?? parent.position)
    }

    private static let nodeLists = ["files", "directories", "links"]
    /// Lists that are joined as they are.
    private static let joined: Set<String> = ["options", "mountOptions", "append"]

    private static func value(
        _ name: String, _ parent: JSONNode, _ child: JSONNode, _ owner: JSONNode
    ) -> JSONNode {
        guard let upper = parent.items, let lower = child.items else { return merge(parent, child) }
        if joined.contains(name) { return JSONNode(.array(upper + lower), at: child.position) }
        var result: [JSONNode] = []
        for item in withoutOthers(upper, name, owner) {
            let same = lower.last { key($0, of: name) == key(item, of: name) }
            result.append(same.map { merge(item, $0) } ?? item)
        }
        let known = Set(upper.map { key($0, of: name) })
        result += lower.filter { !known.contains(key($0, of: name)) }
        return JSONNode(.array(result), at: child.position)
    }

    /// The parent's files without those of which the child makes a directory or a link, and so on.
    private static func withoutOthers(_ items: [JSONNode], _ name: String, _ child: JSONNode) -> [JSONNode] {
        guard nodeLists.contains(name) else { return items }
        let others = nodeLists.filter { $0 != name }.flatMap { child[$0]?.items ?? [] }
        let taken = Set(others.map { $0["path"]?.text ?? "" })
        return items.filter { !taken.contains($0["path"]?.text ?? "") }
    }

    /// What makes two items of a list the same one.
    private static func key(_ item: JSONNode, of list: String) -> String {
        if let text = item.text { return text }
        if list == "partitions" {
            if let number = item["number"]?.integer, number != 0 { return "number:\(number)" }
            return item["label"]?.text.map { "label:\($0)" } ?? ""
        }
        let name =
            switch list {
            case "disks", "filesystems": "device"
            case "files", "directories", "links": "path"
            case "tang": "url"
            case "merge", "certificateAuthorities": "source"
            default: "name"
            }
        return item[name]?.text ?? ""
    }
}
