internal import Machine

extension RootFolder {
    /// Runs a program that sees the tree as its archive has it: with its owners, modes and devices, and with file
    /// capabilities.
    ///
    /// - Parameter stateFile: where the list may be written.
    /// - Throws: `ToolFailure`, `RootImageFault`, `MachineFailure`.
    func run(
        _ words: [String], _ archive: RootArchive, environment: [String: String?], stateFile: String,
        tools: RootTools
    ) async throws {
        let file = try Descriptor(open: stateFile, .writeOnly, options: [.create, .exclusive], mode: 0o600)
        try file.write(state)
        try file.close()
        var line: [String] = []
        let settings = try capabilities(archive)
        if settings.isEmpty {
            line = words
        } else {
            try await tools.require("setcap")
            // fakeroot forgets capabilities when it ends, so they are set where the program runs.
            line += ["sh", "-ec", Self.script, "sh"] + settings + ["--"] + words
        }
        try await tools.runFaked(
            line, environment: environment, state: stateFile, mark: "\(stateFile)-after")
    }

    /// Runs setcap(8) for pairs of arguments up to `--`, then what follows.
    private static let script =
        #"while [ "$1" != -- ]; do setcap -q "$1" "$2"; shift 2; done; shift; exec "$@""#

    /// Pairs of arguments for setcap.
    private func capabilities(_ archive: RootArchive) throws -> [String] {
        var words: [String] = []
        var seen: Set<Int> = []
        for entry in archive.entries {
            guard let value = entry.capability, seen.insert(entry.inode).inserted else { continue }
            let capability = try FileCapability(name: entry.name, value: value)
            guard let text = capability.sets.text,
                let name = String(validating: entry.name.bytes, as: UTF8.self)
            else {
                throw RootImageFault(
                    "the capabilities of \(entry.name) cannot be kept in an image of this format: they are those of a "
                        + "user namespace, or its name is no text; take squashfs")
            }
            words += [text, "\(path)/\(name)"]
        }
        return words
    }
}
