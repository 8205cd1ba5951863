# shellcheck shell=dash disable=SC2034,SC2154 # the variables of /init and of the other parts
# kimage's stage one: folders of the root that have a file system of their own. The kernel lays no overlay over an
# overlay or over NFS, which is what the stores of container runtimes do; and some folders shall outlive the machine.

# How a program makes its own store where there is none.
mode_of() {
    case "$1" in
    */docker) echo 0710 ;;
    */containerd) echo 0711 ;;
    */kubelet) echo 0750 ;;
    */etcd | */storage) echo 0700 ;;
    *) echo 0755 ;;
    esac
}

# $1: folder. Makes it where the root has none.
make_folder() {
    case "$1" in
    /*) ;;
    *) fail "stores=, persist=: \"$1\" is no absolute path" ;;
    esac
    [ -d "$root$1" ] || { mkdir -p "$root$1" && chmod "$(mode_of "$1")" "$root$1"; } ||
        fail "the folder $1 cannot be made in the root"
    case "$(readlink -f "$root$1")" in
    "$root"/*) ;;
    *) fail "the path $1 leads through an absolute link of the root" "Name the folder that the link leads to." ;;
    esac
}

# A name that no other has: the kubelet takes several tmpfs of one name for one (kubernetes#81575).
store_name() {
    name=kimage-${1##*/}
    if grep -q "^$name " /proc/mounts; then name=kimage$(printf '%s' "$1" | tr / -); fi
    echo "$name"
}

mount_store() {
    make_folder "$1"
    place=$root$1
    mkdir -p /store
    mount -t tmpfs -o "size=$size,mode=$(stat -c %a "$place")" "$(store_name "$1")" /store ||
        fail "no tmpfs of size \"$size\" can be made for $1"
    chown "$(stat -c %u:%g "$place")" /store
    if [ -n "$(ls -A "$place")" ]; then
        problems=$(cp -a "$place/." /store/ 2>&1) ||
            fail "what the root has in $1 does not fit into its tmpfs: $(printf '%s' "$problems" | tail -n 1)"
    fi
    mount --move /store "$place"
}

# $1: folder, $2: nfs, $3: SERVER:PATH, $4: mount options, of which vers= says the version
persist_nfs() {
    local port version
    version=4.1
    case ",$4," in
    *,vers=* | *,nfsvers=*)
        version=${4##*vers=}
        version=${version%%,*}
        ;;
    esac
    others=$(printf '%s' "$4" | sed -E 's/(^|,)(nfs)?vers=[^,]*//g; s/^,//')
    part roots
    load_nfs "$version"
    what="NFS server ${3%%:*}, ${3#*:}, version $version, for $1"
    port=$(printf '%s' ",$4" | sed -n -E 's/.*,port=([0-9]+).*/\1/p')
    pause=1 waited=0
    until resolve_server "${3%%:*}" && answers "$address" "${port:-2049}" &&
        mount_nfs "$address:${3#*:}" "$root$1" "$version" "" rw "$others"; do
        elsewhere || again "$what: ${problems:-no message}"
    done
    network_used=yes
    say "persistent: $1 is ${3} (NFS $version)"
    # As `kimage plan` says of the stores that the recipe has.
    case "$1" in
    */docker | */containerd | */containers | */containers/storage | */rancher)
        say "  the kernel lays no overlay over NFS: overlay2 and overlayfs cannot be the store of containers there"
        ;;
    esac
}

# $1: folder, $2: label, $3: LABEL, $4: file system, $5: mount options
persist_label() {
    # auto: as the kernel finds.
    if [ "${4:-auto}" = auto ]; then load_any ext4 xfs btrfs; else load "persist=$1" "$4"; fi
    load_any sd_mod virtio_blk nvme ahci usb_storage uas mmc_block
    pause=1 waited=0
    while :; do
        coldplug
        disk=$(findfs "LABEL=$3" 2>/dev/null)
        [ -z "$disk" ] || break
        again "a disk with the label $3, for $1; there are: $(disks)"
    done
    problems=$(mount -t "${4:-auto}" -o "rw${5:+,$5}" "$disk" "$root$1" 2>&1) ||
        fail "$disk (label $3) cannot be mounted on $1: $problems" "$(dmesg | tail -n 1)"
    say "persistent: $1 is on $disk ($(awk -v place="$root$1" '$2 == place { print $3 }' /proc/mounts), label $3)"
}

disks() {
    awk 'NR > 2 && $4 !~ /^(ram|loop|nbd|fd|sr)/ { printf "%s ", $4 }' /proc/partitions
}

mount_stores() {
    # What shall persist may not end up in RAM without a word: it is waited for, then stage one fails.
    conf_wait=${conf_wait:-120}
    kept_folders=" "
    root_address=$address
    # shellcheck disable=SC2086 # rest: a file system and its options
    while read -r folder kind source rest; do
        [ -n "$folder" ] || continue
        make_folder "$folder"
        case "$kind" in
        nfs) persist_nfs "$folder" nfs "$source" "$rest" ;;
        label) persist_label "$folder" label "$source" $rest ;;
        *) fail "persist=$folder $kind $source: nfs and label are known" ;;
        esac
        kept_folders="$kept_folders$folder "
    done <<END
$conf_persist
END
    address=$root_address
    told=
    for folder in $(printf '%s' "$conf_stores" | tr , ' '); do
        case "$kept_folders" in *" $folder "*) continue ;; esac
        mount_store "$folder"
        told="$told $folder"
    done
    [ -z "$told" ] || say "stores in RAM, up to $size each:$told"
}
