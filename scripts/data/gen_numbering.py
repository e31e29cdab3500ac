#!/usr/bin/env python3
"""Makes nanp_area_codes.tsv, calling_codes.tsv and numbering_source.tsv from the dump of dump_libphonenumber_js.cjs.

usage: gen_numbering.py DUMP DATA      DUMP holds npa.tsv, meta.tsv and version.tsv; DATA is src/normalize/data

The metadata know neither states nor exit codes by country: these are kept from the tables as they are, and what is new
has to be said here (NEW_STATES). A code that disappears from the metadata is an error, never dropped in silence.
"""
import sys
from pathlib import Path

# Area codes that the tables do not hold yet; NANPA and CNAC say which state or province: "227": "MD".
NEW_STATES = {}
# What a plan changed before every release of the metadata knew it, and what is dialled only inside a country.
LENGTHS = {"1": {10}, "229": {8, 10}, "225": {8, 10}}  # no seven digits; Benin 2024-11-30; Cote d'Ivoire 2021-01-31


def rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def write(path, header, table):
    text = "#" + "\t".join(header) + "\n" + "".join("\t".join(row) + "\n" for row in table)
    path.write_text(text, encoding="utf-8", newline="\n")


def area_codes(dump, data):
    old = {row[0]: row for row in rows(data / "nanp_area_codes.tsv")}
    out = []
    for npa, region, kind in rows(dump / "npa.tsv"):
        state = old[npa][2] if npa in old else NEW_STATES.get(npa, "")
        if kind == "geographic" and region in ("US", "CA") and not state:
            sys.exit(f"area code {npa} of {region} is new: say its state in NEW_STATES")
        if npa in old and old[npa][1] != region:
            sys.exit(f"area code {npa} moved from {old[npa][1]} to {region}: check it by hand")
        out.append((npa, region, state if kind == "geographic" else "", kind))
    if gone := set(old) - {row[0] for row in out}:
        sys.exit(f"area codes {sorted(gone)} are no longer in the metadata: check them by hand")
    return out


def calling_codes(dump, data):
    plans = {row[0]: row for row in rows(data / "calling_codes.tsv")}
    lengths = {code: {int(x) for x in row[3].split(",")} for code, row in plans.items()}
    for region, code, possible, trunk in rows(dump / "meta.tsv"):
        if code not in plans:
            sys.exit(f"calling code {code} ({region}) is new: add its row with trunk and exit code by hand")
        lengths[code] |= {int(x) for x in possible.split(",")}
        if region == plans[code][1]:
            plans[code][4] = trunk
    for code, fixed in LENGTHS.items():
        lengths[code] = fixed if code == "1" else lengths[code] | fixed
    return [tuple(row[:3] + [",".join(map(str, sorted(lengths[code])))] + row[4:]) for code, row in sorted(plans.items())]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    dump, data = Path(sys.argv[1]), Path(sys.argv[2])
    version = rows(dump / "version.tsv")[0][0]
    codes, plans = area_codes(dump, data), calling_codes(dump, data)
    write(data / "nanp_area_codes.tsv", ("npa", "country", "state", "kind"), codes)
    write(data / "calling_codes.tsv", ("code", "main", "regions", "lengths", "trunk", "keep_zero", "exit"), plans)
    write(data / "numbering_source.tsv", ("source", "version"), [("libphonenumber-js", version)])


if __name__ == "__main__":
    main()
