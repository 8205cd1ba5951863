/// `[[cluster.members]]`: a machine that rke or kubespray sets up from outside.
package struct ClusterMember: Sendable, Equatable {
    package var name: Located<String>
    package var address: Located<String>
    package var roles: [Located<NodeRole>]

    package init(name: Located<String>, address: Located<String>, roles: [Located<NodeRole>] = []) {
        self.name = name
        self.address = address
        self.roles = roles
    }
}
