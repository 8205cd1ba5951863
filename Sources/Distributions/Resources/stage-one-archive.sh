# shellcheck shell=dash disable=SC2154 # the variables of /init
# kimage's stage one: a root that is an archive in the initramfs, unpacked to a tmpfs.

archive=/kimage/root.tar.gz
names=/kimage/names

# How the archive is packed, whatever its name says: the program that unpacks it; nothing for a plain one. Other programs
# than busybox' own are used where the initramfs has them.
unpacker() {
    case "$(hexdump -n 6 -e '6/1 "%02x"' "$1")" in
    1f8b*) echo "gunzip -c" ;;
    fd377a585a00) echo "unxz -c" ;;
    425a68*) echo "bunzip2 -c" ;;
    28b52ffd*) echo "zstd -dc" ;;
    04224d18*) echo "lz4 -dc" ;;
    *) echo cat ;;
    esac
}

unpack_root() {
    if [ ! -f "$archive" ]; then
        fail "the initrd holds no root: $archive is missing"
    fi
    # Three quarters: containers and their images live in the root, so half, the kernel's default, is small, while a
    # root that may take everything lets one container starve the machine instead of getting "No space left on device".
    if ! mount -t tmpfs -o "mode=0755,size=$size" kimage "$root"; then
        fail "no tmpfs of size \"$size\" can be made" "kimage.size= takes a share of the RAM (75%) or a size (512m, 2g)."
    fi

    # busybox goes on where it cannot make a directory or a link and ends with status 0: whatever it says is a failure.
    # --numeric-owner: the names in the archive mean nothing here, the initramfs has other users.
    unpack=$(unpacker "$archive")
    if ! command -v "${unpack%% *}" >/dev/null; then
        fail "the root archive is packed with ${unpack%% *}, which this initramfs cannot unpack" \
            "Pack it with gzip: zstd -dc root.tar.zst | gzip -9 >root.tar.gz"
    fi
    # shellcheck disable=SC2086 # a program and its options
    problems=$({ $unpack "$archive" | tar -xf - -C "$root" --numeric-owner; } 2>&1)
    status=$?
    problems=$(printf '%s\n' "$problems" | grep -v "removing leading" | head -n 4)
    if [ $status -ne 0 ] || [ -n "$problems" ]; then
        reason=$(explain_full "$problems" $status)
        advice="The archive is damaged, or no tar; build the image again, and check what the server hands out."
        if [ -n "$reason" ]; then
            # The half-filled root is of no use, and what it occupies may be needed to count.
            umount "$root"
            # shellcheck disable=SC2086
            bytes=$($unpack "$archive" 2>/dev/null | wc -c)
            advice="It holds $(((bytes + 1048575) / 1048576)) MiB. Give the machine more RAM, or the image fewer files."
        fi
        fail "the root archive did not unpack (status $status): ${problems:-no message}" "$reason" "$advice"
    fi
    # Its memory is wanted for what follows.
    rm -f "$archive"
    say "root unpacked: $(($(root_kib 3) / 1024)) of $(($(root_kib 2) / 1024)) MiB used"
    check_names
}

# busybox' tar does not read the extended headers of the pax format: a long name that stands in one comes out cut off,
# and so does the target of a link. The builder has listed those of which that could be true: a path; for a link a tab,
# s or h (symbolic, hard), a tab and the target as well.
check_names() {
    [ -s "$names" ] || return 0
    while IFS='	' read -r path kind target; do
        path=$(unescaped "$path")
        path=${path%x}
        target=$(unescaped "$target")
        target=${target%x}
        case "$kind" in
        s)
            found=$(readlink "$root$path" && echo x)
            [ "$found" = "$target
x" ] || fail "the link $path did not unpack with its target, which stands in a header that busybox cannot read" \
                "Pack the root archive in GNU's format: tar --format=gnu -czf root.tar.gz ..."
            ;;
        h)
            [ "$root$path" -ef "$root$target" ] ||
                fail "$path did not unpack as another name of $target, which stands in a header that busybox cannot read" \
                    "Pack the root archive in GNU's format: tar --format=gnu -czf root.tar.gz ..."
            ;;
        *)
            [ -e "$root$path" ] || [ -L "$root$path" ] ||
                fail "$path did not unpack under its name, which stands in a header that busybox cannot read" \
                    "Pack the root archive in GNU's format: tar --format=gnu -czf root.tar.gz ..."
            ;;
        esac
    done <"$names"
}
