# shellcheck shell=dash disable=SC2034,SC2044,SC2094,SC2154 # the variables of /init and of the other parts
# kimage's stage one: what lives on beside the system that it hands over to.
#
# Neither the kernel's NBD nor its iSCSI connects again by itself. Reads of an NBD device whose connection is lost fail:
# the running system would find its files broken. So the root is mounted from a device-mapper device above it, in which
# reads wait, and a small process outside the root connects again and leads that device to the new connection. iSCSI has
# a daemon for that, iscsid. Neither may need anything of the root that it brings back: they run in a tmpfs of their own,
# which holds their programs.

keep=/keep

guard_iscsi() {
    if [ "$conf_reconnect" = no ]; then return 0; fi
    if command -v iscsid >/dev/null; then
        kept="$kept connection"
    else
        say "a lost connection will not be made again: the initrd holds no iscsid"
    fi
}

# $1: the device that is connected. Sets device to the one that the root shall be mounted from.
guard_nbd() {
    device=$1
    if [ "$conf_reconnect" = no ]; then return 0; fi
    reason=
    if nbd_client_is_busybox; then
        reason="the nbd-client of busybox cannot"
    elif ! command -v dmsetup >/dev/null; then
        reason="the initrd holds no dmsetup"
    else
        load_any dm_mod dm_multipath dm_round_robin
        is_loaded dm_multipath && is_loaded dm_round_robin ||
            reason="Linux $release does not get dm_multipath and dm_round_robin"
    fi
    if [ -n "$reason" ]; then
        say "a lost connection will not be made again: $reason"
        return 0
    fi
    kept_fingerprint=$(fingerprint "$1")
    kept_sectors=$(cat "/sys/block/${1#/dev/}/size")
    kept_device=$1
    problems=$(DM_DISABLE_UDEV=1 dmsetup create kimage-root --readonly --table "$(path_table "$kept_sectors" "$1")" 2>&1) ||
        fail "no device can be laid over $1: $problems" "kimage.reconnect=no does without."
    device=$(mapped_device kimage-root)
    kept="$kept connection"
}

# A program with the libraries that it is linked with, as the dynamic linker names them.
keep_program() {
    program=$(command -v "$1")
    for file in "$program" $(LD_TRACE_LOADED_OBJECTS=1 "$program" 2>/dev/null | grep -o '/[^ )]*'); do
        [ ! -e "$keep$file" ] || continue
        mkdir -p "$keep${file%/*}"
        cp -L "$file" "$keep$file"
    done
}

start_nbd_keeper() {
    cp "$parts/connect.sh" "$parts/keeper.sh" $keep/
    keep_program nbd-client
    keep_program dmsetup
    for key in conf_export address port kept_fingerprint kept_sectors kept_device; do
        eval "printf '%s=%s\n' $key \"\$$key\""
    done >$keep/keeper.conf
    chroot $keep @/sh /keeper.sh <"$dev/null" >"$dev/null" 2>&1 &
}

# It finds the session that iscsistart has made.
start_iscsid() {
    keep_program iscsid
    mkdir -p $keep/etc/iscsi $keep/run/lock/iscsi
    ln -s "$(command -v iscsid)" $keep/@/iscsid
    # It talks to itself to take the session over, and asks who that is.
    echo "root:x:0:0:root:/:/bin/sh" >$keep/etc/passwd
    echo "InitiatorName=$initiator" >$keep/etc/iscsi/initiatorname.iscsi
    printf '%s\n' "node.session.timeo.replacement_timeout = -1" "node.conn[0].timeo.noop_out_interval = 5" \
        "node.conn[0].timeo.noop_out_timeout = 15" >$keep/etc/iscsi/iscsid.conf
    chroot $keep @/iscsid -f <"$dev/null" >"$dev/null" 2>&1 &
}

# Starts it, as late as can be: /dev, /proc and /sys belong to the root already.
start_kept() {
    mkdir -p $keep
    mount -t tmpfs -o mode=0700,size=64m kimage-keep $keep
    mkdir -p $keep/@ $keep/bin $keep/dev $keep/proc $keep/sys $keep/run
    cp /bin/busybox $keep/bin/
    # Alpine's busybox is linked with musl, whose library is the dynamic linker, too.
    for file in $(find /lib/ /usr/lib/ -maxdepth 1 -name '*musl-*.so.1'); do
        mkdir -p $keep/lib
        cp -a "$file" $keep/lib/
    done
    # Their links; a name that begins with @ tells systemd to leave a process alone at the end
    # (systemd.io/ROOT_STORAGE_DAEMONS), so the programs that stay are started as @/NAME.
    chroot $keep /bin/busybox --install -s /bin
    for name in sh sleep udhcpc; do ln -s /bin/busybox "$keep/@/$name"; done
    mount -t devtmpfs devtmpfs $keep/dev
    mount -t proc proc $keep/proc
    mount -t sysfs sysfs $keep/sys
    # The shell opens it for what it puts into the background, and /dev has gone to the root.
    [ -e /dev/null ] || mknod /dev/null c 1 3
    case "$kept/$conf_type" in
    *connection*/nbd) start_nbd_keeper ;;
    *connection*/iscsi) start_iscsid ;;
    esac
    case "$kept" in *lease*)
        cp "$parts/dhcp.sh" $keep/
        chroot $keep @/udhcpc -f -i "$network_device" -r "$net_address" -t 4 -T 5 -A 30 -s /dhcp.sh \
            -O staticroutes -O mtu <"$dev/null" >"$dev/null" 2>&1 &
        ;;
    esac
    say "beside the system:$kept, in $(du -sm -x $keep | cut -f 1) MiB of RAM"
}
