#!/usr/bin/env python3
"""Compares the area codes in src/normalize/data with libphonenumber-js, an independent reader of newer metadata.

usage: check_numbering.py SOURCE

Always with the committed extract numbering_oracle.tsv; with the newest release too where npm may be asked (CI or
MFAX_ONLINE=1 in the environment). What the newest release knows and the table does not is reported, not a failure: new area
codes appear every few weeks. A contradiction is a failure.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 60  # of patience with npm


def rows(text):
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def compare(name, table, oracle, is_complete):
    problems = 0
    for npa in sorted(set(table) | set(oracle)):
        have, want = table.get(npa), oracle.get(npa)
        if have == want:
            continue
        if have is None and not is_complete:
            print(f"{name}: {npa} {want} is new: run scripts/update-numbering")
            continue
        print(f"{name}: {npa}: the table says {have}, the oracle {want}")
        problems += 1
    print(f"{name}: {len(oracle)} area codes compared")
    return problems


def newest(source):
    """-> {npa: (region, kind)} of the newest release; None with a reason printed where it cannot be had."""
    if not (os.environ.get("CI") or os.environ.get("MFAX_ONLINE")):
        print("npm was not asked (MFAX_ONLINE=1 asks it): compared with the committed extract only")
        return None
    if not shutil.which("npm") or not shutil.which("node"):
        print("npm is not installed: compared with the committed extract only")
        return None
    with tempfile.TemporaryDirectory() as work:
        try:
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", work, "libphonenumber-js"],
                           cwd=work, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"npm could not be reached ({type(error).__name__}): compared with the committed extract only")
            return None
        subprocess.run(["node", str(source / "scripts/data/dump_libphonenumber_js.cjs")], cwd=work, check=True, timeout=SECONDS)
        return {row[0]: (row[1], row[2]) for row in rows((Path(work) / "npa.tsv").read_text(encoding="utf-8"))}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source = Path(sys.argv[1]).resolve()
    table = {row[0]: (row[1], row[3]) for row in
             rows((source / "src/normalize/data/nanp_area_codes.tsv").read_text(encoding="utf-8"))}
    oracle = {row[0]: (row[1], row[2]) for row in
              rows((source / "tests/checks/numbering_oracle.tsv").read_text(encoding="utf-8"))}
    problems = compare("extract", table, oracle, True)
    if len(oracle) < 457:
        print(f"extract: {len(oracle)} area codes, at least 457 are assigned")
        problems += 1
    live = newest(source)
    if live is not None:
        problems += compare("npm", table, live, False)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
