extension CloudInitSample {
    /// Scalars and collections that stand for something else than one thinks.
    private static let oddities = [
        "yes", "no", "Off", "0644", "\"0644\"", "644", "1_000", "1:30", "1:30.5", "1.5", "1e3", "2030-01-02",
        "2030-02-31", "\"2030-01-02\"", "2030-1-2", "2030-01-02 03:04:05", "~", "null", "\"\"", "text", "-1",
        "0", "1",
        "true", "false", "0x1F", "0b11", ".inf", ".5", "+3", "[]", "{}", "[a, a]", "[1, true]", "{1: a}",
        "{on: a}",
        "{a: b}", "[{a: b}]", "[[a]]", "!!str 5", "!!binary aGk=", "!!binary x", "!!int \"7\"",
        "!!bool \"yes\"",
        "!odd x", "=", "\"<<\"", "!!set {a: null}", "!!omap [{a: b}]", "!!float 1", "09", "0o17", "N", "y",
        "NULL",
        "0x_", "!!null x", "'null'", "\"a\\tb\"",
    ]

    /// The value with one thing in it changed: another type, a key more or less, an item twice, a list emptied.
    func damaged(_ random: inout CloudInitRandom) -> CloudInitSample {
        switch self {
        case .raw: return .raw(random.pick(Self.oddities))
        case .list(var items):
            if items.isEmpty || random.below(6) == 0 { return .raw(random.pick(Self.oddities)) }
            let index = random.below(items.count)
            switch random.below(8) {
            case 0: items.remove(at: index)
            case 1: items.append(items[index])
            case 2: items = []
            case 3: items += Array(repeating: .raw("filler"), count: 6)
            default: items[index] = items[index].damaged(&random)
            }
            return .list(items)
        case .map(var pairs):
            if pairs.isEmpty || random.below(12) == 0 { return .raw(random.pick(Self.oddities)) }
            let index = random.below(pairs.count)
            switch random.below(9) {
            case 0: pairs.remove(at: index)
            case 1:
                pairs.append(
                    (random.pick(["extra", "1", "on", "\"x y\"", "null", "2030-01-02"]), .raw("value")))
            case 2: pairs[index].key = pairs[index].key.replacingUnderscores
            case 3: pairs[index].key += "s"
            case 4: pairs.append(pairs[index])
            default: pairs[index].value = pairs[index].value.damaged(&random)
            }
            return .map(pairs)
        }
    }
}

extension String {
    fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? "-" : $0 }) }
}
