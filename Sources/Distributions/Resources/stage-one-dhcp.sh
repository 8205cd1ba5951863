#!/bin/sh
# shellcheck shell=dash disable=SC2154 # udhcpc gives its variables: interface, ip, mask (a number of bits), router, ...
# kimage's script for udhcpc, in stage one and for as long as the system runs. The root may come by this card: nothing
# that is set is ever taken away, only added to.

# Where stage one wants to read what the server said.
lease=${KIMAGE_LEASE:-/dev/null}

case "$1" in
deconfig)
    ip link set dev "$interface" up
    ;;
bound | renew)
    [ -z "$mtu" ] || ip link set dev "$interface" mtu "$mtu"
    # It is there already when a lease is renewed.
    ip addr add "$ip/${mask:-24}" broadcast + dev "$interface" 2>/dev/null
    # RFC 3442: where option 121 is given, that of the routers does not count.
    if [ -n "$staticroutes" ]; then
        # shellcheck disable=SC2086 # pairs of a network and a router
        set -- $staticroutes
        while [ $# -ge 2 ]; do
            if [ "$2" = 0.0.0.0 ]; then
                ip route add "$1" dev "$interface" 2>/dev/null
            else
                [ "$1" != 0.0.0.0/0 ] || router=$2
                ip route add "$1" via "$2" dev "$interface" 2>/dev/null
            fi
            shift 2
        done
    elif ! ip route show dev "$interface" | grep -q '^default '; then
        for hop in $router; do
            # A router outside the network of the address is reached by the card.
            ip route add default via "$hop" dev "$interface" 2>/dev/null ||
                { ip route add "$hop" dev "$interface" && ip route add default via "$hop" dev "$interface"; } 2>/dev/null
            break
        done
    fi
    cat >"$lease" <<END
method=dhcp
address=$ip
prefix=${mask:-24}
gateway=${router%% *}
dns=$dns
domain=$domain
hostname=$hostname
next=$siaddr
dhcpserver=$serverid
END
    ;;
esac
exit 0
