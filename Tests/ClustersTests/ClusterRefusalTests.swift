import Clusters
import Provisioning
import Recipes
import Testing

/// What a method's own checks would refuse is refused when the image is built, with the place and the reason.
@Suite("Clusters that are refused")
struct ClusterRefusalTests {
    @Test("kubespray without systemd", arguments: [Sample.alpine, Sample.rancherOS])
    func kubespray(_ traits: NodeTraits) {
        #expect(
            Refusal.found(Refusal.agent(.kubespray), traits) == [
                "r.toml:9:3: error: kubespray asserts that systemd starts services; \(traits.title) has none, and the play ends there [cluster/kubespray-init-system]; take k3s on Alpine, rancher or rke on RancherOS"
            ])
    }

    @Test(
        "a server without state",
        arguments: [
            (
                ClusterMethod.kubeadm,
                "a server of kubeadm keeps the cluster in /etc/kubernetes and /var/lib/etcd, both of which"
            ),
            (.k3s, "a server of k3s keeps the cluster in /var/lib/rancher/k3s, which"),
            (
                .rke,
                "etcd or controlplane keeps the cluster in /var/lib/etcd and /etc/kubernetes, both of which"
            ),
            (
                .kubespray,
                "etcd or controlplane keeps the cluster in /var/lib/etcd and /etc/kubernetes, both of which"
            ),
        ])
    func stateless(_ method: ClusterMethod, _ words: String) {
        var section = Refusal.agent(method)
        section.role.value = .server
        section.discoveryCAHash = nil
        let token = method == .kubeadm ? Sample.kubeadmToken : Sample.k3sToken
        let expected =
            "r.toml:7:8: error: \(words) a machine without a disk loses at each boot [cluster/server-without-state]; set persistent = true where they lie on storage that stays, or let the machine be an agent"
        #expect(
            Refusal.found(section, token: token).contains(expected), "\(Refusal.found(section, token: token))"
        )
        section.isPersistent = true
        #expect(
            Refusal.found(section, token: token).allSatisfy { !$0.contains(": error: ") },
            "\(Refusal.found(section, token: token))")
    }

    @Test("an agent with etcd is a server in this")
    func etcdAgent() {
        let section = Refusal.agent(.rancher) { $0.roles = [Located(.etcd, at: Sample.at)] }
        #expect(
            Refusal.found(section, token: Sample.rancher2Token) == [
                "r.toml:9:3: error: etcd or controlplane keeps the cluster in /var/lib/etcd and /etc/kubernetes, both of which a machine without a disk loses at each boot [cluster/server-without-state]; set persistent = true where they lie on storage that stays, or let the machine be an agent"
            ])
    }

    @Test("Rancher's servers without state", arguments: ["1.6.14", "2.5.8"])
    func rancherServer(_ version: String) {
        let section = Sample.cluster(.rancher, .server) { $0.version = Sample.text(version) }
        let all = Refusal.found(section)
        #expect(
            all == [
                "r.toml:7:8: error: Rancher's server keeps the cluster in /var/lib/kimage/rancher, which a machine without a disk loses at each boot [cluster/server-without-state]; set persistent = true where they lie on storage that stays, or let the machine be an agent"
            ])
    }

    @Test("too little RAM for the method's own checks")
    func memory() {
        let hint = "[cluster/memory]; raise budget.ram, or let the machine do less"
        var server = Refusal.agent(.kubeadm)
        server.role.value = .server
        server.isPersistent = true
        #expect(
            Refusal.found(server, token: Sample.kubeadmToken, ram: 1699) == [
                "r.toml:99:7: error: kubeadm init asks for 1700 MiB of RAM; the budget is 1699 MiB \(hint)"
            ])
        #expect(Refusal.found(server, token: Sample.kubeadmToken, ram: 1700).isEmpty)
        let worker = Refusal.found(Refusal.agent(.kubespray), ram: 1023)
        #expect(
            worker.contains(
                "r.toml:99:7: error: kubespray asks for 1024 MiB of RAM; the budget is 1023 MiB \(hint)"))
        let master = Refusal.agent(.kubespray) {
            $0.role.value = .server
            $0.isPersistent = true
        }
        #expect(Refusal.found(master, ram: 1499).contains { $0.contains("kubespray asks for 1500 MiB") })
    }

    @Test(
        "a token that is none of the method's, never quoted",
        arguments: [
            (
                ClusterMethod.kubeadm, "S3cret",
                "a token of kubeadm is six and sixteen small letters and digits with \".\" between them [cluster/kubeadm-token]; kubeadm token generate makes one"
            ),
            (
                .k3s, "K10S3cret::server:x",
                "this is no token of k3s: between K10 and \"::\" there are not 64 hexadecimal digits [cluster/k3s-token]; a password of one's own, or K10HASH::server:PASSWORD from the server's node-token"
            ),
            (
                .rancher, "S3cret",
                "a token of Rancher 2.x is one word of small letters and digits [cluster/rancher-2-token]; take the command from the cluster's panel: --token and one word"
            ),
        ])
    func token(_ method: ClusterMethod, _ token: String, _ words: String) {
        #expect(
            Refusal.found(Refusal.agent(method), token: token) == [
                "r.toml:30:9: error: cluster.token: \(words)"
            ])
        let missing =
            "r.toml:30:9: error: the cluster's token is missing: the environment variable TOKEN is empty"
        #expect(Refusal.found(Refusal.agent(method), token: "\n") == [missing])
    }

    @Test("keys that a method does not take, and keys that it needs")
    func keys() {
        let section = Refusal.agent(.rke) {
            $0.token = Sample.tokenSource
            $0.server = Sample.text("10.0.0.1", 22)
            $0.members = []
        }
        let errors = Refusal.found(section, token: "x").filter { $0.contains(": error: ") }
        #expect(
            errors == [
                "r.toml:22:11: error: cluster.server: rke takes none; it logs in to the machines by SSH; leave it out",
                "r.toml:30:9: error: cluster.token: rke takes none; it logs in to the machines by SSH; leave it out",
                "r.toml:5:1: error: cluster.members is missing: rke must know the machines that it sets up; for example [[cluster.members]] with name = \"node-1\" and address = \"10.0.0.11\"",
            ])
        #expect(
            Refusal.found(Sample.cluster(.kubeadm, .agent)) == [
                "r.toml:5:1: error: cluster.version is missing: what kubeadm takes depends on it; for example version = \"1.28.3\"",
                "r.toml:5:1: error: cluster.server is missing: where does the machine join?; for example server = \"10.0.0.1:6443\"",
                "r.toml:5:1: error: cluster.token is missing: without it nobody joins; for example token = { env = \"CLUSTER_TOKEN\" }",
                "r.toml:5:1: error: cluster.discovery-ca-hash is missing: the machine could not tell the cluster from another one [cluster/kubeadm-ca-hash]; discovery-ca-hash = \"sha256:…\": openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der | sha256sum",
            ])
    }

    @Test("members without a control plane, with two etcd, with one name twice")
    func members() {
        let section = Refusal.agent(.kubespray) {
            $0.members = ["10.0.0.11", "10.0.0.12"].map { address in
                ClusterMember(
                    name: Sample.text("n1", 40), address: Sample.text(address, 41),
                    roles: [Located(.etcd, at: Sample.at)])
            }
        }
        let errors = Refusal.found(section).filter { $0.contains(": error: ") }
        #expect(
            errors == [
                "r.toml:40:11: error: cluster.members: no machine has the role \"controlplane\", without which there is no cluster [cluster/members-roles]; roles = [\"controlplane\", \"etcd\"] for one of them at least",
                "r.toml:40:11: error: cluster.members: 2 machines have the role \"etcd\"; it must be an odd number [cluster/members-etcd]; take 1, 3 or 5",
                "r.toml:40:11: error: cluster.members: \"n1\" is there already; each machine has a name of its own",
            ])
    }
}
