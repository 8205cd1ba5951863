#!/bin/sh
# shellcheck shell=dash disable=SC2034,SC2154 # the variables of keeper.conf
# kimage's keeper of an NBD connection, in a root of its own beside the running system: when the connection to the server of
# the root is lost, it makes another one, sees that it leads to the same image, and leads the device of the root to it.
# Until then reads of the root wait.

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH DM_DISABLE_UDEV=1
# A system that goes down tells every process to end; its root is wanted to the last.
trap '' HUP INT TERM
# shellcheck source=/dev/null
. /connect.sh

# To the kernel's log, and by it to the consoles: 5 is a notice.
tell() {
    echo "<5>kimage: $*" >/dev/kmsg
}

while IFS='=' read -r key value; do
    case "$key" in
    conf_export | address | port | kept_fingerprint | kept_sectors | kept_device) eval "$key=\$value" ;;
    esac
done </keeper.conf

# The server as /proc/net/tcp writes it: the bytes of its address backwards, on the little-endian machines there are.
IFS=. read -r a b c d <<END
$address
END
peer=$(printf '%02X%02X%02X%02X:%04X' "$d" "$c" "$b" "$a" "$port")
server="NBD server $address:$port, export \"$conf_export\""

# 01: established. The kernel's own connections stand there like those of processes.
is_connected() {
    grep -q " $peer 01 " /proc/net/tcp
}

connect() {
    # Never the device that the root still leads to.
    case "$kept_device" in
    */nbd0) disk=/dev/nbd1 ;;
    *) disk=/dev/nbd0 ;;
    esac
    connect_nbd "$disk" || return 1
    if [ "$(fingerprint "$disk")" = "$kept_fingerprint" ]; then return 0; fi
    problems="it has another image than the one that this system runs from"
    disconnect_nbd "$disk"
    return 1
}

# Leads the root to $1. noflush: what waits in the device stays there, to be read from the new one.
lead_to() {
    dmsetup load kimage-root --readonly --table "$(path_table "$kept_sectors" "$1")" &&
        dmsetup suspend --noflush --nolockfs --noudevsync kimage-root &&
        dmsetup resume --noudevsync kimage-root
} >/run/dmsetup.log 2>&1

while :; do
    @/sleep 2
    if is_connected; then continue; fi
    tell "the connection to the $server is lost; the root waits for it"
    # What is on its way to the lost server comes back to the device of the root and waits there.
    disconnect_nbd "$kept_device"
    pause=1
    until connect; do
        tell "waiting for the $server: ${problems:-no message}; next attempt in $pause s"
        @/sleep $pause
        pause=$((pause * 2))
        if [ $pause -gt 10 ]; then pause=10; fi
    done
    if lead_to "$disk"; then
        tell "connected to the $server again"
    else
        tell "the root could not be led to $disk: $(tail -n 1 /run/dmsetup.log)"
    fi
    kept_device=$disk
done
