#!/bin/sh
# dracut hook cmdline: the network comes up in the initramfs only where a configuration is to be fetched. Debian's
# Ignition knows upstream's parameter by its newest name only: it is shown a kernel line with that, until it has read
# it (the diskless generator takes it away again).
url=$(getarg ignition.config.url=) || url=$(getarg flatcar.config.url=) || url=$(getarg coreos.config.url=)
if [ -n "$url" ] || getargbool 0 rd.neednet; then
    echo "rd.neednet=1" >/etc/cmdline.d/40-standin.conf
    getarg ip= >/dev/null || echo "ip=dhcp" >>/etc/cmdline.d/40-standin.conf
fi
if [ -n "$url" ] && ! getarg ignition.config.url= >/dev/null; then
    sed 's/\(flatcar\|coreos\)\.config\.url=/ignition.config.url=/' /proc/cmdline >/run/standin-cmdline
    mount --bind /run/standin-cmdline /proc/cmdline
fi
