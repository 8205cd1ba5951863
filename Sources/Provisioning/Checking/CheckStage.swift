/// Which of an operating system's programs meets a configuration.
package enum CheckStage: String, Sendable, CaseIterable {
    /// The system's own validating command (`ros config validate`, `coreos-cloudinit -validate`, `cloud-init schema`,
    /// `ignition-validate`, `butane`).
    case validate
    /// The program that loads an embedded file when the node boots.
    case load
    /// The program that takes user-data from a datasource, which is stricter about the first line.
    case userData = "user-data"
    /// The program that carries the configuration out.
    case apply
}
