/// A container image's name in its parts.
struct ImageName: Sendable, Equatable {
    /// With its registry, without tag and digest.
    var path: String
    var tag: String?

    init(_ text: some StringProtocol) {
        let name = text.prefix { $0 != "@" }
        let last = name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name[...]
        if let colon = last.firstIndex(of: ":") {
            path = String(name[..<colon])
            tag = String(name[name.index(after: colon)...])
        } else {
            path = String(name)
            tag = nil
        }
    }
}
