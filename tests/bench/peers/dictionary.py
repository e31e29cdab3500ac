#!/usr/bin/env python3
"""The job with dictionaries: dictionary.py LOG USERS OUT. What a person writes who knows the forms in the data."""
import csv
import json
import re
import sys

CODES = {"GB": "44", "DE": "49", "FR": "33", "BR": "55", "IN": "91"}
PLAIN = re.compile(r"\+?[0-9() .-]+")


def e164(text, country):
    if not PLAIN.fullmatch(text):
        return ""
    digits = "".join(c for c in text if c.isdigit())
    if text[0] == "+":
        return digits
    if digits.startswith("00"):
        return digits[2:]
    code = CODES.get(country, "1")
    if code == "1":
        return "1" + digits if len(digits) == 10 else digits
    return code + digits.lstrip("0")


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        if path.endswith(".ndjson"):
            for line in file:
                row = json.loads(line)
                yield row["phone_number"], row["sent_at"], row["carrier"], row["country"], row["state"], row["channel"]
        elif path.endswith(".envelope"):
            for row in json.load(file)["messages"]:
                yield row["phone_number"], row["sent_at"], row["carrier"], row["country"], row["state"], row["channel"]
        else:
            rows = csv.reader(file)
            next(rows)
            for row in rows:
                yield row[2], row[1], row[3], row[4], row[5], row[6]


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def main():
    log, users, out = sys.argv[1:4]
    holders = {}
    with open(users, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in ("mobile phone", "work phone", "home phone"):
                number = e164(re.sub(r" x[0-9]+$", "", row[column]), row["country"])
                if number:
                    holders.setdefault(number, set()).add(row["username"])
    seen, known = {}, {}
    for phone, sent, *names in rows_of(log):
        number = known.get(phone)
        if number is None:
            number = known[phone] = e164(phone, "US")
        if not number:
            continue
        sent = sent.replace(" ", "T").rstrip("Z")
        facts = seen.get(number)
        if facts is None:
            facts = seen[number] = [0, sent, sent, set(), set(), set(), set()]
        facts[0] += 1
        if sent < facts[1]:
            facts[1] = sent
        elif sent > facts[2]:
            facts[2] = sent
        for known_names, name in zip(facts[3:], names):
            known_names.add(name)
    exposed, unmatched = {}, []
    for number, facts in seen.items():
        if number not in holders:
            unmatched.append((number, *facts))
        for user in holders.get(number, ()):
            own = exposed.setdefault(user, [0, facts[1], facts[2], set(), set(), set(), set(), []])
            own[0] += facts[0]
            own[1] = min(own[1], facts[1])
            own[2] = max(own[2], facts[2])
            for mine, more in zip(own[3:7], facts[3:]):
                mine |= more
            own[7].append(number)
    shared = [(number, len(holders[number])) for number in seen if len(holders.get(number, ())) > 1]
    write(f"{out}/exposed.csv", ((user, *facts) for user, facts in exposed.items()))
    write(f"{out}/unmatched.csv", unmatched)
    write(f"{out}/shared.csv", shared)
    print("exposed", len(exposed))
    print("messages_to_people", sum(facts[0] for facts in exposed.values()))
    print("unmatched", len(unmatched))
    print("unmatched_messages", sum(row[1] for row in unmatched))
    print("shared", len(shared))
    for user, facts in sorted(exposed.items(), key=lambda item: (-item[1][0], item[0]))[:10]:
        print("top", user, facts[0])


if __name__ == "__main__":
    main()
