/// How messages name a table.
struct TableName: Equatable {
    /// `base.kernel`; empty at the top.
    var path: String
    /// Whether it is an element of `[[…]]`.
    var isElement = false

    static let top = TableName(path: "")

    /// `[base]`, `[[file]]`, or the recipe.
    var heading: String {
        if path.isEmpty { return "the recipe" }
        return isElement ? "[[\(path)]]" : "[\(path)]"
    }

    /// `base.version`.
    func path(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
