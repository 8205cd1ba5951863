/// A configuration language as one program at one version really reads it.
package protocol Dialect: Sendable {
    /// The program and its version, for people: `RancherOS 1.5.8 (ros)`, `cloud-init 22.4`.
    var title: String { get }
    /// The same for one way of delivery, where another program reads each.
    func title(for delivery: Delivery) -> String

    /// What the document is written in, where its first bytes tell more than `ConfigFormat` knows; nil: what that says.
    func language(of document: ConfigDocument) -> String?

    /// Every rule that `check` can find.
    var rules: [CheckRule] { get }

    /// Everything that the program will refuse, drop, ignore, misread or die of, in the order of the text.
    func check(_ document: ConfigDocument, delivery: Delivery) -> [CheckFinding]
}

extension Dialect {
    package func language(of document: ConfigDocument) -> String? { nil }

    package func title(for delivery: Delivery) -> String { title }
}
