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
    if [ -n "$conf_bytes" ] && [ "$claimed" -ne "$conf_bytes" ] && [ "$actual" -ne "$conf_bytes" ]; then
        fail "the image of $2 is refused: it is not the one that this initrd was built for" \
            "It has $claimed bytes, the right one $conf_bytes: an older or a newer one. Serve the files of one build."
    fi
    case "$conf_verify" in
    off)
        say "image: not verified (verify=off)"
        ;;
    digest) verify_digest "$1" "$2" ;;
    verity) ;;
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

# $1: device, $2: where it came from. Each block is verified when it is read (dm-verity), with the hash tree that
# follows the image on the same device. Sets device to what is to be mounted.
verity() {
    if [ -z "$conf_roothash" ] || [ -z "$conf_hashoffset" ]; then
        fail "verify=verity needs roothash= and hashoffset="
    fi
    load "verify=verity" dm_mod dm_verity
    command -v dmsetup >/dev/null || fail "verify=verity needs the program dmsetup, which the initrd does not hold"
    # Blocks of data, then the block of veritysetup's own header, then the tree.
    blocks=$((conf_hashoffset / 4096))
    table="0 $((blocks * 8)) verity 1 $1 $1 4096 4096 $blocks $((blocks + 1)) sha256 $conf_roothash ${conf_salt:--}"
    problems=$(DM_DISABLE_UDEV=1 dmsetup create kimage-verity --readonly --table "$table" 2>&1) ||
        fail "no verity device for the image of $2: $problems"
    device=$(mapped_device kimage-verity)
    # The first read tells whether the tree belongs to the hash.
    dd if="$device" of=/dev/null bs=4096 count=1 2>/dev/null ||
        fail "the image of $2 is refused: it is not the one that this initrd was built for" \
            "Its hash tree does not have the root hash $conf_roothash."
    say "image: every block is verified when it is read (dm-verity, root hash $conf_roothash)"
}

# The node that the kernel made for a device of dmsetup.
mapped_device() {
    # shellcheck disable=SC2045 # names of devices hold no blanks
    for name in $(ls /sys/block); do
        if [ "$(cat "/sys/block/$name/dm/name" 2>/dev/null)" = "$1" ]; then echo "/dev/$name"; fi
    done
}
