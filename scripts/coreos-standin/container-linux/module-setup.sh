#!/bin/bash
# dracut module: what the initramfs inside Flatcar's and Container Linux' kernels does on a PXE boot (bootengine's
# 10diskless-generator, 30ignition/ignition-setup.sh and the OEM part of 99setup-root).

check() {
    return 255
}

depends() {
    echo ignition kimage-network
}

installkernel() {
    instmods loop squashfs overlay
}

install() {
    inst_multiple cp mkdir cat mount umount sed
    # shellcheck disable=SC2154
    inst_script "$moddir/setfiles" /usr/sbin/setfiles
    inst_script "$moddir/is-live-image" /usr/bin/is-live-image
    inst_script "$moddir/setup-root" /usr/sbin/initrd-setup-root
    # shellcheck disable=SC2154
    inst_script "$moddir/diskless-generator" "$systemdutildir/system-generators/diskless-generator"
    inst_hook cmdline 10 "$moddir/network.sh"
    inst_simple "$moddir/oem" /etc/standin-oem
    inst_dir /usr/share/oem
    inst_dir /usr/lib/ignition
    # Upstream copies the file (ignition-setup.sh); Ignition follows the link.
    ln_r /usr/share/oem/config.ign /usr/lib/ignition/user.ign
    # Debian's Ignition starts at ignition.firstboot; upstream's at flatcar.first_boot or coreos.first_boot, and what
    # is not told a platform is "metal" there.
    # shellcheck disable=SC2154
    generator=$initdir$systemdutildir/system-generators/ignition-generator
    # shellcheck disable=SC2016
    sed -i -e "s/cmdline_bool 'ignition.firstboot' 0/first_boot/" -e 's/ignition\.platform\.id)/ignition.platform.id metal)/' \
        -e 's/^add_requires() {$/first_boot() { cmdline_bool flatcar.first_boot || cmdline_bool coreos.first_boot; }\n\n&/' \
        "$generator"
    # shellcheck disable=SC2016
    if ! grep -q '^if $(first_boot)' "$generator" || ! grep -q 'platform.id metal' "$generator"; then
        derror "Ignition's generator is not the one that the stand-in was written for"
        exit 1
    fi
}
