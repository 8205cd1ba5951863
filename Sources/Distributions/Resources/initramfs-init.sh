#!/bin/sh
# shellcheck shell=dash
# kimage's first program of a root that is the initramfs itself: it runs on the root's own shell, makes sure that the
# whole root has arrived, sets the file capabilities that cpio cannot carry, and hands over to the root's init.
#
# Kernel command line:
#   init is the root's /sbin/init; panic=N: after a failure reboot in N seconds; negative: at once; 0: never. Default: 60 s

PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022

say() {
    echo "kimage: $*" >/dev/console
}

fail() {
    say "FAILED: $1"
    panic=60
    mkdir -p /proc && mount -t proc proc /proc 2>/dev/null
    # shellcheck disable=SC2013 # its words are wanted
    for word in $(cat /proc/cmdline 2>/dev/null); do
        case "$word" in panic=*) panic=${word#*=} ;; esac
    done
    case "$panic" in
    -*) ;;
    0) while :; do sleep 3600; done ;;
    *)
        say "reboot in $panic seconds"
        sleep "$panic"
        ;;
    esac
    # The end of /init makes the kernel panic, whose time limit is the same word's.
    exit 1
}

if [ $$ -ne 1 ]; then
    echo "kimage: this is for the kernel to start, as /init of an initramfs" >&2
    exit 1
fi

# A plain archive that is cut short unpacks without a word; the seal is the last file of the last segment.
[ -f /kimage/complete ] || fail "the initrd did not arrive whole: its last segment is missing"

# The value of security.capability in hexadecimal digits, the same as text for setcap, the path; tabs between.
# First the root's own, then those of what the image lays over it.
for list in /kimage/capabilities /kimage/capabilities.files; do
    [ -s "$list" ] || continue
    setter=$(command -v setfattr || command -v setcap) ||
        fail "files of the root have capabilities, and it holds neither setfattr nor setcap to set them"
    while IFS='	' read -r value text path; do
        path=$(printf '%bx' "$path")
        path=${path%x}
        case "$setter" in
        */setfattr) setfattr -n security.capability -v "0x$value" "$path" ;;
        *) setcap "$text" "$path" ;;
        esac || fail "the capabilities of $path cannot be set"
    done <"$list"
done
rm -rf /kimage
say "root: the initramfs itself; handing over to /sbin/init"
# OpenRC and systemd mount what they need.
exec /sbin/init "$@"
