# kimage: lays the image's files over the root that dracut has mounted, just before dracut switches to it.
# Dracut sources it from its pre-pivot hooks (dracut.modules(7)); it must not exit. The initramfs of dracut has neither
# find nor tar, so the tree is walked by the shell.

kimage_lay_file() {
    rm -rf "$2" && cp -a "$1" "$2" && return 0
    echo "kimage: FAILED: cannot lay ${2#"$NEWROOT"} over the root" >/dev/console
    return 1
}

# $1: a folder of /kimage/files; $2: the same folder of the new root, which exists.
kimage_lay() {
    for kimage_entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        [ -e "$kimage_entry" ] || [ -L "$kimage_entry" ] || continue
        if [ -d "$kimage_entry" ] && [ ! -L "$kimage_entry" ] && [ -d "$2/${kimage_entry##*/}" ]; then
            # A subshell keeps the variable of this level.
            (kimage_lay "$kimage_entry" "$2/${kimage_entry##*/}")
        else
            kimage_lay_file "$kimage_entry" "$2/${kimage_entry##*/}"
        fi
    done
}

if [ -d /kimage/files ] && [ -n "$NEWROOT" ] && [ -d "$NEWROOT" ]; then
    kimage_lay /kimage/files "$NEWROOT"
    echo "kimage: the image's files are laid over the root" >/dev/console
fi
:
