#!/usr/bin/env python3
"""Checks the tables in src/normalize/data; messages are file:line: text.

usage: check_tables.py [FOLDER]      exit 1 if anything is wrong
"""
import json
import re
import sys
import unicodedata
from pathlib import Path

LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d",
                         "þ": "th", "ə": "a"})
WITHDRAWN = {"AN", "SU", "YU", "XX", "ZZ", "EU", "CS", "UK"}
ISO_FOLDER = Path("/usr/share/iso-codes/json")
THREE_DIGIT_MNC = ({"302", "330", "334", "376", "708", "722", "732", "750"}
                   | {str(n) for a, b in ((310, 316), (342, 348), (352, 366)) for n in range(a, b + 1)})


def fold(text, keep=""):
    """Lower case, accents dropped, everything else than letters and digits to single blanks."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c) or c in "\u3099\u309a")
    text = unicodedata.normalize("NFC", text).translate(LETTERS)
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c) in ("Mc", "Mn") or c in keep else " "
                            for c in text).split())


def fold_place(text):
    """Key of a country or state: apostrophes join, '&' is 'and', 'the' goes, dotted initials join."""
    text = re.sub(r"['’‘ʻ`´]", "", text).replace("&", " and ")
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    return " ".join(w for w in fold(text).split() if w != "the")


def same_spelling(text):
    """What any reader's folding treats as one spelling: '&' against 'and' and dotted initials stay apart."""
    return " ".join(w for w in fold(text, "&").split() if w != "the")


def contains(inner, outer):
    a, b = inner.split(), outer.split()
    return any(b[i:i + len(a)] == a for i in range(len(b) - len(a) + 1))


class Checker:
    def __init__(self, folder):
        self.folder, self.problems, self.where = folder, 0, ("", 0)

    def bad(self, text):
        print(f"{self.where[0]}:{self.where[1]}: {text}")
        self.problems += 1

    def must(self, condition, text):
        if not condition:
            self.bad(text)

    def rows(self, name, columns, key=None, order=None):
        """Yields the fields of each well-shaped row; key and order are row functions."""
        path = self.folder / name
        self.where = (name, 1)
        try:
            data = path.read_bytes()
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.bad(str(error))
            return
        self.must(text.endswith("\n") and not text.endswith("\n\n"), "file must end with one line end")
        self.must("\r" not in text, "carriage return")
        self.must(text.startswith("#"), "no header")
        lines = text.split("\n")[:-1]
        self.must(len(lines[0].split("\t")) == columns, f"header has not {columns} columns")
        seen, last = {}, None
        for number, line in enumerate(lines[1:], 2):
            self.where = (name, number)
            self.must(unicodedata.normalize("NFC", line) == line, "not NFC")
            f = line.split("\t")
            if len(f) != columns:
                self.bad(f"{len(f)} columns instead of {columns}")
                continue
            for cell in f:
                self.must(cell == cell.strip() and "  " not in cell, f"blanks in '{cell}'")
                self.must(all(x and x == x.strip() for x in cell.split("|")) if "|" in cell else True,
                          f"empty or padded list item in '{cell}'")
            if key:
                k = key(f)
                self.must(k not in seen, f"same key as line {seen.get(k)}: {k}")
                seen[k] = number
            if order:
                o = order(f)
                self.must(last is None or last <= o, "out of order")
                last = o
            yield f
        print(f"{name}: {len(lines) - 1} rows, {len(data)} bytes")


def iso(name, key):
    path = ISO_FOLDER / f"iso_{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))[name] if path.exists() else None


def check(c):
    countries, calling_of, keys = {}, {}, {}
    for f in c.rows("countries.tsv", 6, key=lambda f: f[0], order=lambda f: f[0]):
        a2, a3, numeric, calling, name, aliases = f
        c.must(re.fullmatch(r"[A-Z]{2}", a2) and a2 not in WITHDRAWN, "alpha2")
        c.must(re.fullmatch(r"[A-Z]{3}", a3), "alpha3")
        c.must(re.fullmatch(r"\d{3}", numeric) or (a2 == "XK" and not numeric), "numeric")
        c.must(all(re.fullmatch(r"[1-9]\d{0,2}", x) for x in calling.split("|")), "calling codes")
        c.must(bool(name), "no name")
        countries[a2] = (a3, numeric)
        calling_of[a2] = set(calling.split("|"))
        own = set()
        for text in [name] + [x for x in aliases.split("|") if x]:
            k = fold_place(text)
            c.must(bool(k), f"'{text}' folds to nothing")
            c.must(same_spelling(text) not in own, f"'{text}' twice")
            own.add(same_spelling(text))
            for k in (k, same_spelling(text)):
                c.must(keys.get(k, a2) == a2, f"'{text}' is also {keys.get(k)}")
                keys[k] = a2
    c.where = ("countries.tsv", 0)
    for a2, (a3, _) in countries.items():
        for code in (a2, a3):
            c.must(keys.get(code.lower(), a2) == a2, f"code {code} is also a name of {keys.get(code.lower())}")
    for column in (0, 1):
        values = [v[column] for v in countries.values() if v[column]]
        c.must(len(values) == len(set(values)), f"alpha3 or numeric not unique: {sorted(x for x in values if values.count(x) > 1)}")
    known = iso("3166-1", "3166-1")
    if known:
        listed = {x["alpha_2"]: (x["alpha_3"], x["numeric"]) for x in known}
        listed["XK"] = ("XKX", "")
        c.must(listed == countries, f"differs from iso-codes: {sorted(set(listed.items()) ^ set(countries.items()))}")
    c.must(len(countries) == 250, f"{len(countries)} countries instead of 250")

    known = iso("3166-2", "3166-2")
    listed = {x["code"] for x in known} if known else None
    states, state_keys = set(), {}
    for f in c.rows("subdivisions.tsv", 4, key=lambda f: (f[0], f[1]), order=lambda f: (f[0], f[1])):
        cc, code, name, aliases = f
        c.must(cc in countries, f"unknown country {cc}")
        c.must(re.fullmatch(r"[A-Z0-9]{1,3}", code), f"code {code}")
        c.must(listed is None or f"{cc}-{code}" in listed, f"{cc}-{code} is not in iso-codes")
        c.must(not (cc == "US" and code in ("AA", "AE", "AP")), "armed forces are not a state")
        states.add((cc, code))
        own = set()
        names = [name] if same_spelling(name) != same_spelling(code) else []  # Ica in Peru is both
        for text in [code] + names + [x for x in aliases.split("|") if x]:
            c.must(fold_place(text) != "", f"'{text}' folds to nothing")
            c.must(same_spelling(text) not in own, f"'{text}' twice")
            own.add(same_spelling(text))
            for k in ((cc, fold_place(text)), (cc, same_spelling(text))):
                c.must(state_keys.get(k, code) == code, f"'{text}' is also {cc}-{state_keys.get(k)}")
                state_keys[k] = code
    if not known:
        print("iso-codes is not installed: codes were not compared with it")

    for f in c.rows("nanp_area_codes.tsv", 4, key=lambda f: f[0], order=lambda f: f[0]):
        npa, cc, state, kind = f
        c.must(re.fullmatch(r"[2-9][0-8]\d", npa), "area code")
        c.must(kind in ("geographic", "toll_free", "premium", "personal", "other"), f"kind {kind}")
        c.must(cc in countries and "1" in calling_of.get(cc, ()), f"country {cc}")
        for s in state.split("|") if state else ():
            c.must(cc in ("US", "CA") and (cc, s) in states, f"state {cc}-{s}")
        c.must(not state or kind == "geographic", "state of a non-geographic code")
        c.must(state or cc not in ("US", "CA") or kind != "geographic", "no state")

    plan_regions = {}
    for f in c.rows("calling_codes.tsv", 7, key=lambda f: f[0], order=lambda f: f[0]):
        code, main, regions, lengths, trunk, keep_zero, exit_code = f
        c.must(re.fullmatch(r"[1-9]\d{0,2}", code), "calling code")
        regions = regions.split("|")
        c.must(regions[0] == main, "the main region must be the first")
        for r in regions:
            c.must(r in countries or r in ("001", "AC", "TA"), f"region {r}")
            if r in countries:
                c.must(code in calling_of[r], f"{r} has not {code} in countries.tsv")
                plan_regions.setdefault(r, set()).add(code)
        numbers = [int(x) for x in lengths.split(",")] if re.fullmatch(r"\d+(,\d+)*", lengths) else []
        c.must(numbers and numbers == sorted(set(numbers)) and 3 < numbers[0] and numbers[-1] <= 17, "lengths")
        c.must(re.fullmatch(r"\d{0,2}", trunk), "trunk prefix")
        c.must(keep_zero in "01" and not (keep_zero == "1" and trunk == "0"), "keep_zero")
        c.must(re.fullmatch(r"\d{1,4}", exit_code) or (main == "001" and not exit_code), "exit code")
    c.where = ("calling_codes.tsv", 0)
    for code in plan_regions.values():
        c.must(len(code) == 1, f"a region has several calling codes {code}")

    for f in c.rows("numbering_source.tsv", 2, key=lambda f: f[0]):
        c.must(re.fullmatch(r"\d+(\.\d+)+", f[1]), f"version {f[1]}")

    ids, rules, last = {}, {}, {}
    for f in c.rows("carriers.tsv", 7, key=lambda f: (f[0], f[5], f[6]), order=lambda f: f[0]):
        cc, slug, brand, parent, kind, rule, text = f
        c.must(cc in countries, f"country {cc}")
        c.must(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug), f"slug {slug}")
        c.must(kind in ("mobile", "voip", "wireline", "unknown"), f"kind {kind}")
        c.must(rule in ("phrase", "equals"), f"rule {rule}")
        c.must(bool(brand) and bool(text), "no brand or text")
        c.must(text == fold(text, "&+"), f"'{text}' is not folded ({fold(text, '&+')})")
        known = ids.setdefault((cc, slug), (brand, parent, kind))
        c.must(known == (brand, parent, kind), f"differs from earlier lines: {known}")
        for other_slug, other_rule, other in rules.setdefault(cc, []):
            if other_rule == "phrase" and contains(other, text):
                c.bad(f"never reached: '{other}' of {other_slug} comes first")
                break
        rules[cc].append((slug, rule, text))
        last[(cc, slug)] = c.where
    for (cc, slug), (_, parent, _) in ids.items():
        c.where = last[(cc, slug)]
        c.must(not parent or (cc, parent) in ids, f"parent {parent} of {cc}:{slug} is not listed")
        chain, at = set(), slug
        while at and (cc, at) in ids and at not in chain:
            chain.add(at)
            at = ids[(cc, at)][1]
        c.must(at not in chain, f"parents of {cc}:{slug} go round")
    print(f"  {len(ids)} operators in {len(rules)} countries")

    mccs = {}
    for f in c.rows("mcc_countries.tsv", 3, key=lambda f: f[0], order=lambda f: f[0]):
        mcc, cc, length = f
        c.must(re.fullmatch(r"[2-79]\d\d", mcc), "mcc")
        c.must(cc in countries or cc == "001", f"country {cc}")
        c.must(length == ("3" if mcc in THREE_DIGIT_MNC else "2"), "mnc length")
        mccs[mcc] = (cc, int(length))
    numeric, exceptions = {}, 0
    for f in c.rows("mccmnc.tsv", 5, key=lambda f: (f[0], f[1]), order=lambda f: (f[0], f[1])):
        mcc, mnc, cc, carrier, brand = f
        c.must(mcc in mccs and mccs[mcc][0] == cc, f"mcc {mcc} is not of {cc}")
        c.must(re.fullmatch(r"\d{2,3}", mnc), "mnc")
        exceptions += mcc in mccs and len(mnc) != mccs[mcc][1]
        c.must(mcc not in THREE_DIGIT_MNC or len(mnc) == 3, "mnc too short")
        n = (mcc, int(mnc))
        c.must(n not in numeric, f"without zeros the same as {numeric.get(n)}")
        numeric[n] = mnc
        c.must(bool(brand), "no brand")
        if carrier:
            a, _, slug = carrier.partition(":")
            # MCC 340 is that of the French Antilles, whose Orange and SFR are the French ones.
            owners = {cc, "FR"} if mcc == "340" else {cc}
            c.must(a.upper() in owners and (a.upper(), slug) in ids, f"carrier {carrier}")
    print(f"  {exceptions} codes with three digits where two are usual")

    for f in c.rows("timezone_abbreviations.tsv", 3, key=lambda f: f[0], order=lambda f: f[0]):
        name, offset, kind = f
        c.must(re.fullmatch(r"[A-Z]{1,5}", name), "abbreviation")
        c.must(kind in ("universal", "american", "ambiguous"), f"kind {kind}")
        c.must((offset == "") if kind == "ambiguous" else re.fullmatch(r"-?\d{1,3}", offset), "offset")
        c.must(kind != "universal" or offset == "0", "universal offset")


def main():
    default = Path(__file__).resolve().parents[2] / "src" / "normalize" / "data"
    c = Checker(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    check(c)
    if c.problems:
        print(f"{c.problems} problems")
        return 1
    print("all tables are well formed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
