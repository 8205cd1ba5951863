/// Finds entries of lists that have the same key, which spec 3.x refuses.
struct DuplicateEntries {
    private let table: TypeTable

    init(_ table: TypeTable) {
        self.table = table
    }

    func check(_ object: ConfigObject, at path: ConfigPath, _ report: inout ConfigReport) {
        var seen: [String: Set<[UInt8]>] = [:]
        for field in table[object.type] {
            guard case .list = field.shape, !Self.mayRepeat(object.type, field.name) else { continue }
            let group = Self.group(object.type, field.name)
            for (index, value) in object.list(field.name).enumerated() {
                let key = Self.key(value)
                if !seen[group, default: []].insert(Array(key.utf8)).inserted {
                    report.add(DocumentRules.duplicateEntry, at: path + field.name + index, "\"\(key)\"")
                }
            }
        }
    }

    /// Lists whose entries may well be the same.
    private static func mayRepeat(_ type: IgnitionType, _ name: String) -> Bool {
        switch (type, name) {
        case (.file, "append"), (.filesystem, "options"), (.filesystem, "mountOptions"), (.raid, "options"),
            (.luks, "options"):
            true
        default: false
        }
    }

    /// Lists that share their keys have the same name here.
    private static func group(_ type: IgnitionType, _ name: String) -> String {
        switch (type, name) {
        case (.storage, "directories"), (.storage, "files"), (.storage, "links"): "node"
        case (.kernelArguments, _): "argument"
        default: name
        }
    }

    private static func key(_ value: ConfigValue) -> String {
        switch value {
        case .text(let text): text
        case .object(let object): key(object)
        default: ""
        }
    }

    private static func key(_ object: ConfigObject) -> String {
        switch object.type {
        case .resource, .reference: return object.text("source")
        case .directory, .file, .link: return object.text("path")
        case .disk, .filesystem: return object.text("device")
        case .tang: return object.text("url")
        case .partition:
            if let number = object.whole("number"), number != 0 { return "number:\(number)" }
            return object.optionalText("label").map { "label:" + $0 } ?? ""
        default: return object.text("name")
        }
    }
}
