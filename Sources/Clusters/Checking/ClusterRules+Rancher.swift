import Provisioning

extension ClusterRules {
    static let rancher = [
        rancherImage, rancherServiceName, rancherPrivileged, rancherSocket, rancher1Token, rancher1Identity,
        rancher2Server, rancher2Token, rancher2Checksum, rancher2Roles, rancher2Unknown, rancher2Order,
        rancher2Address,
        rancher2Keys,
    ]

    static let rancherImage = CheckRule(
        "cluster/rancher-image", "An image of another Rancher than the command.",
        consequence:
            "rancher/agent is 1.x and takes the address of a script; rancher/rancher-agent is 2.x and takes --server, --token and roles. Each ends at once with the other's arguments.",
        remedy: "take image and command from the panel of the same server",
        source: "rancher/os#2730")
    static let rancherServiceName = CheckRule(
        "cluster/rancher-service-name", "RancherOS: a service with the name rancher-agent.",
        consequence:
            "The agent starts a container of this name itself and removes the one that is there: its own starter.",
        remedy: "call it rancher-agent1",
        source: "rancher/docs, os/v1.x, running-rancher-on-rancherOS")
    static let rancherPrivileged = CheckRule(
        "cluster/rancher-privileged", "Rancher's agent without --privileged.",
        consequence: "It cannot set up the machine's network and mounts and ends.",
        remedy: "docker run --privileged, or privileged: true",
        source: "rancher/docs, custom-nodes and running-rancher-on-rancherOS")
    static let rancherSocket = CheckRule(
        "cluster/rancher-socket", "Rancher's agent without Docker's socket.",
        consequence: "The agent starts containers by Docker's socket; without it it ends.",
        remedy:
            "mount /var/run/docker.sock:/var/run/docker.sock (1.x) or /var/run:/var/run (2.x)",
        source: "rancher/docs, custom-nodes and running-rancher-on-rancherOS")
    static let rancher1Token = CheckRule(
        "cluster/rancher-1-address", "An address that is not what Rancher 1.x's panel prints.",
        consequence: "The agent asks the server for its script, gets 401 or 404 and tries for ever.",
        remedy: "http://SERVER:8080/v1/scripts/KEY:TIME:SIGNATURE, from Infrastructure, Hosts, Add Host",
        source: "rancher/docs, os/v1.x, running-rancher-on-rancherOS")
    static let rancher1Identity = CheckRule(
        "cluster/rancher-1-identity", "A machine of Rancher 1.x that forgets who it is.",
        consequence:
            "/var/lib/rancher/state holds the host's identity; after a boot without it the server lists one more host and the old one as disconnected.",
        remedy: "keep /var/lib/rancher and set persistent = true, or delete disconnected hosts on the server",
        source: "rancher/rancher 1.6, agent: /var/lib/rancher/state/.registration_token", isError: false)
    static let rancher2Server = CheckRule(
        "cluster/rancher-2-server", "No https:// address of Rancher's server.",
        consequence: "The agent ends: it needs --server, and that with TLS.",
        remedy: "--server https://SERVER", source: "rancher/docs, custom-nodes, agent-options")
    static let rancher2Token = CheckRule(
        "cluster/rancher-2-token", "No token, or none of Rancher 2.x's form.",
        consequence: "The server answers 401 and the agent tries for ever.",
        remedy: "take the command from the cluster's panel: --token and one word",
        source: "rancher/docs, custom-nodes, agent-options")
    static let rancher2Checksum = CheckRule(
        "cluster/rancher-2-checksum", "A checksum of the server's certificate that is none.",
        consequence: "The agent compares it with what the server sends and ends.",
        remedy: "--ca-checksum and 64 hexadecimal digits, without \"sha256:\"",
        source: "rancher/docs, custom-nodes, agent-options")
    static let rancher2Roles = CheckRule(
        "cluster/rancher-2-roles", "An agent without a role.",
        consequence: "The machine registers and nothing is ever run on it.",
        remedy: "add --worker, --etcd or --controlplane",
        source: "rancher/docs, custom-nodes")
    static let rancher2Unknown = CheckRule(
        "cluster/rancher-2-arguments", "A word that Rancher's agent does not know.",
        consequence:
            "Its script stops reading there: what follows is as if it were absent, and without --server and --token it ends.",
        remedy: "write --server https://… and not --server=https://…; no words of others between the options",
        source: "rancher/rancher, package/run.sh: *) break")
    static let rancher2Order = CheckRule(
        "cluster/rancher-2-order", "An address behind the roles.",
        consequence: "Some versions of the agent do not read --address behind a role and take their own.",
        remedy: "put --address and --internal-address before the roles",
        source: "rancher/rancher#37051", isError: false)
    static let rancher2Address = CheckRule(
        "cluster/rancher-2-address", "No address said for the machine.",
        consequence:
            "The agent takes the address of the way to 8.8.8.8: none where there is no way to the internet, perhaps the wrong one where there are two networks.",
        remedy: "address = \"eth0\" (--address eth0): the name of an interface suits every machine",
        source: "rancher/docs, custom-nodes, agent-options", isError: false)
    static let rancher2Keys = CheckRule(
        "cluster/rancher-2-keys", "server: or token: as keys of a service.",
        consequence: "docker-compose knows no such keys: the agent starts without them and ends.",
        remedy: "write them into command: --server https://… --token …",
        source: "rancher/os#2730")
}
