/// Words that may stand in the files of all servers.
///
/// Each format has its own letters with a meaning: `#` and `,` of dnsmasq, `$` and `;` of nginx, `%` of systemd and of
/// nbd-server (which puts the client's address there), `=` of nbdkit's arguments, `"` of ganesha, blanks of all. Rather
/// than by ten ways to quote, words are kept to letters that mean nothing anywhere.
enum ServerWord {
    enum Kind {
        /// One component of a path.
        case name
        /// An absolute path without `..`.
        case path
        /// The name of an NBD export.
        case export
        /// A name or an IPv4 address of a machine.
        case host
        /// RFC 3720, 3.2.6.
        case iscsiName
        /// The path of an address, from its first slash.
        case urlPath
    }

    static func check(_ text: String, _ kind: Kind, _ what: String) throws(ServerFault) {
        guard fits(text, kind) else { throw .word(what, text, allowed(kind)) }
    }

    private static func fits(_ text: String, _ kind: Kind) -> Bool {
        let extra: String.UTF8View
        switch kind {
        case .name: extra = "._+-@:".utf8
        case .path, .export: extra = "/._+-@:".utf8
        case .host: extra = ".-".utf8
        case .iscsiName: extra = ".:-".utf8
        case .urlPath: extra = "/._+-~".utf8
        }
        guard let first = text.utf8.first, text.utf8.count <= 1024,
            text.utf8.allSatisfy({ isAlphanumeric($0) || extra.contains($0) })
        else { return false }
        let parts = text.split(separator: "/")
        guard !parts.contains(".."), !parts.contains(".") else { return false }
        switch kind {
        // A name with a dot first is hidden; one with a dash first is an option.
        case .name, .export, .host, .iscsiName: return isAlphanumeric(first)
        case .path: return first == UInt8(ascii: "/") && !parts.isEmpty && !text.hasSuffix("/")
        case .urlPath: return first == UInt8(ascii: "/")
        }
    }

    private static func allowed(_ kind: Kind) -> String {
        switch kind {
        case .name: "letters, digits and \"._+-@:\", a letter or a digit first"
        case .path: "an absolute path of letters, digits and \"/._+-@:\", without a slash at its end"
        case .export: "letters, digits and \"/._+-@:\", a letter or a digit first"
        case .host: "letters, digits, \".\" and \"-\""
        case .iscsiName: "letters, digits and \".:-\""
        case .urlPath: "letters, digits and \"/._+-~\""
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
