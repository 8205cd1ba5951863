# kimage: makes sure that the whole initrd has arrived, before anything else is done.
# Dracut sources it from its cmdline hooks (dracut.modules(7)). A plain archive that was cut short unpacks without a word
# (init/initramfs.c), so the last file of the last segment is a seal: its first line counts the names below /kimage, its
# second is the SHA-256 of /kimage/manifest, which lists their digests. The initramfs of dracut need not have find or
# sha256sum; what cannot be checked with what is there is not.

# $1: a folder; counts what is below it into kimage_names.
kimage_count() {
    for kimage_entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        [ -e "$kimage_entry" ] || [ -L "$kimage_entry" ] || continue
        kimage_names=$((kimage_names + 1))
        if [ -d "$kimage_entry" ] && [ ! -L "$kimage_entry" ]; then kimage_count "$kimage_entry"; fi
    done
}

kimage_seal_broken() {
    echo "kimage: FAILED: the initrd did not arrive whole: $1" >/dev/console
    kimage_panic=60
    # shellcheck disable=SC2013 # its words are wanted
    for kimage_word in $(cat /proc/cmdline); do
        case "$kimage_word" in panic=*) kimage_panic=${kimage_word#*=} ;; esac
    done
    case "$kimage_panic" in
    -*) ;;
    0) while :; do sleep 3600; done ;;
    *)
        echo "kimage: reboot in $kimage_panic seconds" >/dev/console
        sleep "$kimage_panic"
        ;;
    esac
    # Nothing is mounted yet that could be lost.
    echo b >/proc/sysrq-trigger
}

if [ ! -f /kimage/complete ]; then
    kimage_seal_broken "its last segment is missing"
else
    {
        IFS= read -r kimage_sealed
        IFS= read -r kimage_digest
    } </kimage/complete
    kimage_names=-1
    kimage_count /kimage
    if [ "$kimage_names" != "$kimage_sealed" ]; then
        kimage_seal_broken "$kimage_names of $kimage_sealed names below /kimage are there"
    elif command -v sha256sum >/dev/null; then
        kimage_found=$(sha256sum </kimage/manifest)
        if [ "${kimage_found%% *}" != "$kimage_digest" ]; then
            kimage_seal_broken "its list of files is damaged"
        elif ! kimage_found=$(sha256sum -c /kimage/manifest 2>&1); then
            kimage_seal_broken "$(echo "$kimage_found" | grep -v ': OK$' | head -n 1)"
        else
            echo "kimage: the initrd is whole: $kimage_names names" >/dev/console
        fi
    else
        echo "kimage: the initrd is whole: $kimage_names names" >/dev/console
    fi
fi
:
