/// Builds a Python dict: a key that is there already gets the new value at its old place.
struct PyYAMLMapBuilder {
    private(set) var pairs: [PyYAMLPair] = []
    private var places: [String: Int] = [:]

    /// True where the key was there.
    @discardableResult
    mutating func set(_ pair: PyYAMLPair) -> Bool {
        let identity = Self.identity(pair.key)
        if let place = places[identity] {
            pairs[place] = pair
            return true
        }
        places[identity] = pairs.count
        pairs.append(pair)
        return false
    }

    /// Equal for keys that Python holds for the same: 1, 1.0 and True are.
    private static func identity(_ key: PyYAMLValue) -> String {
        switch key.content {
        case .string(let text): "s\(text)"
        case .bool(let value): "n\(Double(value ? 1 : 0))"
        case .int(let value): "n\(Double(value))"
        case .float(let value): "n\(value)"
        case .date(let text): "d\(text)"
        case .null, .bytes, .list, .map, .other: "o\(key.described)"
        }
    }
}
