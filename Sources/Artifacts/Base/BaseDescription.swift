internal import Machine

/// What `base.toml` says about a base folder.
package struct BaseDescription: Sendable, Equatable {
    /// `rancheros`, `debian` …
    package var os: String
    package var version: String
    /// `x86_64` or `aarch64`.
    package var architecture: String
    /// Where it comes from, in words; every report quotes it.
    package var provenance: String
    /// Whether it was made from other parts because the upstream one cannot be had.
    package var isStandIn: Bool

    package init(os: String, version: String, architecture: String, provenance: String, isStandIn: Bool) {
        self.os = os
        self.version = version
        self.architecture = architecture
        self.provenance = provenance
        self.isStandIn = isStandIn
    }

    /// The contents of `base.toml`.
    ///
    /// - Parameter digests: of the files, by role.
    func text(_ digests: [String: SHA256Digest]) -> String {
        var text =
            "# What this folder holds. Read with --base.\n" + LineText.line("os", os)
            + LineText.line("version", version) + LineText.line("architecture", architecture)
            + LineText.line("provenance", provenance) + "stand-in = \(isStandIn)\n"
        guard !digests.isEmpty else { return text }
        text += "\n[sha256]\n"
        for role in BaseFolder.roles { text += LineText.line(role, digests[role]?.hex) }
        return text
    }

    /// Reads `base.toml`.
    ///
    /// - Returns: the description, and the digests by role.
    /// - Throws: `LineFaults` with everything that is wrong.
    static func parse(_ bytes: [UInt8], file: String) throws -> (BaseDescription, [String: SHA256Digest]) {
        var description: BaseDescription?
        var digests: [String: SHA256Digest] = [:]
        var faults: [LineFault] = []
        for table in try LineParser.parse(bytes, file: file) {
            var fields = LineFields(table, file: file)
            if table.name.isEmpty {
                description = read(&fields)
            } else if table.name == "sha256", !table.isElement {
                for role in BaseFolder.roles { digests[role] = fields.digest(role, required: false) }
            } else {
                let message = "unknown table \(table.name); base.toml has [sha256] only"
                faults.append(LineFault(file: file, line: table.line, column: 1, message: message))
                continue
            }
            fields.finish()
            faults += fields.faults
        }
        guard faults.isEmpty, let description else { throw LineFaults(faults: faults) }
        return (description, digests)
    }

    private static func read(_ fields: inout LineFields) -> BaseDescription? {
        let os = fields.string("os")
        let version = fields.string("version")
        let architecture = fields.string("architecture")
        let provenance = fields.string("provenance")
        let isStandIn = fields.boolean("stand-in")
        if let architecture, architecture != "x86_64", architecture != "aarch64" {
            fields.refuse("architecture", "expected x86_64 or aarch64")
        }
        guard let os, let version, let architecture, let provenance, let isStandIn else { return nil }
        return BaseDescription(
            os: os, version: version, architecture: architecture, provenance: provenance, isStandIn: isStandIn
        )
    }
}
