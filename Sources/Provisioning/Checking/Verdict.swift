/// What a program does with a configuration, from harmless to worst.
package enum Verdict: Int, Sendable, Comparable, CaseIterable {
    /// Taken without a message.
    case accept
    /// Taken or carried on with a message, or only partly applied.
    case warn
    /// Refused, the whole file dropped, an item not carried out, or the program stopped.
    case reject

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }

    /// The word of the tables of verdicts: `accept`, `warn`, `reject`.
    package var word: String {
        switch self {
        case .accept: "accept"
        case .warn: "warn"
        case .reject: "reject"
        }
    }
}
