import TestSupport

/// An image of containers made by hand: a busybox that says that it runs.
enum RegistryImage {
    static let name = "docker.io/library/kbox:v1"

    // The form of `docker save`: manifest.json, the image's configuration, its one layer.
    private static let program = """
        set -eu
        mkdir -p tree/bin
        cp "$0" tree/bin/busybox
        chmod 755 tree/bin/busybox
        ln -s busybox tree/bin/sh
        tar -C tree -cf layer.tar bin
        printf '{"architecture":"amd64","os":"linux","config":{"Cmd":["/bin/sh","-c","echo kbox runs"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \\
            "$(sha256sum <layer.tar | cut -c 1-64)" >config.json
        printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$1" >manifest.json
        tar -cf kbox.tar manifest.json config.json layer.tar
        """

    /// Writes `kbox.tar` into a folder.
    static func write(in folder: String) throws {
        let busybox = Bases.path("debian-docker/busybox")
        try ChildProgram.expectSuccess(["sh", "-c", program, busybox, name], in: folder)
    }

    /// Puts `kbox.tar` into the registry at a port of the loopback.
    static func push(from folder: String, to port: UInt16) throws {
        try ChildProgram.expectSuccess(
            [
                "skopeo", "copy", "--insecure-policy", "--dest-tls-verify=false", "docker-archive:kbox.tar",
                "docker://127.0.0.1:\(port)/library/kbox:v1",
            ], in: folder)
    }
}
