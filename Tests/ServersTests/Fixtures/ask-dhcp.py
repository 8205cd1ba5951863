"""Asks a DHCP server what to boot, as firmware does: ask-dhcp.py INTERFACE ARCHITECTURE [VENDOR-CLASS [USER-CLASS]].

Where the offer names no file but services (PXE 2.1, 2.2.3), the boot server on port 4011 is asked for the first one.
Prints file, server, vendor class and address of the answer, a line each.
"""
import os
import socket
import struct
import sys

interface, architecture = sys.argv[1], int(sys.argv[2])
vendor = sys.argv[3] if len(sys.argv) > 3 else "PXEClient"
user = sys.argv[4] if len(sys.argv) > 4 else ""

mac = bytes([0x52, 0x54, 0, 0, 0, 1])
own = "10.0.0.250"


def option(code, value):
    return bytes([code, len(value)]) + value


def message(kind, number, address, more):
    options = option(53, bytes([kind])) + option(93, struct.pack(">H", architecture)) + option(94, b"\x01\x03\x10")
    options += option(97, b"\x00" + bytes(16))
    options += option(60, f"{vendor}:Arch:{architecture:05}:UNDI:003016".encode())
    options += option(55, bytes([1, 3, 43, 54, 60, 66, 67])) + more
    if user:
        options += option(77, user.encode())
    return struct.pack(
        ">BBBB4sHH4s12s16s64s128s4s", 1, 1, 6, 0, number, 0, 0x8000, socket.inet_aton(address), bytes(12),
        mac + bytes(10), bytes(64), bytes(128), b"\x63\x82\x53\x63") + options + b"\xff"


def parsed(rest, end):
    found = {}
    while rest and rest[0] != end:
        if rest[0] == 0:
            rest = rest[1:]
            continue
        found[rest[0]] = rest[2:2 + rest[1]]
        rest = rest[2 + rest[1]:]
    return found


def ask(link, kind, to, address="0.0.0.0", more=b""):
    number = os.urandom(4)
    for _ in range(5):
        link.sendto(message(kind, number, address, more), to)
        try:
            while True:
                answer = link.recv(4096)
                if answer[4:8] == number and answer[0] == 2:
                    return answer
        except TimeoutError:
            pass
    sys.exit("no answer")


def file_name(answer, found):
    return answer[108:236].split(b"\0")[0] or found.get(67, b"").split(b"\0")[0]


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
    link.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, interface.encode() + b"\0")
    link.bind(("", 68))
    link.settimeout(2)
    answer = ask(link, 1, ("255.255.255.255", 67))
    found = parsed(answer[240:], 255)
    if not file_name(answer, found) and found.get(60, b"").startswith(b"PXEClient"):
        menu = parsed(found.get(43, b""), 255).get(9, b"")
        item = option(43, option(71, menu[:2] + bytes(2)) + b"\xff") if menu else b""
        server = socket.inet_ntoa(found[54])
        answer = ask(link, 3, (server, 4011), own, item)
        found = parsed(answer[240:], 255)

print("file", file_name(answer, found).decode())
print("server", socket.inet_ntoa(answer[20:24]))
print("vendor", found.get(60, b"").decode())
print("address", socket.inet_ntoa(answer[16:20]))
