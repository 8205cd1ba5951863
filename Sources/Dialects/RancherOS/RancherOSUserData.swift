import Provisioning

/// What `cloud-init-save` takes user-data for.
enum RancherOSUserData {
    case cloudConfig
    /// `#compose`: services of Docker Compose.
    case compose
    /// `#!`: saved as a program, also with CR LF.
    case script
    /// gzip: what is within is judged once it is unpacked.
    case compressed
    case unknown(CheckRule, String)

    init(_ bytes: [UInt8]) {
        let line = bytes.prefix { $0 != 0x0a }
        let first = String(decoding: line, as: UTF8.self)
        if bytes.starts(with: [0x1f, 0x8b]) {
            self = .compressed
        } else if first.hasPrefix("#!") {
            self = .script
        } else if first == "#compose", bytes.count > line.count {
            self = .compose
        } else if Self.trimmed(first) == "#cloud-config" {
            self = .cloudConfig
        } else {
            self = Self.refused(bytes, first)
        }
    }

    private static func refused(_ bytes: [UInt8], _ first: String) -> RancherOSUserData {
        let start = Array(bytes.prefix(512))
        if bytes.isEmpty { return .unknown(RancherOSRules.headerUnknown, "the user-data is empty") }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            return .unknown(RancherOSRules.byteOrderMark, "a byte order mark stands before the first line")
        }
        if first.hasPrefix("#compose") {
            return .unknown(RancherOSRules.composeHeader, "the first line must be exactly \"#compose\"")
        }
        let text = String(decoding: start, as: UTF8.self)
        let kinds: [(isSuch: Bool, name: String)] = [
            (first.hasPrefix("#include"), "a list of URLs (#include)"),
            (first.hasPrefix("#cloud-config-"), "a \"\(trimmed(first))\""),
            (first.hasPrefix("#cloud-boothook"), "a boot hook (#cloud-boothook)"),
            (first.hasPrefix("#part-handler"), "a part handler (#part-handler)"),
            (first.lowercased().hasPrefix("## template:"), "a template (## template: jinja)"),
            (
                text.lowercased().hasPrefix("content-type:") || text.hasPrefix("MIME-Version:"),
                "a MIME message"
            ),
            (text.hasPrefix("{"), "JSON, such as an Ignition configuration"),
        ]
        if let kind = kinds.first(where: { $0.isSuch }) {
            return .unknown(RancherOSRules.headerUnknown, "RancherOS does not take \(kind.name) as user-data")
        }
        if trimmed(first).lowercased() == "#cloud-config" || trimmed(first).hasSuffix(" #cloud-config") {
            return .unknown(RancherOSRules.headerMissing, "the first line must be exactly \"#cloud-config\"")
        }
        return .unknown(RancherOSRules.headerMissing, "the first line is not \"#cloud-config\"")
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while let last = line.unicodeScalars.last, last.properties.isWhitespace {
            line.unicodeScalars.removeLast()
        }
        return String(line)
    }
}
