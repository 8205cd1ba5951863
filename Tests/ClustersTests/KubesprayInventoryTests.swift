import Clusters
import FoundationEssentials
import Recipes
import TestSupport
import Testing

/// kubespray's inventory as Ansible itself reads it.
@Suite(
    "Inventory of kubespray",
    .enabled(if: ChildProgram.exists("ansible-inventory"), "needs Debian's ansible-core"))
struct KubesprayInventoryTests {
    private struct Inventory: Decodable {
        struct Group: Decodable {
            let hosts: [String]?
            let children: [String]?
        }
        struct Host: Decodable {
            let ansible_host: String
            let ip: String
            let access_ip: String
            let ansible_user: String
            let ansible_become: Bool
            let node_labels: [String: String]
            let container_manager: String
            let kube_network_plugin: String
        }
        struct Facts: Decodable { let hostvars: [String: Host] }
    }

    @Test("groups, hosts and variables", arguments: ["2.15.1", "2.23.0"])
    func groups(_ version: String) throws {
        let section = Sample.cluster(.kubespray, .agent) {
            $0.version = Sample.text(version)
            $0.members = [
                ClusterMember(
                    name: Sample.text("node-1"), address: Sample.text("10.0.0.11"),
                    roles: [Located(.etcd, at: Sample.at), Located(.controlplane, at: Sample.at)]),
                ClusterMember(name: Sample.text("node-2"), address: Sample.text("10.0.0.12")),
            ]
            $0.labels = [Located(NodeLabel("rack", "a1"), at: Sample.at)]
            $0.user = Sample.text("admin")
        }
        var diagnostics = Diagnostics()
        let made = NodeConfiguration.make(
            NodeConfigurationInputs(
                registry: Sample.registry, cluster: section, traits: Sample.debian,
                secrets: Sample.secrets("")),
            diagnostics: &diagnostics)
        try #require(!diagnostics.hasErrors, "\(diagnostics.items)")
        let scratch = try Scratch()
        for file in made.serverFiles { try scratch.write(file.path, file.text) }
        // Ansible reads ansible.cfg of the folder it is started in, and keeps files in HOME.
        let result = try ChildProgram.run(
            ["ansible-inventory", "-i", "kubespray/hosts.yaml", "--list"], in: scratch.path,
            environment: [
                "HOME=\(scratch.path)", "ANSIBLE_INVENTORY_ENABLED=yaml",
                // As kubespray's own ansible.cfg has it: the old groups have hyphens.
                "ANSIBLE_TRANSFORM_INVALID_GROUP_CHARS=ignore",
            ])
        try #require(result.status == 0, "\(result.errors)")
        // Where it would say what it does not like.
        #expect(result.errors.isEmpty, "\(result.errors)")
        let bytes = Data(result.output)
        let hosts = try JSONDecoder().decode([String: Skipped<Inventory.Facts>].self, from: bytes)
        let variables = try #require(hosts["_meta"]?.value?.hostvars)
        #expect(variables.keys.sorted() == ["node-1", "node-2"])
        let host = try #require(variables["node-2"])
        #expect([host.ansible_host, host.ip, host.access_ip] == ["10.0.0.12", "10.0.0.12", "10.0.0.12"])
        #expect(host.ansible_user == "admin" && host.ansible_become)
        #expect(host.node_labels == ["rack": "a1"])
        #expect(host.kube_network_plugin == "calico")
        let groups = try JSONDecoder().decode([String: Skipped<Inventory.Group>].self, from: bytes)
            .compactMapValues(\.value)
        let (control, node, cluster) =
            version == "2.15.1"
            ? ("kube-master", "kube-node", "k8s-cluster")
            : ("kube_control_plane", "kube_node", "k8s_cluster")
        #expect(groups[control]?.hosts == ["node-1"])
        #expect(groups["etcd"]?.hosts == ["node-1"])
        #expect(groups[node]?.hosts == ["node-2"])
        #expect(groups[cluster]?.children?.sorted() == [control, node].sorted())
    }

    /// A value of another form counts as none.
    private struct Skipped<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }
}
