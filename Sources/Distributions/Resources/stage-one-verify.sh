# shellcheck shell=dash disable=SC2034,SC2154 # the variables of /init and of the other parts
# kimage's stage one: is the image of the root the one that this initrd was built for?

image_size() {
    if [ -b "$1" ]; then blockdev --getsize64 "$1"; else stat -c %s "$1"; fi 2>/dev/null
}

# $1: image, $2: offset. A number of four bytes, the least first, as all three file systems write it.
number_at() {
    hexdump -s "$2" -n 4 -e '1/4 "%u"' "$1" 2>/dev/null
}

# How many bytes a file system says that it has; nothing where that is not known.
# squashfs: bytes_used at 40 (fs/squashfs/squashfs_fs.h), made whole pages by mksquashfs; erofs: blocks at 1024 + 36 by
# blkszbits at 1024 + 12 (fs/erofs/erofs_fs.h); ext4: blocks at 1024 + 4 by log_block_size at 1024 + 24
# (fs/ext4/ext4.h).
claimed_size() {
    case "$conf_format" in
    squashfs)
        [ "$(number_at "$1" 0)" = 1936814952 ] || return 0
        used=$(($(number_at "$1" 40) + ($(number_at "$1" 44) << 32)))
        echo $(((used + 4095) / 4096 * 4096))
        ;;
    erofs)
        [ "$(number_at "$1" 1024)" = 3774210530 ] || return 0
        echo $(($(number_at "$1" 1060) << ($(number_at "$1" 1036) & 255)))
        ;;
    ext4)
        [ "$(hexdump -s 1080 -n 2 -e '1/2 "%x"' "$1" 2>/dev/null)" = ef53 ] || return 0
        echo $(($(number_at "$1" 1028) * (1024 << $(number_at "$1" 1048))))
        ;;
    esac
}

# $1: image, $2: where it came from. Never returns where it is another one.
verify_image() {
    actual=$(image_size "$1")
    if [ -z "$actual" ] || [ "$actual" -eq 0 ]; then
        fail "the image of $2 is empty"
    fi
    claimed=$(claimed_size "$1")
    if [ -z "$claimed" ]; then
        fail "the image of $2 is refused: it holds no $conf_format" "Does the server serve the right file?"
    fi
    if [ "$actual" -lt "$claimed" ]; then
        fail "the image of $2 is refused: it is truncated, $actual of its $claimed bytes are there" \
            "Copy it to the server again."
    fi
    # bytes= counts the hash tree of dm-verity, too; the file system ends where that begins.
    wanted=${conf_hashoffset:-$conf_bytes}
    if [ -n "$wanted" ] && [ "$claimed" -ne "$wanted" ] && [ "$actual" -ne "${conf_bytes:-0}" ]; then
        fail "the image of $2 is refused: it is not the one that this initrd was built for" \
            "It has $claimed bytes, the right one $wanted: an older or a newer one. Serve the files of one build."
    fi
    if [ -n "$conf_hashoffset" ] && [ "$actual" -lt "${conf_bytes:-0}" ]; then
        fail "the image of $2 is refused: its hash tree is truncated or missing, $actual of $conf_bytes bytes are there" \
            "Copy it to the server again: the file of this build, whole."
    fi
    case "$conf_verify" in
    off)
        say "image: not verified (verify=off)"
        ;;
    digest) verify_digest "$1" "$2" ;;
    verity) verify_blocks "$1" "$2" ;;
    *) fail "verify=$conf_verify is not known" "verify= takes digest, verity and off." ;;
    esac
}

verify_digest() {
    if [ -z "$conf_bytes" ] || [ -z "$conf_sha256" ]; then
        say "image: not verified: the initrd names no digest of it"
        return 0
    fi
    say "image: reading $(((conf_bytes + 1048575) / 1048576)) MiB for their digest"
    # Whole blocks and then the rest: a device that is larger than the image is read no further.
    digest=$({
        dd bs=65536 count=$((conf_bytes / 65536)) iflag=fullblock
        if [ $((conf_bytes % 65536)) -ne 0 ]; then dd bs=$((conf_bytes % 65536)) count=1 iflag=fullblock; fi
    } 2>/dev/null <"$1" | sha256sum)
    digest=${digest%% *}
    if [ "$digest" != "$conf_sha256" ]; then
        fail "the image of $2 is refused: it is not the one that this initrd was built for" \
            "Its size is right, its content is not: damaged, or of another build." \
            "sha256 $digest" "wanted $conf_sha256"
    fi
    say "image: its digest is the one that this initrd was built for"
}

# $1: device, $2: where it came from. The kernel verifies each block when it is read (dm-verity), with the hash tree that
# follows the image on the same device. Sets device to what is to be mounted.
#
# Of a block that does not fit, reads fail, and the kernel says so on the console; that is all. To panic or to restart
# (panic_on_corruption, restart_on_corruption) would make one damaged block of a server the end of all its nodes at once,
# again and again, and protect no better: a server that wants to keep a block from a node need not answer. Nor is a block
# believed because it was right before (check_at_most_once): it is the server that it comes from each time.
verify_blocks() {
    if [ -z "$conf_roothash" ] || [ -z "$conf_hashoffset" ]; then
        fail "verify=verity needs roothash= and hashoffset=, which this initrd does not have" \
            "Build the image with verify = \"verity\"."
    fi
    [ -b "$1" ] || fail "verify=verity is for an image on a server (nbd, iscsi); one in RAM is verified by its digest"
    load "verify=verity" dm_mod dm_verity
    load_any sha256_generic sha256 sha256_ssse3 sha256_arm64 sha2_ce
    command -v dmsetup >/dev/null || fail "verify=verity needs the program dmsetup, which the initrd does not hold"
    # Blocks of data, then the block of veritysetup's own header, then the tree.
    blocks=$((conf_hashoffset / 4096))
    table="0 $((blocks * 8)) verity 1 $1 $1 4096 4096 $blocks $((blocks + 1)) sha256 $conf_roothash ${conf_salt:--}"
    problems=$(DM_DISABLE_UDEV=1 dmsetup create kimage-verity --readonly --table "$table" 2>&1) ||
        fail "no verity device for the image of $2: $problems" "$(dmesg | tail -n 1)"
    device=$(mapped_device kimage-verity)
    # The first read tells whether the tree belongs to the root hash, and the first block to the tree.
    if ! dd if="$device" of=/dev/null bs=4096 count=1 2>/dev/null; then
        refuse_corrupted "$2"
        fail "the image of $2 cannot be read" "$(dmesg | tail -n 1)"
    fi
    say "image: every block is verified when it is read (dm-verity, root hash $conf_roothash)"
}

# What the kernel said last of a block that does not fit the hash tree ("data block 7 is corrupted"; "metadata" is the tree
# itself, by its place behind the data); nothing where all did so far.
corrupted_block() {
    dmesg | sed -n 's/^.*device-mapper: verity: [^ ]* \(.* is corrupted\).*$/\1/p' | tail -n 1
}

# $1: where the image came from. Returns where every block that was read was right.
refuse_corrupted() {
    if [ "$conf_verify" != verity ] || [ -z "$(corrupted_block)" ]; then return 0; fi
    fail "the image of $1 is refused: it is not the one that this initrd was built for" \
        "Its size is right, its content is not: damaged, or of another build." \
        "$(corrupted_block), by the root hash $conf_roothash"
}

# The node that the kernel made for a device of dmsetup.
mapped_device() {
    # shellcheck disable=SC2045 # names of devices hold no blanks
    for name in $(ls /sys/block); do
        if [ "$(cat "/sys/block/$name/dm/name" 2>/dev/null)" = "$1" ]; then echo "/dev/$name"; fi
    done
}
