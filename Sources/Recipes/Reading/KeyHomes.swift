/// Finds the tables in which a key would be right: the commonest slip in TOML is a key below the wrong header.
enum KeyHomes {
    /// Headings of at most two tables; empty where the key is known nowhere or in too many places to help.
    static func headings(of key: String) -> [TableName] {
        var found: [TableName] = []
        search(RecipeKey.self, as: .top, for: key, into: &found)
        return found.count <= 2 ? found : []
    }

    private static func search(
        _ keys: any TableKeys.Type, as name: TableName, for key: String, into found: inout [TableName]
    ) {
        for (candidate, rule) in keys.rules {
            if candidate == key { found.append(name) }
            switch rule.form {
            case .table(let inner):
                search(inner, as: TableName(path: name.path(of: candidate)), for: key, into: &found)
            case .tables(let inner):
                search(
                    inner, as: TableName(path: name.path(of: candidate), isElement: true), for: key,
                    into: &found)
            default: break
            }
        }
    }
}
