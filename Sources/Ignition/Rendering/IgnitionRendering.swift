import Provisioning
import Recipes

/// A cloud-config written as Ignition.
package struct IgnitionRendering: Sendable {
    package var config: JSONNode
    /// What was found on the way and did not stop it.
    package var findings: [CheckFinding]

    /// The configuration as it is embedded: indented, with a newline at the end.
    package var json: [UInt8] { JSONWriter.write(config, indented: true) }

    package var warnings: [Diagnostic] { findings.map(\.diagnostic) }
}
