#!/bin/bash
# dracut module: what Fedora CoreOS' 35coreos-live does, as far as a PXE boot goes.

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
    inst_multiple cp mkdir cat cut curl cpio sha256sum mount touch
    # shellcheck disable=SC2154
    inst_script "$moddir/setfiles" /usr/sbin/setfiles
    inst_script "$moddir/is-live-image" /usr/bin/is-live-image
    inst_script "$moddir/livepxe-rootfs" /usr/sbin/coreos-livepxe-rootfs
    # shellcheck disable=SC2154
    inst_script "$moddir/live-generator" "$systemdutildir/system-generators/live-generator"
    inst_hook cmdline 10 "$moddir/network.sh"
    inst_simple "$moddir/00-core.ign" /usr/lib/ignition/base.d/00-core.ign
    inst_simple "$moddir/stamp" /etc/coreos-live-initramfs
    inst_simple "$moddir/want" /etc/coreos-live-want-rootfs
    # Upstream copies the file (35coreos-ignition/coreos-ignition-setup-user.sh); Ignition follows the link.
    ln_r /config.ign /usr/lib/ignition/user.ign
}
