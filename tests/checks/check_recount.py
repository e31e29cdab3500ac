#!/usr/bin/env python3
"""Figures of a report counted again, in another language and from the other end: countries on three bases, groups of countries, US
states, silent days, hours of the week in UTC and on each person's clock, bursts, habits, deadlines. The log is made here, seeded.

usage: check_recount.py MFAX
"""
import csv
import random
import sys
import tempfile
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

from program import Check, report

try:
    from zoneinfo import ZoneInfo
    ZoneInfo("America/New_York")
except Exception as problem:  # no zone files
    print(f"skipped: {problem}")
    sys.exit(77)

EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK AX GF GP MF MQ RE YT".split()
SEED = 20240401
FIRST, LAST = datetime(2024, 3, 1, tzinfo=timezone.utc), datetime(2024, 4, 7, 23, 59, 59, tzinfo=timezone.utc)
SILENT = {"2024-03-13", "2024-03-29", "2024-04-02"}
QUIET = {"2024-03-24"}  # a Sunday, when there are few messages anyway: no silent day
AWARE = datetime(2024, 4, 15, 9, 30, tzinfo=timezone.utc)
# residence, state, zone on the person's clock, numbers: reserved for fiction in their countries (samples/README.md).
KINDS = [("US", "NY", "America/New_York", "+1212555{:04d}"), ("US", "CA", "America/Los_Angeles", "+1213555{:04d}"),
         ("US", "TX", "America/Chicago", "+1214555{:04d}"), ("US", "AZ", "America/Phoenix", "+1480555{:04d}"),
         ("DE", "", "Europe/Berlin", "+493023125{:03d}"), ("GB", "", "Europe/London", "+447700900{:03d}"),
         ("CH", "", "Europe/Zurich", "+447700900{:03d}"), ("IN", "", "Asia/Kolkata", "+1646555{:04d}"), ("", "", "Europe/London", "+447700900{:03d}"),
         ("US", "", None, "+1917555{:04d}")]
PREFIXES = {"+1": "US", "+49": "DE", "+44": "GB"}


def number_country(number):
    return next(country for prefix, country in PREFIXES.items() if number.startswith(prefix))


def make_people():
    people = []
    for index in range(100):
        country, state, zone, pattern = KINDS[index % len(KINDS)]
        people.append({"username": f"user{index:03d}", "country": country, "state": state, "zone": zone, "number": pattern.format(100 + index), "times": [], "log": []})
    return people


def make_times(source, person, index):
    """Some by habit on their own clock, some in bursts, the others anywhen."""
    zone = ZoneInfo(person["zone"] or "UTC")
    days = [FIRST + timedelta(days=day) for day in range((LAST - FIRST).days + 1)]
    times = []
    if index % 4 == 0:
        for day in days:
            if source.random() < 0.8:
                times.append(datetime(day.year, day.month, day.day, 8, source.randrange(5, 55), 7, tzinfo=zone).astimezone(timezone.utc))
    for _ in range(source.randrange(1, 45)):
        times.append(FIRST + timedelta(seconds=source.randrange(int((LAST - FIRST).total_seconds()))))
    if index % 7 == 0:
        start = FIRST + timedelta(days=source.randrange(10, 25), seconds=source.randrange(80000))
        pause = (30, 110, 120)[index % 3]  # six messages within 10 minutes need less than 120 seconds between them
        times += [start + timedelta(seconds=pause * step) for step in range(source.randrange(4, 9))]
    return sorted(time for time in times if FIRST <= time <= LAST and time.strftime("%Y-%m-%d") not in SILENT | QUIET
                  and (time.weekday() != 6 or source.random() < 0.02))


def make_inputs(folder):
    source = random.Random(SEED)
    people = make_people()
    rows = []
    for index, person in enumerate(people):
        person["times"] = make_times(source, person, index)
        for time in person["times"]:
            country = number_country(person["number"]) if source.random() < 0.97 else source.choice(["CA", "FR", "NO", "CH"])
            state = source.choice(["NY", "NJ", "FL"]) if country == "US" else ""
            person["log"].append((country, f"US-{state}" if state else ""))
            rows.append((time, person["number"], country, state))
    rows.sort()
    with open(folder / "log.csv", "w", newline="", encoding="utf-8") as file:
        write = csv.writer(file)
        write.writerow(["message id", "sent at (UTC)", "phone number", "carrier", "country", "state", "type"])
        for number, (time, phone, country, state) in enumerate(rows):
            write.writerow([f"M{number}", time.strftime("%Y-%m-%dT%H:%M:%SZ"), phone, "AT&T", country, state, "passcode"])
    with open(folder / "people.csv", "w", newline="", encoding="utf-8") as file:
        write = csv.writer(file)
        write.writerow(["username", "email", "mobile phone", "country", "state"])
        for person in people:
            write.writerow([person["username"], person["username"] + "@example.org", person["number"], person["country"], person["state"]])
    return people, rows


def count_places(people):
    places = {"residence": Counter(), "number": Counter(), "log": Counter(), "us_states": Counter()}
    for person in people:
        places["residence"][person["country"] or "unknown"] += 1
        places["number"][number_country(person["number"])] += 1
        places["log"].update({country for country, _ in person["log"]})
        if person["state"]:
            places["us_states"]["US-" + person["state"]] += 1
        elif person["country"] in ("", "US"):
            places["us_states"].update({state for _, state in person["log"] if state})
    return places


def count_regions(people):
    belongs = {"EEA": lambda c: c in EEA, "UK": lambda c: c == "GB", "CH": lambda c: c == "CH", "US": lambda c: c == "US"}
    counts = {}
    for region, is_in in belongs.items():
        bases = [(is_in(p["country"]), is_in(number_country(p["number"])), any(is_in(c) for c, _ in p["log"])) for p in people]
        counts[region] = [sum(base[i] for base in bases) for i in range(3)] + [sum(any(base) for base in bases)]
    return counts


def find_silent_days(rows):
    per_day = Counter(time.strftime("%Y-%m-%d") for time, *_ in rows)
    silent = {}
    day = FIRST
    while day <= LAST:
        name = day.strftime("%Y-%m-%d")
        same = sorted(count for other, count in per_day.items() if datetime.fromisoformat(other).weekday() == day.weekday())
        if name not in per_day and len(same) >= 2 and same[len(same) // 2] >= 5:
            silent[name] = same[len(same) // 2]
        day += timedelta(days=1)
    return silent


def hours_of_week(times):
    counts = [0] * 168
    for time in times:
        counts[time.weekday() * 24 + time.hour] += 1
    return counts


def has_burst(times, most=6, minutes=10):
    floor = [int(time.timestamp()) // 60 for time in times]
    return any(sum(begin <= other < begin + minutes for other in floor) >= most for begin in floor)


def has_habit(times, zone, least=20, days=8, span=2, percent=60):
    local = [time.astimezone(ZoneInfo(zone or "UTC")) for time in times]
    if len(local) < least:
        return False
    best = max(range(24), key=lambda start: (sum((t.hour - start) % 24 < span for t in local), -start))
    inside = [t for t in local if (t.hour - best) % 24 < span]
    return len(inside) * 100 >= percent * len(local) and len({t.date() for t in inside}) >= days


def tallies(items):
    return {item["name"]: item["count"] for item in items if item["count"]}


def check_people(check, found, people):
    by_name = {person["username"]: person for person in found["people"]}
    for person in people:
        have = by_name.get(person["username"])
        if not person["times"]:
            check.true(f"{person['username']} without messages is exposed", have is None)
            continue
        codes = {signal["code"] for signal in have["signals"]}
        name = person["username"]
        check.equal(f"{name}: zone", have["time_zone"], person["zone"] or "America/New_York")
        check.equal(f"{name}: messages", have["message_count"], len(person["times"]))
        check.equal(f"{name}: days", have["active_day_count"], len({time.date() for time in person["times"]}))
        check.equal(f"{name}: burst", "burst" in codes, has_burst(person["times"]))
        check.equal(f"{name}: habit", "habit_exposed" in codes, has_habit(person["times"], have["time_zone"]))
        recent = LAST - timedelta(days=7)
        check.equal(f"{name}: recent", "recent" in codes, any(int(t.timestamp()) // 60 > int(recent.timestamp()) // 60 for t in person["times"]))


def main():
    check = Check()
    with tempfile.TemporaryDirectory(prefix="mfax-recount-") as name:
        folder = Path(name)
        people, rows = make_inputs(folder)
        exposed = [person for person in people if person["times"]]
        found = report(sys.argv[1], "--log", str(folder / "log.csv"), "--directory", str(folder / "people.csv"), "--mask", "none",
                       "--window", f"{FIRST:%Y-%m-%d}..{LAST:%Y-%m-%d}", "--incident", "duo-2024-04", "--aware-at", f"{AWARE:%Y-%m-%dT%H:%M:%SZ}")
    places, jurisdictions = count_places(exposed), found["jurisdictions"]
    for basis in ("residence", "number", "log", "us_states"):
        check.same_map(basis, tallies(jurisdictions[basis]), dict(places[basis]))
    check.same_map("regions", {r["region"]: [r["residence"], r["number"], r["log"], r["any"]] for r in jurisdictions["regions"]},
                   count_regions(exposed))
    check.same_map("silent days", {day["date"]: day["usual_count"] for day in found["quality"]["silent_days"]}, find_silent_days(rows))
    check.equal("silent days that were made", set(find_silent_days(rows)), SILENT)
    check.equal("hours of the week", found["distributions"]["hour_of_week"], hours_of_week(time for time, *_ in rows))
    zones = {person["username"]: person["time_zone"] for person in found["people"]}
    local = [time.astimezone(ZoneInfo(zones[p["username"]])) for p in exposed for time in p["times"] if zones[p["username"]]]
    check.equal("hours of the week, local", found["distributions"]["hour_of_week_local"], hours_of_week(local))
    check_people(check, found, people)
    buckets = Counter("1" if n <= 1 else "2-5" if n <= 5 else "6-20" if n <= 20 else "21-100" if n <= 100 else "101+"
                      for n in (len(p["times"]) for p in exposed))
    check.same_map("messages per person", tallies(found["distributions"]["messages_per_person"]), dict(buckets))
    want = {"authority_notice": AWARE + timedelta(hours=72), "own_logs_first": rows[0][0] + timedelta(days=180),
            "own_logs_last": rows[-1][0] + timedelta(days=180)}
    check.same_map("deadlines", {d["code"]: d["at"] for d in found["deadlines"]}, {code: f"{at:%Y-%m-%dT%H:%M:%SZ}" for code, at in want.items()})
    kinds = {signal["code"] for person in found["people"] for signal in person["signals"]}
    check.true(f"the log shows too little: {sorted(kinds)}", {"burst", "habit_exposed", "recent", "multi_region", "geo_disagrees"} <= kinds)
    check.finish()


if __name__ == "__main__":
    main()
