import Provisioning

extension ClusterRules {
    static let kubeadm = [
        kubeadmInit, kubeadmHash, kubeadmToken, kubeadmTTL, kubeadmServer, kubeadmRuntime,
    ]
    static let k3s = [k3sInit, k3sRoot, k3sServer, k3sToken]
    static let outside = [kubesprayInit, kubesprayReboot, rkeReboot, membersRoles, membersEtcd]

    static let kubeadmInit = CheckRule(
        "cluster/kubeadm-init-system", "kubeadm where neither systemd nor OpenRC is.",
        consequence: "kubeadm cannot start the kubelet, and nothing starts it after a boot.",
        remedy: "take rancher or rke there, or another base",
        source: "kubernetes, cmd/kubeadm/app/util/initsystem")
    static let kubeadmHash = CheckRule(
        "cluster/kubeadm-ca-hash", "No hash of the cluster's key, or none of its form.",
        consequence: "kubeadm join refuses to go on, or the machine joins whoever answers at the address.",
        remedy:
            "discovery-ca-hash = \"sha256:…\": openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der | sha256sum",
        source: "kubernetes, cmd/kubeadm/app/apis/kubeadm/validation")
    static let kubeadmToken = CheckRule(
        "cluster/kubeadm-token", "A token that is none of kubeadm's.",
        consequence: "kubeadm ends before it asks anybody: the form is checked first.",
        remedy: "kubeadm token generate makes one",
        source: "kubernetes, cluster-bootstrap: [a-z0-9]{6}\\.[a-z0-9]{16}")
    static let kubeadmTTL = CheckRule(
        "cluster/kubeadm-token-ttl", "A token that may have an end.",
        consequence:
            "A machine without a disk joins anew at each boot; from a day after the token was made on it cannot.",
        remedy: "make it with kubeadm token create --ttl 0, and take it back when the machines are gone",
        source: "kubernetes, cmd/kubeadm: DefaultTokenDuration is 24 hours", isError: false)
    static let kubeadmServer = CheckRule(
        "cluster/kubeadm-server", "The API server is not named as host:port.",
        consequence: "kubeadm join ends: it takes no address with a scheme.",
        remedy: "for example 10.0.0.1:6443", source: "kubernetes, cmd/kubeadm/app/apis/kubeadm/validation")
    static let kubeadmRuntime = CheckRule(
        "cluster/kubeadm-runtime", "No container runtime that the kubelet can use.",
        consequence: "kubeadm's preflight check CRI fails.",
        remedy: "take a base with containerd or CRI-O, or Kubernetes before 1.24 on Docker",
        source: "kubernetes 1.24: dockershim removed")
    static let k3sInit = CheckRule(
        "cluster/k3s-init-system", "k3s where neither systemd nor OpenRC is.",
        consequence: "Nothing starts k3s.", remedy: "take rancher or rke there, or another base",
        source: "k3s-io/k3s, install.sh")
    static let k3sRoot = CheckRule(
        "cluster/k3s-initramfs", "k3s on a root that stays the initramfs.",
        consequence: "Every container of the cluster ends with: pivot_root: invalid argument.",
        remedy: "take a base that leaves the initramfs for a tmpfs when it boots",
        source: "k3s-io/k3s#510; Linux, Documentation/filesystems/ramfs-rootfs-initramfs.rst")
    static let k3sServer = CheckRule(
        "cluster/k3s-server", "k3s's server is not named by https://.",
        consequence: "k3s ends at its start.", remedy: "for example https://10.0.0.1:6443",
        source: "k3s-io/k3s, pkg/clientaccess")
    static let k3sToken = CheckRule(
        "cluster/k3s-token", "A token that is none of k3s's.",
        consequence: "The server answers that the machine is not authorized, and k3s tries for ever.",
        remedy: "a password of one's own, or K10HASH::server:PASSWORD from the server's node-token",
        source: "k3s-io/k3s, pkg/clientaccess/token.go")
    static let kubesprayInit = CheckRule(
        "cluster/kubespray-init-system", "kubespray where systemd is not.",
        consequence: "Its first play asserts ansible_service_mgr == systemd and stops.",
        remedy: "take k3s on Alpine, rancher or rke on RancherOS",
        source: "kubespray, roles/kubernetes/preinstall/tasks/0020-verify-settings.yml; since v2.5.0")
    static let kubesprayReboot = CheckRule(
        "cluster/kubespray-reboot", "kubespray and machines that forget what it did.",
        consequence: "Everything that the playbook installed is gone after a boot; the machine is NotReady.",
        remedy: "run cluster.yml with --limit for it at each boot, or let kubeadm or k3s join by itself",
        source: "kubespray, docs: an agentless playbook", isError: false)
    static let rkeReboot = CheckRule(
        "cluster/rke-reboot", "rke and machines that forget what it did.",
        consequence: "The containers and /etc/kubernetes are gone after a boot; the machine is NotReady.",
        remedy: "run rke up at each boot, or let rancher's agent join by itself",
        source: "rancher/rke: containers are started by SSH", isError: false)
    static let membersRoles = CheckRule(
        "cluster/members-roles", "A cluster without etcd or without a control plane.",
        consequence: "rke and kubespray refuse it before they do anything.",
        remedy: "roles = [\"controlplane\", \"etcd\"] for one of them at least",
        source: "rancher/rke, cluster/validation.go; kubespray, 0020-verify-settings.yml")
    static let membersEtcd = CheckRule(
        "cluster/members-etcd", "An even number of machines with etcd.",
        consequence: "kubespray refuses it; with two, etcd stands still as soon as one is away.",
        remedy: "take 1, 3 or 5", source: "kubespray, 0020-verify-settings.yml: etcd hosts are odd")
}
