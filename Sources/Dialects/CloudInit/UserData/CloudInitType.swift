/// What cloud-init takes a text for (`handlers/__init__.py`, INCLUSION_TYPES_MAP).
enum CloudInitType: String {
    case include = "text/x-include-url"
    case includeOnce = "text/x-include-once-url"
    case script = "text/x-shellscript"
    case scriptPerBoot = "text/x-shellscript-per-boot"
    case scriptPerInstance = "text/x-shellscript-per-instance"
    case scriptPerOnce = "text/x-shellscript-per-once"
    case cloudConfig = "text/cloud-config"
    case archive = "text/cloud-config-archive"
    case patch = "text/cloud-config-jsonp"
    case partHandler = "text/part-handler"
    case bootHook = "text/cloud-boothook"
    case jinja = "text/jinja2"

    /// Longest first, as it is looked for.
    private static let beginnings: [(String, CloudInitType)] = [
        ("#cloud-config-archive", .archive), ("#cloud-config-jsonp", .patch), ("## template: jinja", .jinja),
        ("#cloud-boothook", .bootHook), ("#cloud-config", .cloudConfig), ("#include-once", .includeOnce),
        ("#part-handler", .partHandler), ("#include", .include), ("#!", .script),
    ]

    /// The types of a part that is compressed (`user_data.py`, DECOMP_TYPES).
    static let compressed: Set = [
        "application/gzip", "application/gzip-compressed", "application/gzipped", "application/x-compress",
        "application/x-compressed", "application/x-gunzip", "application/x-gzip",
        "application/x-gzip-compressed",
    ]

    /// By how a text begins: white space before it is passed over, capitals are alike.
    init?(beginning bytes: [UInt8]) {
        let start = bytes.drop { $0 == 0x20 || (0x09...0x0d).contains($0) }.prefix(64)
        let text = String(decoding: start, as: UTF8.self).lowercased()
        guard let found = Self.beginnings.first(where: { text.hasPrefix($0.0) }) else { return nil }
        self = found.1
    }

    var title: String {
        switch self {
        case .include, .includeOnce: "a list of addresses that cloud-init fetches"
        case .script, .scriptPerBoot, .scriptPerInstance, .scriptPerOnce: "a script"
        case .cloudConfig: "a cloud-config"
        case .archive: "an archive of several parts"
        case .patch: "a JSON patch"
        case .partHandler: "a Python program"
        case .bootHook: "a script for every boot"
        case .jinja: "a template that cloud-init fills in on the node"
        }
    }

    /// One word or two, for a list of parts.
    var short: String {
        switch self {
        case .include, .includeOnce: "include"
        case .script, .scriptPerBoot, .scriptPerInstance, .scriptPerOnce: "script"
        case .cloudConfig: "cloud-config"
        case .archive: "archive"
        case .patch: "JSON patch"
        case .partHandler: "part handler"
        case .bootHook: "boot hook"
        case .jinja: "template"
        }
    }
}
