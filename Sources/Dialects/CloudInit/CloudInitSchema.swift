import Provisioning
import Recipes

/// The schema that a version of cloud-init ships, and what it finds.
struct CloudInitSchema: Sendable {
    private let root: JSONSchema
    private let definitions: [String: JSONSchema]
    /// The keys that are read at the top.
    private let topKeys: Set<String>

    /// Keys of cloud-init's core, which no module's schema of 22.4 lists (`cloudinit/settings.py`, `stages.py`, `log.py`).
    private static let coreKeys: Set<String> = [
        "datasource", "datasource_list", "def_log_file", "disable_network_activation", "launch-index",
        "log_cfgs",
        "log_basic", "logcfg", "manual_cache_clean", "merge_how", "merge_type", "network", "no_ssl", "output",
        "syslog_fix_perms", "system_info", "vendor_data2", "allow_userdata", "disable_vendor_data",
        "experimental_user_script",
    ]

    /// Guesses at what was meant cost time; a file with more faults than this has other troubles.
    private static let maximumGuesses = 100

    /// - Throws: a diagnostic where the embedded schema cannot be read.
    init(_ version: CloudInitVersion) throws(Diagnostic) {
        let name = "the embedded schema of cloud-init \(version.rawValue)"
        let document = try JSONReader.read(Self.bytes(version), file: name)
        var definitions: [String: JSONSchema] = [:]
        do throws(JSONSchemaFault) {
            root = try JSONSchema(document)
            for member in document["$defs"]?.members ?? [] {
                definitions[member.name] = try JSONSchema(member.value)
            }
        } catch {
            throw Diagnostic(at: document.position, "\(name): \(error.message)")
        }
        self.definitions = definitions
        let modules = Set(root.allOf.compactMap(\.reference).compactMap { definitions[$0] }.flatMap(\.names))
        topKeys = root.names.isEmpty ? modules.union(Self.coreKeys) : root.names
    }

    /// The schema's text, as scripts/cloud-init-schema --reduce makes it of the program's own.
    static func bytes(_ version: CloudInitVersion) -> [UInt8] {
        switch version {
        case .v22_4: PackageResources.cloud_config_22_4_json
        case .v25_1: PackageResources.cloud_config_25_1_json
        }
    }

    /// Everything that the schema has against a configuration.
    func findings(_ value: PyYAMLValue) -> [CheckFinding] {
        var found: [CheckFinding] = []
        var told: Set<String> = []
        // Keys at the top have a rule of their own.
        for problem in SchemaValidator(definitions: definitions).problems(value, root)
        where !(problem.path.isEmpty && problem.isUnknownKey) {
            let finding = SchemaWords.finding(problem, guesses: found.count < Self.maximumGuesses)
            // Two modules may share a key, as growpart and resizefs do.
            let place = finding.position?.description ?? ""
            if told.insert("\(place) \(finding.rule.id) \(finding.message)").inserted {
                found.append(finding)
            }
        }
        return found
    }

    /// Keys at the top that nothing of cloud-init reads.
    func unknownKeys(_ pairs: [PyYAMLPair]) -> [CheckFinding] {
        var guesses = Self.maximumGuesses
        return pairs.compactMap { pair in
            let name = pair.name ?? pair.key.described
            if let key = pair.name, topKeys.contains(key) { return nil }
            guesses -= 1
            let hint =
                CloudInitForeignKeys.owner(name).map { "it is a key of \($0)" }
                ?? (guesses >= 0 && name.utf8.count < 64 ? Spelling.nearest(name, among: topKeys) : nil).map {
                    "did you mean \"\($0)\"?"
                }
            return CheckFinding(
                CloudInitSchemaRules.unknownKey, at: pair.key.position, "cloud-init has no key \"\(name)\"",
                hint: hint)
        }
    }
}
