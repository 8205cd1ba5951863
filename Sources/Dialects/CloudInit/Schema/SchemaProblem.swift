import Provisioning
import Recipes

/// One thing that a schema finds wrong with a value.
struct SchemaProblem: Sendable {
    enum Kind: Sendable, Equatable {
        /// Names of the types that would do.
        case type([String])
        case value([PyYAMLValue])
        case missing(String)
        /// A key that is not allowed, and those that are.
        case unknown(PyYAMLValue, allowed: [String])
        case tooFewItems(Int)
        case tooManyItems(Int)
        case repeatedItem
        case tooFewKeys(Int)
        case tooSmall(Double)
        case pattern(String)
        case format(String)
        /// Several alternatives fit, and only one may.
        case ambiguous
        case deprecated(String?)
        /// Python raises a TypeError: the program ends with a traceback.
        case crash(String)
    }

    var kind: Kind
    /// Keys and numbers of items from the top.
    var path: [String]
    var value: PyYAMLValue
    /// Where to point.
    var position: SourcePosition?

    /// `users[0].name`; empty at the top.
    var place: String {
        path.reduce("") { text, part in
            part.hasPrefix("[") ? text + part : text.isEmpty ? part : text + "." + part
        }
    }

    var isUnknownKey: Bool {
        if case .unknown = kind { true } else { false }
    }

    var isDeprecation: Bool {
        if case .deprecated = kind { true } else { false }
    }
}
