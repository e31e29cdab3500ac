#!/usr/bin/env python3
"""Writes a seeded log and the directory that goes with it: few people get most messages (Zipf), as in life.

usage: generate_log.py KIND ROWS PEOPLE OUT_LOG OUT_DIRECTORY [--seed N]
KIND: csv (clean), messy (quotes, national numbers, odd rows), ndjson, json (one envelope)
"""
import argparse
import bisect
import itertools
import json
import random

CARRIERS = ["AT&T Wireless", "Verizon Wireless", "T-Mobile USA, Inc.", "Verizon Wireless:6006 - SVR/2", "Cricket Wireless",
            "Google (Grand Central) - SVR", "US Cellular", "Bandwidth.com - SVR"]
STATES = ["CA", "TX", "NY", "Florida", "IL", "WA", "Virginia", "DC"]
TYPES = ["passcode", "passcode", "passcode", "passcode", "enrollment", "admin_login"]
HEADER = "message id,sent at (UTC),phone number,carrier,country,state,channel,type"
START = 1709251200  # 2024-03-01T00:00:00Z


def number_of(person):
    """Distinct for 8 million people. The hundred numbers an area code reserves for fiction are too few for a benchmark; the
    exchange 555 has hardly any subscribers, and what is written here is never kept."""
    return f"+1{200 + person // 10000}555{person % 10000:04d}"


def zipf_sampler(random_source, people):
    cumulative = list(itertools.accumulate(1.0 / (rank + 10) for rank in range(people)))
    total = cumulative[-1]
    return lambda: bisect.bisect_left(cumulative, random_source.random() * total)


def time_text(seconds):
    day, rest = divmod(seconds - START, 86400)
    return f"2024-03-{day + 1:02d}T{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}Z"


def fields(random_source, index, person):
    return {"message id": f"M{index:09d}", "sent at (UTC)": time_text(START + random_source.randrange(31 * 86400)),
            "phone number": number_of(person), "carrier": random_source.choice(CARRIERS), "country": "US",
            "state": random_source.choice(STATES), "channel": "sms" if random_source.random() < 0.9 else "voice",
            "type": random_source.choice(TYPES)}



def mess_up(random_source, row):
    """One row in five is written in another way, one in a hundred has no usable number."""
    dice = random_source.random()
    digits = row["phone number"][2:]
    if dice < 0.10:
        row["phone number"] = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    elif dice < 0.15:
        row["phone number"] = "1" + digits
    elif dice < 0.18:
        row["sent at (UTC)"] = row["sent at (UTC)"].replace("T", " ").replace("Z", "")
    elif dice < 0.19:
        row["phone number"] = random_source.choice(["", "anonymous", "+1202555XXXX", "4.47701E+11"])
    elif dice < 0.20:
        row["carrier"] = 'A "quoted"\ncarrier'
    return row


def write_csv_row(row):
    return ",".join('"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\n') else value for value in row.values()) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["csv", "messy", "ndjson", "json"])
    parser.add_argument("rows", type=int)
    parser.add_argument("people", type=int)
    parser.add_argument("log")
    parser.add_argument("directory")
    parser.add_argument("--seed", type=int, default=20240401)
    options = parser.parse_args()
    if not 0 < options.people <= 8000000:
        parser.error("PEOPLE: 1 to 8000000")
    source = random.Random(options.seed)
    pick = zipf_sampler(source, options.people)
    with open(options.log, "w", encoding="utf-8", newline="") as out:
        if options.kind in ("csv", "messy"):
            out.write(HEADER + "\n")
        if options.kind == "json":
            out.write('{"messages":[')
        for index in range(options.rows):
            row = fields(source, index, pick())
            if options.kind == "messy":
                row = mess_up(source, row)
            if options.kind in ("csv", "messy"):
                out.write(write_csv_row(row))
            else:
                out.write((",\n" if options.kind == "json" and index else "") + json.dumps(row) + ("\n" if options.kind == "ndjson" else ""))
        if options.kind == "json":
            out.write("]}\n")
    with open(options.directory, "w", encoding="utf-8", newline="") as out:
        out.write("username,email,display name,mobile phone,department\n")
        for person in range(options.people):
            if person % 20 != 19:  # one in twenty is in nobody's directory
                out.write(f"user{person},user{person}@example.org,User {person},{number_of(person)},Sales\n")


if __name__ == "__main__":
    main()
