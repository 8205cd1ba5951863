import Clusters
import Provisioning
import Recipes
import Testing

/// What cannot work is refused, with the place and the reason.
@Suite("Registries that are refused")
struct RegistryRefusalTests {
    static func found(
        _ registry: RegistrySection, _ traits: NodeTraits, _ yaml: String = "", files: [String: String] = [:],
        secrets: SecretStore = SecretStore()
    ) throws -> [String] {
        var diagnostics = Diagnostics()
        _ = NodeConfiguration.make(
            NodeConfigurationInputs(
                registry: registry, cluster: nil, traits: traits, config: try Sample.config(yaml),
                files: files.mapValues { Array($0.utf8) }, secrets: secrets), diagnostics: &diagnostics)
        return diagnostics.items.map(\.description)
    }

    static var docker: NodeTraits {
        var traits = Sample.debian
        traits.runtimes = [.docker]
        return traits
    }

    @Test("Docker mirrors its own hub only")
    func otherRegistry() throws {
        var registry = Sample.registry
        registry.mirrors[0].registry = Sample.text("quay.io")
        #expect(
            try Self.found(registry, Self.docker) == [
                "r.toml:20:11: error: Debian 12's Docker can mirror docker.io only, not \"quay.io\"; pull from the mirror by its own name instead"
            ])
        // containerd can, so there it is a warning.
        let both = try Self.found(registry, Sample.debian)
        #expect(both.count == 1 && both[0].contains(": warning: "), "\(both)")
    }

    @Test("nothing is insecure everywhere, and Docker Hub is one registry by all its names")
    func names() throws {
        var registry = Sample.registry
        registry.insecure.append(Sample.text("*", 4))
        #expect(
            try Self.found(registry, Self.docker) == [
                "r.toml:4:11: error: registry.insecure: no runtime takes every registry for insecure; name the registries"
            ])
        registry.insecure.removeLast()
        registry.mirrors.append(
            RegistryMirror(registry: Sample.text("index.docker.io"), endpoints: [Sample.text("https://b")]))
        var diagnostics = Diagnostics()
        let made = NodeConfiguration.make(
            NodeConfigurationInputs(registry: registry, cluster: nil, traits: Self.docker),
            diagnostics: &diagnostics)
        #expect(
            made.additions.files.map { String(decoding: $0.contents, as: UTF8.self) } == [
                "{\n  \"insecure-registries\": [\"10.0.0.1:5000\"],\n  \"registry-mirrors\": [\"http://10.0.0.1:5000\", \"https://b\"]\n}\n"
            ])
        #expect(!made.holdsSecrets)
    }

    @Test("a mirror over plain HTTP that Docker is not told of")
    func plainHTTP() throws {
        var registry = Sample.registry
        registry.insecure = []
        #expect(
            try Self.found(registry, Sample.rancherOS) == [
                "r.toml:1:11: error: the mirror http://10.0.0.1:5000 speaks plain HTTP, which Docker refuses unless it is told; add \"10.0.0.1:5000\" to [registry] insecure"
            ])
    }

    @Test("RancherOS takes one mirror, and the cloud-config must not name another")
    func rancherOS() throws {
        var registry = Sample.registry
        registry.mirrors[0].endpoints.append(Sample.text("https://mirror.lab", 3))
        let yaml = "rancher:\n  docker:\n    registry_mirror: http://10.0.0.9:5000\n"
        #expect(
            try Self.found(registry, Sample.rancherOS, yaml) == [
                "r.toml:3:11: error: RancherOS takes one mirror; 2 are given; put a load balancer before them, or name one",
                "c.yml:3:22: error: the cloud-config's rancher.docker.registry_mirror differs from [registry]: \"http://10.0.0.9:5000\" and \"http://10.0.0.1:5000\"; say it in one place",
            ])
    }

    @Test("RancherOS gives dockerd flags that daemon.json must not repeat")
    func rancherOSFlags() throws {
        let yaml = """
            write_files:
            - path: /etc/docker/daemon.json
              content: |
                {"hosts": ["tcp://0.0.0.0"], "log-opts": {}, "registry-mirrors": ["http://x"], "bip": "10.1.0.1/16"}
            """
        let keys = ["hosts", "log-opts"].map {
            "c.yml:3:12: error: /etc/docker/daemon.json has \"\($0)\", which RancherOS gives dockerd as a flag; dockerd does not start with both [registry/flag-and-file]; say it in one place"
        }
        #expect(
            try Self.found(Sample.registry, Sample.rancherOS, yaml) == keys + [
                "c.yml:3:12: error: /etc/docker/daemon.json has \"registry-mirrors\", which [registry] makes a flag there; dockerd does not start with both [registry/flag-and-file]; say it in one place"
            ])
    }

    @Test("flags that the system gives dockerd are in the way without [registry], too")
    func flagsWithoutRegistry() throws {
        let yaml =
            "write_files:\n- path: /etc/docker/daemon.json\n  content: '{\"hosts\": [], \"bip\": \"x\"}'\n"
        for traits in [Sample.rancherOS, Sample.debian, Sample.alpine] {
            var diagnostics = Diagnostics()
            _ = NodeConfiguration.make(
                NodeConfigurationInputs(
                    registry: nil, cluster: nil, traits: traits, config: try Sample.config(yaml)),
                diagnostics: &diagnostics)
            #expect(
                diagnostics.items.compactMap(\.rule)
                    == (traits == Sample.alpine ? [] : ["registry/flag-and-file"]))
        }
    }

    @Test("a daemon.json of the user's must say what [registry] says")
    func ownDaemonFile() throws {
        let other = "write_files:\n- path: /etc/docker/daemon.json\n  content: '{\"debug\": true}'\n"
        #expect(
            try Self.found(Sample.registry, Self.docker, other).first
                == "c.yml:3:12: error: /etc/docker/daemon.json has no \"registry-mirrors\", and it replaces the one that [registry] makes [registry/own-file]; write \"registry-mirrors\": [\"http://10.0.0.1:5000\"] into it, or leave the file to [registry]"
        )
        let same = """
            write_files:
            - path: /etc/docker/daemon.json
              encoding: b64
              content: eyJyZWdpc3RyeS1taXJyb3JzIjogWyJodHRwOi8vMTAuMC4wLjE6NTAwMC8iXSwgImluc2VjdXJlLXJlZ2lzdHJpZXMiOiBbIjEwLjAuMC4xOjUwMDAiXX0=
            """
        #expect(try Self.found(Sample.registry, Self.docker, same).isEmpty)
        let broken = "write_files:\n- path: /etc/docker/daemon.json\n  content: 'debug=true'\n"
        #expect(
            try Self.found(Sample.registry, Self.docker, broken).first?.hasPrefix(
                "c.yml:3:12: error: /etc/docker/daemon.json is no map of JSON [registry/daemon-json]") == true
        )
    }

    @Test("a flag in a unit and a directive in daemon.json")
    func flagInUnit() throws {
        let yaml = """
            coreos:
              units:
              - name: docker.service
                drop_ins:
                - name: 10-mirror.conf
                  content: |
                    [Service]
                    Environment="DOCKER_OPTS=--registry-mirror=http://10.0.0.1:5000"
            """
        #expect(
            try Self.found(Sample.registry, Self.docker, yaml) == [
                "c.yml:6:16: error: dockerd is given --registry-mirror here, and [registry] makes \"registry-mirrors\" in its file; it does not start with both [registry/flag-and-file]; say it in one place"
            ])
    }

    @Test("another file that kimage makes")
    func overwritten() throws {
        let yaml = "write_files:\n- path: /etc/containerd/config.toml\n  content: version = 2\n"
        #expect(
            try Self.found(Sample.registry, Sample.debian, yaml) == [
                "c.yml:2:9: error: write_files writes /etc/containerd/config.toml, which is made from [registry] and [cluster] as well [registry/own-file]; take what [registry] says into it, or leave it to [registry]"
            ])
    }

    @Test("certificates that are none, and secrets that are not there")
    func filesAndSecrets() throws {
        var registry = RegistrySection()
        registry.authorities = ["none.pem", "key.pem", "text.pem"].map { Sample.text($0) }
        registry.credentials = Sample.fullRegistry.credentials
        let files = ["key.pem": "-----BEGIN PRIVATE KEY-----\n", "text.pem": "x"]
        var secrets = SecretStore()
        #expect(
            try Self.found(registry, Sample.debian, files: files, secrets: secrets) == [
                "r.toml:20:11: error: the file \"none.pem\" could not be read",
                "r.toml:20:11: error: the file \"key.pem\" holds a private key; a machine needs the certificate only",
                "r.toml:20:11: error: the file \"text.pem\" holds no certificate in PEM form; openssl x509 -inform DER -in FILE -out FILE.pem makes one",
                "r.toml:9:3: error: the password for docker.io is missing: the environment variable PASSWORD is not there; it is read when the image is built",
                "r.toml:9:3: error: the password for reg.lab:5000 is missing: the environment variable PASSWORD is not there; it is read when the image is built",
            ])
        registry = Sample.registry
        registry.credentials = [
            RegistryCredential(
                registry: Sample.text("a", 6), user: Sample.text("u"),
                password: Located(.environment("PASSWORD"), at: Sample.at))
        ]
        for (value, fault) in [
            ("\n", "is empty"), ("s3\ncret", "is more than one line or holds a control character"),
        ] {
            secrets[.environment("PASSWORD")] = Secret(value)
            let found = try Self.found(registry, Sample.debian, secrets: secrets)
            #expect(found.count == 1 && found[0].hasSuffix(fault), "\(found)")
        }
    }

    @Test("images that nobody could load")
    func preload() throws {
        var registry = RegistrySection()
        registry.preload = [
            PreloadItem(image: Sample.text("a:1"), archive: Sample.text("a.tar.zst")),
            PreloadItem(image: Sample.text("b/c:1")), PreloadItem(image: Sample.text("b_c:1")),
        ]
        #expect(
            try Self.found(registry, Sample.rancherOS) == [
                "r.toml:20:11: error: registry.preload: RancherOS loads no archive that ends in \".tar.zst\"; it loads .tar, .tar.gz, .tar.xz",
                "r.toml:20:11: error: registry.preload: \"b_c:1\" and \"b/c:1\" make one file name",
            ])
        var bare = Sample.debian
        bare.runtimes = []
        #expect(
            try Self.found(registry, bare) == [
                "r.toml:20:11: error: registry.preload: Debian 12 has no container runtime that could load images"
            ])
    }
}
