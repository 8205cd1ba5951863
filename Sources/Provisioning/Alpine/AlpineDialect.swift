import Recipes

/// The cloud-config that kimage's own service carries out on Alpine.
package struct AlpineDialect: Dialect {
    package let title = "kimage's configuration service for Alpine"
    package var rules: [CheckRule] { AlpineRules.all }

    package init() {}

    package func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding] {
        if delivery == .userData {
            let start = SourcePosition(file: document.file, line: 1 + document.lineOffset, column: 1)
            return [
                CheckFinding(
                    AlpineRules.userData, at: start, "nothing on Alpine carries out user-data of this form")
            ]
        }
        let bytes =
            document.bytes.starts(with: [0xef, 0xbb, 0xbf])
            ? Array(document.bytes.dropFirst(3)) : document.bytes
        let node: YAMLNode
        do {
            guard let read = try YAMLReader.read(bytes, file: document.file, lineOffset: document.lineOffset)
            else { return [] }
            node = read
        } catch {
            return [CheckFinding(AlpineRules.malformed, at: error.position, error.message, hint: error.hint)]
        }
        guard let pairs = node.pairs else {
            return [
                CheckFinding(
                    AlpineRules.malformed, at: node.position,
                    "a cloud-config must be a map of keys; found \(node.described)")
            ]
        }
        do {
            _ = try AlpineConfiguration.provision(CloudConfig(pairs: pairs))
            return []
        } catch {
            return error.items.map { item in
                CheckFinding(
                    item.severity == .error ? AlpineRules.notCarriedOut : AlpineRules.doubtful,
                    at: item.position,
                    item.message, hint: item.hint)
            }
        }
    }
}
