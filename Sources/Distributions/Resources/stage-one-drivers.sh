# shellcheck shell=dash disable=SC2154 # the variables of /init
# kimage's stage one: modules of the kernel, from /lib/modules of the initramfs.

# busybox' own, whatever else the initramfs has by that name: kmod's wants modules.dep.bin, which the segment of the
# drivers does not bring.
modprobe='/bin/busybox modprobe'

# $1: what needs them; then names of modules. One within the kernel is as good; a missing one is a failure.
load() {
    purpose=$1
    shift
    for module in "$@"; do
        is_loaded "$module" && continue
        problems=$($modprobe "$module" 2>&1) && continue
        is_loaded "$module" && continue
        fail "$purpose needs the module $module, which Linux $release does not get: ${problems:-no message}" \
            "$(modules_there)"
    done
}

# The same for modules that are of use where the kernel has them.
load_any() {
    for module in "$@"; do
        is_loaded "$module" || $modprobe -q "$module" 2>/dev/null
    done
    return 0
}

# File names and module names differ in - and _.
is_loaded() {
    local name
    name=$(printf '%s' "$1" | tr - _)
    [ -d "/sys/module/$name" ] && return 0
    [ -f "/lib/modules/$release/modules.builtin" ] &&
        tr - _ <"/lib/modules/$release/modules.builtin" | grep -q "/$name\.ko"
}

modules_there() {
    if [ -f "/lib/modules/$release/modules.dep" ]; then
        echo "The initrd holds $(wc -l <"/lib/modules/$release/modules.dep") modules of this kernel: build the image again."
    else
        # shellcheck disable=SC2012 # names of releases hold no blanks
        echo "The initrd holds modules of: $(ls /lib/modules 2>/dev/null | tr '\n' ' ')- was it built for another kernel?"
    fi
}

# Loads the drivers of the devices that are there. Twice: the first bring up further devices (a bus, then its cards).
coldplug() {
    for _ in 1 2; do
        # shellcheck disable=SC2086 # a program and its applet
        find /sys/devices -name modalias -type f -print0 | xargs -0 sort -u 2>/dev/null |
            xargs $modprobe -a -b -q
    done >/dev/null 2>&1
}
