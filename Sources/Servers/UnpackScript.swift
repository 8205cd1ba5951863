/// The script that unpacks the image of a root into the folder that NFS exports: as root there, so that no root rights
/// are needed where the image is built.
enum UnpackScript {
    /// - Parameters:
    ///   - image: the squashfs.
    ///   - folder: the exported folder.
    static func text(name: String, image: String, folder: String) -> String {
        let text = """
            set -eu

            image=${1:-\(image)}
            folder=${2:-\(folder)}
            new=$folder.new
            previous=$folder.previous

            fail() {
                echo "unpack: $*" >&2
                exit 1
            }

            [ "$(id -u)" -eq 0 ] || fail "owners, devices and capabilities need root; use sudo"
            command -v unsquashfs >/dev/null || fail "unsquashfs is missing; apt-get install squashfs-tools"

            file=$(basename "$image")
            (cd "$(dirname "$image")" && awk -v file="$file" '$2 == file' SHA256SUMS \\
                | sha256sum --check --quiet --strict -) || fail "$image is not what SHA256SUMS says"

            mkdir -p "$(dirname "$folder")"
            # One at a time.
            exec 9>"$folder.lock"
            flock -n 9 || fail "another one is unpacking to $folder"

            rm -rf "$new"
            trap 'rm -rf "$new"' EXIT
            unsquashfs -quiet -no-progress -strict-errors -xattrs -dest "$new" "$image" >/dev/null \\
                || fail "unsquashfs failed; $folder is as it was"
            sync -f "$new"

            rm -rf "$previous"
            if [ ! -e "$folder" ]; then
                mv -T "$new" "$folder"
            elif mv --help | grep -q -e --exchange; then
                # coreutils 9.5 and later: in one step.
                mv -T --exchange "$new" "$folder"
                mv -T "$new" "$previous"
            else
                mv -T "$folder" "$previous"
                mv -T "$new" "$folder" || {
                    mv -T "$previous" "$folder"
                    fail "$folder is as it was"
                }
            fi
            echo "unpack: $image is in $folder"

            """
        return "#!/bin/sh\n" + header(name) + text
    }

    private static func header(_ name: String) -> String {
        FileHeader.text(
            "Unpacks the root of image \(name) into the folder that NFS exports.",
            tested: "unsquashfs 4.5.1 of Debian 12", start: ["sh unpack.sh [IMAGE [FOLDER]]"],
            remarks: [
                "As root, so that owners, devices and file capabilities are those of the image. Nobody can verify the "
                    + "tree later, so the image is checked against the SHA256SUMS beside it. The tree of before stays "
                    + "as FOLDER.previous, since nodes that run have its files open; the next run removes it. Then tell "
                    + "the server, which holds the folder of before: exportfs -f, or systemctl restart nfs-ganesha."
            ])
    }
}
