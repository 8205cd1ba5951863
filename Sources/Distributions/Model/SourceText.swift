/// How the source of an artifact is shown to people and in reports.
package enum SourceText {
    /// The source without the name and password of an address.
    package static func shown(_ source: String) -> String {
        guard let scheme = source.firstRange(of: "://") else { return source }
        let rest = source[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = host.lastIndex(of: "@") else { return source }
        return String(source[..<scheme.upperBound]) + rest[rest.index(after: at)...]
    }
}
