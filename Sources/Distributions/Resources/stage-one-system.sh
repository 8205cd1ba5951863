# shellcheck shell=dash disable=SC2154 # the variables of /init
# kimage's stage one: what a root made for other purposes lacks as the system of a machine.

# A root that was exported from a container says that it is one, and OpenRC then leaves out the services that a
# machine needs (hostname, modules, hwclock: "keyword -lxc"). Before the image's files, which have the last word.
not_a_container() {
    if [ -f "$root/etc/rc.conf" ]; then
        sed -i -E 's/^(rc_sys="?(docker|lxc|openvz|podman|rkt|systemd-nspawn|vserver)"?)/#\1/' "$root/etc/rc.conf"
    fi
}

# A login prompt on every console that the kernel was given, as Alpine's own initramfs adds it.
add_consoles() {
    [ -f "$root/etc/inittab" ] || return 0
    for tty in $consoles; do
        # tty0 stands for the screen that is shown.
        [ "$tty" != tty0 ] || tty=$(cat /sys/class/tty/tty0/active 2>/dev/null)
        if [ -n "$tty" ] && ! grep -q "^$tty:" "$root/etc/inittab"; then
            # Speed 0 keeps what the kernel set.
            echo "$tty::respawn:/sbin/getty -L 0 $tty vt100" >>"$root/etc/inittab"
        fi
        if [ -n "$tty" ] && [ -f "$root/etc/securetty" ] && ! grep -qx "$tty" "$root/etc/securetty"; then
            echo "$tty" >>"$root/etc/securetty"
        fi
    done
}

# OpenRC without a single service in its boot runlevel (a root of bare packages): the defaults of Alpine's diskless
# mode, and the network.
add_services() {
    [ -x "$root/sbin/openrc" ] && [ -z "$(ls "$root/etc/runlevels/boot" 2>/dev/null)" ] || return 0
    for service in sysinit/devfs sysinit/dmesg sysinit/mdev sysinit/hwdrivers boot/modules boot/sysctl boot/hostname \
        boot/bootmisc boot/syslog boot/networking shutdown/mount-ro shutdown/killprocs shutdown/savecache; do
        # hwdrivers does not start without a service that provides "dev".
        if [ "$service" = sysinit/hwdrivers ] && [ ! -e "$root/etc/init.d/mdev" ]; then continue; fi
        if [ -e "$root/etc/init.d/${service#*/}" ]; then
            mkdir -p "$root/etc/runlevels/${service%/*}" "$root/etc/runlevels/default"
            ln -sf "/etc/init.d/${service#*/}" "$root/etc/runlevels/$service"
        fi
    done
    say "no services were chosen: Alpine's defaults added"
}

# Modules of another kernel would leave the machine without a network card.
add_modules() {
    if [ ! -d "$root/lib/modules/$release" ]; then
        if [ -d "/lib/modules/$release" ]; then
            say "the root has no modules for $release: taking the initramfs' own"
            problems=$(mkdir -p "$root/lib/modules" && cp -a "/lib/modules/$release" "$root/lib/modules/" 2>&1)
            [ -z "$problems" ] || say "  $problems"
        else
            say "the root has no modules for $release: only drivers within the kernel will work"
        fi
    fi
}

# Drivers, with the root's own modprobe and its blacklists. A root whose services do that is left to them: OpenRC's (the
# links are absolute, so only the root itself could follow them) or systemd's.
load_system_drivers() {
    if [ -L "$root/etc/runlevels/sysinit/hwdrivers" ] || [ -L "$root/etc/runlevels/sysinit/udev" ] ||
        [ -f "$root/lib/systemd/systemd" ] || [ -f "$root/usr/lib/systemd/systemd" ]; then
        return 0
    fi
    # Twice, as Alpine's service hwdrivers does: the first drivers bring up further devices (a bus, then its cards).
    for _ in 1 2; do
        find "$root/sys/devices" -name modalias -type f -print0 | xargs -0 sort -u |
            xargs chroot "$root" /sbin/modprobe -b -a
    done 2>"$dev/null"
    # shellcheck disable=SC2012 # names of network interfaces hold no blanks
    say "drivers: $(wc -l <"$root/proc/modules") modules, network: $(ls "$root/sys/class/net" | tr '\n' ' ')"
}
