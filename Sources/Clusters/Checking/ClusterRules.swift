import Provisioning

/// What goes wrong with machines that serve or join clusters.
package enum ClusterRules {
    /// Every rule about clusters, for `kimage explain`.
    package static let all: [CheckRule] = general + rancher + kubeadm + k3s + outside

    static let general = [stateless, memory, docker, controlGroups, serviceTwice]

    static let stateless = CheckRule(
        "cluster/server-without-state",
        "A server, etcd or a control plane on a machine that forgets everything.",
        consequence:
            "At each boot the machine begins an empty cluster of its own; the machines that had joined are refused, and what was in etcd or the server's database is gone.",
        remedy: "set persistent = true where they lie on storage that stays, or let the machine be an agent",
        source:
            "kubernetes, cmd/kubeadm/app/preflight; rancher/docs, single-node-docker: data in the container")
    static let memory = CheckRule(
        "cluster/memory", "Less RAM than the method's own checks ask for.",
        consequence:
            "The method's check stops: kubeadm's preflight error Mem, kubespray's assert of its first play.",
        remedy: "raise budget.ram, or let the machine do less",
        source:
            "kubernetes, cmd/kubeadm/app/preflight/checks_linux.go (1700 MB); kubespray, minimal_master_memory_mb 1500 and minimal_node_memory_mb 1024"
    )
    static let docker = CheckRule(
        "cluster/docker-missing", "The method runs in Docker, which the system does not have.",
        consequence: "The agent's container is never started.",
        remedy: "take a base that has Docker, or kubeadm or k3s",
        source: "rancher/docs, rke and custom nodes: requirements")
    static let serviceTwice = CheckRule(
        "cluster/service-twice",
        "A service of the configuration's with the name of one that [cluster] makes.",
        consequence: "The two become one with the keys of both, which is neither.",
        remedy: "leave the one in the configuration out, or take [cluster] away",
        source: "kimage merges maps deep, as RancherOS does")
    static let controlGroups = CheckRule(
        "cluster/cgroup-version", "Control groups of version 1 with a Kubernetes that refuses them.",
        consequence: "The kubelet ends at its start.",
        remedy:
            "take 1.34 or an earlier one, or systemd.unified_cgroup_hierarchy=1 on the kernel's command line",
        source: "kubernetes, kubelet: failCgroupV1 is true from 1.35 on")
}
