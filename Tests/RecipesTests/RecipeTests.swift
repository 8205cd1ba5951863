import FoundationEssentials
import TestSupport
import Testing

@testable import Recipes

/// What a good recipe reads as.
struct RecipeTests {
    private func at(_ line: Int, _ column: Int, _ file: String = "recipes/full.toml") -> SourcePosition {
        SourcePosition(file: file, line: line, column: column)
    }

    @Test func everyKeyArrives() throws {
        let read = try Fixture.read("full")
        let recipe = read.recipe
        #expect(read.warnings.isEmpty)
        #expect(recipe.file == "recipes/full.toml")
        #expect(recipe.directory == "recipes")
        #expect(recipe.name == "worker")
        #expect(recipe.description == "RancherOS agent, all in RAM")
        #expect(recipe.architecture == .aarch64)
        #expect(recipe.base.os == Located("rancheros", at: at(10, 6)))
        #expect(recipe.base.version == Located("1.5.8", at: at(11, 11)))
        #expect(recipe.base.kernel?.source.value == "https://example.org/rancheros.tar.gz")
        #expect(recipe.base.kernel?.member?.value == "boot/vmlinuz")
        #expect(recipe.base.kernel?.sha256?.value == String(repeating: "0123456789abcdef", count: 4))
        #expect(recipe.base.initrd?.source.value == "initrd.img")
        #expect(recipe.base.initrd?.checksums?.value == "https://example.org/SHA256SUMS")
        #expect(recipe.base.root?.source.value == "apt:linux-image-amd64")
        #expect(recipe.kernelArguments.map(\.value) == ["panic=10", "console=ttyS0,115200", "foo=\"a b\""])
        #expect(recipe.kernelArguments.first?.position == at(6, 12, "recipes/parts/common.toml"))
    }

    @Test func overlaysAndItemsArrive() throws {
        let recipe = try Fixture.read("full").recipe
        #expect(recipe.overlays.map(\.source.value) == ["parts/overlay", "../overlays/worker"])
        #expect(recipe.overlays.map(\.target.value) == ["/", "/opt"])
        #expect(recipe.overlays.map(\.owner) == [.root, Owner(uid: 1000, gid: 1000)])
        #expect(
            recipe.overlays.last?.modes.map(\.value) == [
                OverlayMode(path: "etc/secret", mode: 0o600), OverlayMode(path: "usr/bin/tool", mode: 0o4755),
            ])
        #expect(recipe.overlays.last?.modes.first?.position == at(32, 11))
        #expect(
            recipe.overlays.last?.owners.map(\.value) == [
                OverlayOwner(path: "home/core", owner: Owner(uid: 500, gid: 500))
            ])
        #expect(
            recipe.files == [
                FileItem(
                    path: Located("/etc/motd", at: at(36, 8)), source: .contents("diskless\n"), mode: 0o640),
                FileItem(
                    path: Located("/etc/key", at: at(41, 8)), source: .file(Located("key", at: at(42, 10))),
                    mode: 0o600, owner: Owner(uid: 0, gid: 5)),
            ])
        #expect(
            recipe.directories == [
                DirectoryItem(
                    path: Located("/srv/data", at: at(47, 8)), mode: 0o1777, owner: Owner(uid: 10, gid: 20))
            ])
        #expect(
            recipe.links == [
                LinkItem(
                    path: Located("/etc/localtime", at: at(52, 8)),
                    target: Located("../usr/share/zoneinfo/UTC", at: at(53, 10)))
            ])
        #expect(
            recipe.devices == [
                DeviceItem(
                    path: Located("/dev/console", at: at(56, 8)), kind: .character, major: 5, minor: 1,
                    mode: 0o620,
                    owner: Owner(uid: 0, gid: 5))
            ])
    }

    @Test func sectionsArrive() throws {
        let recipe = try Fixture.read("full").recipe
        let cloudConfig = try #require(recipe.cloudConfig)
        #expect(cloudConfig.files.map(\.value) == ["cloud-config/agent.yml", "cloud-config/more.yml"])
        #expect(cloudConfig.inline?.value == "#cloud-config\nwrite: nothing\n")
        #expect(cloudConfig.hostname?.value == "node-1")
        #expect(
            cloudConfig.sshAuthorizedKeys.map(\.value) == [
                "parts/deep/lab.pub", "../keys/admin.pub", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ admin",
            ])
        #expect(cloudConfig.runCommands.map(\.value) == ["echo ready", "sync"])
        let registry = try #require(recipe.registry)
        #expect(registry.mirrors.map(\.registry.value) == ["docker.io", "quay.io", "*"])
        #expect(
            registry.mirrors.map { $0.endpoints.map(\.value) } == [
                ["http://10.0.0.9:5000", "http://10.0.0.1:5000", "https://[fd00::1]:5000"],
                ["http://10.0.0.9:5001"],
                ["http://10.0.0.2"],
            ])
        #expect(registry.insecure.map(\.value) == ["10.0.0.1:5000"])
        #expect(registry.authorities.map(\.value) == ["../certs/lab.pem"])
        #expect(registry.credentials.map(\.registry.value) == ["10.0.0.1:5000", "quay.io"])
        #expect(registry.credentials.map(\.user.value) == ["lab", "robot"])
        #expect(
            registry.credentials.map(\.password.value) == [
                .environment("REGISTRY_PASSWORD"), .file("secrets/quay"),
            ])
        #expect(registry.preload.map(\.image.value) == ["quay.io/a/b:1", "docker.io/library/busybox:1.36"])
        #expect(registry.preload.map(\.archive?.value) == [nil, "../images/busybox.tar"])
        #expect(recipe.initrd.compression?.value == "zstd")
        #expect(recipe.initrd.level?.value == 19)
        #expect(recipe.boot.url?.value == "http://10.0.0.1/kimage/")
        #expect(recipe.boot.menus?.map(\.value) == ["ipxe", "grub"])
        #expect(recipe.boot.timeoutSeconds == 120)
        #expect(recipe.budget.download?.value == 120 << 20)
        #expect(recipe.budget.unpacked?.value == 500_000_000)
        #expect(recipe.budget.ram?.value == 1 << 30)
    }

    @Test func theClusterArrives() throws {
        let cluster = try #require(try Fixture.read("full").recipe.cluster)
        #expect(cluster.method.value == .rancher)
        #expect(cluster.role.value == .agent)
        #expect(cluster.version?.value == "2.5.8")
        #expect(cluster.roles.map(\.value) == [.worker, .etcd])
        #expect(cluster.server?.value == "https://10.0.0.1")
        #expect(cluster.token?.value == .environment("CLUSTER_TOKEN"))
        #expect(cluster.caChecksum?.value == String(repeating: "0123456789abcdef", count: 4))
        #expect(cluster.discoveryCAHash?.value == "sha256:" + String(repeating: "0a", count: 32))
        #expect(cluster.nodeName?.value == "node-1")
        #expect(cluster.address?.value == "eth0")
        #expect(cluster.labels.map(\.value) == [NodeLabel("rack", "a1"), NodeLabel("lab.example/kind", "")])
        #expect(cluster.image?.value == "10.0.0.1:5000/rancher/rancher-agent:v2.5.8")
        #expect(cluster.user?.value == "rancher")
        #expect(cluster.network?.value == "calico")
        #expect(cluster.isPersistent)
        #expect(cluster.members.map(\.name.value) == ["node-1", "node-2"])
        #expect(cluster.members.map(\.address.value) == ["10.0.0.11", "10.0.0.12"])
        #expect(cluster.members.map { $0.roles.map(\.value) } == [[.etcd, .controlplane], []])
    }

    /// What stands where a secret's place belongs is likely to be the secret.
    @Test(arguments: [
        "cluster.token = \"s3cret\"", "cluster.token = [\"s3cret\"]",
        "cluster.token = { env = \"s3cret.s3cret\" }",
        "registry.credentials = { \"a:1\" = { user = \"u\", password = \"s3cret\" } }",
        "registry.credentials = { \"a:1\" = { user = \"u\", password = { env = \"s3-cret\" } } }",
    ])
    func noMessageHoldsASecret(_ line: String) {
        let head = "base.os = 'alpine'\ncluster.method = 'rke'\ncluster.role = 'agent'\n"
        let findings = Fixture.findings(head + line)
        #expect(findings.count == 1, "\(findings)")
        #expect(findings.allSatisfy { !$0.contains("s3") }, "\(findings)")
    }

    @Test func theLeastIsAnOperatingSystem() throws {
        let recipe = try Fixture.read(text: "base.os = 'alpine'").recipe
        #expect(recipe.name == "test")
        #expect(recipe.cloudConfig == nil)
        #expect(recipe.boot.timeoutSeconds == 5)
        #expect(recipe.boot.menus == nil)
        #expect(recipe.overlays.isEmpty && recipe.files.isEmpty && recipe.kernelArguments.isEmpty)
    }

    @Test func aFileThatNamesNoFolderNeedsAName() throws {
        #expect(throws: Diagnostics.self) {
            try RecipeReader.read(
                Array("base.os = 'alpine'".utf8), file: "My Image.toml", knownSystems: ["alpine"])
        }
        let named = Array("name = 'x'\nbase.os = 'alpine'".utf8)
        let recipe = try RecipeReader.read(named, file: "My Image.toml", knownSystems: ["alpine"]).recipe
        #expect(recipe.name == "x")
        #expect(recipe.directory == ".")
    }

    /// The table of keys is complete only if each key does something: taking any line of the full recipe away must
    /// change what is read or be refused.
    @Test func noKeyIsIgnored() throws {
        let path = Fixture.folder.appendingPathComponent("full.toml")
        let lines = String(decoding: try Data(contentsOf: path), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let whole = try Fixture.read("full").recipe
        for (index, line) in lines.enumerated() where line.contains(" = ") && !line.hasPrefix("inline") {
            var rest = lines
            rest[index] = ""
            let read = try? RecipeReader.read(
                Array(rest.joined(separator: "\n").utf8), file: "recipes/full.toml",
                knownSystems: Fixture.systems, load: Fixture.load)
            #expect(read?.recipe != whole, "\(line)")
        }
    }

    @Test func theProjectsOwnRecipesAreRead() throws {
        let folder = URL(fileURLWithPath: PackageRoot.find()).appendingPathComponent("recipes")
        let recipes = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".toml")
        }
        #expect(!recipes.isEmpty)
        for name in recipes {
            let path = folder.appendingPathComponent(name).path
            do {
                _ = try RecipeReader.read(
                    path: path, knownSystems: Fixture.systems)
            } catch {
                Issue.record("\(error.items.map(\.description))")
            }
        }
    }
}
