"""Makes a tree of files that looks like a root file system: python3 make-tree.py DIR MIB [FILES]

The same arguments give the same bytes. A quarter of the contents is random, the rest is words, so that it compresses
about as programs do. Sizes follow a heavy tail: most files are small, a few hold most of the bytes.
"""

import os
import random
import sys


def contents(source, size):
    """size bytes, in blocks of 4 KiB: random, or words out of a small list."""
    words = [source.randbytes(source.randint(2, 9)) for _ in range(1500)]
    blocks = bytearray()
    while len(blocks) < size:
        if source.random() < 0.25:
            blocks += source.randbytes(4096)
        else:
            blocks += b"".join(source.choices(words, k=1200))[:4096]
    return bytes(blocks[:size])


def main():
    folder, mib = sys.argv[1], int(sys.argv[2])
    files = int(sys.argv[3]) if len(sys.argv) > 3 else max(200, mib * 24)
    source = random.Random(f"kimage {mib} {files}")
    weights = [source.paretovariate(0.9) for _ in range(files)]
    weights = [min(weight, 2000.0) for weight in weights]
    scale = (mib << 20) / sum(weights)
    # What most contents are cut from, so that making half a gigabyte takes seconds.
    pool = contents(source, 16 << 20)
    for number, weight in enumerate(weights):
        place = os.path.join(folder, "usr", f"d{number % 40:02}", f"s{number // 40 % 16:02}")
        os.makedirs(place, exist_ok=True)
        size = int(weight * scale)
        with open(os.path.join(place, f"file-{number:06}"), "wb") as file:
            while size > 0:
                start = source.randrange(len(pool) - 1)
                piece = pool[start : start + size]
                file.write(piece)
                size -= len(piece)
        if number % 25 == 0:
            os.symlink(f"file-{number:06}", os.path.join(place, f"link-{number:06}"))


main()
