/// The options of a command: `--name value`, `--name=value` and `--name`.
struct CommandOptions: Sendable {
    private(set) var values: [(name: String, value: String?)] = []
    /// What is no option and no option's value.
    private(set) var operands: [String] = []

    /// - Parameter switches: options that take no value.
    init(_ words: some Sequence<String>, switches: Set<String>) {
        var pending: String?
        for word in words {
            if let name = pending {
                values.append((name, word))
                pending = nil
            } else if word.hasPrefix("-"), word.count > 1 {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = String(parts[0])
                if parts.count == 2 {
                    values.append((name, String(parts[1])))
                } else if switches.contains(name) {
                    values.append((name, nil))
                } else {
                    pending = name
                }
            } else {
                operands.append(word)
            }
        }
        if let pending { values.append((pending, nil)) }
    }

    func has(_ names: String...) -> Bool { values.contains { names.contains($0.name) } }

    /// The last value of an option; nil where it is absent or has none.
    func value(_ names: String...) -> String? {
        values.last { names.contains($0.name) && $0.value != nil }?.value
    }

    /// All values of an option.
    func all(_ names: String...) -> [String] {
        values.filter { names.contains($0.name) }.compactMap(\.value)
    }

    /// The place of the first of some options.
    func firstIndex(_ names: Set<String>) -> Int? { values.firstIndex { names.contains($0.name) } }

    /// The place of the last of some options.
    func lastIndex(_ names: Set<String>) -> Int? { values.lastIndex { names.contains($0.name) } }
}
