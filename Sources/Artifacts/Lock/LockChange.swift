internal import Machine

/// One thing that is other in a lock than before.
package struct LockChange: Sendable, Equatable, CustomStringConvertible {
    package let role: String
    /// The field, as the file names it; empty where the whole entry is new or gone.
    package let field: String
    /// Empty where there was none.
    package let old: String
    /// Empty where there is none any more.
    package let new: String

    /// `initrd: sha256: OLD → NEW`
    package var description: String {
        let place = [role, field].filter { !$0.isEmpty }.map { Printable.text($0) }.joined(separator: ": ")
        return "\(place): \(Self.shown(old)) → \(Self.shown(new))"
    }

    private static func shown(_ value: String) -> String { value.isEmpty ? "none" : Printable.text(value) }

    /// Everything that differs, by role, then in the order of the fields.
    package static func between(_ old: LockFile, _ new: LockFile) -> [LockChange] {
        let roles = Set((old.entries + new.entries).map(\.role))
        return roles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { role -> [LockChange] in
            switch (old.entry(for: role), new.entry(for: role)) {
            case (let before?, let after?):
                zip(before.fields, after.fields).filter { $0.value != $1.value }.map {
                    LockChange(role: role, field: $0.name, old: $0.value, new: $1.value)
                }
            case (let before?, nil): [LockChange(role: role, field: "", old: summary(before), new: "")]
            case (nil, let after?): [LockChange(role: role, field: "", old: "", new: summary(after))]
            case (nil, nil): []
            }
        }
    }

    private static func summary(_ entry: LockEntry) -> String {
        let signer = entry.signerText.map { " by \($0)" } ?? ""
        return "\(entry.url) sha256 \(entry.sha256) (\(entry.verified.rawValue)\(signer))"
    }
}
