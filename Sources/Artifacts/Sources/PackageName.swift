/// `NAME`, `NAME:ARCHITECTURE`, either with `=VERSION`: what apt-get is asked for.
package struct PackageName: Sendable, Equatable, CustomStringConvertible {
    /// The name, with the architecture if there is one.
    package let name: String
    package let version: String?

    /// - Throws: `ArtifactFailure`, code `invalidSource`, unless the name is one by Debian Policy 5.6.7 and
    ///   the version one by 5.6.12: neither can be taken for an option or a pattern.
    package init(_ text: some StringProtocol) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        let isName =
            names.count <= 2 && names[0].utf8.count >= 2
            && names.allSatisfy { Self.consists($0, of: "abcdefghijklmnopqrstuvwxyz0123456789+-.") }
            && names.allSatisfy { $0.first?.isLetter == true || $0.first?.isNumber == true }
        guard isName else {
            throw ArtifactFailure(
                .invalidSource, "apt: expects the name of a package, as in apt:linux-image-amd64")
        }
        name = String(parts[0])
        version = parts.count == 2 ? String(parts[1]) : nil
        if let version {
            let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-:~"
            guard Self.consists(version, of: letters), version.first?.isNumber == true else {
                throw ArtifactFailure(.invalidSource, "the version after = in apt:\(name)=… is none")
            }
        }
    }

    private static func consists(_ text: some StringProtocol, of allowed: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { allowed.utf8.contains($0) }
    }

    /// As apt-get takes it.
    package var description: String { name + (version.map { "=\($0)" } ?? "") }
}
