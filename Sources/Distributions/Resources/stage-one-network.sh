# shellcheck shell=dash disable=SC2012,SC2034,SC2154 # the variables of other parts; names of cards hold no blanks
# kimage's stage one: the network.
#
# Words of the command line, as the kernel (Documentation/admin-guide/nfs/nfsroot.rst) and dracut.cmdline(7) have them:
#   ip=dhcp | ip=CARD:dhcp | ip=CLIENT:SERVER:GATEWAY:MASK:HOST:CARD:none:DNS:DNS    one a card; none: DHCP
#   BOOTIF=01-52-54-00-12-34-56    the card that the boot loader came by: no other is taken
#   vlan=NAME:CARD                 a VLAN on that card; the digits at the end of its name are its number
#   nameserver=ADDRESS             instead of what DHCP says
# Every card that has a link is tried in the order of their names, again and again, until one is set up; where the root's
# server does not answer by that one, the next.
# kimage.ip=, kimage.vlan= and kimage.nameserver= say the same to stage one alone: a kernel that reads ip= itself waits 12
# seconds for a card whose driver is a module.

lease=/run/kimage.lease
# What the lease says, and how the address came: dhcp or static.
net_method='' net_address='' net_prefix='' net_gateway='' net_dns='' net_domain='' net_hostname='' net_next=''
net_dhcpserver='' net_mac=''
# The card that a VLAN lies on; cards by which the root's server did not answer; yes once something must keep the network.
network_parent='' network_tried=' ' network_used=''

# Splits one ip= into ip_client, ip_server, ip_gateway, ip_mask, ip_host, ip_card, ip_method and ip_dns.
split_ip() {
    ip_client='' ip_server='' ip_gateway='' ip_mask='' ip_host='' ip_card='' ip_method=dhcp ip_dns=''
    case "$1" in
    *\[*) fail "ip=$1: an address of IPv6" "Stage one brings a root up by IPv4." ;;
    *:*:*)
        IFS=: read -r ip_client ip_server ip_gateway ip_mask ip_host ip_card ip_method dns1 dns2 _ <<END
$1
END
        ip_dns="$dns1 $dns2"
        [ -n "$ip_method" ] || ip_method=$([ -z "$ip_client" ] && echo dhcp || echo none)
        ;;
    *:*)
        ip_card=${1%%:*}
        ip_method=${1#*:}
        ip_method=${ip_method%%:*}
        ;;
    *) ip_method=${1:-dhcp} ;;
    esac
    case "$ip_method" in
    dhcp | on | any | both | bootp) ip_method=dhcp ;;
    none | off | static)
        [ -n "$ip_client" ] || fail "ip=$1 leaves the network off, and the root comes by it" "Give ip=dhcp, or an address."
        [ -n "$ip_mask" ] || fail "ip=$1 has no network mask" "ip=CLIENT:SERVER:GATEWAY:MASK:HOST:CARD:none"
        ip_method=static
        ;;
    *) fail "ip=$1: \"$ip_method\" is no way to get an address" "Stage one knows dhcp and none (with an address)." ;;
    esac
}

# The ip= of a card: that which names it, or else one that names none. Status 1: all of them name other cards.
ip_of() {
    if [ -z "$ip_words" ]; then
        split_ip dhcp
        return 0
    fi
    found=
    while IFS= read -r word; do
        split_ip "$word"
        if [ "$ip_card" = "$1" ]; then return 0; fi
        [ -n "$ip_card" ] || found=$word
    done <<END
$ip_words
END
    [ -n "$found" ] && split_ip "$found"
}

# Names of the Ethernet cards; those without a device are bridges, tunnels and the like.
cards() {
    # shellcheck disable=SC2045
    for card in $(ls /sys/class/net); do
        [ -e "/sys/class/net/$card/device" ] || continue
        [ "$(cat "/sys/class/net/$card/type")" = 1 ] || continue
        if [ -n "$bootif" ] && [ "$(cat "/sys/class/net/$card/address")" != "$bootif_mac" ]; then continue; fi
        if [ -n "$vlan" ] && [ -z "$bootif" ]; then
            [ "$card" = "${vlan#*:}" ] || continue
        elif [ -z "$vlan" ]; then
            ip_of "$card" || continue
        fi
        printf '%s ' "$card"
    done
}

# Names and addresses of all cards, for people.
cards_there() {
    # shellcheck disable=SC2045
    for card in $(ls /sys/class/net); do
        [ ! -e "/sys/class/net/$card/device" ] || printf '%s (%s) ' "$card" "$(cat "/sys/class/net/$card/address")"
    done
}

has_link() {
    [ "$(cat "/sys/class/net/$1/carrier" 2>/dev/null)" = 1 ]
}

# Those of $* that have a link, once all have one or the others had a second longer than the first; a card needs some
# seconds for it. Those of network_tried come last.
linked() {
    for card in "$@"; do ip link set dev "$card" up; done
    others_had_time=
    for _ in 1 2 3 4 5 6; do
        ready=0
        for card in "$@"; do
            if has_link "$card"; then ready=$((ready + 1)); fi
        done
        if [ "$ready" -eq $# ] || [ -n "$others_had_time" ]; then break; fi
        [ "$ready" -eq 0 ] || others_had_time=yes
        sleep 1
    done
    last=
    for card in "$@"; do
        has_link "$card" || continue
        case "$network_tried" in
        *" $card "*) last="$last$card " ;;
        *) printf '%s ' "$card" ;;
        esac
    done
    printf '%s' "$last"
}

add_vlan() {
    local name number
    name=${vlan%%:*}
    number=$(printf '%s' "$name" | sed -E 's/.*[^0-9]//; s/^0+//')
    [ -n "$number" ] || fail "vlan=$vlan: the name of the VLAN ends with no number" "vlan=vlan5:eth0 is number 5."
    load "vlan=" 8021q
    if [ ! -e "/sys/class/net/$name" ]; then
        ip link add link "$1" name "$name" type vlan id "$number" || return 1
    fi
    ip link set dev "$name" up
    ip_of "$name" || split_ip dhcp
}

# Gives a card its address. Status 1: no server answers.
set_up() {
    local prefix server key value
    rm -f "$lease"
    if [ "$ip_method" = dhcp ]; then
        KIMAGE_LEASE=$lease udhcpc -i "$1" -f -q -n -t 4 -T 3 -O staticroutes -O mtu -s "$parts/dhcp.sh" \
            >/dev/null 2>&1 || return 1
        [ -s "$lease" ] || return 1
    else
        prefix=$(ipcalc -p "$ip_client" "$ip_mask" 2>/dev/null)
        [ -n "$prefix" ] || fail "ip= has no network mask: \"$ip_mask\""
        ip addr add "$ip_client/${prefix#PREFIX=}" broadcast + dev "$1" 2>/dev/null
        [ -z "$ip_gateway" ] || ip route add default via "$ip_gateway" dev "$1" 2>/dev/null
        printf '%s\n' method=static "address=$ip_client" "prefix=${prefix#PREFIX=}" "gateway=$ip_gateway" >"$lease"
    fi
    while IFS='=' read -r key value; do
        case "$key" in
        method | address | prefix | gateway | dns | domain | hostname | next | dhcpserver) eval "net_$key=\$value" ;;
        esac
    done <"$lease"
    [ -z "${ip_dns# }" ] || net_dns=${ip_dns% }
    [ -z "$nameservers" ] || net_dns=${nameservers# }
    [ -z "$ip_host" ] || hostname "$ip_host"
    network_device=$1
    net_mac=$(cat "/sys/class/net/$1/address")
    for server in $net_dns; do echo "nameserver $server"; done >/etc/resolv.conf
}

network_up() {
    local pause waited present ready card other
    bootif_mac=$(printf '%s' "${bootif#01-}" | tr 'A-F-' 'a-f:')
    case "$vlan" in
    '' | ?*:?*) ;;
    *) fail "vlan=$vlan: vlan=NAME:CARD is meant" ;;
    esac
    mkdir -p /etc
    load "the network" af_packet
    pause=1 waited=0
    while :; do
        coldplug
        present=$(cards)
        # shellcheck disable=SC2086 # names
        ready=$([ -z "$present" ] || linked $present)
        for card in $ready; do
            network_parent=
            if [ -n "$vlan" ]; then
                network_parent=$card
                add_vlan "$card" || continue
                card=${vlan%%:*}
            else
                ip_of "$card"
            fi
            if set_up "$card"; then
                # The others are the system's, which wants to rename them; udev cannot where a card is up.
                for other in $present; do
                    [ "$other" = "$card" ] || [ "$other" = "$network_parent" ] || ip link set dev "$other" down
                done
                say "network: $card ($net_mac) has $net_address/$net_prefix by $net_method," \
                    "gateway ${net_gateway:-none}, DNS ${net_dns:-none}"
                return 0
            fi
        done
        if [ -z "$present" ]; then
            again "a network card${bootif:+ $bootif_mac (BOOTIF)}${vlan:+ (vlan=$vlan)}; there are: $(cards_there)"
        elif [ -z "$ready" ]; then
            again "a link on ${present% }"
        else
            again "a DHCP server on ${ready% }${vlan:+ (vlan=$vlan)}"
        fi
    done
}

# Another card, where the server of the root does not answer by the one that is set up. Status 1: there is none, or all
# have been tried.
elsewhere() {
    local problems before other others
    if [ -n "$network_used" ]; then return 1; fi
    network_tried="$network_tried${network_parent:-$network_device} "
    others=
    for other in $(cards); do
        case "$network_tried" in *" $other "*) ;; *) others="$others$other " ;; esac
    done
    # One without a cable is no reason to give the lease up that is there.
    # shellcheck disable=SC2086 # names
    if [ -n "$others" ] && [ -n "$(linked $others)" ]; then
        say "network: no answer by $network_device; trying other cards"
        before=$network_device
        clear_network
        network_up
        name_server
        if [ "$network_device" != "$before" ]; then return 0; fi
    else
        for other in $others; do ip link set dev "$other" down; done
    fi
    network_tried=' '
    return 1
}

clear_network() {
    ip addr flush dev "$network_device"
    ip link set dev "$network_device" down
    if [ -n "$network_parent" ]; then
        ip link del dev "$network_device"
        ip link set dev "$network_parent" down
    fi
    net_gateway='' net_dns='' net_domain='' net_hostname='' net_next='' net_dhcpserver=''
}

# Before a system that shall set the network up by itself finds it half done.
network_down() {
    clear_network
    say "network: ${network_parent:-$network_device} is left to the system"
}

# The address of a server by its name or address; empty where it has none.
address_of() {
    case "$1" in
    *[!0-9.]*)
        nslookup "$1" 2>/dev/null | awk '
            /^Name:/ { answer = 1 }
            answer && /^Address/ {
                for (i = 2; i <= NF; i++) if ($i ~ /^[0-9]+\.[0-9.]+$/) { print $i; exit }
            }'
        ;;
    *) echo "$1" ;;
    esac
}
