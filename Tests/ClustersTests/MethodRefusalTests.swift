import Clusters
import Provisioning
import Recipes
import Testing

/// What Rancher, kubeadm and k3s would refuse, each for itself.
@Suite("What one method refuses")
struct MethodRefusalTests {
    @Test("Rancher 1.x: the token that the panel prints, alone or within its address")
    func rancher1() {
        let section = Refusal.agent(.rancher) {
            $0.version = Sample.text("1.6.14")
            $0.server = Sample.text("http://10.0.0.1:8080")
            $0.image = Sample.text("rancher/agent:v1.2.9")
            $0.address = nil
            $0.isPersistent = true
        }
        #expect(Refusal.found(section, token: Sample.rancher1Token).isEmpty)
        #expect(
            Refusal.found(section, token: "http://10.0.0.1:8080/v1/scripts/\(Sample.rancher1Token)").isEmpty)
        #expect(
            Refusal.found(section, token: "S3cret") == [
                "r.toml:30:9: error: cluster.token: its token is not KEY:TIME:SIGNATURE as the server's panel prints it [cluster/rancher-1-address]; http://SERVER:8080/v1/scripts/KEY:TIME:SIGNATURE, from Infrastructure, Hosts, Add Host"
            ])
        var other = section
        other.image = Sample.text("rancher/rancher-agent:v2.5.8", 21)
        other.roles = [Located(.worker, at: SourcePosition(file: "r.toml", line: 22, column: 1))]
        #expect(
            Refusal.found(other, token: Sample.rancher1Token) == [
                "r.toml:21:11: error: cluster.image: \"rancher/rancher-agent:v2.5.8\" is not rancher/agent, which this version and role run in [cluster/rancher-image]; take image and command from the panel of the same server",
                "r.toml:22:1: error: cluster.roles: Rancher 1.x takes none; leave it out",
            ])
        other.image = nil
        other.roles = []
        #expect(
            Refusal.found(other, token: Sample.rancher1Token) == [
                "r.toml:5:1: error: cluster.image is missing: the tag of Rancher 1.x's agent is none of the server's; take the one that the server's panel prints, for example image = \"rancher/agent:v1.2.9\""
            ])
    }

    @Test("Rancher 2.x: image, server and address")
    func rancher2() {
        let section = Refusal.agent(.rancher) {
            $0.image = Sample.text("10.0.0.1:5000/rancher/rancher-agent:v2.4.0", 21)
            $0.server = Sample.text("http://10.0.0.1", 22)
            $0.address = nil
        }
        #expect(
            Refusal.found(section, token: Sample.rancher2Token) == [
                "r.toml:21:11: error: cluster.image: \"10.0.0.1:5000/rancher/rancher-agent:v2.4.0\" is of another version than v2.5.8 [cluster/rancher-image]; take image and command from the panel of the same server",
                "r.toml:22:11: error: cluster.server: Rancher 2.x is reached by https:// only, not \"http://10.0.0.1\" [cluster/rancher-2-server]; --server https://SERVER",
                "r.toml:5:1: warning: cluster.address is missing: the agent takes the address by which it would reach 8.8.8.8 [cluster/rancher-2-address]; address = \"eth0\" (--address eth0): the name of an interface suits every machine",
            ])
        let future = Refusal.agent(.rancher) { $0.version = Sample.text("3.0") }
        #expect(
            Refusal.found(future, token: Sample.rancher2Token) == [
                "r.toml:20:11: error: cluster.version: there is Rancher 1.x and 2.x, no 3.x"
            ])
        #expect(
            Refusal.found(Refusal.agent(.rancher), Sample.fedora, token: Sample.rancher2Token) == [
                "r.toml:9:3: error: rancher runs in Docker, and Fedora CoreOS 39 has none here [cluster/docker-missing]; take a base that has Docker, or kubeadm or k3s"
            ])
    }

    @Test("kubeadm: server, hash, runtime, control groups")
    func kubeadm() {
        let section = Refusal.agent(.kubeadm) {
            $0.server = Sample.text("https://10.0.0.1", 22)
            $0.discoveryCAHash = nil
            $0.address = Sample.text("eth0", 23)
        }
        let ttl =
            "r.toml:30:9: warning: cluster.token: a token of kubeadm lives 24 hours unless it was made with --ttl 0; after that no reboot ends in the cluster [cluster/kubeadm-token-ttl]; make it with kubeadm token create --ttl 0, and take it back when the machines are gone"
        #expect(
            Refusal.found(section, token: Sample.kubeadmToken) == [
                "r.toml:22:11: error: cluster.server: kubeadm takes host:port, not the address \"https://10.0.0.1\" [cluster/kubeadm-server]; write \"10.0.0.1:6443\"",
                "r.toml:5:1: error: cluster.discovery-ca-hash is missing: the machine could not tell the cluster from another one [cluster/kubeadm-ca-hash]; discovery-ca-hash = \"sha256:…\": openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der | sha256sum",
                ttl,
                "r.toml:23:11: error: cluster.address: kubeadm takes an IP address, not \"eth0\"; leave it out; the machine takes that of its default route",
            ])
        var docker = Sample.debian
        docker.runtimes = [.docker]
        #expect(
            Refusal.found(Refusal.agent(.kubeadm), docker, token: Sample.kubeadmToken) == [
                "r.toml:9:3: error: Kubernetes 1.24 and later cannot run on Docker, the only runtime of Debian 12 here [cluster/kubeadm-runtime]; take a base with containerd or CRI-O, or Kubernetes before 1.24 on Docker"
            ])
        var old = Sample.debian
        old.cgroupVersion = 1
        let new = Refusal.agent(.kubeadm) { $0.version = Sample.text("1.35.0") }
        #expect(
            Refusal.found(new, old, token: Sample.kubeadmToken).first
                == "r.toml:20:11: error: the kubelet of 1.35 and later does not start on control groups of version 1, which Debian 12 has [cluster/cgroup-version]; take 1.34 or an earlier one, or systemd.unified_cgroup_hierarchy=1 on the kernel's command line"
        )
        let ancient = Refusal.agent(.kubeadm) { $0.version = Sample.text("1.9.0") }
        #expect(
            Refusal.found(ancient, token: Sample.kubeadmToken) == [
                "r.toml:20:11: error: cluster.version: the files of kubeadm before 1.13 are others; take Kubernetes 1.13 or later"
            ])
    }

    @Test("a service of the user's with the name of ours")
    func serviceTwice() throws {
        let yaml = "rancher:\n  services:\n    kimage-rancher-agent: {image: x}\n"
        var diagnostics = Diagnostics()
        _ = NodeConfiguration.make(
            NodeConfigurationInputs(
                registry: nil, cluster: Refusal.agent(.rancher), traits: Sample.rancherOS,
                config: try Sample.config(yaml), secrets: Sample.secrets(Sample.rancher2Token)),
            diagnostics: &diagnostics)
        #expect(
            diagnostics.items.map(\.description) == [
                "c.yml:3:5: error: rancher.services.kimage-rancher-agent is made from [cluster] as well [cluster/service-twice]; leave the one in the configuration out, or take [cluster] away"
            ])
    }

    @Test("k3s where the root stays the initramfs, and with a server by http")
    func k3s() {
        var traits = Sample.debian
        traits.isRootInitramfs = true
        let section = Refusal.agent(.k3s) { $0.server = Sample.text("http://10.0.0.1:6443", 22) }
        #expect(
            Refusal.found(section, traits, token: "own") == [
                "r.toml:9:3: error: k3s cannot start a container where / stays the kernel's initramfs: pivot_root(2) fails there and k3s has no way round it [cluster/k3s-initramfs]; take a base that leaves the initramfs for a tmpfs when it boots",
                "r.toml:22:11: error: cluster.server: k3s is reached by https:// only, not \"http://10.0.0.1:6443\" [cluster/k3s-server]; for example server = \"https://10.0.0.1:6443\"",
            ])
    }
}
