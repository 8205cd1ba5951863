import Provisioning
import Recipes

extension JoinBuilder {
    /// The machines that rke or kubespray sets up: `members`, or the one machine of `node-name` and `address`.
    mutating func inventory() -> [InventoryMember] {
        var members = section.members.map { member in
            InventoryMember(
                name: member.name.value, address: member.address.value,
                roles: member.roles.isEmpty ? [.worker] : member.roles.map(\.value), labels: labels)
        }
        if members.isEmpty, let name = section.nodeName, let address = section.address {
            members = [
                InventoryMember(name: name.value, address: address.value, roles: roles, labels: labels)
            ]
        }
        guard !members.isEmpty else {
            diagnostics.error(
                at: section.position,
                "cluster.members is missing: \(method) must know the machines that it sets up",
                hint: "for example [[cluster.members]] with name = \"node-1\" and address = \"10.0.0.11\"")
            return []
        }
        checkMembers(members)
        return members
    }

    private var labels: [NodeLabel] { section.labels.map(\.value) }

    private mutating func checkMembers(_ members: [InventoryMember]) {
        let position = section.members.first?.name.position ?? section.position
        for role in [NodeRole.etcd, .controlplane] where !members.contains(where: { $0.roles.contains(role) })
        {
            find(
                ClusterRules.membersRoles, at: position,
                "cluster.members: no machine has the role \"\(role.rawValue)\", without which there is no cluster"
            )
        }
        let etcd = members.filter { $0.roles.contains(.etcd) }.count
        if etcd > 0, etcd % 2 == 0 {
            find(
                ClusterRules.membersEtcd, at: position,
                "cluster.members: \(etcd) machines have the role \"etcd\"; it must be an odd number")
        }
        var names: Set<String> = []
        var addresses: Set<String> = []
        for member in section.members {
            if !names.insert(member.name.value).inserted {
                diagnostics.error(
                    at: member.name.position, "cluster.members: \"\(member.name.value)\" is there already",
                    hint: "each machine has a name of its own")
            }
            if !addresses.insert(member.address.value).inserted {
                diagnostics.error(
                    at: member.address.position,
                    "cluster.members: \"\(member.address.value)\" is there already",
                    hint: "each machine has an address of its own")
            }
        }
    }

    var user: String { section.user?.value ?? traits.loginUser }
}
