/// A systemd unit, or a drop-in of one, that a cluster or a registry needs on the node.
package struct NodeUnit: Sendable, Equatable {
    /// `name.service`
    package var name: String
    /// The unit's text; nil where only drop-ins are added or a unit of the system is enabled.
    package var contents: String?
    package var isEnabled: Bool
    /// File name (`10-mirror.conf`) and text.
    package var dropIns: [NodeFile]

    package init(_ name: String, contents: String?, isEnabled: Bool = true, dropIns: [NodeFile] = []) {
        self.name = name
        self.contents = contents
        self.isEnabled = isEnabled
        self.dropIns = dropIns
    }
}
