# shellcheck shell=dash disable=SC2154 # the variables of /init
# kimage's stage one: the image's own files and the capabilities of files, laid over the root.

# Sets the file capabilities that a list names. The kernel's archive format has no room for them, busybox' tar drops
# them and NFS does not carry them, so the builder has written them down, a line a file: the value of the attribute
# security.capability in hexadecimal digits, the same as text for setcap (- where it has none), the path, with tabs
# between. busybox has no program that sets them; the root's own does, of the package attr or libcap.
set_capabilities() {
    [ -s "$1" ] || return 0
    setter=
    for program in usr/bin/setfattr bin/setfattr usr/sbin/setcap sbin/setcap usr/bin/setcap; do
        # -L: a link may be one that only resolves within the root.
        if [ -x "$root/$program" ] || [ -L "$root/$program" ]; then
            setter=/$program
            break
        fi
    done
    if [ -z "$setter" ]; then
        fail "$(wc -l <"$1") files of the root have capabilities, and it holds no program to set them" \
            "Install setcap (Debian: libcap2-bin, Alpine: libcap-setcap) or setfattr (attr) in the root."
    fi
    while IFS='	' read -r value text path; do
        path=$(unescaped "$path")
        path=${path%x}
        case "$setter" in
        */setfattr) problems=$(chroot "$root" "$setter" -n security.capability -v "0x$value" "$path" 2>&1) ;;
        *)
            if [ "$text" = - ]; then
                fail "$path has capabilities of a user namespace (0x$value), which only setfattr can set" \
                    "Install setfattr (package attr) in the root."
            fi
            problems=$(chroot "$root" "$setter" "$text" "$path" 2>&1)
            ;;
        esac || fail "the capabilities of $path cannot be set ($setter): ${problems:-no message}"
    done <"$1"
    say "capabilities of $(wc -l <"$1") files set"
}

# The image's files. The builder has led their paths through the symbolic links of the root, so that no folder here
# meets one (usr-merge: lib -> usr/lib), and has given folders that the root has the modes and owners they have there.
lay_files() {
    # Before the image's files: one that replaces a file of the root does not take over its capabilities. The images of
    # file systems have kept theirs.
    case "$conf_format" in
    archive | tree) set_capabilities "$capabilities" ;;
    esac
    [ -d "$files" ] || return 0
    # tar keeps modes, owners, device nodes and hard links, and replaces a link instead of writing through it. It
    # leaves a file alone that stands where a folder must go.
    (cd "$files" && find . -mindepth 1 -type d) | while IFS= read -r name; do
        if [ ! -d "$root/$name" ] && { [ -e "$root/$name" ] || [ -L "$root/$name" ]; }; then
            rm -f "$root/$name"
        fi
    done
    # Large files (images of containers) one at a time, the copy in the initramfs removed at once: otherwise all of
    # them would take memory twice.
    problems=$(
        cd "$files" && find . -type f -size +1024k -links 1 -exec sh -c '
            mkdir -p "$0/${1%/*}" && rm -f "$0/$1" && cp -a "$1" "$0/$1" && rm -f "$1"' "$root" '{}' ';' 2>&1
    )
    status=$?
    if [ $status -eq 0 ] && [ -z "$problems" ]; then
        problems=$({ tar -cf - -C "$files" . | tar -xf - -C "$root" --numeric-owner; } 2>&1)
        status=$?
    fi
    if [ $status -ne 0 ] || [ -n "$problems" ]; then
        problems=$(printf '%s\n' "$problems" | head -n 4)
        fail "the files of the image could not be laid over the root (status $status): ${problems:-no message}" \
            "$(explain_full "$problems" $status)"
    fi
    # The folder that stands for / came along with its own mode and owner.
    chmod 0755 "$root" && chown 0:0 "$root"
    set_capabilities "$capabilities.files"
    say "files laid over the root: $(($(root_kib 3) / 1024)) of $(($(root_kib 2) / 1024)) MiB used"
}
