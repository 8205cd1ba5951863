/// A configuration language as one program at one version really reads it.
package protocol Dialect: Sendable {
    /// The program and its version, for people: `RancherOS 1.5.8 (ros)`, `cloud-init 22.4`.
    var title: String { get }
    /// Every rule that `check` can find.
    var rules: [CheckRule] { get }

    /// Everything that the program will refuse, drop, ignore, misread or die of, in the order of the text.
    func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding]
}
