#!/bin/sh
# dracut hook cmdline: the network comes up in the initramfs only where something is to be fetched, as upstream's
# coreos-enable-network.service has it.
if getarg coreos.live.rootfs_url= >/dev/null || getarg ignition.config.url= >/dev/null ||
    getargbool 0 rd.neednet; then
    echo "rd.neednet=1" >/etc/cmdline.d/40-standin.conf
    getarg ip= >/dev/null || echo "ip=dhcp" >>/etc/cmdline.d/40-standin.conf
fi
