#!/bin/bash
# dracut module, numbered to come first: dracut's iSCSI on a network that systemd-networkd brings up, as Flatcar's
# bootengine puts them together (its 03flatcar-network and 10networkd-dependency-generator, and its dracut's iscsi, which
# depends on the former).

check() {
    return 255
}

depends() {
    echo systemd-networkd iscsi rootfs-block
}

installkernel() {
    instmods sd_mod
}

install() {
    # shellcheck disable=SC2154
    inst_simple "$moddir/netroot.network" "$systemdutildir/network/yy-netroot.network"
    inst_script "$moddir/networkd-generator" "$systemdutildir/system-generators/networkd-generator"
    # dracut's module starts it at every boot; bootengine's does not.
    # shellcheck disable=SC2154
    systemctl --quiet --root "$initdir" disable systemd-networkd.service systemd-networkd.socket
    # Debian's unit runs a script that its initramfs does not have; upstream's has none.
    mkdir -p "$initdir/etc/systemd/system/iscsid.service.d"
    printf '[Service]\nExecStartPre=\n' >"$initdir/etc/systemd/system/iscsid.service.d/standin.conf"
}
