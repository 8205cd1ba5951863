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
    /// The version of the Ignition specification that the system reads, `3.3.0`; nil where it reads none, or
    /// the one of its version.
    package var ignition: String?
    /// The release of the kernel, as `uname -r` has it; nil where it is to be found out from the kernel
    /// itself.
    package var kernelRelease: String?

    package init(
        os: String, version: String, architecture: String, provenance: String, isStandIn: Bool,
        ignition: String? = nil, kernelRelease: String? = nil
    ) {
        self.os = os
        self.version = version
        self.architecture = architecture
        self.provenance = provenance
        self.isStandIn = isStandIn
        self.ignition = ignition
        self.kernelRelease = kernelRelease
    }

    /// The contents of `base.toml`.
    ///
    /// - Parameter digests: of the files, by role.
    func text(_ digests: [String: SHA256Digest]) -> String {
        var text =
            "# What this folder holds. Read with --base.\n" + LineText.line("os", os)
            + LineText.line("version", version) + LineText.line("architecture", architecture)
            + LineText.line("provenance", provenance) + "stand-in = \(isStandIn)\n"
            + LineText.line("ignition", ignition) + LineText.line("kernel-release", kernelRelease)
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
        let ignition = fields.string("ignition", required: false)
        let kernelRelease = fields.string("kernel-release", required: false)
        if let ignition, !isVersion(ignition) {
            fields.refuse("ignition", "expected a version of the Ignition specification, as 3.3.0")
        }
        if let kernelRelease, !kernelRelease.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x2f }) {
            fields.refuse("kernel-release", "expected what uname -r prints: no blanks, no slashes")
        }
        if let architecture, architecture != "x86_64", architecture != "aarch64" {
            fields.refuse("architecture", "expected x86_64 or aarch64")
        }
        guard let os, let version, let architecture, let provenance, let isStandIn else { return nil }
        return BaseDescription(
            os: os, version: version, architecture: architecture, provenance: provenance,
            isStandIn: isStandIn,
            ignition: ignition, kernelRelease: kernelRelease)
    }

    /// Three numbers: `2.3.0`, `3.3.0`. Experimental versions (`3.4.0-experimental`) are none that an image
    /// should rely on.
    private static func isVersion(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts.allSatisfy { UInt16($0) != nil && !$0.hasPrefix("+") }
    }
}
