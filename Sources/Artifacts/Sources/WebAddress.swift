internal import Machine

/// An `https` or `http` address.
package struct WebAddress: Sendable, Equatable {
    /// The whole address, with what may be secret in it. For the program that fetches, never for a message.
    package let text: String
    /// Whether the address is `https`.
    package let isSecure: Bool
    /// The part of the address between `//` and `@`: name and password.
    package let userInfo: String?
    /// The address without name and password: for the lock, for messages, as a key.
    package let publicText: String
    /// The last component of the path, percent signs as they are; empty where the path ends with a slash.
    package let fileName: String

    /// Checks the address as far as a program is to be trusted with it: a host, no blanks, no control
    /// characters, no quotes; it is never changed.
    ///
    /// - Returns: nil for another scheme.
    /// - Throws: `ArtifactFailure`, code `invalidSource`.
    package init?(_ source: String) throws {
        guard let colon = source.firstIndex(of: ":"),
            case let scheme = source[..<colon].lowercased(), scheme == "https" || scheme == "http"
        else { return nil }
        let rest = source[colon...]
        guard rest.hasPrefix("://") else { throw Self.invalid("it lacks \"//\" after the scheme") }
        // Everything that RFC 3986 does not allow in an address, and what is outside ASCII, must be
        // percent-encoded.
        let allowed = source.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"\"<>\\^`{|}".utf8.contains($0) }
        guard allowed else {
            throw Self.invalid("it has a blank, a quote or another character that must be percent-encoded")
        }
        let afterSlashes = rest.dropFirst(3)
        let authority = afterSlashes.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = afterSlashes.dropFirst(authority.count)
        let at = authority.lastIndex(of: "@")
        let host = at.map { authority[authority.index(after: $0)...] } ?? authority
        guard !host.isEmpty, host.first != ":" else { throw Self.invalid("it names no host") }
        text = source
        isSecure = scheme == "https"
        userInfo = at.map { String(authority[..<$0]) }
        publicText = "\(scheme)://\(host)\(path)"
        fileName = String(
            path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/", omittingEmptySubsequences: false)
                .last ?? "")
    }

    private static func invalid(_ why: String) -> ArtifactFailure {
        // The address itself may hold a password and cannot be taken apart here.
        ArtifactFailure(.invalidSource, "an address is written wrongly: \(why)")
    }
}
