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

# The kernel's archive format has no room for file capabilities: they come in a list, a line a file (value in
# hexadecimal digits, setcap's words for it or -, escaped path, tabs between), and the root's own program sets them. A
# file without them runs with fewer rights, so that is told and not fatal.
kimage_set_capabilities() {
    kimage_setter=
    for kimage_program in /usr/bin/setfattr /bin/setfattr /usr/sbin/setcap /sbin/setcap /usr/bin/setcap; do
        if [ -x "$NEWROOT$kimage_program" ]; then
            kimage_setter=$kimage_program
            break
        fi
    done
    while IFS='	' read -r kimage_value kimage_text kimage_path; do
        # The x keeps a newline at the end.
        kimage_path=$(printf '%bx' "$kimage_path")
        kimage_path=${kimage_path%x}
        case "$kimage_setter" in
        '') false ;;
        */setfattr) chroot "$NEWROOT" "$kimage_setter" -n security.capability -v "0x$kimage_value" "$kimage_path" ;;
        *) chroot "$NEWROOT" "$kimage_setter" "$kimage_text" "$kimage_path" ;;
        esac || echo "kimage: FAILED: $kimage_path has no capabilities (${kimage_setter:-the root has neither setcap nor setfattr})" >/dev/console
    done </kimage/capabilities.files
}

if [ -d /kimage/files ] && [ -n "$NEWROOT" ] && [ -d "$NEWROOT" ]; then
    kimage_lay /kimage/files "$NEWROOT"
    if [ -s /kimage/capabilities.files ]; then kimage_set_capabilities; fi
    echo "kimage: the image's files are laid over the root" >/dev/console
fi
:
