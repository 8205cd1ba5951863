import Provisioning
import Recipes

/// What `--os` names: a system at a version, or one of the programs that read configurations.
package struct CheckTarget: Sendable {
    /// As the user wrote it, without the version.
    package let name: String
    package let version: String
    private let system: (any Distribution)?

    /// The target of `OS` or `OS@VERSION`.
    ///
    /// - Throws: `Diagnostics` where there is no such system, or its version is refused.
    package init(_ text: String) throws(Diagnostics) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let name = parts[0]
        let asked = parts.count == 2 ? parts[1] : nil
        if let program = ConfigProgram(rawValue: name) {
            self.name = name
            version = asked ?? program.defaultVersion
            system = nil
            return
        }
        guard let system = Systems.named(name) else {
            let known = Systems.names + ConfigProgram.allCases.map(\.rawValue)
            let nearest = Spelling.nearest(name, among: known)
            throw Diagnostics([
                Diagnostic(
                    at: nil, "--os: there is no system \"\(name)\"",
                    hint: nearest.map { "did you mean \"\($0)\"?" }
                        ?? "known are \(known.joined(separator: ", "))")
            ])
        }
        if let asked {
            let position = SourcePosition(file: "--os", line: 1, column: 1)
            let found = system.check(version: Located(asked, at: position), architecture: .x86_64)
            if found.hasErrors { throw found }
        }
        self.name = name
        version = asked ?? system.checkedVersion
        self.system = system
    }

    /// The system in full and its version; of a program its own name.
    package var title: String {
        system.map { version.isEmpty ? $0.title : "\($0.title) \(version)" } ?? name
    }

    /// What reads a configuration of that language there, delivered so.
    ///
    /// - Throws: why nothing does.
    package func dialect(for format: ConfigFormat, delivery: Delivery) throws(Diagnostic) -> any Dialect {
        if let system {
            return switch delivery {
            case .embedded: try system.dialect(for: format, version: version)
            case .userData: try system.userDataDialect(for: format, version: version)
            }
        }
        guard let program = ConfigProgram(rawValue: name) else {
            throw Diagnostic(at: nil, "there is no program \(name)")
        }
        return try program.dialect(version: version)
    }
}
