#!/usr/bin/env python3
"""The samples come with the truth about them; mfax must find it.

usage: check_truth.py MFAX SOURCE_DIR incident|duo|edge
"""
import collections
import json
import sys
from pathlib import Path

from program import Check, report

DIRECTORIES = ["duo-users.json", "ad-users.csv", "hr.csv"]
# Which code says what the truth calls a reason.
REASONS = {"P_MASKED": "masked", "P_NULL": "null", "P_WITHHELD": "withheld", "P_NOT_PHONE": "not_phone",
           "P_ALPHA_SENDER": "alpha_sender", "P_DAMAGED": "damaged", "P_SCI_LOSSY": "damaged", "P_SHORT_CODE": "short_code"}


def tallies(items):
    return {item["name"]: item["count"] for item in items}


def directory_options(folder):
    return [word for name in DIRECTORIES for word in ("--directory", str(folder / name))]


def person_name(person, known=()):
    """The truth names people by their mail in Active Directory; a report by the first directory of the command line, which may
    have another address. Display names are unique in the samples."""
    email = (person["email"] or person["username"] or person["directory_id"]).lower()
    by_display_name = ".".join(person["display_name"].lower().split()) + "@example.com"
    return by_display_name if email not in known and by_display_name in known else email


def check_accounting(check, label, found, truth):
    numbers = dict(truth["numbers"])
    numbers["ignored"] += numbers.pop("generic")  # generic numbers are evidence for nobody: a reason of `ignored`
    messages = dict(truth["messages"])
    messages["ignored"] += messages.pop("generic")
    for part, want in (("numbers", numbers), ("messages", messages), ("people", truth["people"])):
        have = {key: value for key, value in found["accounting"][part].items() if key != "is_balanced"}
        check.same_map(f"{label}: {part}", have, want)
        check.true(f"{label}: {part} do not balance", found["accounting"][part]["is_balanced"])


def check_rows(check, found, truth):
    rows = {key: value for key, value in found["accounting"]["rows"].items() if key != "is_balanced"}
    check.same_map("rows", rows, truth["rows"])
    reasons = collections.Counter()
    for tally in found["quality"]["rejected_by_reason"]:
        reasons[REASONS.get(tally["name"], tally["name"])] += tally["count"]
    check.same_map("rejected by reason", dict(reasons), truth["rejected_by_reason"])


def check_lists(check, found, truth):
    known = {*truth["messages_per_certain_person"], *truth["possible_only_people"]}
    names = {person["person_id"]: person_name(person, known) for person in found["people"]}
    certain = {names[person["person_id"]]: sum(number["message_count"] for number in person["numbers"] if number["holder_count"] == 1)
               for person in found["people"] if person["certainty"] == "certain"}
    check.same_map("messages of a certain person", certain, truth["messages_per_certain_person"])
    possible = sorted(names[person["person_id"]] for person in found["people"] if person["certainty"] == "possible")
    check.equal("people who are only possible", possible, sorted(truth["possible_only_people"]))
    ambiguous = {number["masked"]: sorted(names.get(holder["person_id"], holder["person_id"]) for holder in number["holders"])
                 for number in found["ambiguous"]}
    check.same_map("holders of an ambiguous number", ambiguous,
                   {number: sorted(people) for number, people in truth["ambiguous_numbers"].items()})
    check.equal("unmatched numbers", sorted(number["masked"] for number in found["unmatched"]), sorted(truth["unmatched_numbers"]))
    generic = sorted(number["masked"] for number in found["ignored"] if number["reason"] == "generic")
    check.equal("generic numbers", generic, sorted(truth["generic_numbers"]))


def check_distributions(check, found, truth):
    distributions = found["distributions"]
    check.same_map("channels", tallies(distributions["channels"]), truth["channels_in_scope"])
    check.same_map("countries", tallies(distributions["countries"]), truth["log_countries_in_scope"])
    check.same_map("states", {name: count for name, count in tallies(distributions["states"]).items() if "-" in name},
                   truth["log_states_in_scope"])
    check.same_map("days", {name: count for name, count in tallies(distributions["days"]).items() if count},
                   {day: count for day, count in truth["messages_by_day_utc"].items() if count})
    check.equal("silent days", [day["date"] for day in found["quality"]["silent_days"]], truth["silent_days"])


def check_incident(check, mfax, folder):
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    words = ["--log", str(folder / "provider-copy.csv"), *directory_options(folder), "--default-region", "US",
             "--window", truth["options"]["window"], "--mask", "none"]
    found = report(mfax, *words)
    check_rows(check, found, truth)
    check_accounting(check, "without ignore file", found, truth["without_ignore_file"])
    check_lists(check, found, truth)
    check_distributions(check, found, truth)
    ignoring = report(mfax, *words, "--ignore", str(folder / "ignore.txt"))
    check_accounting(check, "with ignore file", ignoring, truth["with_ignore_file"])
    listed = sorted(number["masked"] for number in ignoring["ignored"] if number["reason"] == "ignore_list")
    check.equal("numbers of the ignore file", listed, sorted(truth["ignored_numbers_in_log"]))


def check_duo(check, mfax, folder):
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["duo_telephony_v2"]
    found = report(mfax, "--log", str(folder / "duo-telephony-v2.json"), *directory_options(folder), "--mask", "none")
    rows = found["accounting"]["rows"]
    check.equal("format", found["inputs"][0]["format"], "duo-telephony-v2")
    check.equal("rows read", rows["read"], truth["items"])
    check.equal("rows in scope", rows["in_scope"], truth["items"])
    check.equal("distinct numbers", found["accounting"]["numbers"]["distinct"], truth["distinct_numbers"])
    check.same_map("channels", tallies(found["distributions"]["channels"]),
                   {"voice": truth["types"]["phone"], "sms": truth["types"]["sms"]})
    check.equal("messages by type", sorted(tallies(found["distributions"]["message_types"]).values()),
                sorted(truth["contexts"].values()))
    check.equal("messages on the day on which the provider's copy is silent",
                tallies(found["distributions"]["days"]).get("2024-03-19"), truth["on_silent_day"])


def check_edge_file(check, name, want, found):
    rows, numbers = found["accounting"]["rows"], found["accounting"]["numbers"]
    expected_read = want.get("rows", want.get("records"))
    trailer = want.get("trailer_rows", 0)
    blank = 0 if want.get("blank") else rows["blank"]
    check.equal(f"{name}: rows", rows["read"] - blank, expected_read + (trailer if not blank else 0))
    check.true(f"{name}: rows do not balance", rows["is_balanced"])
    if "usable_numbers" in want:
        check.equal(f"{name}: rows with a usable number", rows["in_scope"] + rows["duplicate"], want["usable_numbers"])
    for key, have in (("duplicates", rows["duplicate"]), ("in_scope", rows["in_scope"]), ("undated", rows["undated"]),
                      ("blank", rows["blank"]), ("distinct", numbers["distinct"])):
        if key in want:
            check.equal(f"{name}: {key}", have, want[key])
    if "rejected" in want:
        check.equal(f"{name}: rejected", rows["rejected"], sum(want["rejected"].values()))
    if "encoding" in want:
        encoding = found["inputs"][0]["encoding"].lower().replace("-", "")
        check.true(f"{name}: encoding {encoding}", encoding.startswith(want["encoding"].split()[0].lower().replace("-", "")))


def check_edge(check, mfax, folder):
    truth = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    people = ["--directory", str(folder.parent / "incident" / "duo-users.json"), "--mask", "none", "--default-region", "US"]
    march = ["--window", "2024-03-01..2024-03-31"]

    def run(name, *words):
        return report(mfax, "--log", str(folder / name), *people, *words)

    for name, want in truth.items():
        # naive-times has no zone; what that means is checked below, here it must not lose a row.
        check_edge_file(check, name, want, run(name))
    times = truth["naive-times.csv"]
    check.equal("naive-times.csv: undated without a zone", run("naive-times.csv")["accounting"]["rows"]["undated"], times["rows"])
    utc = run("naive-times.csv", "--assume-tz", "UTC", *march)["accounting"]["rows"]
    check.equal("naive-times.csv as UTC: in scope", utc["in_scope"], times["assume_tz_UTC"]["in_window"])
    york = run("naive-times.csv", "--assume-tz", "America/New_York", *march)["accounting"]["rows"]
    want = times["assume_tz_America/New_York"]
    check.equal("naive-times.csv in New York",
                {"in_window": york["in_scope"] - york["undated"], "out_of_window": york["out_of_window"], "undated": york["undated"]},
                {key: want[key] for key in ("in_window", "out_of_window", "undated")})
    order = truth["day-month-undecided.csv"]
    check.equal("day-month-undecided.csv: undated", run("day-month-undecided.csv")["accounting"]["rows"]["undated"],
                order["no_order_given"]["times_refused"])
    for word in ("mdy", "dmy"):
        rows = run("day-month-undecided.csv", "--date-order", word, "--now", "2025-01-01T00:00:00Z", *march)["accounting"]["rows"]
        check.equal(f"day-month-undecided.csv: {word}, in March", rows["in_scope"], order[f"{word}_in_march"])
    trap = run("state-trap.csv")
    check.true("state-trap.csv: delivery states taken for places",
               not any("deliver" in name.lower() for name in tallies(trap["distributions"]["states"])))
    check.true("state-trap.csv: OTP is no channel", "otp" not in tallies(trap["distributions"]["channels"]))
    check.true("state-trap.csv: calling codes were not read as countries",
               all(len(name) == 2 for name in tallies(trap["distributions"]["countries"]) if name != "unknown"))


def main():
    mfax, source, part = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    check = Check()
    if part == "edge":
        check_edge(check, mfax, source / "samples" / "edge")
    else:
        {"incident": check_incident, "duo": check_duo}[part](check, mfax, source / "samples" / "incident")
    check.finish()


if __name__ == "__main__":
    main()
