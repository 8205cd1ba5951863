/// The keys one table of a recipe may have: the only place that knows them. The reader, its messages and the JSON
/// schema are made from it.
package protocol TableKeys: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What the table is for: one sentence.
    static var summary: String { get }
    /// Groups of keys of which a table has exactly one.
    static var exactlyOne: [[Self]] { get }
    /// Keys that belong to the format but that this version cannot act on yet.
    static var unsupported: [String] { get }

    /// What the key's value must be.
    var rule: KeyRule { get }
}

extension TableKeys {
    package static var exactlyOne: [[Self]] { [] }
    package static var unsupported: [String] { [] }

    /// Every key with its rule, in the order of declaration.
    package static var rules: [(name: String, rule: KeyRule)] { allCases.map { ($0.rawValue, $0.rule) } }

    /// `exactlyOne` as text.
    package static var choices: [[String]] { exactlyOne.map { $0.map(\.rawValue) } }
}
