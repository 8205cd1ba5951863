#!/bin/sh
# Written by kimage; /etc/init.d/kimage-config runs it once when the machine has booted. Every step says what became of
# it; one that fails is counted and the next one runs, as in cloud-init.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
HOME=/root
export PATH HOME
umask 022
failed=0
log=/var/log/kimage-config.log
# What commands print may be private.
(umask 077 && : >>"$log")

say() {
    echo "kimage-config: $*"
    echo "$*" >>"$log"
}

failure() {
    say "$*"
    failed=$((failed + 1))
}

# LABEL COMMAND…: runs the command; what it prints is told with a prefix. Through a file, not a pipe: a command that
# leaves a program running in the background would hold a pipe open, and the boot with it.
step() {
    label=$1
    shift
    before=$(wc -c <"$log")
    "$@" >>"$log" 2>&1 </dev/null
    status=$?
    tail -c "+$((before + 1))" "$log" | awk '{ print "kimage-config:   " $0 }'
    if [ $status -eq 0 ]; then say "$label: done"; else failure "$label: FAILED with status $status"; fi
}

ensure_group() {
    grep -q "^$1:" /etc/group || step "group $1" addgroup "$1"
}

# NAME OPTION…: options of busybox's adduser.
add_user() {
    name=$1
    shift
    if id "$name" >/dev/null 2>&1; then
        say "user $name: exists, stays as it is"
        return
    fi
    group=
    previous=
    for word in "$@"; do
        [ "$word" != -G ] || group=given
        if [ "$previous" = -s ] && [ ! -x "$word" ]; then failure "user $name: $word, its shell, is not there"; fi
        previous=$word
    done
    # adduser wants to make a group of the same name, and fails where there is one.
    if [ -z "$group" ] && grep -q "^$name:" /etc/group; then set -- "$@" -G "$name"; fi
    step "user $name" adduser -D "$@" "$name"
}

# NAME HASH: a crypt(3) hash, or * for none.
set_password() {
    printf '%s:%s\n' "$1" "$2" | chpasswd -e >/dev/null 2>&1 || failure "password of $1: FAILED"
}

# NAME RULE: the right to become somebody else, in the words of sudoers(5).
administrator() {
    if [ -d /etc/sudoers.d ]; then
        # sudo skips files whose names hold a dot.
        file=/etc/sudoers.d/kimage-$(printf '%s' "$1" | tr . _)
        (umask 0337 && printf '%s %s\n' "$1" "$2" >"$file")
        say "user $1 may use sudo: $2"
    elif [ -d /etc/doas.d ] && [ "$2" = "ALL=(ALL) NOPASSWD:ALL" ]; then
        (umask 0377 && printf 'permit nopass %s\n' "$1" >"/etc/doas.d/kimage-$1.conf")
        say "user $1 may use doas"
    else
        failure "user $1 may use sudo: FAILED, the image holds no sudo"
    fi
}

# NAME KEY…
authorized_keys() {
    user=$1
    shift
    home=$(awk -F: -v user="$user" '$1 == user { print $6 }' /etc/passwd)
    if [ -z "$home" ]; then
        failure "keys of $user: FAILED, there is no such user"
        return
    fi
    keys=$home/.ssh/authorized_keys
    if ! mkdir -p "$home/.ssh" || ! touch "$keys"; then
        failure "keys of $user: FAILED"
        return
    fi
    for key in "$@"; do
        grep -qxF -e "$key" "$keys" || printf '%s\n' "$key" >>"$keys"
    done
    # sshd ignores keys that others could have written.
    chmod 0700 "$home/.ssh"
    chmod 0600 "$keys"
    chown -R "$user:$(id -gn "$user")" "$home/.ssh"
    say "user $user: $# authorized key(s)"
}

finish() {
    if [ "$failed" -eq 0 ]; then say "done"; else say "done, $failed step(s) FAILED"; fi
    [ "$failed" -eq 0 ]
}

# Below: what this image was asked to do.
