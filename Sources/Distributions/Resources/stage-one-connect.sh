# shellcheck shell=dash disable=SC2012,SC2034,SC2045,SC2154 # the variables of /init, keeper.sh; plain names
# kimage: connections to the server of a block device, for stage one and, NBD's, for the keeper of a running system.
# address, port, conf_export, conf_target, conf_lun and initiator say where to; problems is set where it fails.

# Debian's nbd-client hands its connection to the kernel and ends. That of busybox has no such mode: a process of it
# stays for as long as the device does.
nbd_client_is_busybox() {
    case "$(readlink -f "$(command -v nbd-client)")" in */busybox) return 0 ;; esac
    return 1
}

# $1: /dev/nbdN. An answer that does not come within 30 s counts as a lost connection.
connect_nbd() {
    # To a file: what stays in the background would keep a pipe open.
    if nbd_client_is_busybox; then
        nbd-client -t 30 -N "$conf_export" "$address" "$port" "$1"
    else
        nbd-client "$address" "$port" "$1" -name "$conf_export" -timeout 30
    fi </dev/null >/run/nbd.log 2>&1
    status=$?
    # "Negotiation: ..size = 61MB" comes without an error, too.
    problems=$(grep -v -e '^Negotiation' -e '^bs=' -e '^Connected' -e '^Warning' /run/nbd.log | tail -n 1)
    problems="${problems:-nbd-client ended with status $status}"
    [ $status -eq 0 ] || return 1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        if [ "$(cat "/sys/block/${1#/dev/}/size")" -gt 0 ]; then return 0; fi
        sleep 1
    done
    problems="$1 stays empty"
    disconnect_nbd "$1"
    return 1
}

disconnect_nbd() {
    nbd-client -d "$1" >/dev/null 2>&1
}

# Sets disk to what the target offers.
connect_iscsi() {
    before=" $(ls /sys/class/iscsi_session | tr '\n' ' ')"
    iscsistart -i "$initiator" -t "$conf_target" -g 1 -a "$address" -p "$port" </dev/null >/run/iscsi.log 2>&1
    status=$?
    problems=$(grep -v -e 'version' -e 'Logging into' -e 'transport class' /run/iscsi.log | tail -n 1)
    problems="${problems:-iscsistart ended with status $status}"
    [ $status -eq 0 ] || return 1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        for session in $(ls /sys/class/iscsi_session); do
            case "$before" in *" $session "*) continue ;; esac
            # Reads of a session that is lost wait for ever, instead of failing after two minutes.
            echo off >"/sys/class/iscsi_session/$session/recovery_tmo"
            disk=$(find "/sys/class/iscsi_session/$session/device/" -path "*:$conf_lun/block/*" -maxdepth 4 | head -n 1)
            if [ -n "$disk" ]; then
                disk=/dev/${disk##*/}
                return 0
            fi
        done
        sleep 1
    done
    problems="the target has no LUN $conf_lun"
    return 1
}

# What tells one image from another at little cost: its size, its first block and its end, which is where squashfs and
# erofs keep their tables, and dm-verity hashes whose salt is the digest of the whole. $1: device
fingerprint() {
    sectors=$(cat "/sys/block/${1#/dev/}/size")
    {
        echo "$sectors"
        dd if="$1" bs=4096 count=1
        dd if="$1" bs=512 skip=$((sectors > 128 ? sectors - 128 : 0))
    } 2>/dev/null | sha256sum | cut -d ' ' -f 1
}

# The device that the root is mounted from: reads wait in it while it has no path (queue_if_no_path) instead of failing.
# $1: sectors, $2: the device that it leads to
path_table() {
    echo "0 $1 multipath 1 queue_if_no_path 0 1 1 round-robin 0 1 0 $2"
}
