#!/usr/bin/env python3
"""Measures how many carrier names, as providers write them, lead to the right operator: carrier_names.tsv.

usage: check_carriers.py MFAX SOURCE [--misses]

A name that passes through unmapped is a miss; a name that leads to another operator is a fault and fails the check, and so
does a share of misses above 1 %.
"""
import csv
import io
import json
import sys
import tempfile
from pathlib import Path

import program

MOST_MISSES = 0.01
# A number in the country, where digits behind the calling code decide the country: +1, +7, +44 ...
NUMBERS = {"US": "12025550123", "CA": "14165550123", "PR": "17875550123", "GB": "447700900123", "JM": "18765550123",
           "DO": "18095550123", "KZ": "77010000000", "RU": "79160000000", "MA": "212600000000", "IT": "393400000000",
           "NO": "4740000000", "AU": "61491570156", "FI": "358401234567"}


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def calling_codes(source):
    return {row[1]: row[0] for row in rows(source / "src/normalize/data/calling_codes.tsv")}


def cases(source):
    for country, operator, names in rows(source / "tests/checks/carrier_names.tsv"):
        for name in names.split("|"):
            yield country, operator, name


def normalized(mfax, source, names):
    codes = calling_codes(source)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["message_id", "to", "carrier", "country", "sent_at"])
    for number, (country, _, name) in enumerate(names):
        to = NUMBERS.get(country) or codes[country] + "600000000"
        table.writerow([number, "+" + to, name, country, "2024-03-01T00:00:00Z"])
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "names.csv"
        log.write_text(text.getvalue(), encoding="utf-8")
        lines = program.run(mfax, "normalize", "--log", str(log), "--now", program.NOW).decode("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    source = Path(sys.argv[2])
    names = list(cases(source))
    records = normalized(sys.argv[1], source, names)
    if len(records) != len(names):
        sys.exit(f"{len(records)} records for {len(names)} names")
    right, missed, wrong = 0, [], []
    for (country, operator, name), record in zip(names, records):
        found = record.get("carrier")
        if found == operator:
            right += 1
        elif found is None or found.startswith("raw:"):
            missed.append(f"{country}: {name}: {operator}")
        else:
            wrong.append(f"{country}: {name}: {found} instead of {operator}")
    if "--misses" in sys.argv:
        print("\n".join(missed))
    print("\n".join(wrong))
    print(f"{len(names)} names of {len({n[1] for n in names})} operators in {len({n[0] for n in names})} countries: "
          f"{100 * right / len(names):.1f} % right, {len(missed)} unmapped, {len(wrong)} wrong")
    sys.exit(1 if wrong or len(missed) > MOST_MISSES * len(names) else 0)


if __name__ == "__main__":
    main()
