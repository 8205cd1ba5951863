import Provisioning
import Recipes

/// What cloud-init takes user-data for, by how it begins (`handlers/__init__.py`, `type_from_starts_with`), and what
/// `cloud-init schema` says of that, which only compares the first bytes.
struct CloudInitHeader {
    let findings: [CheckFinding]
    /// True where what follows is a cloud-config whose keys can be looked at.
    let isCloudConfig: Bool

    private static let header = "#cloud-config"
    /// Other forms, by their first characters in lower case; the longest first.
    private static let others: [(prefix: String, title: String, isWrapped: Bool)] = [
        ("#cloud-config-archive", "an archive of several parts", false),
        ("#cloud-config-jsonp", "a JSON patch", false),
        ("## template: jinja", "a template that cloud-init fills in on the node", true),
        ("#include", "a list of addresses that cloud-init fetches", false),
        ("#part-handler", "a Python program", false), ("#cloud-boothook", "a script for every boot", false),
        ("#!", "a script", false), ("content-type:", "a MIME message of several parts", true),
        ("mime-version:", "a MIME message of several parts", true),
        ("from ", "a MIME message of several parts", true),
    ]

    init(_ document: ConfigDocument) {
        let bytes = document.bytes
        let start = document.start
        if bytes.starts(with: [0x1f, 0x8b]) {
            isCloudConfig = false
            findings = [
                CheckFinding(CloudInitHeaderRules.wrapped, at: start, "this is compressed with gzip")
            ]
            return
        }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            isCloudConfig = true
            findings = [
                CheckFinding(CloudInitHeaderRules.mark, at: start, "the text begins with a byte order mark")
            ]
            return
        }
        let lead = bytes.prefix { $0 == 0x20 || (0x09...0x0d).contains($0) }
        let begin = String(decoding: bytes.dropFirst(lead.count).prefix(64), as: UTF8.self).lowercased()
        if let other = Self.others.first(where: { begin.hasPrefix($0.prefix) }) {
            isCloudConfig = false
            let rule = other.isWrapped ? CloudInitHeaderRules.wrapped : CloudInitHeaderRules.otherForm
            findings = [CheckFinding(rule, at: start, "this is \(other.title)")]
        } else if bytes.starts(with: Self.header.utf8) {
            isCloudConfig = true
            findings = []
        } else if begin.hasPrefix(Self.header) {
            isCloudConfig = true
            let what =
                lead.isEmpty
                ? "the first line is not in lower case" : "something stands before the first line"
            findings = [CheckFinding(CloudInitHeaderRules.form, at: start, what)]
        } else {
            isCloudConfig = true
            findings = [
                CheckFinding(
                    CloudInitHeaderRules.missing, at: start, "the first line is not \"\(Self.header)\"")
            ]
        }
    }
}
