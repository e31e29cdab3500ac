#!/usr/bin/env python3
"""The alternative a person writes in ten minutes: a dictionary of numbers, exact text comparison, nothing accounted for."""
import csv
import sys


def main():
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        people = {row["mobile phone"]: row["username"] for row in csv.DictReader(file)}
    counts = {}
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            person = people.get(row["phone number"])
            if person:
                counts[person] = counts.get(person, 0) + 1
    print(len(counts), sum(counts.values()))


if __name__ == "__main__":
    main()
