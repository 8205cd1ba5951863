import Provisioning

/// What the program printed, entry by entry: `error storage.files.0.path`.
enum ProgramReport {
    /// The entries of the real program's output; nil where it complains of the text as a whole.
    static func entries(of output: String) -> Set<String>? {
        var result: Set<String> = []
        for line in output.split(separator: "\n") {
            let kind = line.hasPrefix("error") ? "error" : line.hasPrefix("warning") ? "warning" : nil
            guard let kind else { return nil }
            guard let start = line.firstIndex(of: "$") else { return nil }
            let path = line[start...].dropFirst().prefix { $0 != "," && $0 != ":" }
            // The program blames a key that the language does not have.
            let isKeys = path.hasPrefix(".storage.luks.") && path.hasSuffix(".keys")
            let name = isKeys ? path.dropLast(4) + "keyFile" : path
            result.insert("\(kind) \(name.drop { $0 == "." })")
        }
        return withoutRepetitions(result)
    }

    /// Of a source that is needed and broken the program says so twice, also at the object that has it.
    private static func withoutRepetitions(_ entries: Set<String>) -> Set<String> {
        entries.filter { !entries.contains($0 + ".source") }
    }

    /// Our findings in the same words.
    static func entries(of findings: [CheckFinding]) -> Set<String> {
        withoutRepetitions(
            Set(
                findings.compactMap { finding in
                    guard let verdict = finding.rule.verdicts[.validate] else { return nil }
                    let path = finding.message.prefix { $0 != ":" }
                    return "\(verdict == .reject ? "error" : "warning") \(path)"
                }))
    }
}
