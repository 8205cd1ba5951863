#!/bin/sh
# shellcheck shell=dash disable=SC2034 # variables that the parts read
# kimage's stage one: the first program of a machine whose root is brought up by kimage.
#
# It runs on a busybox at /bin/busybox: that of Alpine's own initramfs, whose /init it replaces, or one of its own in an
# initramfs that holds nothing else. It makes a root, lays /kimage/files over it and hands over to the init of that
# root, OpenRC, systemd or any other. Which root, /kimage/root.conf says, a line key=value each; where there is none,
# /kimage/root.tar.gz is unpacked to a tmpfs. Why a second root at all: the kernel's first one cannot be pivoted away
# from, and container runtimes do that for every container.
#
# Its parts lie in /kimage/stage-one and are read when they are needed:
#   archive.sh   the root archive, unpacked            verify.sh    an image: its digest, or each block (dm-verity)
#   drivers.sh   modules of the kernel                 stores.sh    folders of their own: tmpfs, NFS, a local disk
#   network.sh   cards, VLAN, DHCP (dhcp.sh)           lay.sh       capabilities, the image's files
#   roots.sh     NFS, NBD, iSCSI, HTTP, an image       system.sh    what a root lacks: consoles, services, modules
#   keep.sh      what lives on beside the system       handover.sh  the network, given to the system
#
# Kernel command line:
#   kimage.KEY=VALUE    in place of the line KEY=VALUE of root.conf; blanks within double quotes
#   kimage.size=75%     the most that the writable root may take of the RAM: a share, or a size such as 512m
#   kimage.wait=N       give up on a server or a network after N seconds; without it, wait for ever
#   kimage.debug        a shell on the console where something fails; kimage.debug=break: one before the hand-over, too
#   ip= BOOTIF= vlan= nameserver=   the network, as the kernel and dracut have them, or the same as kimage.ip= and so on:
#                       network.sh
#   init=/sbin/init     what to hand over to
#   panic=N             after a failure: reboot in N seconds; negative: at once; 0: never. Default: 60 s
#
# A machine that cannot have the whole root must not run on half of one: every failure says what is wrong on every
# console, then reboots.

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022
# Words of the command line may hold * and ?; no name here is meant to be matched against files.
set -f
set -o pipefail

if [ $$ -ne 1 ]; then
    echo "kimage: stage one is for the kernel to start, as /init of an initramfs" >&2
    exit 1
fi

# Alpine's initramfs has no links for the applets; its own /init makes them in the same way. They go where busybox was
# built to put them, and only into folders that are there.
/bin/busybox mkdir -p /bin /sbin /usr/bin /usr/sbin /dev /proc /sys /run /sysroot
/bin/busybox mount -t proc -o nosuid,nodev,noexec proc /proc
/bin/busybox --install -s
mount -t sysfs -o nosuid,nodev,noexec sysfs /sys
# A kernel that mounts devtmpfs itself does so only on the root it mounts, never on an initramfs.
mount -t devtmpfs -o nosuid,mode=0755 devtmpfs /dev

root=/sysroot
dev=/dev
parts=/kimage/stage-one
files=/kimage/files
capabilities=/kimage/capabilities
seal=/kimage/complete
manifest=/kimage/manifest
settings=/kimage/root.conf
release=$(uname -r)
consoles=$(cat /sys/class/tty/console/active 2>/dev/null)

init=/sbin/init
panic=60
debug=

# What root.conf says; empty where it says nothing.
conf_type=ram conf_format='' conf_file='' conf_server='' conf_port='' conf_export='' conf_target='' conf_lun=1
conf_initiator='' conf_url='' conf_version=4.1 conf_options='' conf_bytes='' conf_sha256='' conf_verify=digest
conf_roothash='' conf_hashoffset='' conf_salt='' conf_size=75% conf_stores='' conf_persist='' conf_wait=''
conf_reconnect=yes
# The words of the network on the command line, a line each.
ip_words='' bootif='' vlan='' nameservers=''
unknown=
# The card that the root comes by, where its image came from, and what lives on beside the system; empty where there is
# none.
network_device='' image_origin='' kept=''

newline='
'

# One line on every console: a person may sit at the screen while the log is taken from the serial port.
say() {
    for tty in ${consoles:-console}; do
        echo "kimage: $*" >"$dev/$tty"
    done 2>"$dev/null"
}

shell() {
    say "kimage.debug: a shell; it ends with exit"
    # shellcheck disable=SC2094 # a terminal, not a file
    sh <"$dev/console" >"$dev/console" 2>&1
}

# What failed, then lines that explain it. Never returns.
fail() {
    say "FAILED: $1"
    shift
    for line in "$@"; do
        [ -z "$line" ] || say "  $line"
    done
    if [ -n "$debug" ]; then
        shell
    fi
    case "$panic" in
    -*) ;;
    0)
        say "the machine stays as it is (panic=0)"
        while :; do sleep 3600; done
        ;;
    *)
        say "reboot in $panic seconds"
        sleep "$panic"
        ;;
    esac
    reboot -f
    # Reached only where the machine cannot reboot; the end of /init makes the kernel panic.
    exit 1
}

# Waits before the next attempt at something that is not there yet, longer each time: 1, 2, 4, ... 30 s.
# $1: what is waited for, and why it is not there. Before the first attempt: pause=1 waited=0
again() {
    if [ -n "$conf_wait" ] && [ "$waited" -ge "$conf_wait" ]; then
        fail "waited in vain for $1" "Given up after $waited seconds (wait=$conf_wait)."
    fi
    say "waiting for $1; next attempt in $pause s"
    sleep "$pause"
    waited=$((waited + pause))
    pause=$((pause * 2))
    if [ "$pause" -gt 30 ]; then pause=30; fi
}

# Reads a part of stage one.
part() {
    [ -f "$parts/$1.sh" ] || fail "the initrd holds no $parts/$1.sh" "Build the image again."
    # shellcheck source=/dev/null
    . "$parts/$1.sh"
}

# $1, $2: key and value of root.conf, or of kimage.KEY=VALUE. size and debug have always been words of their own.
set_key() {
    case "$1" in
    type | format | file | server | port | export | target | lun | initiator | url | version | options | bytes | \
        sha256 | verify | roothash | hashoffset | salt | size | stores | wait | reconnect)
        eval "conf_$1=\$2"
        ;;
    persist) conf_persist="$conf_persist${conf_persist:+$newline}$2" ;;
    debug) debug=$2 ;;
    ip) ip_words="$ip_words${ip_words:+$newline}$2" ;;
    vlan) vlan=$2 ;;
    nameserver) nameservers="$nameservers $2" ;;
    *) unknown="$unknown $1" ;;
    esac
}

read_settings() {
    if [ -f "$settings" ]; then
        while IFS= read -r line; do
            case "$line" in
            '' | '#'*) ;;
            *=*) set_key "${line%%=*}" "${line#*=}" ;;
            *) unknown="$unknown $line" ;;
            esac
        done <"$settings"
    fi
    # The kernel takes blanks within double quotes as part of a word.
    words=$(awk '{
        while (match($0, /([^ "]|"[^"]*")+/)) {
            word = substr($0, RSTART, RLENGTH)
            $0 = substr($0, RSTART + RLENGTH)
            gsub(/"/, "", word)
            print word
        }
    }' /proc/cmdline)
    persist_given=
    while IFS= read -r word; do
        case "$word" in
        kimage.debug) debug=failure ;;
        kimage.persist=*)
            # In place of all the lines of the file.
            if [ -z "$persist_given" ]; then conf_persist=; fi
            persist_given=yes
            set_key persist "${word#*=}"
            ;;
        kimage.*=*)
            word=${word#kimage.}
            set_key "${word%%=*}" "${word#*=}"
            ;;
        init=*) init=${word#*=} ;;
        panic=*) panic=${word#*=} ;;
        ip=* | vlan=* | nameserver=*) set_key "${word%%=*}" "${word#*=}" ;;
        BOOTIF=*) bootif=${word#*=} ;;
        esac
    done <<END
$words
END
    size=$conf_size
    if [ -z "$conf_format" ]; then
        case "$conf_type" in
        ram) conf_format=archive ;;
        nfs) conf_format=tree ;;
        *) conf_format=squashfs ;;
        esac
    fi
    case "$conf_type/$conf_format" in
    ram/archive | nfs/tree) ;;
    ram/squashfs | ram/erofs | ram/ext4 | nbd/squashfs | nbd/erofs | nbd/ext4) ;;
    iscsi/squashfs | iscsi/erofs | iscsi/ext4 | http/squashfs | http/erofs | http/ext4) ;;
    *) fail "no root of type \"$conf_type\" has the format \"$conf_format\" (root.conf, kimage.type=)" ;;
    esac
}

# Whether the running system needs the network that stage one brings up.
keeps_network() {
    case "$conf_type" in
    nbd | nfs | iscsi) return 0 ;;
    esac
    # persist=FOLDER nfs SERVER:PATH ...
    printf '%s\n' "$conf_persist" | grep -q '^[^ ]* nfs '
}

needs_network() {
    [ "$conf_type" = http ] || keeps_network
}

ram_mib() {
    awk '$1 == "MemTotal:" { print int($2 / 1024) }' /proc/meminfo
}

# Columns 2 (size), 3 (used) of what the root is written to, in KiB; -P keeps them on one line.
root_kib() {
    df -kP "$root" | awk -v column="$1" 'END { print $column }'
}

# What to say of a root that does not take what is put into it: the output of the program that failed, its status.
explain_full() {
    case "$1" in
    *"No space left"*)
        echo "the root is full: it may take $(($(root_kib 2) / 1024)) MiB (kimage.size=$size of $(ram_mib) MiB RAM)"
        ;;
    *)
        # 128 + SIGKILL: the kernel does that where memory ends before the limit of the tmpfs.
        if [ "$2" -eq 137 ]; then
            echo "the kernel killed the unpacker: $(ram_mib) MiB of RAM are too few"
        fi
        ;;
    esac
}

# A path as the builder wrote it, on standard output and with an x at its end, which keeps newlines: \0ooo is a byte.
unescaped() {
    printf '%bx' "$1"
}

# A plain archive that is cut short unpacks without a word, and so does one whose successor the kernel cannot read: the
# machine would run without the files that are missing. So the last file of the last segment is a seal. Where its
# first line is a number, it counts the names below /kimage, the seal itself left out. Its second line may be the
# sha256 of /kimage/manifest, which lists that of files below /kimage.
check_seal() {
    if [ ! -f "$seal" ]; then
        reason=$(dmesg | grep -F 'Initramfs unpacking failed' | tail -n 1)
        fail "the initrd did not arrive whole: its last segment is missing" \
            "${reason:+the kernel said: ${reason#*] }}" \
            "Either the download was cut short, or it did not unpack: too little RAM ($(ram_mib) MiB), or a" \
            "segment that is damaged or that this kernel cannot read."
    fi
    {
        IFS= read -r sealed
        IFS= read -r digest
    } <"$seal"
    case "$sealed" in
    '' | *[!0-9]*) ;;
    *)
        arrived=$(find /kimage -mindepth 1 ! -path "$seal" -print0 | tr -dc '\0' | wc -c)
        if [ "$arrived" -ne "$sealed" ]; then
            fail "the initrd did not unpack whole: $arrived of $sealed names below /kimage are there"
        fi
        ;;
    esac
    if [ -z "$digest" ]; then return 0; fi
    if [ "$(sha256sum "$manifest" 2>/dev/null | cut -d ' ' -f 1)" != "$digest" ]; then
        fail "the initrd did not arrive whole: $manifest is not the one that its seal names"
    fi
    # sha256sum prints a line for each file that differs, and one of a summary on standard error.
    problems=$(sha256sum -c "$manifest" 2>/dev/null | grep -v ': OK$' | head -n 4)
    if [ -n "$problems" ]; then
        fail "the initrd did not arrive whole: files below /kimage differ from what was built" \
            "$(printf '%s' "$problems" | tr '\n' ' ')"
    fi
    say "seal: $(wc -l <"$manifest") files have the digests that were sealed"
}

say "stage one: Linux $release, $(ram_mib) MiB of RAM"

# Pages that the kernel got back from the initrd wait in lists of each processor, up to a hundredth of the RAM and more
# (mm/page_alloc.c, `pcp->high`), and are not taken out of them where nothing can be reclaimed: the unpacker would be
# killed beside tens of MiB of free memory. Shorter lists give them back; the root gets the kernel's own length.
lists=/proc/sys/vm/percpu_pagelist_high_fraction
if [ -w $lists ]; then echo 100000 >$lists; fi 2>"$dev/null"

# The command line says what becomes of a machine whose initrd is not whole.
read_settings
check_seal
[ -z "$unknown" ] || say "not known, so without effect:$unknown"

if [ "$conf_format" != archive ] || [ -n "$conf_persist" ]; then
    part drivers
fi
if needs_network; then
    part network
    network_up
fi
if [ "$conf_format" = archive ]; then
    part archive
    unpack_root
else
    part verify
    part roots
    mount_root
fi
if [ -n "$conf_stores$conf_persist" ]; then
    # Before the image's files, some of which may belong into them.
    part stores
    mount_stores
fi

for directory in dev mnt proc run sys; do
    [ -d "$root/$directory" ] || mkdir -m 0755 "$root/$directory"
done
[ -d "$root/tmp" ] || mkdir -m 1777 "$root/tmp"
[ -d "$root/root" ] || mkdir -m 0700 "$root/root"

part system
not_a_container
part lay
lay_files

# Not -x: the path may be a link that only resolves within the root, such as /bin/busybox.
if [ ! -x "$root$init" ] && [ ! -L "$root$init" ]; then
    [ -z "$image_origin" ] || refuse_corrupted "$image_origin"
    fail "the root holds no $init" "It must be a whole system, with its init."
fi
add_consoles
add_services
add_modules
if [ -n "$network_device" ]; then
    part handover
    if keeps_network; then hand_over_network; else network_down; fi
fi

for mount in dev proc sys; do
    mount --move "/$mount" "$root/$mount"
done
dev=$root/dev
load_system_drivers

if [ "$debug" = break ]; then
    shell
fi
if [ -w $lists ]; then echo 0 >$lists; fi 2>"$dev/null"
[ -z "$kept" ] || start_kept
say "handing over to $init"
exec switch_root "$root" "$init" "$@"
