# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034
# What scripts/base-coreos-standin and scripts/base-atomic-standin share; they read it with `.` and have set `me` (their
# name) and `scripts` (the folder that holds them and this folder).

umask 022
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/sbin:/sbin
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kimage/standins
# What brings the network up in the initramfs: legacy (dhclient), or networkd, with dracut's iSCSI.
network=legacy

# All of it in one chroot: what the initramfs is made with, what the roots are made of.
root_packages='systemd systemd-sysv udev dbus kmod openssh-server iproute2 procps sudo passwd util-linux'
cloud_packages='cloud-init python3'
tool_packages='linux-image-cloud-amd64 dracut-core dracut-network dracut-live ignition busybox dmsetup gdisk e2fsprogs
    isc-dhcp-client iputils-arping open-iscsi curl cpio zstd'
# Those whose version decides what an image does; a newer one in the archive makes the base be made again.
leading_packages='linux-image-cloud-amd64 ignition dracut-core systemd openssh-server cloud-init'

# STATUS TEXT…: statuses as kimage's own (64 usage, 69 network, 70 our fault, 74 disk, 77 rights, 78 program).
fail() {
    status=$1
    shift
    printf '%s: %s\n' "$me" "$*" >&2
    exit "$status"
}

say() {
    printf '%s: %s\n' "$me" "$*"
}

sum_of() {
    sha256sum <"$1" | cut -d ' ' -f 1
}

# The sources of this machine's apt that are Debian 12's, as lines of sources.list; none where apt was never updated.
debian_sources() {
    # shellcheck disable=SC2016
    apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
        sed -n '/ bookworm[^ ]* main$/p' | sort -u
}

# "package=version …" of the leading packages as apt would install them now; empty where apt has no lists.
candidates() {
    [ -n "$(debian_sources)" ] || return 0
    # shellcheck disable=SC2086
    apt-cache policy $leading_packages 2>/dev/null | awk '
        /^[^ ]/ { name = $1; sub(/:$/, "", name) }
        $1 == "Candidate:" && $2 != "(none)" { printf "%s%s=%s", space, name, $2; space = " " }'
}

# FOLDER: true where it is whole, of these $sources, and of the packages that apt would install now (if apt knows).
# The caller has set `files` and `base_toml`, which writes base.toml for versions and folder.
is_complete() {
    for name in $files base.toml; do
        [ -f "$1/$name" ] || return 1
    done
    made_of=$(sed -n "s/^provenance = .*(sources $sources; \([^)]*\)).*/\1/p" "$1/base.toml")
    [ -n "$made_of" ] || return 1
    now=$(candidates)
    [ -z "$now" ] || [ "$now" = "$made_of" ] || return 1
    [ "$(base_toml "$made_of" "$1")" = "$(cat "$1/base.toml")" ]
}

require_programs() {
    needs=
    for pair in mmdebstrap:mmdebstrap mksquashfs:squashfs-tools cpio:cpio gzip:gzip flock:util-linux \
        unshare:util-linux apt-get:apt apt-cache:apt chroot:coreutils; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || needs="$needs ${pair##*:}"
    done
    [ -z "$needs" ] || fail 78 "programs are missing; install them: apt-get install --no-install-recommends$needs"
    [ "$(id -u)" -eq 0 ] || fail 77 "this needs root rights (a chroot, its device nodes and owners): run it with sudo"
}

# FOLDER COMMAND…: in the chroot, with /proc, /sys and /dev in a mount namespace of their own, so that none is left
# behind however this ends.
in_chroot() {
    # shellcheck disable=SC2016
    unshare --mount --propagation private sh -c '
        mount -t proc proc "$0/proc" && mount --rbind /sys "$0/sys" && mount --rbind /dev "$0/dev" &&
            mount -t tmpfs tmpfs "$0/tmp" && mount -t tmpfs tmpfs "$0/run" || exit 71
        exec chroot "$0" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
            DEBIAN_FRONTEND=noninteractive SOURCE_DATE_EPOCH=0 "$@"' "$@" </dev/null
}

# The chroot below the cache, made where it is absent or of older packages. Sets `chroot` and `versions`.
# One script at a time is in here: descriptor 9 holds the lock until the script ends.
prepare_chroot() {
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock -n 9 || {
        say "waiting for another script that makes a base"
        flock 9
    }
    chroot=$cache/chroot
    if [ -z "$(debian_sources)" ]; then
        say "apt has no lists: apt-get update"
        apt-get update -q -q </dev/null >&2 || fail 69 "apt-get update failed"
        [ -n "$(debian_sources)" ] ||
            fail 69 "apt has no sources of Debian 12 (bookworm): the stand-ins are made of its packages"
    fi
    wanted=$(printf '%s' "$root_packages $cloud_packages $tool_packages" | sha256sum | cut -c 1-12)
    stamp="$(candidates) of $wanted"
    if [ ! -f "$chroot/standin-stamp" ] || [ "$(cat "$chroot/standin-stamp")" != "$stamp" ]; then
        debian_sources >"$cache/sources.list"
        say "making a chroot of Debian 12 (about 110 MB to fetch, two minutes)"
        rm -rf "$cache"/chroot "$cache"/chroot.new
        list=$(printf '%s\n' "$root_packages $cloud_packages $tool_packages" | tr -s ' \n' ',')
        # Documentation and translations would be deleted from the roots in any case.
        mmdebstrap --quiet --mode=root --variant=minbase --include="${list%,}" \
            --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
            --aptopt='Acquire::Check-Valid-Until "false"' \
            --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
            --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
            bookworm "$cache/chroot.new" - <"$cache/sources.list" >&2 ||
            fail 69 "mmdebstrap could not make the chroot; see above"
        printf '%s\n' "$stamp" >"$cache/chroot.new/standin-stamp"
        mv "$cache/chroot.new" "$chroot"
    fi
    versions=${stamp% of *}
    release=
    for name in "$chroot"/boot/vmlinuz-*; do release=${name##*/vmlinuz-}; done
    [ -f "$chroot/boot/vmlinuz-$release" ] || fail 70 "$chroot holds no kernel"
}

# FOLDER PACKAGE…: a copy of the chroot in which only these packages and what they need are left, without what a
# running system has no use for, and with the few kernel modules that a node may want after the initramfs.
make_root() {
    tree=$1
    shift
    cp -a "$chroot" "$tree"
    # shellcheck disable=SC2016
    in_chroot "$tree" sh -c '
        apt-mark showmanual | xargs apt-mark auto >/dev/null && apt-mark manual "$@" >/dev/null &&
        apt-get -q -q -y --purge -o APT::AutoRemove::RecommendsImportant=0 -o APT::AutoRemove::SuggestsImportant=0 \
            autoremove >/dev/null &&
        for user in wheel docker; do groupadd --force --system "$user"; done' sh "$@" >&2 ||
        fail 70 "the packages that the root has no use for could not be removed"

    modules=usr/lib/modules/$release
    rm -rf "${tree:?}/$modules"
    mkdir -p "$tree/$modules/kernel/drivers"
    # No arch/x86/crypto: an emulated CPU spends a minute on what udev would load from there.
    for name in net lib fs drivers/net drivers/block; do
        cp -a "$chroot/$modules/kernel/$name" "$tree/$modules/kernel/${name%"${name##*/}"}"
    done
    for name in btrfs xfs ocfs2 gfs2 jfs reiserfs f2fs nilfs2 ubifs ceph smb cifs afs 9p dlm; do
        rm -rf "$tree/$modules/kernel/fs/$name"
    done
    rm -rf "$tree/$modules/kernel/drivers/net/ethernet" "$tree/$modules/kernel/drivers/net/wwan" \
        "$tree/$modules/kernel/drivers/net/hyperv" "$tree/$modules/kernel/drivers/net/vmxnet3"
    cp -a "$chroot/$modules/modules.builtin" "$chroot/$modules/modules.builtin.modinfo" \
        "$chroot/$modules/modules.order" "$tree/$modules/"
    chroot "$tree" depmod "$release"

    (
        cd "$tree"
        rm -rf boot/* initrd.img* vmlinuz* standin-stamp tmp/* run/* var/cache/* var/log/* var/lib/apt var/lib/dpkg \
            var/lib/systemd/* var/lib/cloud var/backups usr/share/bash-completion usr/share/lintian usr/share/doc \
            usr/share/man usr/share/info usr/share/i18n usr/share/bug usr/share/zsh usr/lib/udev/hwdb.d \
            usr/lib/udev/hwdb.bin usr/lib/locale usr/lib/x86_64-linux-gnu/gconv usr/lib/x86_64-linux-gnu/perl-base \
            usr/bin/perl* usr/lib/apt usr/bin/apt* usr/bin/dpkg* usr/lib/dpkg usr/share/dpkg usr/share/perl5 \
            usr/lib/x86_64-linux-gnu/libapt-* usr/lib/init usr/lib/systemd/boot usr/share/polkit-1 etc/apt etc/init.d \
            etc/rc?.d etc/cron.* etc/ssh/ssh_host_* etc/.pwd.lock etc/machine-id etc/resolv.conf etc/mtab \
            var/lib/dbus etc/hostname
        printf '127.0.0.1 localhost\n::1 localhost\n' >etc/hosts
        # Nothing of what follows is of use in an image that is never written to.
        for name in systemd-hwdb-update systemd-journal-catalog-update systemd-update-done ldconfig systemd-firstboot \
            systemd-sysusers systemd-boot-system-token systemd-pcrphase systemd-pcrphase-sysinit systemd-pcrmachine \
            systemd-binfmt systemd-machine-id-commit systemd-random-seed systemd-update-utmp \
            systemd-update-utmp-runlevel systemd-pstore; do
            rm -f usr/lib/systemd/system/*.wants/$name.service
        done
        # "failed to open /etc/selinux/config" ends Debian's Ignition where the file is absent.
        mkdir -p etc/selinux
        printf 'SELINUX=disabled\nSELINUXTYPE=none\n' >etc/selinux/config

        mkdir -p usr/lib/standin
        from=$scripts/coreos-standin
        cp "$from/report" usr/lib/standin/report
        cp "$from/root/standin-report.service" "$from/root/standin-hostkey.service" usr/lib/systemd/system/
        mkdir -p usr/lib/systemd/system-preset usr/lib/systemd/network
        cp "$from/root/50-standin.preset" usr/lib/systemd/system-preset/
        cp "$from/root/80-dhcp.network" usr/lib/systemd/network/
        mkdir -p usr/lib/systemd/system/systemd-networkd-wait-online.service.d etc/ssh/sshd_config.d
        cp "$from/root/wait-online.conf" usr/lib/systemd/system/systemd-networkd-wait-online.service.d/
        cp "$from/root/sshd.conf" etc/ssh/sshd_config.d/10-standin.conf
        install -m 0440 "$from/root/sudoers" etc/sudoers.d/standin
        cp usr/share/systemd/tmp.mount usr/lib/systemd/system/
        ln -sf ../tmp.mount usr/lib/systemd/system/local-fs.target.wants/tmp.mount
        ln -sf multi-user.target usr/lib/systemd/system/default.target
        rm -rf etc/systemd/system
        mkdir -p etc/systemd/system
    ) || fail 70 "the root could not be trimmed"
}

# FOLDER PREFIX USER SYSTEM: what the report calls itself and looks for; enables what the presets name. Comes last.
finish_root() {
    printf '%s\n' "$2" >"$1/usr/lib/standin/prefix"
    printf '%s\n' "$3" >"$1/usr/lib/standin/user"
    printf '%s\n' "$4" >"$1/usr/lib/standin/system"
    chroot "$1" systemctl preset-all --quiet >/dev/null 2>&1 || fail 70 "systemctl could not enable the units"
    (cd "$1" && find etc/systemd/system -mindepth 1 ! -type d | sed 's,^,/,' | sort) >"$1/usr/lib/standin/base-units"
}

# FOLDER FILE: a squashfs that an emulated machine unpacks quickly.
squash() {
    rm -f "$2"
    nice mksquashfs "$1" "$2" -quiet -no-progress -comp zstd -Xcompression-level 19 -b 256K -all-time 0 \
        -mkfs-time 0 -noappend >&2 || fail 70 "mksquashfs failed"
}

# OUTPUT MODULE MODULES: an initramfs by dracut in the chroot, of these modules and that of the folder MODULE (if not
# empty), which is called kimage-standin there and is one of them.
run_dracut() {
    from=$chroot/usr/lib/dracut/modules.d
    rm -rf "$from"/??kimage-*
    case $network in
    legacy)
        cp -r "$scripts/coreos-standin/dracut-network" "$from/02kimage-network"
        omitted="systemd-networkd"
        ;;
    networkd)
        cp -r "$scripts/coreos-standin/dracut-iscsi" "$from/02kimage-network"
        omitted="network-legacy"
        ;;
    esac
    if [ -n "$2" ]; then cp -r "$2" "$from/40kimage-standin"; fi
    in_chroot "$chroot" nice dracut --quiet --force --no-hostonly --no-hostonly-cmdline --reproducible --zstd \
        --no-early-microcode --kver "$release" --omit "$omitted plymouth" \
        -m "bash base systemd-initrd dracut-systemd kimage-network udev-rules usrmount shutdown $3" \
        --add-drivers "virtio_net virtio_blk virtio_pci overlay squashfs loop af_packet" \
        --tmpdir /run /var/tmp/standin.img >&2 || fail 70 "dracut failed"
    rm -rf "$from"/??kimage-*
    mv "$chroot/var/tmp/standin.img" "$1"
}

# FOLDER NAME…: a newc archive of these names, in this order, owned by root, on standard output.
archive() {
    (
        cd "$1" || exit 1
        shift
        find "$@" -exec touch -h -d @0 {} +
        printf '%s\n' "$@" | cpio --quiet -o -H newc --reproducible --owner=+0:+0
    )
}

# FILE…: moves the finished files of $work to $directory. base.toml goes first and comes back last: without it the
# folder is no base, so an interruption leaves none that looks whole.
deliver() {
    rm -f "$directory/base.toml"
    for name in "$@" base.toml; do
        chmod 0644 "$work/$name"
        mv -f "$work/$name" "$directory/$name"
    done
}
