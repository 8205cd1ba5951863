import Provisioning
import Recipes

/// What cloud-init takes user-data for, by how it begins (`handlers/__init__.py`, `type_from_starts_with`), and what
/// `cloud-init schema` says of that, which only compares the first bytes.
struct CloudInitHeader {
    let findings: [CheckFinding]
    /// True where what follows is a cloud-config whose keys can be looked at.
    let isCloudConfig: Bool

    private static let header = "#cloud-config"
    /// How a message begins that is none to cloud-init, since it has no MIME-Version.
    private static let messages = ["content-type:", "from "]

    init(_ document: ConfigDocument) {
        let bytes = document.bytes
        let start = document.start
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            isCloudConfig = true
            findings = [
                CheckFinding(CloudInitHeaderRules.mark, at: start, "the text begins with a byte order mark")
            ]
            return
        }
        let lead = bytes.prefix { $0 == 0x20 || (0x09...0x0d).contains($0) }
        let begin = String(decoding: bytes.dropFirst(lead.count).prefix(64), as: UTF8.self).lowercased()
        if let other = CloudInitType(beginning: bytes), other != .cloudConfig {
            isCloudConfig = false
            findings = [CheckFinding(CloudInitHeaderRules.otherForm, at: start, "this is \(other.title)")]
        } else if Self.messages.contains(where: { begin.hasPrefix($0) }) {
            isCloudConfig = false
            findings = [
                CheckFinding(
                    CloudInitPartRules.messageVersion, at: start,
                    "this looks like a MIME message and has no MIME-Version")
            ]
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
