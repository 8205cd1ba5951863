# shellcheck shell=dash disable=SC2034,SC2154 # the variables of /init and of the other parts
# kimage's stage one: the network, given to the system that it starts. The root comes by this card, so whatever sets
# networks up there must leave the card its address: without it, no program could be read that would give it back.

# A systemd that starts keeps a /run that is mounted.
mount_run() {
    mkdir -p "$root/run"
    mount -t tmpfs -o mode=0755,nosuid,nodev,size=20% tmpfs "$root/run"
}

has_systemd() {
    [ -f "$root/lib/systemd/systemd" ] || [ -f "$root/usr/lib/systemd/systemd" ]
}

# Whether systemd-networkd is started, by itself or for netplan.
uses_networkd() {
    has_systemd || return 1
    for link in multi-user.target.wants/systemd-networkd.service dbus-org.freedesktop.network1.service; do
        if [ -L "$root/etc/systemd/system/$link" ]; then return 0; fi
    done
    [ -n "$(ls "$root/etc/netplan" 2>/dev/null)" ]
}

# The file sorts before those of the image and of netplan, so its card is left to it. KeepConfiguration= holds the
# address when networkd starts, stops and loses its lease.
networkd_files() {
    mkdir -p "$root/run/systemd/network"
    {
        echo "# From kimage's stage one: the root comes by this card."
        echo "[Match]"
        if [ -n "$network_parent" ]; then echo "Name=$network_device"; else printf '%s\n' "MACAddress=$net_mac" Type=ether; fi
        echo "[Network]"
        echo "KeepConfiguration=yes"
        for server in $net_dns; do [ "$net_method" = dhcp ] || echo "DNS=$server"; done
        if [ "$net_method" = dhcp ]; then
            printf '%s\n' DHCP=ipv4 "[DHCPv4]" ClientIdentifier=mac SendRelease=no
            # The name that the image has is not that of the DHCP server.
            if [ -s "$root/etc/hostname" ]; then echo "UseHostname=no"; fi
        else
            echo "Address=$net_address/$net_prefix"
            [ -z "$net_gateway" ] || echo "Gateway=$net_gateway"
        fi
    } >"$root/run/systemd/network/00-kimage-root.network"
    # udev cannot rename a card that is up (before Linux 6.2), and networkd would wait for that for ever.
    printf '%s\n' "# From kimage's stage one: the root comes by this card, which keeps its name." "[Match]" \
        "MACAddress=$net_mac" Type=ether "[Link]" NamePolicy=keep >"$root/run/systemd/network/00-kimage-root.link"
    if [ -n "$network_parent" ]; then
        # Without VLAN=, which would ask for a .netdev file: the VLAN is there already.
        printf '%s\n' "# From kimage's stage one: the root comes by a VLAN on this card." "[Match]" "MACAddress=$net_mac" \
            Type=ether "[Network]" KeepConfiguration=yes LinkLocalAddressing=no \
            >"$root/run/systemd/network/00-kimage-parent.network"
    fi
}

# The system's own iscsid, which udev starts for the disk of the root, would find that ours has its place; iscsiadm talks
# to ours. And what ends sessions when the system goes down (Debian's, Red Hat's) cannot see that the root is one of them,
# since / is an overlay: it has no way to.
iscsi_units() {
    units=$root/run/systemd/system
    mkdir -p "$units"
    case "$kept" in *connection*)
        for name in iscsid.service iscsid.socket; do ln -s /dev/null "$units/$name"; done
        ;;
    esac
    for name in open-iscsi iscsi iscsi-shutdown; do
        mkdir "$units/$name.service.d"
        printf '%s\n' "# From kimage's stage one: the root is an iSCSI disk." "[Service]" ExecStop= \
            >"$units/$name.service.d/00-kimage-root.conf"
    done
}

# ifupdown, ifupdown-ng and busybox: an interface whose method is manual is only set up, which it is.
manual_interfaces() {
    list=$root/etc/network/interfaces
    [ -f "$list" ] || return 0
    awk -v cards=" $network_device $network_parent " '
        /^[ \t]*(auto|iface|mapping|source|source-directory|allow-[a-z]*|no-auto-down|no-scripts|template)[ \t]/ {
            ours = $1 == "iface" && index(cards, " " $2 " ")
            if (ours) {
                if (!done[$2]++) print "# kimage: the root comes by this card\niface " $2 " inet manual"
                next
            }
        }
        !ours
    ' "$list" >/run/interfaces && cat /run/interfaces >"$list"
}

# NetworkManager, dhcpcd and cloud-init, where the root has them.
leave_alone() {
    if [ -d "$root/etc/NetworkManager" ]; then
        mkdir -p "$root/etc/NetworkManager/conf.d"
        printf '[keyfile]\nunmanaged-devices=mac:%s\n' "$net_mac" >"$root/etc/NetworkManager/conf.d/00-kimage-root.conf"
    fi
    if [ -f "$root/etc/dhcpcd.conf" ]; then
        echo "denyinterfaces $network_device $network_parent" >>"$root/etc/dhcpcd.conf"
        # It writes resolv.conf for the other cards, below this.
        if [ -n "$net_dns" ] && [ ! -e "$root/etc/resolv.conf.head" ]; then
            for server in $net_dns; do echo "nameserver $server"; done >"$root/etc/resolv.conf.head"
        fi
    fi
    if [ -d "$root/etc/cloud/cloud.cfg.d" ]; then
        echo "network: {config: disabled}" >"$root/etc/cloud/cloud.cfg.d/99-kimage-network.cfg"
    fi
}

# Where nothing else will say which servers know names.
resolv_conf() {
    list=$root/etc/resolv.conf
    # systemd-resolved makes the file that the link leads to.
    case "$(readlink "$list")" in */systemd/*) return 0 ;; esac
    if [ -s "$list" ] || [ -z "$net_dns" ]; then return 0; fi
    rm -f "$list"
    {
        [ -z "$net_domain" ] || echo "search $net_domain"
        for server in $net_dns; do echo "nameserver $server"; done
    } >"$list"
}

hand_over_network() {
    if has_systemd; then
        mount_run
        networkd_files
        [ "$conf_type" != iscsi ] || iscsi_units
    fi
    manual_interfaces
    leave_alone
    resolv_conf
    if uses_networkd; then
        say "network: systemd-networkd keeps $net_address on $network_device"
    elif [ "$net_method" = dhcp ]; then
        part keep
        kept="$kept lease"
        say "network: $net_address stays on $network_device, its lease is renewed beside the system"
    else
        say "network: $net_address stays on $network_device"
    fi
}
