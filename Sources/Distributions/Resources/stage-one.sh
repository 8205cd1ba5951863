#!/bin/sh
# shellcheck shell=dash
# kimage's stage one: the first program of a machine whose root is an archive in the initramfs.
#
# It runs on a busybox at /bin/busybox: that of Alpine's own initramfs, whose /init it replaces, or one of its own in an
# initramfs that holds nothing else. It unpacks /kimage/root.tar.gz to a tmpfs, sets its file capabilities
# (/kimage/capabilities), lays /kimage/files over it and hands over to the init of that root, OpenRC, systemd or any
# other. Why a second root at all: the kernel's first one cannot be pivoted away from, and container runtimes do that
# for every container.
#
# Kernel command line:
#   kimage.size=75%     the most that the root may take of the RAM: a share, or a size such as 512m
#   kimage.debug        a shell on the console where something fails; kimage.debug=break: one before the hand-over, too
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
archive=/kimage/root.tar.gz
files=/kimage/files
capabilities=/kimage/capabilities
names=/kimage/names
seal=/kimage/complete
release=$(uname -r)
consoles=$(cat /sys/class/tty/console/active 2>/dev/null)

init=/sbin/init
size=75%
debug=
panic=60
# shellcheck disable=SC2013 # its words are wanted
for word in $(cat /proc/cmdline); do
    case "$word" in
    kimage.size=*) size=${word#*=} ;;
    kimage.debug) debug=failure ;;
    kimage.debug=*) debug=${word#*=} ;;
    init=*) init=${word#*=} ;;
    panic=*) panic=${word#*=} ;;
    esac
done

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

ram_mib() {
    awk '$1 == "MemTotal:" { print int($2 / 1024) }' /proc/meminfo
}

# Columns 2 (size), 3 (used) of the root tmpfs, in KiB; -P keeps them on one line.
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

# A path as the builder wrote it, on standard output and with an x at its end, which keeps newlines: \0ooo is a byte.
unescaped() {
    printf '%bx' "$1"
}

# Sets the file capabilities that a list names. The kernel's archive format has no room for them and busybox' tar drops
# them, so the builder has written them down, a line a file: the value of the attribute security.capability in
# hexadecimal digits, the same as text for setcap (- where it has none), the path, with tabs between. busybox has no
# program that sets them; the root's own does, of the package attr or libcap.
set_capabilities() {
    [ -s "$1" ] || return 0
    setter=
    for program in usr/bin/setfattr bin/setfattr usr/sbin/setcap sbin/setcap usr/bin/setcap; do
        # -L: a link may be one that only resolves within the root.
        if [ -x "$root/$program" ] || [ -L "$root/$program" ]; then
            setter=/$program
            break
        fi
    done
    if [ -z "$setter" ]; then
        fail "$(wc -l <"$1") files of the root have capabilities, and it holds no program to set them" \
            "Install setcap (Debian: libcap2-bin, Alpine: libcap-setcap) or setfattr (attr) in the root."
    fi
    while IFS='	' read -r value text path; do
        path=$(unescaped "$path")
        path=${path%x}
        case "$setter" in
        */setfattr) problems=$(chroot "$root" "$setter" -n security.capability -v "0x$value" "$path" 2>&1) ;;
        *)
            if [ "$text" = - ]; then
                fail "$path has capabilities of a user namespace (0x$value), which only setfattr can set" \
                    "Install setfattr (package attr) in the root."
            fi
            problems=$(chroot "$root" "$setter" "$text" "$path" 2>&1)
            ;;
        esac || fail "the capabilities of $path cannot be set ($setter): ${problems:-no message}"
    done <"$1"
    say "capabilities of $(wc -l <"$1") files set"
}

say "stage one: Linux $release, $(ram_mib) MiB of RAM"

# Pages that the kernel got back from the initrd wait in lists of each processor, up to a hundredth of the RAM and more
# (mm/page_alloc.c, `pcp->high`), and are not taken out of them where nothing can be reclaimed: the unpacker would be
# killed beside tens of MiB of free memory. Shorter lists give them back; the root gets the kernel's own length.
lists=/proc/sys/vm/percpu_pagelist_high_fraction
if [ -w $lists ]; then echo 100000 >$lists; fi 2>"$dev/null"

# A plain archive that is cut short unpacks without a word, and so does one whose successor the kernel cannot read: the
# machine would run without the files that are missing. So the last file of the last segment is a seal. Where its
# first line is a number, it counts the names below /kimage, the seal itself left out.
if [ ! -f "$seal" ]; then
    reason=$(dmesg | grep -F 'Initramfs unpacking failed' | tail -n 1)
    fail "the initrd did not arrive whole: its last segment is missing" \
        "${reason:+the kernel said: ${reason#*] }}" \
        "Either the download was cut short, or it did not unpack: too little RAM ($(ram_mib) MiB), or a" \
        "segment that is damaged or that this kernel cannot read."
fi
IFS= read -r sealed <"$seal"
case "$sealed" in
'' | *[!0-9]*) ;;
*)
    arrived=$(find /kimage -mindepth 1 ! -path "$seal" -print0 | tr -dc '\0' | wc -c)
    if [ "$arrived" -ne "$sealed" ]; then
        fail "the initrd did not unpack whole: $arrived of $sealed names below /kimage are there"
    fi
    ;;
esac
if [ ! -f "$archive" ]; then
    fail "the initrd holds no root: $archive is missing"
fi

# Three quarters: containers and their images live in the root, so half, the kernel's default, is small, while a root
# that may take everything lets one container starve the machine instead of getting "No space left on device".
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

# busybox' tar does not read the extended headers of the pax format: a long name that stands in one comes out cut off.
# The builder has listed the names of which that could be true.
if [ -s "$names" ]; then
    while IFS= read -r path; do
        path=$(unescaped "$path")
        path=${path%x}
        if [ ! -e "$root$path" ] && [ ! -L "$root$path" ]; then
            fail "$path did not unpack under its name, which stands in a header that busybox cannot read" \
                "Pack the root archive in GNU's format: tar --format=gnu -czf root.tar.gz ..."
        fi
    done <"$names"
fi

for directory in dev mnt proc run sys; do
    [ -d "$root/$directory" ] || mkdir -m 0755 "$root/$directory"
done
[ -d "$root/tmp" ] || mkdir -m 1777 "$root/tmp"
[ -d "$root/root" ] || mkdir -m 0700 "$root/root"

# A root that was exported from a container says that it is one, and OpenRC then leaves out the services that a
# machine needs (hostname, modules, hwclock: "keyword -lxc"). Before the image's files, which have the last word.
if [ -f "$root/etc/rc.conf" ]; then
    sed -i -E 's/^(rc_sys="?(docker|lxc|openvz|podman|rkt|systemd-nspawn|vserver)"?)/#\1/' "$root/etc/rc.conf"
fi

# Before the image's files: one that replaces a file of the root does not take over its capabilities.
set_capabilities "$capabilities"

# The image's files. The builder has led their paths through the symbolic links of the root, so that no folder here
# meets one (usr-merge: lib -> usr/lib), and has given folders that the root has the modes and owners they have there.
if [ -d "$files" ]; then
    # tar keeps modes, owners, device nodes and hard links, and replaces a link instead of writing through it. It
    # leaves a file alone that stands where a folder must go.
    (cd "$files" && find . -mindepth 1 -type d) | while IFS= read -r name; do
        if [ ! -d "$root/$name" ] && { [ -e "$root/$name" ] || [ -L "$root/$name" ]; }; then
            rm -f "$root/$name"
        fi
    done
    # Large files (images of containers) one at a time, the copy in the initramfs removed at once: otherwise all of
    # them would take memory twice.
    problems=$(
        cd "$files" && find . -type f -size +1024k -links 1 -exec sh -c '
            mkdir -p "$0/${1%/*}" && rm -f "$0/$1" && cp -a "$1" "$0/$1" && rm -f "$1"' "$root" '{}' ';' 2>&1
    )
    status=$?
    if [ $status -eq 0 ] && [ -z "$problems" ]; then
        problems=$({ tar -cf - -C "$files" . | tar -xf - -C "$root" --numeric-owner; } 2>&1)
        status=$?
    fi
    if [ $status -ne 0 ] || [ -n "$problems" ]; then
        problems=$(printf '%s\n' "$problems" | head -n 4)
        fail "the files of the image could not be laid over the root (status $status): ${problems:-no message}" \
            "$(explain_full "$problems" $status)"
    fi
    # The folder that stands for / came along with its own mode and owner.
    chmod 0755 "$root" && chown 0:0 "$root"
    set_capabilities "$capabilities.files"
    say "files laid over the root: $(($(root_kib 3) / 1024)) of $(($(root_kib 2) / 1024)) MiB used"
fi

# Not -x: the path may be a link that only resolves within the root, such as /bin/busybox.
if [ ! -x "$root$init" ] && [ ! -L "$root$init" ]; then
    fail "the root holds no $init" "The archive must be a whole system, with its init."
fi

# A login prompt on every console that the kernel was given, as Alpine's own initramfs adds it.
if [ -f "$root/etc/inittab" ]; then
    for tty in $consoles; do
        # tty0 stands for the screen that is shown.
        [ "$tty" != tty0 ] || tty=$(cat /sys/class/tty/tty0/active 2>/dev/null)
        if [ -n "$tty" ] && ! grep -q "^$tty:" "$root/etc/inittab"; then
            # Speed 0 keeps what the kernel set.
            echo "$tty::respawn:/sbin/getty -L 0 $tty vt100" >>"$root/etc/inittab"
        fi
        if [ -n "$tty" ] && [ -f "$root/etc/securetty" ] && ! grep -qx "$tty" "$root/etc/securetty"; then
            echo "$tty" >>"$root/etc/securetty"
        fi
    done
fi

# OpenRC without a single service in its boot runlevel (a root of bare packages): the defaults of Alpine's diskless
# mode, and the network.
if [ -x "$root/sbin/openrc" ] && [ -z "$(ls "$root/etc/runlevels/boot" 2>/dev/null)" ]; then
    for service in sysinit/devfs sysinit/dmesg sysinit/mdev sysinit/hwdrivers boot/modules boot/sysctl boot/hostname \
        boot/bootmisc boot/syslog boot/networking shutdown/mount-ro shutdown/killprocs shutdown/savecache; do
        # hwdrivers does not start without a service that provides "dev".
        if [ "$service" = sysinit/hwdrivers ] && [ ! -e "$root/etc/init.d/mdev" ]; then continue; fi
        if [ -e "$root/etc/init.d/${service#*/}" ]; then
            mkdir -p "$root/etc/runlevels/${service%/*}" "$root/etc/runlevels/default"
            ln -sf "/etc/init.d/${service#*/}" "$root/etc/runlevels/$service"
        fi
    done
    say "no services were chosen: Alpine's defaults added"
fi

# Modules of another kernel would leave the machine without a network card.
if [ ! -d "$root/lib/modules/$release" ]; then
    if [ -d "/lib/modules/$release" ]; then
        say "the root has no modules for $release: taking the initramfs' own"
        problems=$(mkdir -p "$root/lib/modules" && cp -a "/lib/modules/$release" "$root/lib/modules/" 2>&1)
        [ -z "$problems" ] || say "  $problems"
    else
        say "the root has no modules for $release: only drivers within the kernel will work"
    fi
fi

for mount in dev proc sys; do
    mount --move "/$mount" "$root/$mount"
done
dev=$root/dev

# Drivers, with the root's own modprobe and its blacklists. A root whose services do that is left to them: OpenRC's (the
# links are absolute, so only the root itself could follow them) or systemd's.
if [ ! -L "$root/etc/runlevels/sysinit/hwdrivers" ] && [ ! -L "$root/etc/runlevels/sysinit/udev" ] &&
    [ ! -f "$root/lib/systemd/systemd" ] && [ ! -f "$root/usr/lib/systemd/systemd" ]; then
    # Twice, as Alpine's service hwdrivers does: the first drivers bring up further devices (a bus, then its cards).
    for _ in 1 2; do
        find "$root/sys/devices" -name modalias -type f -print0 | xargs -0 sort -u |
            xargs chroot "$root" /sbin/modprobe -b -a
    done 2>"$dev/null"
    # shellcheck disable=SC2012 # names of network interfaces hold no blanks
    say "drivers: $(wc -l <"$root/proc/modules") modules, network: $(ls "$root/sys/class/net" | tr '\n' ' ')"
fi

if [ "$debug" = break ]; then
    shell
fi
if [ -w $lists ]; then echo 0 >$lists; fi 2>"$dev/null"
say "handing over to $init"
exec switch_root "$root" "$init" "$@"
