#!/usr/bin/env bash
# Measures kimage against the tools that do the same work, in interleaved rounds on this machine.
#
#   Benchmarks/run.sh [archive] [zstd] [memory] [start] [rebuild]      (all of them unless said)
#
# KIMAGE  the program (.build-release/release/kimage)       ROUNDS  how often (5)
# FOLDER  where trees and images are made (a temporary one; one that is given is kept and used again)
# MIB     size of the large tree and of the large base (500)
# KERNEL  the kernel file of the bases (a text file, for which RAM is not estimated)
set -euo pipefail
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kimage=${KIMAGE:-$here/../.build-release/release/kimage}
rounds=${ROUNDS:-5}
mib=${MIB:-500}
if [[ -n ${FOLDER:-} ]]; then
    mkdir -p "$FOLDER"
    work=$(cd "$FOLDER" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
[[ -x $kimage ]] || { echo "run.sh: $kimage is not there; make release" >&2; exit 66; }
kimage=$(cd "$(dirname "$kimage")" && pwd)/$(basename "$kimage")
unset SOURCE_DATE_EPOCH
export XDG_CACHE_HOME=$work/cache

has() { command -v "$1" >/dev/null; }

measure() { python3 "$here/measure.py" "$rounds" "$@"; }

# PROGRAM NAME PREPARE COMMAND: adds the command to `commands` where the program is installed.
add() {
    if has "$1"; then commands+=("$2" "$3" "$4"); else echo "(not installed: $1)"; fi
}

# DIR MIB [FILES]: a tree, once.
tree() {
    [[ -e $1.made ]] && return
    rm -rf "$1"
    python3 "$here/make-tree.py" "$@"
    touch "$1.made"
}

# DIR OS VERSION: the kernel and base.toml of a base folder.
describe() {
    if [[ -n ${KERNEL:-} ]]; then cp "$KERNEL" "$1/kernel"; else echo 'no kernel' >"$1/kernel"; fi
    cat >"$1/base.toml" <<TOML
os = "$2"
version = "$3"
architecture = "x86_64"
provenance = "stand-in: made for a benchmark"
stand-in = true
TOML
}

# DIR TREE PACK: a base folder with the tree as RancherOS' initrd, packed by the command PACK; once.
base() {
    [[ -e $1/base.toml ]] && return
    mkdir -p "$1" "$2/usr/share/ros"
    echo 'hostname: default' >"$2/usr/share/ros/os-config.yml"
    printf '#!/bin/sh\n' >"$2/init"
    chmod 755 "$2/init"
    (cd "$2" && find . | sort | cpio --quiet --reproducible -o -H newc -R 0:0 | $3) >"$1/initrd"
    describe "$1" rancheros 1.5.8
}

# NAME OS OVERLAY INITRD MORE: a recipe with that overlay and those lines in [initrd].
recipe() {
    cat >"$work/$1.toml" <<TOML
name = "$1"
[base]
os = "$2"
[initrd]
$4
[[overlay]]
source = "$3"
${5:-}
TOML
}

cloud=$'[cloud-config]\nfile = "cloud.yml"'

prepare() {
    mkdir -p "$work/tiny-tree" "$work/overlay/etc"
    base "$work/tiny" "$work/tiny-tree" cat
    # The kernel of RancherOS does not unpack zstd, Alpine's does.
    if [[ ! -e $work/alpine/base.toml ]]; then
        mkdir -p "$work/alpine"
        cp "$work/tiny/initrd" "$work/alpine/initrd"
        bsdtar -czf "$work/alpine/root.tar.gz" -C "$work/tiny-tree" .
        describe "$work/alpine" alpine 3.23
    fi
    echo hello >"$work/overlay/etc/motd"
    printf '#cloud-config\nhostname: n1\n' >"$work/cloud.yml"
}

# What a first build of a recipe costs, with nothing in the cache.
fresh="rm -rf '$work/cache' '$work/out' '$work/peer'; mkdir -p '$work/peer'"
peer=$work/peer/archive

build() { echo "cd '$work' && '$kimage' build --quiet '$1.toml' --base '$2' --output out >/dev/null 2>&1"; }

find_sorted="find . -print0 | sort -z"

archive() {
    tree "$work/tree" "$mib"
    recipe plain rancheros tree 'compression = "none"'
    commands=("kimage build" "$fresh" "$(build plain tiny)")
    add bsdtar "bsdtar --format=newc" "$fresh" "bsdtar --format=newc -cf '$peer' -C '$work/tree' ."
    add 3cpio "find, sort, 3cpio" "$fresh" "cd '$work/tree' && find . | sort | 3cpio --create '$peer'"
    add cpio "find, sort, GNU cpio" "$fresh" \
        "cd '$work/tree' && $find_sorted | cpio --null -o -H newc --reproducible --quiet >'$peer'"
    add cpio "find, sort, GNU cpio -C 1 MiB" "$fresh" \
        "cd '$work/tree' && $find_sorted | cpio --null -o -H newc --reproducible --quiet -C 1048576 >'$peer'"
    add bsdcpio "find, sort, bsdcpio" "$fresh" "cd '$work/tree' && $find_sorted | bsdcpio -0 -o -H newc --quiet >'$peer'"
    add bsdtar "bsdtar, then sha256sum" "$fresh" \
        "bsdtar --format=newc -cf '$peer' -C '$work/tree' . && sha256sum '$peer' >/dev/null"
    measure "Archive of $mib MiB, plain" "${commands[@]}"
}

zstd_section() {
    tree "$work/tree" "$mib"
    recipe packed alpine tree $'compression = "zstd"\nlevel = 3'
    bsdtar --format=newc -cf "$work/ready.cpio" -C "$work/tree" .
    commands=("zstd -3 -T2 of the ready archive" "$fresh" "zstd -q -3 -T2 '$work/ready.cpio' -o '$peer'")
    commands+=("kimage build" "$fresh" "$(build packed alpine)")
    commands+=("find, sort, GNU cpio, zstd -3 -T2" "$fresh"
        "cd '$work/tree' && $find_sorted | cpio --null -o -H newc --reproducible --quiet | zstd -q -3 -T2 >'$peer'")
    commands+=("bsdtar --format=newc --zstd" "$fresh"
        "bsdtar --format=newc --zstd --options zstd:compression-level=3,zstd:threads=2 -cf '$peer' -C '$work/tree' .")
    measure "Archive of $mib MiB, zstd -3" "${commands[@]}"
    rm -f "$work/ready.cpio"
}

memory() {
    local size
    commands=()
    for size in 64 1024; do
        mkdir -p "$work/one-$size"
        [[ -e $work/one-$size/file ]] || head -c "${size}M" /dev/urandom >"$work/one-$size/file"
        recipe "one-$size" rancheros "one-$size" 'compression = "none"'
        recipe "zone-$size" alpine "one-$size" $'compression = "zstd"\nlevel = 3'
        commands+=("plain, one file of $size MiB" "$fresh" "$(build "one-$size" tiny)")
        commands+=("zstd -3, one file of $size MiB" "$fresh" "$(build "zone-$size" alpine)")
    done
    rounds=3 measure "Peak memory of kimage build" "${commands[@]}"
}

start() {
    if has hyperfine; then
        hyperfine --style basic -N --warmup 10 --runs 100 "$kimage --version" 'true' 2>/dev/null
    else
        measure "Start" "100 × kimage --version" "" "for i in \$(seq 100); do '$kimage' --version >/dev/null; done"
    fi
    # Valgrind gives up over the debug information that the linker leaves.
    if has valgrind && strip -o "$work/stripped" "$kimage"; then
        printf 'instructions of kimage --version: '
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/stripped" --version 2>&1 |
            sed -n 's/.*Collected : *//p'
    fi
}

rebuild() {
    tree "$work/few-tree" 4 1000
    base "$work/few" "$work/few-tree" "gzip -n"
    tree "$work/many-tree" "$mib"
    base "$work/many-gzip" "$work/many-tree" "gzip -n -1"
    base "$work/many-plain" "$work/many-tree" cat
    local name edit
    for name in few many-gzip many-plain; do
        # A name of its own for each image; the digests of files younger than two seconds are not remembered.
        recipe "r-$name" rancheros overlay 'compression = "gzip"' "$cloud"
    done
    sleep 3
    for name in few many-gzip many-plain; do
        sh -c "$(build "r-$name" "$name")"
        sh -c "$(build "r-$name" "$name")"
    done
    edit="printf '#cloud-config\nhostname: n%s\n' \"\$(date +%s%N)\" >'$work/cloud.yml'"
    commands=()
    for name in few many-gzip many-plain; do
        commands+=("$name: nothing has changed" "sh -c \"$(build "r-$name" "$name")\"" "$(build "r-$name" "$name")")
        commands+=("$name: the cloud-config has changed" "$edit" "$(build "r-$name" "$name")")
    done
    measure "Rebuild; bases of 4 MiB (gzip) and $mib MiB (gzip, plain)" "${commands[@]}"
}

prepare
sections=("$@")
[[ ${#sections[@]} -gt 0 ]] || sections=(archive zstd memory start rebuild)
for section in "${sections[@]}"; do
    case $section in
    archive | memory | start | rebuild) "$section" ;;
    zstd) zstd_section ;;
    *) echo "run.sh: there is no section $section" >&2; exit 64 ;;
    esac
done
