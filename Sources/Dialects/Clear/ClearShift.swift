import Provisioning

/// What ucd's parser makes of the keys and values of a map: it waits for a value with a flag that only a scalar or a
/// list clears, so that a map or an alias in a value's place shifts everything after it.
struct ClearShift {
    /// Places in the map of pairs whose key does not get its value.
    private(set) var lost: Set<Int> = []
    /// Places of keys that stay keys, without anything below them.
    private(set) var bare: Set<Int> = []
    /// Scalars that are values and become keys.
    private(set) var misplaced: [YAMLNode] = []

    /// Follows micro-config-drive 48, cloud_config_parse, for the events of one map.
    init(_ pairs: [YAMLPair]) {
        var awaitsValue = false
        /// The pair whose key would get the next value; nil: the map itself.
        var holder: Int?
        /// The last map hangs beside its key, and so does the next scalar.
        var followsMap = false
        for (index, pair) in pairs.enumerated() {
            let isKey = !awaitsValue
            if isKey {
                holder = index
                followsMap = false
            } else if followsMap {
                bare.insert(index)
                followsMap = false
            }
            awaitsValue = isKey
            var isIntact = false
            switch pair.value.content {
            case _ where pair.value.isAlias: break
            case .scalar:
                if awaitsValue {
                    isIntact = holder == index
                    awaitsValue = false
                } else {
                    misplaced.append(pair.value)
                    awaitsValue = true
                    holder = nil
                }
            case .sequence:
                isIntact = isKey && holder == index
                awaitsValue = false
                // A list that follows a value hangs at the key before it; here nothing follows.
                if !isIntact { holder = nil }
            case .mapping:
                holder = nil
                followsMap = awaitsValue
            }
            // The map or alias itself has its own rule.
            if !isIntact, pair.value.pairs == nil, !pair.value.isAlias { lost.insert(index) }
        }
    }
}
