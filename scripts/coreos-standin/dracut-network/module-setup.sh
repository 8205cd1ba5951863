#!/bin/bash
# dracut module, numbered to come first: the network by dhclient. Left to itself, the module "network" picks
# systemd-networkd, which never runs dracut's hooks for what is to be fetched.

check() {
    return 255
}

depends() {
    echo network-legacy
}

install() {
    return 0
}
