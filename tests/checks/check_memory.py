#!/usr/bin/env python3
"""A 100 MB line is one bad row, not 100 MB of memory several times over; a small gzip bomb is refused.

usage: check_memory.py MFAX [FACTOR]     FACTOR: how much more memory the build's sanitizers need
"""
import os
import resource
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from program import NOW

LINE_MEGABYTES = 100
LIMIT_MEGABYTES = 500  # max_row_bytes is 64 MiB: a row being collected, a doubled buffer and two chunks in flight
BOMB_MEGABYTES = 200


def run(mfax, log, people):
    words = ["analyze", "--log", str(log), "--directory", str(people), "--format", "json", "-o", "-", "--now", NOW, "--threads", "2"]
    done = subprocess.run([mfax, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace")


def write_long_line(path):
    with open(path, "wb") as file:
        file.write(b"message id,time,phone number,carrier\n1,2024-03-05T10:00:00Z,+12025550143,AT&T\n")
        file.write(b"2,2024-03-05T10:00:00Z,+12025550144,")
        for _ in range(LINE_MEGABYTES):
            file.write(b"x" * 1000000)
        file.write(b"\n3,2024-03-05T10:00:00Z,+12025550145,AT&T\n")


def write_bomb(path):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    with open(path, "wb") as file:
        file.write(squeeze.compress(b"message id,time,phone number\n1,2024-03-05T10:00:00Z,+12025550143\n"))
        for _ in range(BOMB_MEGABYTES):
            file.write(squeeze.compress(b"," * 1000000))
        file.write(squeeze.flush())


def main():
    mfax = sys.argv[1]
    factor = float(sys.argv[2]) if len(sys.argv) > 2 else 1
    problems = []
    with tempfile.TemporaryDirectory(prefix="mfax-memory-") as name:
        folder = Path(name)
        people = folder / "people.csv"
        people.write_text("username,email,mobile phone\nada,ada@example.org,+12025550143\n", encoding="utf-8")
        write_long_line(folder / "long.csv")
        code, message = run(mfax, folder / "long.csv", people)
        if code != 4:
            problems.append(f"long line: exit {code}, expected 4 (done, one row rejected)\n{message[:2000]}")
        write_bomb(folder / "bomb.csv.gz")
        code, message = run(mfax, folder / "bomb.csv.gz", people)
        if code not in (3, 4):
            problems.append(f"gzip bomb: exit {code}, expected 3 (ratio) or 4\n{message[:2000]}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if used > LIMIT_MEGABYTES * factor:
        problems.append(f"used {used:.0f} MB, limit {LIMIT_MEGABYTES * factor:.0f} MB")
    print("\n".join(problems) or f"used {used:.0f} MB at most")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
