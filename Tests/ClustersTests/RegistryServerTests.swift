import Clusters
import FoundationEssentials
import Glibc
import Provisioning
import Recipes
import TestSupport
import Testing

/// Real registries: what we write makes a mirror that answers also when its upstream is gone, and clients use it.
// Needs Debian's docker-registry and skopeo; where they are absent there is nothing to run.
@Suite(
    "The mirror's own configuration",
    .enabled(if: ChildProgram.exists("docker-registry", "skopeo", "sha256sum")))
struct RegistryServerTests {
    /// Makes the image `oci:1`, of one layer with one file, by hand.
    private static let image = """
        digest() { sha256sum "$1" | cut -c 1-64; }
        put() { cp "$1" "oci/blobs/sha256/$(digest "$1")"; }
        mkdir -p tree oci/blobs/sha256
        echo diskless > tree/motd
        tar -C tree -cf layer motd && put layer
        printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \\
            "$(digest layer)" > config && put config
        type=application/vnd.oci.image
        printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json","digest":"sha256:%s","size":%d},"layers":[{"mediaType":"%s.layer.v1.tar","digest":"sha256:%s","size":%d}]}' \\
            $type $type "$(digest config)" "$(wc -c < config)" $type "$(digest layer)" "$(wc -c < layer)" > manifest
        put manifest
        printf '{"imageLayoutVersion":"1.0.0"}' > oci/oci-layout
        printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s.manifest.v1+json","digest":"sha256:%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"1"}}]}' \\
            $type "$(digest manifest)" "$(wc -c < manifest)" > oci/index.json

        """

    /// `retry` waits until a server answers, `retry stored` until the mirror has the image.
    private static let waiting = """
        set -eu
        retry() {
            tries=0
            until "$@" > last.log 2>&1; do
                tries=$((tries + 1))
                [ $tries -lt 100 ] || { cat last.log; exit 1; }
                sleep 0.1
            done
        }
        # The mirror stores beside its answer what it passes on: until then it cannot do without the upstream.
        stored() {
            for blob in oci/blobs/sha256/*; do
                name=${blob##*/}
                [ -s "mirror/docker/registry/v2/blobs/sha256/$(printf %.2s "$name")/$name/data" ] || return 1
            done
        }
        """

    /// Every line of the output is one fact.
    private static let play = """
        \(waiting)
        pulled() {
            if skopeo copy --preserve-digests --src-tls-verify=false "docker://$1" "oci:$2:1" > last.log 2>&1; then
                cmp -s "$2/blobs/sha256/$(sha256sum manifest | cut -c 1-64)" manifest && echo "$2 pulled"
            else
                echo "$2 refused"
            fi
        }
        trap 'kill $upstream $mirror 2>/dev/null || true' EXIT
        upstream= mirror=
        timeout 20 docker-registry serve mirror.yml > early.log 2>&1 || echo "a mirror without its upstream ends"
        docker-registry serve upstream.yml > upstream.log 2>&1 & upstream=$!
        retry skopeo copy --preserve-digests --dest-tls-verify=false oci:oci:1 "docker://$UPSTREAM/library/motd:1"
        docker-registry serve mirror.yml > mirror.log 2>&1 & mirror=$!
        retry skopeo inspect --tls-verify=false "docker://$MIRROR/library/motd:1"
        pulled "$MIRROR/library/motd:1" through-mirror
        if skopeo copy docker://docker.io/library/motd:1 oci:by-name:1 > last.log 2>&1; then echo "by-name pulled"; fi
        retry stored
        kill $upstream
        wait $upstream || true
        pulled "$UPSTREAM/library/motd:1" from-upstream
        pulled "$MIRROR/library/motd:1" upstream-gone
        pulled "$MIRROR/library/never:1" never-pulled
        if skopeo copy docker://docker.io/library/motd:1 oci:by-name-2:1 > last.log 2>&1; then echo "by-name-2 pulled"; fi

        """

    /// The same with containerd, which reads hosts.toml; `ctr` needs no plugin for that.
    private static let containerd = """
        \(waiting)
        fetch() { ctr -a "$PWD/socket" -n k8s.io content fetch --hosts-dir certs.d docker.io/library/motd:1; }
        trap 'kill $upstream $mirror $daemon 2>/dev/null || true' EXIT
        upstream= mirror= daemon=
        containerd -c config.toml config dump > dump.toml
        grep -q 'config_path = "/etc/containerd/certs.d"' dump.toml && echo "config_path is read"
        grep -q 'SystemdCgroup = true' dump.toml && grep -q 'NoPivotRoot = true' dump.toml && echo "runc's options are read"
        docker-registry serve upstream.yml > upstream.log 2>&1 & upstream=$!
        retry skopeo copy --preserve-digests --dest-tls-verify=false oci:oci:1 "docker://$UPSTREAM/library/motd:1"
        docker-registry serve mirror.yml > mirror.log 2>&1 & mirror=$!
        containerd -c config.toml --root "$PWD/root" --state "$PWD/state" -a "$PWD/socket" > containerd.log 2>&1 & daemon=$!
        retry fetch
        echo "fetched"
        retry stored
        kill $upstream
        wait $upstream || true
        for blob in $(ctr -a "$PWD/socket" -n k8s.io content ls -q); do
            ctr -a "$PWD/socket" -n k8s.io content rm "$blob" > last.log
        done
        ctr -a "$PWD/socket" -n k8s.io images rm docker.io/library/motd:1 > last.log
        fetch > last.log 2>&1 && echo "fetched without the upstream"
        ctr -a "$PWD/socket" -n k8s.io content ls -q | grep -q "$(sha256sum manifest | cut -c 1-64)" && echo "to the letter"

        """

    private func upstreamAndMirror(_ scratch: Scratch) throws -> (upstream: String, mirror: String) {
        let (upstream, mirror) = (
            "127.0.0.1:\(try LoopbackPort.free())", "127.0.0.1:\(try LoopbackPort.free())"
        )
        try scratch.write(
            "upstream.yml",
            """
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: \(scratch.path)/upstream}}
            http: {addr: "\(upstream)"}

            """)
        try scratch.write(
            "mirror.yml",
            RegistryServer.config(
                upstream: "http://\(upstream)", storage: "\(scratch.path)/mirror", address: mirror))
        try scratch.write("image.sh", Self.image)
        try ChildProgram.expectSuccess(["sh", "-eu", "image.sh"], in: scratch.path)
        return (upstream, mirror)
    }

    /// The very files that a node of these traits gets, with a mirror of Docker Hub at the address.
    private func made(_ mirror: String, _ traits: NodeTraits, cluster: ClusterSection? = nil) -> [NodeFile] {
        var registry = RegistrySection()
        registry.mirrors = [
            RegistryMirror(registry: Sample.text("docker.io"), endpoints: [Sample.text("http://\(mirror)")])
        ]
        var diagnostics = Diagnostics()
        let inputs = NodeConfigurationInputs(
            registry: registry, cluster: cluster, traits: traits, secrets: Sample.secrets(Sample.kubeadmToken)
        )
        return NodeConfiguration.make(inputs, diagnostics: &diagnostics).additions.files
    }

    @Test("what was pulled once is there when the upstream is gone")
    func mirrorOutlivesItsUpstream() throws {
        let scratch = try Scratch()
        let (upstream, mirror) = try upstreamAndMirror(scratch)
        let files = made(mirror, Sample.fedora)
        let registries = try #require(files.first { $0.path.hasSuffix("/50-kimage.conf") })
        try scratch.write(".config/containers/registries.conf.d/50-kimage.conf", registries.contents)
        try scratch.write("play.sh", Self.play)
        let result = try ChildProgram.run(
            ["sh", "play.sh"], in: scratch.path,
            environment: ["UPSTREAM=\(upstream)", "MIRROR=\(mirror)", "HOME=\(scratch.path)"])
        #expect(
            result.lines == [
                "a mirror without its upstream ends", "through-mirror pulled", "by-name pulled",
                "from-upstream refused", "upstream-gone pulled", "never-pulled refused", "by-name-2 pulled",
            ], "\(result.errors)")
        #expect(result.status == 0)
    }

    // containerd makes its folders as root only.
    @Test(
        "containerd takes the mirror from its hosts.toml",
        .enabled(if: ChildProgram.exists("containerd", "ctr") && geteuid() == 0))
    func containerdPullsThroughTheMirror() throws {
        let scratch = try Scratch()
        let (upstream, mirror) = try upstreamAndMirror(scratch)
        var traits = Sample.debian
        traits.isRootInitramfs = true
        let cluster = Sample.cluster(.kubeadm, .agent) {
            $0.version = Sample.text("1.28.3")
            $0.token = Sample.tokenSource
        }
        let files = made(mirror, traits, cluster: cluster)
        for file in files where file.path.hasPrefix("/etc/containerd/") {
            try scratch.write(String(file.path.dropFirst("/etc/containerd/".count)), file.contents)
        }
        try scratch.write("play.sh", Self.containerd)
        let result = try ChildProgram.run(
            ["sh", "play.sh"], in: scratch.path,
            environment: ["UPSTREAM=\(upstream)", "MIRROR=\(mirror)", "HOME=\(scratch.path)"])
        #expect(
            result.lines == [
                "config_path is read", "runc's options are read", "fetched", "fetched without the upstream",
                "to the letter",
            ], "\(result.errors)")
        #expect(result.status == 0)
    }
}
