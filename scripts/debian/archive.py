"""Writes the root's archive again, from standard input to standard output, so that stage one can unpack it.

mmdebstrap writes the pax format, where a name of more than 100 bytes, or of other letters than ASCII, stands in an
extended header. busybox reads no extended headers: such a file would come out under another name. GNU's own headers
for long names it does read. Of the extended attributes only file capabilities are kept, in a pax header before the
file, where kimage finds them. The order stays; numbers, not names, say whose a file is.
"""
import sys, tarfile

CAPABILITY = "SCHILY.xattr.security.capability"
# apt's lists and packages, which the base is made with; what they are in stays.
EMPTY = ("./var/cache/apt/", "./var/lib/apt/lists/")
latest = int(sys.argv[1])


def pax_header(key, value):
    """A pax header with one record, as pax(1) has it: length, blank, key=value, newline; the length counts itself."""
    record = key.encode() + b"=" + value + b"\n"
    length = len(record) + 2
    while len(str(length)) + 1 + len(record) != length:
        length = len(str(length)) + 1 + len(record)
    record = str(length).encode() + b" " + record
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, len(record)
    return header.tobuf(tarfile.USTAR_FORMAT) + record + bytes(-len(record) % tarfile.BLOCKSIZE)


output = sys.stdout.buffer
with tarfile.open(fileobj=sys.stdin.buffer, mode="r|", encoding="utf-8", errors="surrogateescape") as source:
    for member in source:
        if member.name.startswith(EMPTY) and not member.isdir():
            continue
        if member.issparse():
            sys.exit(f"base-debian: {member.name} is sparse, which busybox cannot unpack")
        capability = member.pax_headers.get(CAPABILITY)
        for key in member.pax_headers:
            if ".xattr." in key and key != CAPABILITY and not key.endswith(("posix_acl_access", "posix_acl_default")):
                sys.exit(f"base-debian: {member.name} has {key}, which stage one does not set")
        member.pax_headers = {}
        member.uname = member.gname = ""
        member.mtime = min(int(member.mtime), latest)
        if capability is not None:
            output.write(pax_header(CAPABILITY, capability.encode("utf-8", "surrogateescape")))
        output.write(member.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape"))
        if member.isreg():
            reader, left = source.extractfile(member), member.size
            while left > 0:
                data = reader.read(min(left, 1 << 20))
                if not data:
                    sys.exit(f"base-debian: {member.name} is cut short")
                output.write(data)
                left -= len(data)
            output.write(bytes(-member.size % tarfile.BLOCKSIZE))
output.write(bytes(tarfile.RECORDSIZE))
