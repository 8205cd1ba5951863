# shellcheck shell=dash disable=SC2034,SC2154 # the variables of /init and of the other parts
# kimage's stage one: a root that is not unpacked but mounted, read-only and below a writable layer in RAM.

lower=/lower
upper=/upper

# Makes the root. Names of servers are told as they are given, their addresses are asked for on every attempt.
mount_root() {
    load "the writable layer" overlay
    case "$conf_format" in
    tree) ;;
    *) load "a root of the format $conf_format" "$conf_format" ;;
    esac
    if needs_network; then find_server; fi
    mkdir -p $lower $upper
    case "$conf_type" in
    ram) use_image "${conf_file:-/kimage/root.$conf_format}" "the initrd" ;;
    http) fetch_root ;;
    nbd) attach_nbd ;;
    iscsi) attach_iscsi ;;
    nfs) mount_nfs_root ;;
    esac
    case "$conf_type" in nbd | iscsi | nfs) network_used=yes ;; esac
    if ! mount -t tmpfs -o "mode=0755,size=$size" kimage $upper; then
        fail "no tmpfs of size \"$size\" can be made" "kimage.size= takes a share of the RAM (75%) or a size (512m, 2g)."
    fi
    mkdir -m 0755 $upper/data $upper/work
    problems=$(mount -t overlay -o "lowerdir=$lower,upperdir=$upper/data,workdir=$upper/work" kimage-root "$root" 2>&1) ||
        fail "the writable layer cannot be laid over the root: $problems" "$(dmesg | grep -F overlayfs | tail -n 1)"
    say "root: $source, read-only, below up to $(($(root_kib 2) / 1024)) MiB of RAM that are written to"
}

# The server that the words of the boot name where the initrd names none.
name_server() {
    server=$conf_server
    if [ -z "$server" ]; then
        case "$ip_server" in
        '' | 0.0.0.0) server=${net_next:-$net_dhcpserver} ;;
        *) server=$ip_server ;;
        esac
    fi
}

find_server() {
    name_server
    if [ -z "$server" ] && [ "$conf_type" != http ]; then
        fail "no server of the root is named" "Neither the initrd (server=) nor ip= nor the DHCP server names one."
    fi
}

# Sets address. Status 1 with a reason in problems where the name has none.
resolve_server() {
    address=$(address_of "$1")
    problems="no address of $1 (DNS ${net_dns:-none})"
    [ -n "$address" ]
}

# Whether something answers at a port; some of the programs that follow would try for minutes without a word.
answers() {
    # Alpine's nc says nothing where it fails, so its status counts. A server that neither speaks nor hangs up is one as well.
    problems=$(timeout 10 nc -w 5 "$1" "$2" </dev/null 2>&1 >/dev/null)
    case $? in 0 | 124 | 143) return 0 ;; esac
    problems=${problems##*"$newline"}
    problems=${problems:-nobody answers at port $2 of $1}
    return 1
}

# $1: device or file of the image, $2: where it came from, for the console.
use_image() {
    device=$1
    if [ ! -e "$device" ]; then
        fail "the initrd holds no root: $device is missing"
    fi
    image_origin=$2
    verify_image "$device" "$2"
    mount_image
    source="$conf_format of $2"
}

mount_image() {
    choices=ro
    # A journal that was not written back would be, on a device that many machines share.
    [ "$conf_format" != ext4 ] || choices=ro,noload
    if [ ! -b "$device" ]; then
        load "an image in a file" loop
        choices=$choices,loop
    fi
    if ! problems=$(mount -t "$conf_format" -o "$choices" "$device" $lower 2>&1); then
        refuse_corrupted "$image_origin"
        fail "the $conf_format of $device cannot be mounted: $problems" "$(dmesg | tail -n 1)"
    fi
}

# A download, resumed where it broke off.
fetch_root() {
    [ -n "$conf_url" ] || fail "a root over HTTP needs url="
    image=/image/root.$conf_format
    mkdir -p /image
    mount -t tmpfs -o "mode=0700,size=${conf_bytes:-$size}" kimage-image /image ||
        fail "no tmpfs of ${conf_bytes:-$size} bytes for the image can be made"
    pause=1 waited=0
    until url_answers && fetch "$conf_url" "$image"; do
        elsewhere || again "$conf_url: ${problems:-no message}"
    done
    use_image "$image" "$conf_url"
}

# Whether something answers where the URL points to.
url_answers() {
    local host port
    host=${conf_url#*://}
    host=${host%%/*}
    host=${host##*@}
    port=80
    case "$conf_url" in https:*) port=443 ;; esac
    case "$host" in *:*) port=${host##*:} ;; esac
    resolve_server "${host%%:*}" && answers "$address" "$port"
}

# $1: URL, $2: file. A line each ten seconds, for downloads that take long.
fetch() {
    wget -c -O "$2" "$1" 2>/run/wget.log >/dev/null &
    job=$!
    ticks=0
    while kill -0 $job 2>/dev/null; do
        sleep 1
        ticks=$((ticks + 1))
        if [ $((ticks % 10)) -eq 0 ]; then tell_progress "$2"; fi
    done
    if wait $job; then
        tell_progress "$2"
        return 0
    fi
    problems=$(grep -i 'wget:' /run/wget.log | tail -n 1)
    # A server refuses to go on with a file that is there already.
    [ -n "$conf_bytes" ] && [ "$(image_size "$2")" = "$conf_bytes" ]
}

tell_progress() {
    have=$(image_size "$1")
    say "fetched $(((${have:-0} + 1048575) / 1048576))${conf_bytes:+ of $(((conf_bytes + 1048575) / 1048576))} MiB of $conf_url"
}

attach_nbd() {
    port=${conf_port:-10809}
    command -v nbd-client >/dev/null || fail "a root over NBD needs the program nbd-client, which the initrd does not hold"
    # The device that is connected, and the next one; the kernel would make 16, each with a thread.
    is_loaded nbd || $modprobe nbd nbds_max=2 2>/dev/null
    load "a root over NBD" nbd
    part connect
    part keep
    pause=1 waited=0
    # The server may be another one elsewhere.
    until what="NBD server $server:$port, export \"$conf_export\"" &&
        resolve_server "$server" && answers "$address" "$port" && connect_nbd /dev/nbd0; do
        elsewhere || again "$what: ${problems:-no message}"
    done
    say "connected: $what"
    guard_nbd /dev/nbd0
    use_image "$device" "$what"
}

attach_iscsi() {
    port=${conf_port:-3260}
    [ -n "$conf_target" ] || fail "a root over iSCSI needs target="
    command -v iscsistart >/dev/null || fail "a root over iSCSI needs the program iscsistart, which the initrd does not hold"
    load "a root over iSCSI" iscsi_tcp sd_mod
    part connect
    part keep
    initiator=${conf_initiator:-iqn.2026-01.org.kimage:$(printf '%s' "$net_mac" | tr -d :)}
    pause=1 waited=0
    until what="iSCSI server $server:$port, target $conf_target, LUN $conf_lun" &&
        resolve_server "$server" && answers "$address" "$port" && connect_iscsi; do
        elsewhere || again "$what: ${problems:-no message}"
    done
    say "connected: $what as $initiator"
    guard_iscsi
    use_image "$disk" "$what"
}

# $1: server:path, $2: where to, $3: version, $4: port or nothing, $5: ro or rw, $6: further options. All by the mount(2)
# of the kernel: it gets the addresses that mount.nfs would look up. hard: a lost server makes the machine wait.
mount_nfs() {
    choices="$5,hard,proto=tcp,addr=$address,clientaddr=$net_address,vers=$3${4:+,port=$4}"
    # Locks of version 3 want a daemon of their own.
    case "$3" in 3*) choices="$choices,nolock,mountproto=tcp,mountaddr=$address" ;; esac
    # Another name of the same file system: busybox would do what it takes "nfs" for by itself.
    case "$3" in 3*) kind=nfs ;; *) kind=nfs4 ;; esac
    problems=$(mount -i -t $kind -o "$choices${6:+,$6}" "$1" "$2" 2>&1)
}

load_nfs() {
    case "$1" in
    3*) load "NFS $1" nfs nfsv3 ;;
    4*) load "NFS $1" nfs nfsv4 ;;
    *) fail "version=$1: NFS 3, 4.0, 4.1 and 4.2 are known" ;;
    esac
}

mount_nfs_root() {
    load_nfs "$conf_version"
    # What lies below an overlay may not change anyway, so the server need not be asked for it at every opening.
    others=nocto,actimeo=600${conf_options:+,$conf_options}
    pause=1 waited=0
    until what="NFS server $server${conf_port:+:$conf_port}, $conf_export, version $conf_version" &&
        resolve_server "$server" && answers "$address" "${conf_port:-2049}" &&
        mount_nfs "$address:$conf_export" $lower "$conf_version" "${conf_port:-2049}" ro "$others"; do
        elsewhere || again "$what: ${problems:-no message}"
    done
    if [ ! -d $lower/usr ] && [ ! -d $lower/bin ]; then
        fail "$what: there is no root" "Has the tree been unpacked on the server?"
    fi
    # 65534 is nobody: a server of version 4 that names owners instead of numbering them. Programs that are root's by
    # their set-user-ID bit would be nobody's.
    if [ "$(stat -c %u $lower)" -eq 65534 ]; then
        fail "$what: the owners of its files are lost" \
            "The server must number them: nfsd.nfs4_disable_idmapping=Y, or Only_Numeric_Owners = true of nfs-ganesha."
    fi
    source="tree of $what"
}
