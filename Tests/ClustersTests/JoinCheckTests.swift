import Clusters
import Provisioning
import Recipes
import Testing

/// The commands by which users join clusters, in every place where people write them.
@Suite("Join commands in a configuration")
struct JoinCheckTests {
    private static let agent2 =
        "docker run -d --privileged --restart=unless-stopped --net=host -v /etc/kubernetes:/etc/kubernetes -v /var/run:/var/run rancher/rancher-agent:v2.5.8"
    private static let agent1 =
        "sudo docker run --rm --privileged -v /var/run/docker.sock:/var/run/docker.sock -v /var/lib/rancher:/var/lib/rancher rancher/agent:v1.2.9"
    private static let address1 = "http://10.0.0.1:8080/v1/scripts/\(Sample.rancher1Token)"
    private static let options2 = "--server https://10.0.0.1 --token \(Sample.rancher2Token)"
    private static let hash = "--discovery-token-ca-cert-hash sha256:\(Sample.digest)"

    private func ids(_ yaml: String) throws -> [String] {
        JoinCheck.check(try Sample.config(yaml)).map(\.rule.id)
    }

    private func ids(command: String) throws -> [String] {
        try ids("runcmd:\n- \(command.quotedYAML)\n")
    }

    @Test(
        "good commands",
        arguments: [
            "\(agent1) \(address1)", "\(agent1) $URL",
            "\(agent2) \(options2) --ca-checksum \(Sample.digest) --address eth0 --worker",
            "\(agent2) -s https://10.0.0.1 -t $TOKEN --address eth0 -l a=b -e -p -w",
            "\(agent2.replacing("-d ", with: "-d -e CATTLE_SERVER=x -e CATTLE_TOKEN -e CATTLE_ADDRESS=eth0 -e WORKER=true "))",
            "k3s agent --server https://10.0.0.1:6443 --token \(Sample.k3sToken)",
            "/usr/local/bin/k3s agent -s https://10.0.0.1:6443 -t mine",
            "curl -sfL https://get.k3s.io | K3S_URL=https://10.0.0.1:6443 K3S_TOKEN=mine sh -",
            "k3s server --cluster-init", "kubeadm join --config /etc/kubeadm.yaml",
            "echo rancher/agent is old",
            "docker run rancher/rancher:v2.5.8",
        ])
    func good(_ command: String) throws {
        #expect(try ids(command: command) == [])
    }

    static let wrong: [(String, [String])] = [
        ("\(agent1) \(options2) --worker", ["rancher-image"]),
        ("\(agent2) \(address1)", ["rancher-image"]),
        ("\(agent1)", ["rancher-1-address"]),
        ("\(agent1) http://10.0.0.1:8080/v1/scripts/TOKEN", ["rancher-1-address"]),
        ("\(agent1) 10.0.0.1:8080/v1/scripts/\(Sample.rancher1Token)", ["rancher-1-address"]),
        ("\(agent1) http://10.0.0.1:8080/\(Sample.rancher1Token)", ["rancher-1-address"]),
        (
            "\(agent1.replacing("--privileged ", with: "")) \(address1)", ["rancher-privileged"]
        ),
        (
            "docker run --privileged rancher/agent:v1.2.9 \(address1)", ["rancher-socket"]
        ),
        ("\(agent2) --token \(Sample.rancher2Token) --address eth0 --worker", ["rancher-2-server"]),
        (
            "\(agent2) --server http://a --token \(Sample.rancher2Token) --address eth0 --worker",
            ["rancher-2-server"]
        ),
        ("\(agent2) --server https://a --address eth0 --worker", ["rancher-2-token"]),
        ("\(agent2) --server https://a --token 'SECRET-x' --address eth0 --worker", ["rancher-2-token"]),
        (
            "\(agent2) \(options2) --ca-checksum sha256:\(Sample.digest) --address eth0 --worker",
            ["rancher-2-checksum"]
        ),
        (
            "\(agent2) --server=https://10.0.0.1 --token=SECRET --address eth0 --worker",
            ["rancher-2-arguments"]
        ),
        ("\(agent2) \(options2) SECRET --worker", ["rancher-2-arguments"]),
        ("\(agent2) \(options2) --address eth0", ["rancher-2-roles"]),
        ("\(agent2) \(options2) --worker --address eth0", ["rancher-2-order"]),
        ("\(agent2) \(options2) --worker", ["rancher-2-address"]),
        ("kubeadm join 10.0.0.1:6443 --token SECRET.0123456789abcdef \(hash)", ["kubeadm-token"]),
        ("kubeadm join 10.0.0.1:6443 \(hash)", ["kubeadm-token"]),
        ("kubeadm join 10.0.0.1:6443 --token \(Sample.kubeadmToken) \(hash)", ["kubeadm-token-ttl"]),
        ("kubeadm join https://10.0.0.1:6443 --token $T \(hash)", ["kubeadm-server", "kubeadm-token-ttl"]),
        ("kubeadm join --token \(Sample.kubeadmToken) \(hash)", ["kubeadm-server", "kubeadm-token-ttl"]),
        (
            "kubeadm join 10.0.0.1:6443 --token=\(Sample.kubeadmToken)",
            ["kubeadm-token-ttl", "kubeadm-ca-hash"]
        ),
        (
            "kubeadm join 10.0.0.1:6443 --token \(Sample.kubeadmToken) --discovery-token-ca-cert-hash \(Sample.digest)",
            ["kubeadm-token-ttl", "kubeadm-ca-hash"]
        ),
        ("k3s agent --server http://10.0.0.1:6443 --token x", ["k3s-server"]),
        ("k3s agent --with-node-id", ["k3s-server", "k3s-token"]),
        ("k3s agent --server https://10.0.0.1:6443 --token K10SECRET::server:x", ["k3s-token"]),
        ("curl x | K3S_URL=10.0.0.1 K3S_TOKEN=K10SECRET sh -", ["k3s-server", "k3s-token"]),
    ]

    @Test("bad commands", arguments: wrong)
    func bad(_ command: String, _ rules: [String]) throws {
        #expect(try ids(command: command) == rules.map { "cluster/\($0)" })
        let messages = JoinCheck.check(try Sample.config("runcmd:\n- \(command.quotedYAML)\n")).map(
            \.diagnostic.description)
        for message in messages {
            for secret in [Sample.rancher1Token, Sample.rancher2Token, Sample.kubeadmToken, "SECRET"] {
                #expect(!message.contains(secret), "\(message)")
            }
        }
    }

    @Test("RancherOS's services, with places")
    func services() throws {
        let yaml = """
            rancher:
              services:
                rancher-agent:
                  image: rancher/agent:v1.2.9
                  command: http://10.0.0.1:8080/v1/projects/1a5/scripts/\(Sample.rancher1Token)
                  privileged: true
                  volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
                two:
                  image: rancher/agent:v1.2.9
                  server: https://10.0.0.1
                  token: SECRET
                  command: [--worker]
            """
        let found = JoinCheck.check(try Sample.config(yaml)).map(\.diagnostic.description)
        #expect(
            found == [
                "c.yml:3:5: error: rancher.services.rancher-agent: the agent's own container has this name and removes yours [cluster/rancher-service-name]; call it rancher-agent1",
                "c.yml:10:7: error: rancher.services.two.server is no key of a service; it is an argument of its command [cluster/rancher-2-keys]; write them into command: --server https://… --token …",
                "c.yml:11:7: error: rancher.services.two.token is no key of a service; it is an argument of its command [cluster/rancher-2-keys]; write them into command: --server https://… --token …",
                "c.yml:12:16: error: Rancher's agent is not privileged: it could not set up the machine [cluster/rancher-privileged]; docker run --privileged, or privileged: true",
                "c.yml:12:16: error: Rancher's agent has no /var/run/docker.sock of the machine and reaches no Docker [cluster/rancher-socket]; mount /var/run/docker.sock:/var/run/docker.sock (1.x) or /var/run:/var/run (2.x)",
                "c.yml:12:16: error: the image is rancher/agent of Rancher 1.x, the arguments are those of 2.x [cluster/rancher-image]; take image and command from the panel of the same server",
            ])
    }

    @Test("scripts, units and lists of words are commands, too")
    func places() throws {
        let yaml = """
            runcmd:
            - [kubeadm, join, "https://a:6443", --config, /x]
            - [k3s, agent]
            - [sh, -c, "k3s agent --server http://a --token x"]
            write_files:
            - path: /etc/rc.local
              content: |
                #!/bin/sh
                # kubeadm join would be here
                wait-for-docker && \\
                  docker run --privileged -v /var/run:/var/run rancher/rancher-agent:v2.5.8 \\
                    \(Self.options2) --address eth0
            coreos:
              units:
              - name: join.service
                content: |
                  [Service]
                  ExecStartPre=-/usr/bin/docker pull rancher/agent:v1.2.9
                  ExecStart=/opt/bin/kubeadm join 10.0.0.1 --token \(Sample.kubeadmToken) \(Self.hash)
            """
        let found = JoinCheck.check(try Sample.config(yaml)).map { "\($0.position?.line ?? 0) \($0.rule.id)" }
        #expect(
            found == [
                "3 cluster/k3s-server", "3 cluster/k3s-token", "4 cluster/k3s-server",
                "7 cluster/rancher-2-roles",
                "16 cluster/kubeadm-server", "16 cluster/kubeadm-token-ttl",
            ])
    }

    @Test("rules have ids of their own, and each says what, what then, and from where")
    func rules() {
        let rules = ClusterRules.all + RegistryRules.all
        #expect(Set(rules.map(\.id)).count == rules.count)
        for rule in rules {
            #expect(rule.id.hasPrefix("cluster/") || rule.id.hasPrefix("registry/"), "\(rule.id)")
            let texts = [rule.summary, rule.consequence, rule.remedy, rule.source]
            #expect(texts.allSatisfy { !$0.isEmpty }, "\(rule.id)")
        }
    }
}

extension String {
    /// A string of YAML in double quotes.
    fileprivate var quotedYAML: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
