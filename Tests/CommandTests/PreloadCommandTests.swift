import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A real registry, and images of it on their way into an image: fetched once, named by the lock, the same every time.
// Needs Debian's docker-registry and skopeo; where they are absent there is nothing to run.
@Suite(.enabled(if: ChildProgram.exists("docker-registry", "skopeo", "sha256sum")))
struct PreloadCommandTests {
    /// Every line of the output is one fact. KIMAGE is the program, HOST the registry.
    private static let common = #"""
        set -eu
        retry() {
            tries=0
            until "$@" >last.log 2>&1; do
                tries=$((tries + 1))
                [ $tries -lt 100 ] || { cat last.log >&2; exit 1; }
                sleep 0.1
            done
        }
        build() { "$KIMAGE" build lab.toml --base base --quiet "$@" 2>last.log; }
        push() {
            mkdir -p layer
            echo "$1" >layer/motd
            head -c 300000 /dev/zero >layer/zeros
            tar -C layer --mtime=@0 --sort=name -cf layer.tar motd zeros
            printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
                "$(sha256sum <layer.tar | cut -c 1-64)" >config.json
            printf '[{"Config":"config.json","RepoTags":["x:1"],"Layers":["layer.tar"]}]' >manifest.json
            tar -cf image.tar manifest.json config.json layer.tar
            retry skopeo --insecure-policy copy --dest-tls-verify=false docker-archive:image.tar "docker://$HOST/team/motd:1"
        }
        trap 'kill $server 2>/dev/null || true' EXIT
        docker-registry serve registry.yml >registry.log 2>&1 & server=$!
        push one

        """#

    private static let play = #"""
        build --locked || echo "locked without a lock: $? $(grep -o 'lab.toml:[0-9:]* image:[^ ]* is not in the lock' last.log)"
        build && echo built
        grep -c '^role = "image:' lab.lock
        grep -Eo '^(role|verified) = .*|^source = .*|@sha256:' lab.lock
        cp out/lab/initrd.img first.img
        "$KIMAGE" extract out/lab/initrd.img unpacked --quiet 2>last.log
        tar -xOf unpacked/var/lib/rancher/preload/docker/*.tar manifest.json | grep -o '"RepoTags":[^]]*]'
        push two
        build && cmp -s first.img out/lab/initrd.img && echo "the tag moved and the image did not"
        rm -rf out cache
        build --locked && cmp -s first.img out/lab/initrd.img && echo "the same from nothing"
        "$KIMAGE" lock lab.toml --base base --quiet --update images >/dev/null 2>last.log && echo updated
        build && { cmp -s first.img out/lab/initrd.img || echo "another image"; }
        kill $server
        wait $server || true
        rm -rf out
        build --offline && echo "offline from the store"
        rm -rf out cache/kimage/store
        build --offline || echo "offline without the store: $?"
        build --locked || echo "away: $? $(grep -o 'lab.toml:[0-9:]* [0-9.:]*/team/motd:1 cannot be fetched' last.log)"
        "$KIMAGE" lock lab.toml --base base --update image:x:1 2>/dev/null || echo "no such image: $?"

        """#

    /// containerd, with a store that needs no overlayfs.
    private static let containerd = #"""
        build
        "$KIMAGE" extract out/lab/initrd.img unpacked --quiet 2>last.log
        ctr() { command ctr -a "$PWD/socket" -n k8s.io "$@"; }
        trap 'kill $server $daemon 2>/dev/null || true' EXIT
        containerd --root "$PWD/root" --state "$PWD/state" -a "$PWD/socket" >containerd.log 2>&1 & daemon=$!
        retry ctr version
        archive=$(echo unpacked/var/lib/rancher/preload/docker/*.tar)
        ctr images import --snapshotter native - <"$archive" >last.log
        ctr images ls | grep -o "^$HOST/team/motd:1 "
        find root/io.containerd.snapshotter.v1.native -name motd -exec cat '{}' ';'
        # What came behind gzip is kept so, beside what is unpacked.
        blob=$(tar -tf "$archive" | sed -n 's/[.]tar[.]gz$//p')
        ctr content ls -q | grep -c "sha256:$blob"

        """#

    private func prepare() throws -> (lab: Lab, host: String, environment: [String: String]) {
        let lab = try Lab()
        let host = "127.0.0.1:\(try LoopbackPort.free())"
        try lab.scratch.write(
            "registry.yml",
            """
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: \(lab.scratch.path)/registry}}
            http: {addr: "\(host)"}

            """)
        try lab.writeRecipe(
            """
            [registry]
            insecure = ["\(host)"]
            preload = ["\(host)/team/motd:1"]
            """)
        let environment = lab.environment.merging(
            ["HOME": lab.scratch.path, "KIMAGE": Command.kimage, "HOST": host]
        ) { $1 }
        return (lab, host, environment)
    }

    // containerd makes its folders as root only.
    @Test(.enabled(if: ChildProgram.exists("containerd", "ctr") && geteuid() == 0))
    func containerdLoadsIt() throws {
        let (lab, host, environment) = try prepare()
        try lab.scratch.write("play.sh", Self.common + Self.containerd)
        let result = try Command.run(["sh", "play.sh"], in: lab.scratch.path, environment: environment)
        #expect(result.output == "\(host)/team/motd:1 \none\n1\n", "\(result.errors)")
        #expect(result.status == 0)
    }

    @Test func fetchedLockedAndTheSameEveryTime() throws {
        let (lab, host, environment) = try prepare()
        try lab.scratch.write("play.sh", Self.common + Self.play)
        let result = try Command.run(["sh", "play.sh"], in: lab.scratch.path, environment: environment)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "locked without a lock: 65 lab.toml:10:12: image:\(host)/team/motd:1 is not in the lock",
                "built", "1",
                "role = \"image:\(host)/team/motd:1\"", "source = \"docker://\(host)/team/motd:1\"",
                "@sha256:",
                "verified = \"first-use\"", "\"RepoTags\":[\"\(host)/team/motd:1\"]",
                "the tag moved and the image did not", "the same from nothing", "updated",
                "another image", "offline from the store", "offline without the store: 69",
                "away: 69 lab.toml:10:12: \(host)/team/motd:1 cannot be fetched", "no such image: 64",
            ],
            "\(result.errors) \(lab.scratch.read("last.log").map { String(decoding: $0, as: UTF8.self) } ?? "")"
        )
        #expect(result.status == 0)
    }

    @Test func theReportTellsThePrice() throws {
        let lab = try Lab()
        // An archive of the recipe's own: a layer of two files behind gzip, as another tool may have saved it.
        let make = """
            mkdir layer && head -c 5000 /dev/zero >layer/a && head -c 4096 /dev/zero >layer/b
            tar -C layer -cf layer.tar a b
            gzip -n <layer.tar >layer.tar.gz
            printf '{}' >config.json
            printf '[{"Config":"config.json","RepoTags":["x:1"],"Layers":["layer.tar.gz","layer.tar.gz"]}]' >manifest.json
            tar -cf own.tar layer.tar.gz config.json manifest.json
            gzip -n <own.tar >own.tar.gz
            mkdir -p blobs/sha256
            tar -C layer -cf l a b && mv l blobs/sha256/l
            printf '{"schemaVersion":2,"layers":[{"digest":"sha256:l"}]}' >blobs/sha256/m
            printf '{"schemaVersion":2,"manifests":[{"digest":"sha256:m"}]}' >index.json
            tar -cf layout.tar blobs index.json
            echo nonsense >strange.tar
            """
        let made = try Command.run(["sh", "-euc", make], in: lab.scratch.path)
        try #require(made.status == 0, "\(made.errors)")
        try lab.writeRecipe(
            """
            [registry]
            preload = [
                { image = "x:1", archive = "own.tar.gz" }, { image = "y:1", archive = "layout.tar" },
                { image = "z:1", archive = "strange.tar" },
            ]
            """)
        let result = try lab.build(["--json"])
        try #require(result.status == 0, "\(result.errors)")
        let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        func size(_ name: String) -> UInt64 { UInt64(lab.scratch.read(name)?.count ?? 0) }
        // 5000 bytes are two pages, 4096 bytes one.
        let (own, layout) = (size("own.tar.gz"), size("layout.tar"))
        #expect(
            report.images == [
                Report.Image(
                    name: "x:1", loader: "RancherOS", archive_bytes: own, unpacked_bytes: 12288,
                    loaded_bytes: 12288 + own, loading_bytes: 12288 + 2 * own),
                Report.Image(
                    name: "y:1", loader: "RancherOS", archive_bytes: layout, unpacked_bytes: 12288,
                    loaded_bytes: 12288 + layout, loading_bytes: 12288 + 2 * layout),
                Report.Image(
                    name: "z:1", loader: "RancherOS", archive_bytes: 9, unpacked_bytes: nil,
                    loaded_bytes: nil,
                    loading_bytes: nil),
            ])
        #expect(report.notes.contains { $0.hasPrefix("The archive of z:1 is neither one of docker save") })
        #expect(report.notes.contains { $0.hasPrefix("Container images are loaded one after another") })
    }

    private struct Report: Decodable {
        struct Image: Decodable, Equatable {
            let name: String
            let loader: String
            let archive_bytes: UInt64
            let unpacked_bytes: UInt64?
            let loaded_bytes: UInt64?
            let loading_bytes: UInt64?
        }

        let images: [Image]
        let notes: [String]
    }
}
