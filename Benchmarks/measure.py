"""Measures commands against each other in interleaved rounds.

    python3 measure.py ROUNDS TITLE (NAME PREPARE COMMAND)...

Every round runs each command once, after its PREPARE, which is not measured; both are for sh. The first command is the
one that the others are compared with: the ratio is the median of the rounds' own ratios, so that whatever else the
machine does in one round counts for both. CPU is user and system time of the command and all its children, from
wait4(2); memory is the largest resident set of any one process among them.
"""

import os
import statistics
import subprocess
import sys
import time


def run(command):
    start = time.monotonic()
    process = os.posix_spawn("/bin/sh", ["sh", "-c", command], os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    if status != 0:
        sys.exit(f"measure: exit status {os.waitstatus_to_exitcode(status)}: {command}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def main():
    rounds, title, rest = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    commands = [tuple(rest[at : at + 3]) for at in range(0, len(rest), 3)]
    samples = {name: [] for name, _, _ in commands}
    for _ in range(rounds):
        for name, prepare, command in commands:
            if prepare:
                subprocess.run(prepare, shell=True, check=True)
            samples[name].append(run(command))
    reference = samples[commands[0][0]]
    print(f"\n### {title}\n\nMedians of {rounds} interleaved rounds.\n")
    print("| command | CPU s | CPU × | wall s | wall × | peak MiB |")
    print("|---|---|---|---|---|---|")
    for name, found in samples.items():
        cells = [name]
        for column in (0, 1):
            cells.append(f"{statistics.median(sample[column] for sample in found):.3f}")
            ratios = [mine[column] / max(other[column], 1e-6) for mine, other in zip(found, reference)]
            cells.append(f"{statistics.median(ratios):.2f}")
        cells.append(f"{max(sample[2] for sample in found):.0f}")
        print("| " + " | ".join(cells) + " |", flush=True)


main()
