"""Writes a root's tar archive as the newc archive that Clear Linux' PXE initrd holds, to standard output.

archive.py ROOT.tar EPOCH. Left out are the folders that upstream's maintainers remove, and what was needed while the
packages were installed; /init and /lib64 are links as they make them. In the order of a sorted `find`.
"""
import stat, sys, tarfile

path, latest = sys.argv[1], int(sys.argv[2])
GONE = ("boot", "home", "lost+found", "media", "mnt", "opt", "root", "srv", "var", "usr/share/clear-standin/out")
EMPTY = ("dev", "proc", "run", "sys", "tmp", "etc")
LINKS = {"init": "/usr/lib/systemd/systemd", "lib64": "/usr/lib64"}
KINDS = {tarfile.REGTYPE: stat.S_IFREG, tarfile.AREGTYPE: stat.S_IFREG, tarfile.DIRTYPE: stat.S_IFDIR,
         tarfile.SYMTYPE: stat.S_IFLNK}


def is_wanted(name):
    if name in LINKS or any(name == gone or name.startswith(gone + "/") for gone in GONE):
        return False
    return not any(name.startswith(empty + "/") for empty in EMPTY)


written = 0


def write(data):
    global written
    sys.stdout.buffer.write(data)
    written += len(data)


def pad():
    write(bytes(-written % 4))


def entry(name, number, mode, links, uid, gid, mtime, size):
    raw = name.encode("utf-8", "surrogateescape") + b"\0"
    fields = (number, mode, uid, gid, links, mtime, size, 0, 0, 0, 0, len(raw), 0)
    write(b"070701" + b"".join(b"%08X" % field for field in fields) + raw)
    pad()


with tarfile.open(path, encoding="utf-8", errors="surrogateescape") as source:
    members = {}
    for member in source:
        name = member.name.removeprefix("./").strip("/")
        if name in ("", ".") or not is_wanted(name):
            continue
        members[name] = member
    links = {}  # the first name of a file: how many names it has
    for name, member in members.items():
        if member.islnk():
            first = member.linkname.removeprefix("./").strip("/")
            if first not in members:
                sys.exit(f"base-clear-standin: {name} is another name of {first}, which is left out")
            links[first] = links.get(first, 1) + 1
    numbers = {}
    for number, name in enumerate(sorted(set(members) | set(LINKS)), 1):
        if name in LINKS:
            target = LINKS[name].encode()
            entry(name, number, stat.S_IFLNK | 0o777, 1, 0, 0, latest, len(target))
            write(target)
            pad()
            continue
        member = members[name]
        first = member.linkname.removeprefix("./").strip("/") if member.islnk() else name
        origin = members[first]
        if origin.type not in KINDS:
            sys.exit(f"base-clear-standin: {name} is of the type {origin.type!r}, which no such tree has")
        key = numbers.setdefault(first, number)
        isfirst = key == number
        data = b""
        if origin.issym():
            data = origin.linkname.encode("utf-8", "surrogateescape")
        elif origin.isreg() and isfirst:
            # The kernel links later names to the first one, whose data it has written.
            data = source.extractfile(origin).read()
        mode = KINDS[origin.type] | (0o777 if origin.issym() else origin.mode & 0o7777)
        count = 2 if origin.isdir() else links.get(first, 1)
        entry(name, key, mode, count, origin.uid, origin.gid, min(int(origin.mtime), latest), len(data))
        write(data)
        pad()
entry("TRAILER!!!", 0, 0, 1, 0, 0, 0, 0)
write(bytes(-written % 512))
