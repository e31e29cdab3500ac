#!/usr/bin/env python3
"""Makes nanp_area_codes.tsv and calling_codes.tsv.

usage: gen_numbering.py LIBDUMP JSDUMP OUTDIR
LIBDUMP holds meta.tsv and npa.tsv of dump_libphonenumber.cc,
JSDUMP those of dump_libphonenumber_js.cjs.
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

STATES = {}
for line in (Path(sys.argv[3]) / "subdivisions.tsv").read_text(encoding="utf-8").splitlines():
    f = line.split("\t")
    if f[0] in ("US", "CA"):
        STATES[f[2]] = f[1]
STATES.update({"Washington State": "WA", "Washington D.C.": "DC", "Philadelphia": "PA",
               "New York City": "NY"})

# Codes younger than the Debian package (NANPA and CNAC assignments; overlays of the code behind).
NEW = dict(x.split(":") for x in """
227:MD 235:MO 257:BC 273:QC 274:WI 324:FL 327:AR 329:NY 350:CA 353:WI 354:QC 363:NY 369:CA 382:ON
428:NB 472:NC 557:MO 645:FL 683:ON 686:VA 728:FL 730:IL 738:CA 748:CO 821:SC 835:PA 879:NL 942:ON
975:MO 983:CO""".split())
# One code over several provinces.
SHARED = {"782": "NS|PE", "902": "NS|PE", "867": "NT|NU|YT"}

EXIT = dict(x.split(":") for x in """
BO:00 BR:00 CL:00 CO:00 HK:001 ID:001 IL:00 KH:001 KR:001 MU:00 MX:00 PW:011 SB:00 SG:001 TH:001
TW:002 TZ:000 UG:000 BY:810 KZ:810 RU:810 TJ:810 TM:810 UZ:810""".split())
# Plans in which a number begins with 0 after the calling code and 0 is no trunk prefix.
KEEP_ZERO = {"39", "225", "226", "227", "229", "241", "242", "247", "378", "992"}


def rows(path):
    return [x.split("\t") for x in Path(path).read_text(encoding="utf-8").splitlines()]


def state_of(places):
    votes = Counter()
    for item in places.split("|"):
        if not item:
            continue
        name, n = item.rsplit(":", 1)
        m = re.search(r", ([A-Z]{2})$", name)
        state = m[1] if m else STATES.get(name)
        if state:
            votes[state] += int(n)
    return votes.most_common(1)[0][0] if votes else ""


def area_codes(lib, js):
    places = {f[0]: f[3] for f in rows(lib / "npa.tsv")}
    lib_region = {f[0]: {x.split(":")[0] for x in f[1].split()} for f in rows(lib / "npa.tsv")}
    out = []
    for npa, regions, types in rows(js / "npa.tsv"):
        regions, types = set(json.loads(regions)), set(json.loads(types))
        if len(regions) != 1 or (npa in lib_region and lib_region[npa] != regions):
            sys.exit(f"{npa}: regions {regions} against {lib_region.get(npa)}")
        country = regions.pop()
        kind = "geographic"
        if types == {"TOLL_FREE"}:
            kind = "toll_free"
        elif types == {"PREMIUM_RATE"}:
            kind = "premium"
        elif npa in ("600", "622", "633"):
            kind = "other"
        elif types == {"PERSONAL_NUMBER"}:
            kind = "personal"
        state = ""
        if kind == "geographic" and country in ("US", "CA"):
            state = SHARED.get(npa) or NEW.get(npa) or state_of(places.get(npa, ""))
        out.append((npa, country, state, kind))
    return out


def calling_codes(lib, js):
    plans = {}
    for f in rows(lib / "meta.tsv"):
        p = plans.setdefault(f[1], {"regions": [], "main": "", "lengths": set(), "np": "", "idd": ""})
        p["regions"].append(f[0])
        p["lengths"] |= {int(x) for x in f[8].strip(",").split(",")}
        if f[2] == "1" or not p["main"]:
            p["main"] = f[0]
            p["np"] = f[5]
            p["idd"] = EXIT.get(f[0]) or f[4] or f[3]
    for region, code, _, lengths, trunk in rows(js / "meta.tsv"):
        plans[code]["lengths"] |= set(json.loads(lengths))
        if region == plans[code]["main"]:
            plans[code]["np"] = trunk  # the newer data win: Lithuania 0, Mexico none
    plans["229"]["lengths"] |= {8, 10}   # Benin: ten digits since 2024-11-30
    plans["1"]["lengths"] = {10}        # seven digits are 310 numbers dialled inside Canada
    plans["225"]["lengths"] |= {10}      # Côte d'Ivoire: ten digits since 2021-01-31
    out = []
    for code, p in plans.items():
        idd = re.sub(r"\D.*", "", p["idd"]) if not p["idd"].isdigit() else p["idd"]
        regions = [p["main"]] + sorted(r for r in p["regions"] if r != p["main"])
        out.append((code, p["main"], "|".join(regions), ",".join(map(str, sorted(p["lengths"]))),
                    p["np"], "1" if code in KEEP_ZERO else "0", idd))
    return sorted(out, key=lambda r: r[0])


def write(path, header, table):
    text = "#" + "\t".join(header) + "\n" + "".join("\t".join(r) + "\n" for r in table)
    path.write_text(text, encoding="utf-8", newline="\n")


lib, js, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
write(out / "nanp_area_codes.tsv", ("npa", "country", "state", "kind"), area_codes(lib, js))
write(out / "calling_codes.tsv",
      ("code", "main", "regions", "lengths", "trunk", "keep_zero", "exit"), calling_codes(lib, js))
