#!/usr/bin/env python3
"""Writes samples/: the fictional incident "Example Corp, March 2024" and small edge-case files.

Python standard library only, seeded: the same bytes on each run. People are invented, domains are
example.com/example.org, numbers come only from ranges that are reserved for fiction. The truth
(samples/incident/truth.json) is computed from the model; an independent recount then reads the written
files back with its own parser and merge and must agree (assert).

usage: make_samples.py [OUTPUT_DIR]      default: ../samples beside this script
"""
import csv
import io
import json
import os
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import datetime, timedelta

SEED = 20240401
R = random.Random(SEED)
W0, W1 = datetime(2024, 3, 1), datetime(2024, 4, 1)          # the window, half open, UTC
SILENT = datetime(2024, 3, 19)                                # a Tuesday without a single message
GENERIC = 6                                                   # more holders than this: generic
OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "samples")

# ------------------------------------------------------------------ numbers, all reserved for fiction
US_AREA = """205 AL 907 AK 480 AZ 602 AZ 501 AR 213 CA 310 CA 408 CA 415 CA 510 CA 619 CA 916 CA 303 CO 720 CO 203 CT
302 DE 202 DC 305 FL 407 FL 813 FL 404 GA 770 GA 808 HI 208 ID 312 IL 773 IL 317 IN 515 IA 316 KS 502 KY 504 LA 207 ME
301 MD 410 MD 617 MA 508 MA 313 MI 616 MI 612 MN 601 MS 314 MO 816 MO 406 MT 402 NE 702 NV 603 NH 201 NJ 973 NJ 505 NM
212 NY 646 NY 718 NY 518 NY 704 NC 919 NC 701 ND 216 OH 614 OH 405 OK 503 OR 215 PA 412 PA 401 RI 803 SC 605 SD 615 TN
901 TN 214 TX 512 TX 713 TX 210 TX 801 UT 802 VT 703 VA 804 VA 206 WA 509 WA 304 WV 414 WI 307 WY""".split()
CA_AREA = "416 ON 613 ON 514 QC 418 QC 604 BC 250 BC 403 AB 780 AB 204 MB 306 SK 506 NB 902 NS 709 NL".split()
US_AREA = list(zip(US_AREA[::2], US_AREA[1::2]))
CA_AREA = list(zip(CA_AREA[::2], CA_AREA[1::2]))
AREA_STATE = dict(US_AREA + CA_AREA)
AREA_COUNTRY = {**{a: "US" for a, _ in US_AREA}, **{a: "CA" for a, _ in CA_AREA}}
HOT = ["202", "703", "212", "646", "415", "408", "214", "512", "312", "617", "206", "404", "305", "303", "215"]
AU_MOBILE = """006 156 157 158 159 110 313 737""".split()
AU_MOBILE = ["61491570" + x for x in AU_MOBILE] + ["6149157" + x for x in
             "1266 1491 1804 2549 2665 2983 3770 3087 4118 4632 5254 5789 6398 6801 7426 7644".split()]

STATE_NAME = dict(zip(
    """AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
RI SC SD TN TX UT VT VA WA WV WI WY ON QC BC AB MB SK NB NS NL""".split(),
    """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Georgia|
Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|
Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|
Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|
West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|New Brunswick|Nova Scotia|
Newfoundland and Labrador""".replace("\n", "").split("|")))
TZ_OF_STATE = {}
for tz, states in {"ET": "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV ON QC",
                   "CT": "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI MB", "MT": "CO ID MT NM UT WY AB",
                   "PT": "CA NV OR WA BC", "AZ": "AZ", "AK": "AK", "HI": "HI", "SK": "SK", "AT": "NB NS", "NT": "NL"}.items():
    for s in states.split():
        TZ_OF_STATE[s] = tz
TZ = {"ET": (-300, "us"), "CT": (-360, "us"), "MT": (-420, "us"), "PT": (-480, "us"), "AK": (-540, "us"), "HI": (-600, ""),
      "AZ": (-420, ""), "SK": (-360, ""), "AT": (-240, "us"), "NT": (-210, "us"), "GB": (0, "eu"), "IE": (0, "eu"),
      "DE": (60, "eu"), "FR": (60, "eu"), "SE": (60, "eu"), "AU": (660, "")}       # Sydney, summer time until 7 April


def to_utc(local, tz):
    base, rule = TZ[tz]
    if rule == "us" and local >= datetime(2024, 3, 10, 2):
        base += 60
    if rule == "eu" and local >= datetime(2024, 3, 31, 1) + timedelta(minutes=base):
        base += 60
    return local - timedelta(minutes=base)


used = set()


def take(num):
    assert num not in used, num
    used.add(num)
    return "+" + num


def fresh(country, kind="mobile", area=None):
    while True:
        if country == "US":
            a = area or (R.choice(HOT) if R.random() < .45 else R.choice(US_AREA)[0])
            n = "1%s555%04d" % (a, R.randrange(102, 199))
        elif country == "CA":
            n = "1%s555%04d" % (R.choice(CA_AREA)[0], R.randrange(102, 199))
        elif country == "GB":
            n = "447700900%03d" % R.randrange(1000) if kind == "mobile" else "44207946%04d" % R.randrange(19, 999)
        elif country == "DE":
            n = "4917139200%02d" % R.randrange(100) if kind == "mobile" else "493023125%03d" % R.randrange(1000)
        elif country == "FR":
            n = "33639%06d" % R.randrange(980000, 990000)
        elif country == "SE":
            n = "4670174%04d" % R.randrange(605, 700)
        elif country == "IE":
            n = "3532091%05d" % R.randrange(100000)
        elif country == "AU":
            n = R.choice(AU_MOBILE)
        if n not in used:
            return take(n)


CC = {"US": "1", "CA": "1", "GB": "44", "DE": "49", "FR": "33", "SE": "46", "IE": "353", "AU": "61"}


def country_of(e164):
    d = e164[1:]
    if d[0] == "1":
        return AREA_COUNTRY[d[1:4]]
    for c in ("IE", "GB", "DE", "FR", "SE", "AU"):
        if d.startswith(CC[c]):
            return c
    raise ValueError(e164)


def national(e164, style=0):
    c = country_of(e164)
    n = e164[1 + len(CC[c]):]
    if c in ("US", "CA"):
        return ["(%s) %s-%s", "%s-%s-%s", "%s.%s.%s"][style % 3] % (n[:3], n[3:6], n[6:])
    if c == "GB":
        return "020 %s %s" % (n[2:6], n[6:]) if n[0] == "2" else "0%s %s" % (n[:4], n[4:])
    if c == "DE":
        return "030 %s" % n[2:] if n[0] == "3" else "0%s %s" % (n[:3], n[3:])
    if c == "FR":
        return "0" + n[0] + " " + " ".join(n[i:i + 2] for i in range(1, 9, 2))
    if c == "SE":
        return "0%s-%s %s %s" % (n[:2], n[2:5], n[5:7], n[7:])
    if c == "IE":
        return "0%s %s %s" % (n[:2], n[2:5], n[5:])
    return "0%s %s %s" % (n[:3], n[3:6], n[6:])


def pretty(e164, style=0):
    c = country_of(e164)
    n = e164[1 + len(CC[c]):]
    if c in ("US", "CA"):
        return ["+1 %s-%s-%s", "+1 (%s) %s-%s", "+1 %s %s %s", "+1.%s.%s.%s"][style % 4] % (n[:3], n[3:6], n[6:])
    return "+%s %s %s" % (CC[c], n[:2], n[2:]) if style % 3 else "+%s (0)%s %s" % (CC[c], n[:3], n[3:])


# ------------------------------------------------------------------ people
FIRST = """Ada Alan Alice Amara Andre Anita Arthur Beatrice Ben Bianca Boris Calvin Carla Carmen Cedric Chloe Clara Colin
Dana Daniel Daphne Darius Delia Derek Diego Dora Edgar Elena Elias Emma Eric Esther Ethan Farah Felix Fiona Frank Gavin
Gemma George Grace Hannah Harold Hassan Helen Henry Hugo Ian Ida Imani Ines Irene Isaac Ivan Jamal Jane Jasper Joan Joel
Judith Julian Karen Kofi Kira Lana Laura Leo Liam Linda Lucas Lydia Mabel Marcus Maria Martin Maya Megan Miles Mina Moira
Nadia Naomi Neil Nina Noah Nora Olga Oliver Oscar Paige Paula Peter Petra Priya Quentin Rafael Raj Renee Rita Robin Rosa
Ruth Samir Sandra Sarah Scott Selma Silas Simon Sofia Stella Tariq Tessa Theo Tina Tobias Una Ursula Valerie Vera Victor
Wanda Walter Wendy Xavier Yara Yusuf Zelda""".split()
LAST = """Abbott Adeyemi Almond Archer Ashdown Bannister Barlow Beckett Bellamy Birch Blackwood Bramble Brook Calloway Carver
Castellan Chandra Clement Corbin Crane Dalton Darrow Delgado Denholm Dray Eastman Ellery Everhart Fairley Falk Farrow
Fenwick Fielding Frost Galloway Garnett Gilmore Grange Hadley Halloran Harrow Hawthorn Hollis Holt Ibarra Ingram Jessop
Kapoor Keating Kendrick Kingsley Lambert Langley Larkin Ledger Lockhart Lomax Marlowe Mercer Merrick Monroe Nakata Nash
Norwood Oakley Okafor Orchard Osgood Parrish Pemberton Penrose Pike Prescott Quill Radcliffe Ramsey Redfern Rivers Rook
Salazar Sexton Shaw Sheridan Slater Sorrel Stanton Sterling Swann Tanaka Thackeray Thorne Tilden Underhill Vance Vasquez
Wainwright Waverly Weller Whitlock Wilder Winslow Yardley Yates Zeller""".split()
LOCAL = {"DE": [("Jörg", "Müller"), ("Käthe", "Größmann"), ("Björn", "Schäfer"), ("Ursel", "Köhler"), ("Günter", "Weiß")],
         "SE": [("Åsa", "Lindström"), ("Göran", "Sjöberg")],
         "FR": [("Hélène", "Lefèvre"), ("François", "Dubœuf"), ("Zoë", "Châtelain")],
         "IE": [("Siobhán", "Ó Dálaigh"), ("Ciarán", "Breathnach")]}
DEPTS = ["Identity", "Finance", "Sales", "Engineering", "Human Resources", "Legal", "Operations", "Support", "Marketing", "Research"]
TITLES = {"Identity": "Identity Engineer", "Finance": "Accountant", "Sales": "Account Manager", "Engineering": "Software Engineer",
          "Human Resources": "HR Partner", "Legal": "Counsel", "Operations": "Operations Analyst", "Support": "Support Specialist",
          "Marketing": "Campaign Manager", "Research": "Scientist"}
COUNTRY_NAME = {"US": "United States", "CA": "Canada", "GB": "United Kingdom", "DE": "Germany", "FR": "France", "SE": "Sweden",
                "IE": "Ireland", "AU": "Australia"}


def ascii_fold(s):
    s = s.replace("ß", "ss").replace("œ", "oe").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("å", "a") \
         .replace("Ä", "Ae").replace("Ö", "Oe").replace("Ü", "Ue").replace("Å", "A")
    return re.sub(r"[^A-Za-z]", "", unicodedata.normalize("NFKD", s).encode("ascii", "ignore").decode())


class P:                                                     # one true person (or account)
    pass


people, names_seen = [], set()


def person(kind, country, first=None, last=None):
    p = P()
    p.kind, p.country = kind, country
    while first is None or (first, last) in names_seen:
        first, last = R.choice(FIRST), R.choice(LAST)
    names_seen.add((first, last))
    p.first, p.last = first, last
    f, l = ascii_fold(first).lower(), ascii_fold(last).lower()
    p.sam = f[0] + l
    n = 2
    while any(q.sam == p.sam for q in people):
        p.sam, n = f[0] + l + str(n), n + 1
    p.mail = "%s.%s@example.com" % (f, l)
    p.upn = p.sam + "@example.com"
    p.emp = "%06d" % (4100 + 7 * len(people) + R.randrange(6))
    p.dept = R.choice(DEPTS)
    p.title = TITLES[p.dept]
    p.in_duo = kind in ("full", "duo_only", "leaver_duo")
    p.in_ad = kind in ("full", "ad_hr", "ad_only", "leaver_ad", "leaver_duo")
    p.in_hr = kind in ("full", "ad_hr", "leaver_ad", "leaver_duo", "hr_only")
    p.leaver = kind in ("leaver_ad", "leaver_duo", "hr_only")
    p.mobile = p.alt = p.direct = p.home = None
    p.ext = None
    p.duo_phones = []                                        # (e164 or "", kind, ext)
    p.duo_username, p.duo_email = p.sam, p.mail
    p.ad_mail, p.hr_mail, p.hr_emp = p.mail, p.mail, p.emp
    p.priv = False
    people.append(p)
    return p


def key(p):                                                  # how truth.json names a person
    return p.mail or p.upn or p.sam


plan = ["GB"] * 11 + ["CA"] * 7 + ["DE"] * 5 + ["AU"] * 3 + ["FR"] * 3 + ["SE"] * 2 + ["IE"] * 2
full_countries = plan + ["US"] * (172 - len(plan))
R.shuffle(full_countries)
local = {c: list(v) for c, v in LOCAL.items()}
for c in full_countries:
    person("full", c, *(local[c].pop() if local.get(c) else (None, None)))
for c in "US US US US GB DE AU US".split():
    person("ad_hr", c)                                       # not in Duo
for c in "US US CA US".split():
    p = person("duo_only", c)                                # contractors
    p.mail = p.duo_email = p.mail.replace("example.com", "example.org")
for _ in range(7):
    person("ad_only", "US")
for c in "US US US GB US".split():
    person("leaver_ad", c)
for _ in range(3):
    person("leaver_duo", "US")
for c in "US US GB US DE US US".split():
    person("hr_only", c)
full = [p for p in people if p.kind == "full"]
ad_hr = [p for p in people if p.kind == "ad_hr"]
leaver_ad = [p for p in people if p.kind == "leaver_ad"]
leaver_duo = [p for p in people if p.kind == "leaver_duo"]
hr_only = [p for p in people if p.kind == "hr_only"]
ad_only = [p for p in people if p.kind == "ad_only"]
duo_only = [p for p in people if p.kind == "duo_only"]
us = [p for p in full if p.country == "US"]
R.shuffle(us)
us_free = list(us)


def pick(n):
    return [us_free.pop() for _ in range(n)]


# shared and generic numbers
RECEPTION, LONDON = take("12025550100"), take("442079460018")
WAREHOUSE, NOC, LAB = take("15025550170"), take("17035550188"), take("16175550160")
PROBE, HANDSET = take("13035550199"), take("442079460999")
take("12125550101")
reception8, warehouse7, noc6, lab4 = pick(8), pick(7), pick(6), pick(4)
pairs = [pick(2) for _ in range(5)]
home_pair = pick(2)
no_own = set(reception8[:3] + warehouse7[:2] + noc6[:2] + lab4[:1] + pairs[0] + pairs[1])   # nothing but the shared one
pair_numbers = [fresh("US") for _ in pairs]
for p in people:
    if p.kind == "full" or p.country != "US":
        p.mobile = None if p in no_own else fresh(p.country)
    else:
        p.mobile = fresh("US")
    if p.kind == "full" and p not in no_own and R.random() < .16:
        p.alt = fresh(p.country)
    if p.in_ad and p not in no_own:
        r = R.random()
        if p.country == "GB":
            p.direct, p.ext = LONDON, str(R.randrange(3200, 3299))
        elif p.country == "US" and r < .30:
            p.direct, p.ext = RECEPTION, str(R.randrange(3100, 3999))
        elif p.country in ("US", "DE") and r < .62:
            p.direct = fresh(p.country, "landline")
HOME = fresh("US")
for p in home_pair:
    p.home = HOME
for pr, n in zip(pairs, pair_numbers):
    for p in pr:
        p.pair = n
        if p in no_own:
            p.mobile = n
# old numbers that now belong to somebody else: an AD leaver's mobile, an HR typing error
recycled_from, recycled_to = leaver_ad[0], us_free.pop()
recycled_to.alt = recycled_from.mobile
hr_typo, hr_typo_victim = us_free.pop(), us_free.pop()
hr_typo.hr_number = hr_typo_victim.mobile
old_number = []                                              # AD holds an older number than Duo: conflict, both are the person's
for _ in range(5):
    p = us_free.pop()
    p.ad_number = fresh("US")
    old_number.append(p)

for p in people:
    if not p.in_duo:
        continue
    ph = p.duo_phones
    if p.mobile:
        ph.append((p.mobile, "Mobile", ""))
    if p.alt and (p is recycled_to or R.random() < .5):
        ph.append((p.alt, "Mobile", ""))
    if p in reception8:
        ph.append((RECEPTION, "Landline", str(R.randrange(3100, 3999))))
    if p in warehouse7:
        ph.append((WAREHOUSE, "Landline", ""))
    if p in noc6:
        ph.append((NOC, "Mobile", ""))
    if p in lab4:
        ph.append((LAB, "Mobile", ""))
    for pr, n in zip(pairs, pair_numbers):
        if p in pr and n != p.mobile:
            ph.append((n, "Mobile", ""))
    if p.direct and p.direct not in (RECEPTION, LONDON) and R.random() < .2:
        ph.append((p.direct, "Landline", ""))
    if R.random() < .06:
        ph.append(("", "Tablet", ""))

# identity variants: how the directories name the same person
pool = list(full)
R.shuffle(pool)
for p in [pool.pop() for _ in range(8)]:
    p.duo_email = ""                                         # merged by login = SamAccountName only
for p in [pool.pop() for _ in range(6)]:
    p.duo_username = p.upn                                   # login is the UPN
for p in [pool.pop() for _ in range(5)]:
    p.duo_username = p.sam + ".mfa"                          # merged by e-mail only
for p in [pool.pop() for _ in range(12)]:
    p.upn = p.sam + "@corp.example.com"
for p in [pool.pop() for _ in range(3)]:
    p.duo_username, p.duo_email = p.sam + "-x", p.upn        # merged by UPN only
for p in [pool.pop() for _ in range(4)]:
    p.hr_mail = ""                                           # merged by employee id only
for p in [pool.pop() for _ in range(4)]:
    p.hr_emp = p.emp.lstrip("0")                             # Excel took the zeros: merged by e-mail only
for p in [pool.pop() for _ in range(5)]:
    p.hr_mail = p.mail.upper()
for p in [pool.pop() for _ in range(3)]:
    p.ad_mail = ""
    p.hr_emp = p.emp                                         # AD has no mail: HR joins by employee id, Duo by login
admins = [us_free.pop() for _ in range(6)] + [next(p for p in full if p.country == "GB")]
for p in admins:
    p.priv, p.dept, p.title = True, "Identity", "Systems Administrator"
accounts = []                                                # directory rows that are no employees


def account(sam, where, emp="", phone=None):
    a = P()
    a.kind, a.sam, a.emp, a.where, a.phone = "account", sam, emp, where, phone
    a.upn, a.mail = sam + "@example.com" if where == "ad" else "", ""
    accounts.append(a)
    return a


account("svc-backup", "ad", phone=RECEPTION)
account("svc-scanner", "ad", phone=RECEPTION)
account("svc-monitor", "ad")
adm = [account("adm-" + p.sam, "ad", emp=p.emp) for p in admins[:2]]      # same employee id: the same person
account("breakglass", "duo")

# ------------------------------------------------------------------ the directories
holders = defaultdict(set)                                   # the model's truth: number -> true people


def hold(p, e164):
    if e164:
        holders[e164].add(key(p))
    return e164


def hexid(prefix, n):
    return prefix + "".join(R.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(n))


def uuid():
    h = "%032x" % R.getrandbits(128)
    return "-".join((h[:8], h[8:12], "4" + h[13:16], "a" + h[17:20], h[20:]))


def write(path, data):
    path = os.path.join(OUT, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8"))


def duo_users():
    groups = {n: {"desc": d, "group_id": hexid("DG", 18), "name": n + ' (from AD sync "Example Corp")' if s else n,
                  "status": "Active", "mobile_otp_enabled": False, "push_enabled": False, "sms_enabled": False,
                  "voice_enabled": False}
              for n, d, s in [("VPN Users", "Remote access", 1), ("Domain Admins", "", 1), ("Finance", "", 1),
                              ("Duo Bypass", "temporary", 0)]}
    phone_ids = {}
    users = []
    for p in [x for x in people if x.in_duo] + [a for a in accounts if a.where == "duo"]:
        brk = p.kind == "account"
        phones, activated = [], False
        for num, kind, ext in ([] if brk else p.duo_phones):
            hold(p, num)
            mob = kind == "Mobile"
            act = (mob or kind == "Tablet") and R.random() < .72
            activated = activated or act
            caps = ["auto"] + (["push"] if act or (mob and R.random() < .5) else []) + \
                   (["sms", "phone"] if mob else ["phone"] if num else []) + (["mobile_otp"] if act or mob else [])
            shared = sum(1 for q in people for x in q.duo_phones if num and x[0] == num) > 1
            pid = phone_ids.setdefault(num, hexid("DP", 18)) if shared else hexid("DP", 18)
            phones.append({"activated": act, "capabilities": caps, "encrypted": "Encrypted" if act else "",
                           "extension": ext, "fingerprint": "Configured" if act else "", "last_seen":
                           "2024-04-%02dT%02d:%02d:00" % (R.randrange(1, 12), R.randrange(24), R.randrange(60)) if act else "",
                           "model": R.choice(["iPhone 14", "Pixel 7", "Galaxy S22"]) if mob else "iPad" if not num else "",
                           "name": {NOC: "NOC on-call", LAB: "Lab phone", WAREHOUSE: "Warehouse desk",
                                    RECEPTION: "Reception"}.get(num, ""), "number": num, "phone_id": pid,
                           "platform": (R.choice(["Apple iOS", "Google Android"]) if mob else "Apple iOS" if not num else "Unknown"),
                           "postdelay": "", "predelay": "2" if ext else "", "screenlock": "Locked" if act else "",
                           "sms_passcodes_sent": False, "tampered": "Not tampered" if act else "",
                           "type": kind if num else "Mobile"})
        tokens = [{"serial": str(R.randrange(100000, 999999)), "token_id": hexid("DH", 18), "totp_step": None,
                   "type": R.choice(["yk", "d1"])}] if R.random() < .14 else []
        web = [{"credential_name": "Touch ID", "date_added": R.randrange(1640000000, 1709000000), "label": "Touch ID",
                "webauthnkey": hexid("WA", 18)}] if R.random() < .12 else []
        status = "active"
        if brk:
            status = "bypass"
        elif p.leaver:
            status = "disabled"
        elif not brk and p in us_free[:2]:
            status = "bypass"
        elif not brk and p in us_free[2:4]:
            status = "locked out"
        g = ["VPN Users"] + (["Domain Admins"] if not brk and p.priv else []) + \
            (["Finance"] if not brk and p.dept == "Finance" else []) + (["Duo Bypass"] if status == "bypass" else [])
        al = "" if brk or R.random() > .3 else p.upn
        users.append({"alias1": al or None, "alias2": None, "alias3": None, "alias4": None,
                      "aliases": {"alias1": al} if al else {}, "created": R.randrange(1546300800, 1704000000),
                      "desktoptokens": [], "email": "" if brk else p.duo_email, "enable_auto_prompt": True,
                      "firstname": "" if brk else p.first, "groups": [groups[x] for x in g],
                      "is_enrolled": bool(phones or tokens), "last_directory_sync": None if brk else 1712880000,
                      "last_login": None if R.random() < .05 else R.randrange(1709251200, 1712880000),
                      "lastname": "" if brk else p.last, "lockout_reason": "Failed Attempts" if status == "locked out" else None,
                      "notes": "emergency account, no phone" if brk else "", "phones": phones,
                      "realname": "Break Glass" if brk else p.first + " " + p.last, "status": status, "tokens": tokens,
                      "u2ftokens": [], "user_id": hexid("DU", 18), "username": p.sam if brk else p.duo_username,
                      "webauthncredentials": web})
    R.shuffle(users)
    body = ",\n".join(json.dumps(u, ensure_ascii=False, separators=(",", ":")) for u in users)
    write("incident/duo-users.json", '{"metadata":{"total_objects":%d},"response":[\n%s\n],"stat":"OK"}\n' % (len(users), body))
    return len(users)


AD_COLS = ("Country Created Department DisplayName DistinguishedName EmployeeID Enabled Fax GivenName HomePhone ipPhone "
           "LastLogonDate mail Manager MemberOf MobilePhone Name ObjectClass ObjectGUID OfficePhone otherMobile proxyAddresses "
           "SamAccountName SID State Surname Title UserPrincipalName").split()


def dn(name, leaver=False):
    return "CN=%s,OU=%s,DC=example,DC=com" % (name.replace(",", "\\,"), "Leavers" if leaver else "Staff")


def us_date(d):
    return "%d/%d/%d %d:%02d:%02d %s" % (d.month, d.day, d.year, d.hour % 12 or 12, d.minute, d.second, "AM" if d.hour < 12 else "PM")


def ad_users():
    rows = []
    bosses = [p for p in full if p.in_ad][:12]
    n_fax = 0
    for i, p in enumerate(x for x in people if x.in_ad):
        name = p.first + " " + p.last
        mob = getattr(p, "ad_number", p.mobile)
        st = i % 4
        mob_raw = ""
        if mob and not (p.kind == "full" and i % 9 == 0):     # some have no mobile in AD
            hold(p, mob)
            mob_raw = national(mob, i) if st < 2 or p.kind in ("ad_hr", "ad_only", "leaver_ad") else pretty(mob, i) if st == 2 else mob
        other = ""
        if p.alt and p is not recycled_to and not any(x[0] == p.alt for x in p.duo_phones):
            hold(p, p.alt)
            other = pretty(p.alt, i)
            if mob_raw and i % 2:
                other = mob + ";" + other
        office = ""
        if p.direct:
            hold(p, p.direct)
            office = national(p.direct)
            if p.ext:
                office += [" x%s", " ext. %s", " x%s"][i % 3] % p.ext
        fax = ""
        if n_fax < 5 and i % 31 == 3:
            fax, n_fax = national(fresh("US"), 1), n_fax + 1
        if p.home:
            hold(p, p.home)
        member = ["CN=VPN Users,OU=Groups,DC=example,DC=com"]
        if p.priv:
            member.append("CN=Domain Admins,CN=Users,DC=example,DC=com")
        if p.dept == "Finance":
            member.append("CN=Finance,OU=Groups,DC=example,DC=com")
        boss = R.choice(bosses)
        rows.append({"Country": p.country if R.random() < .97 or p.country != "US" else "", "Created":
                     us_date(datetime(2016, 1, 4, 9) + timedelta(minutes=R.randrange(4000000))), "Department": p.dept,
                     "DisplayName": name, "DistinguishedName": dn(name, p.leaver), "EmployeeID": p.emp if p.in_hr else "",
                     "Enabled": str(not p.leaver), "Fax": fax, "GivenName": p.first, "HomePhone": national(p.home) if p.home else "",
                     "ipPhone": p.ext or "", "LastLogonDate": us_date(datetime(2024, 2, 1) + timedelta(minutes=R.randrange(100000))),
                     "mail": p.ad_mail, "Manager": dn(boss.first + " " + boss.last) if boss is not p else "",
                     "MemberOf": ";".join(member), "MobilePhone": mob_raw, "Name": name, "ObjectClass": "user",
                     "OfficePhone": office, "otherMobile": other, "SamAccountName": p.sam, "State":
                     AREA_STATE[p.mobile[2:5]] if p.mobile and p.country in ("US", "CA") else "", "Surname": p.last, "Title":
                     p.title, "UserPrincipalName": p.upn})
    for a in accounts:
        if a.where == "ad":
            hold(a, a.phone)
            rows.append({"DisplayName": a.sam, "DistinguishedName": "CN=%s,OU=Service,DC=example,DC=com" % a.sam, "EmployeeID": a.emp,
                         "Enabled": "True", "Name": a.sam, "ObjectClass": "user", "OfficePhone": national(a.phone) if a.phone else "",
                         "SamAccountName": a.sam, "UserPrincipalName": a.upn,
                         "MemberOf": "CN=Domain Admins,CN=Users,DC=example,DC=com" if a.emp else ""})
    rows[20]["ipPhone"] = rows[20]["ipPhone"] or "x3243"
    for i, r in enumerate(rows):
        r["ObjectGUID"] = uuid()
        r["SID"] = "S-1-5-21-1004336348-1177238915-682003330-%d" % (1104 + i)
        r["proxyAddresses"] = "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection"
    out = io.StringIO()
    out.write("#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\r\n")
    w = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    w.writerow(AD_COLS)
    for r in rows:
        # Windows PowerShell 5.1 writes ASCII: other letters become "?"
        w.writerow([r.get(c, "").encode("ascii", "replace").decode() for c in AD_COLS])
    write("incident/ad-users.csv", out.getvalue())
    return len(rows)


def hr():
    out = io.StringIO()
    w = csv.writer(out, delimiter=";", lineterminator="\r\n")
    w.writerow(["Employee ID", "Full Name", "Work Email", "Mobile", "Country", "Status", "Department"])
    damaged = iter(["lossy", "lossy", "float", "guard", "apostrophe", "bare", "bare", "bare10", "bare10", "nbsp"])
    rows, safe_seen = [], 0
    for i, p in enumerate(x for x in people if x.in_hr):
        num = getattr(p, "hr_number", p.mobile)
        raw = ""
        # "safe": the same number stands in Duo as well, so a reader's choice here changes no figure
        safe = p.kind == "full" and num and any(x[0] == num for x in p.duo_phones) and p.country in ("US", "GB")
        if num and not (p.kind == "full" and i % 7 == 0):
            hold(p, num)
            raw = [pretty(num, 0 if num[1] == "1" else 1), num, national(num, i), pretty(num, 1)][i % 4]
            if safe and num is p.mobile and i % 6 == 1:
                d = next(damaged, None)
                n = num[1:]
                if d == "lossy":
                    raw = "%.5E" % int(n)
                    raw = raw.replace("E+0", "E+")
                elif d == "float":
                    raw = n + ".0"
                elif d == "guard":
                    raw = '="%s"' % num
                elif d == "apostrophe":
                    raw = "'" + num
                elif d == "bare":
                    raw = n
                elif d == "bare10":
                    raw = n[1:] if n[0] == "1" else n
                elif d == "nbsp":
                    raw = pretty(num, 0).replace(" ", "\u00a0").replace("-", "\u2011")
        if p is hr_only[2]:                                   # a leaver, only here, number lost for ever
            holders[num].discard(key(p))
            if not holders[num]:
                del holders[num]
            raw = ("%.5E" % int(num[1:])).replace("E+0", "E+")
        if p is hr_only[1]:                                   # all digits kept: repairable
            raw = num[1] + "." + num[2:] + "E+10"
        if p is hr_only[6]:                                   # no number at all
            holders.pop(num)
            p.mobile, raw = None, ""
        country = {"US": ["US", "USA", "United States", "United States"], "GB": ["UK", "United Kingdom", "United Kingdom", "GB"]} \
            .get(p.country, [COUNTRY_NAME[p.country]] * 4)[i % 4]
        status = "Terminated" if p.leaver else "On leave" if i % 41 == 5 else "Active"
        dept = p.dept if i % 23 else p.dept + "; shared services"
        rows.append([p.hr_emp, p.first + " " + p.last, p.hr_mail, raw, country, status, dept])
    for r in rows:
        w.writerow(r)
    write("incident/hr.csv", b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))
    return len(rows)


n_duo, n_ad, n_hr = duo_users(), ad_users(), hr()
write("incident/ignore.txt", """# numbers that are no person's, one a line, any spelling
(303) 555-0199      # delivery probe of the monitoring system
+44 20 7946 0999    # test handset in the London lab
# kept from last year, no longer in use
+12125550101
""")
IGNORED = {PROBE, HANDSET, "+12125550101"}

# ------------------------------------------------------------------ the provider's log
CARRIERS = {
    "US": {"Verizon": ["Verizon Wireless:6006 - SVR/2", "CELLCO PARTNERSHIP DBA VERIZON WIRELESS - OH", "Verizon Wireless",
                       "CELLCO PARTNERSHIP DBA VERIZON WIRELESS - {st}", "Verizon"],
           "T-Mobile US": ["T-Mobile USA, Inc.", "T-Mobile US-SVR-10X/2", "OMNIPOINT COMMUNICATIONS, INC. - NY", "T-Mobile USA"],
           "AT&T": ["AT&T Wireless", "NEW CINGULAR WIRELESS PCS, LLC - GA", "Cingular Wireless/2", "AT&amp;T Mobility", "AT&T Mobility"],
           "US Cellular": ["U.S. Cellular", "US Cellular Corp. - MO"], "Google Voice":
               ["Google (Grand Central) BWI - Bandwidth.com - SVR"], "Cricket": ["Cricket Wireless - ATT - SVR"]},
    "CA": {"Rogers": ["Rogers Communications Canada Inc.", "Rogers Wireless"], "Bell": ["Bell Mobility Inc.", "Bell Canada"],
           "Telus": ["TELUS Mobility", "TELUS Communications Inc."]},
    "GB": {"Vodafone": ["Vodafone Limited", "Vodafone UK"], "O2": ["O2 (UK)", "Telefonica UK Limited"], "EE": ["EE Limited", "EE"],
           "Three": ["Hutchison 3G Ltd", "Three UK"]},
    "DE": {"Telekom": ["Telekom Deutschland GmbH"], "Vodafone DE": ["Vodafone GmbH", "Vodafone D2"], "O2 DE": ["Telefónica Germany GmbH & Co. OHG"]},
    "FR": {"Orange": ["Orange"], "SFR": ["SFR", "Société française du radiotéléphone"]},
    "SE": {"Telia": ["Telia Sverige AB"]}, "IE": {"Three IE": ["Three Ireland (Hutchison) Limited"], "Vodafone IE": ["Vodafone Ireland"]},
    "AU": {"Telstra": ["Telstra Corporation Ltd", "Telstra"], "Optus": ["Optus Mobile Pty Ltd"]}}
WEIGHTS = {"US": [36, 28, 26, 4, 3, 3]}
LANDLINE = {"US": ("AT&T landline", ["AT&T - PSTN"]), "CA": ("Bell landline", ["Bell Canada - PSTN"]), "GB": ("BT", ["British Telecommunications plc"]),
            "DE": ("Telekom", ["Deutsche Telekom AG"])}
COUNTRY_SPELL = {"US": ["US"] * 8 + ["United States", "USA"], "GB": ["GB", "United Kingdom", "UK"], "CA": ["CA", "Canada"],
                 "DE": ["DE", "Germany"], "FR": ["FR", "France"], "SE": ["SE"], "IE": ["IE", "Ireland"], "AU": ["AU", "Australia"]}


class Line:                                                  # how one number shows in the log
    pass


lines = {}


def line_for(num, landline=False):
    if num not in lines:
        ln = Line()
        ln.num, ln.country, ln.landline = num, country_of(num), landline
        ln.state = AREA_STATE[num[2:5]] if num[1] == "1" else ""
        if ln.state and R.random() < .06:                    # lives elsewhere
            ln.state = R.choice([s for a, s in (US_AREA if ln.country == "US" else CA_AREA)])
        ln.tz = TZ_OF_STATE[ln.state] if ln.state else ln.country
        if landline:
            ln.brand, ln.spell = LANDLINE[ln.country]
        else:
            opts = CARRIERS[ln.country]
            ln.brand = R.choices(list(opts), WEIGHTS.get(ln.country, [1] * len(opts)))[0]
            ln.spell = opts[ln.brand]
        ln.brand2 = None
        ln.h0, ln.h1 = R.randrange(7, 11), R.randrange(12, 18)
        ln.voice = 1.0 if landline else R.choice([0, 0, .03, .1, .4])
        lines[num] = ln
    return lines[num]


def when(ln):
    while True:
        d = datetime(2024, 3, R.randrange(1, 32))
        if R.random() > (1, 1, 1, 1, .9, .14, .10)[d.weekday()]:
            continue
        r = R.random()
        h = ln.h0 if r < .55 else ln.h1 if r < .85 else R.randrange(7, 22)
        t = to_utc(d + timedelta(hours=h, minutes=R.randrange(60), seconds=R.randrange(60)), ln.tz)
        if W0 <= t < W1 and t.date() != SILENT.date():
            return t


rows = []                                                    # dicts: the log as cells plus what is true about it
ids = set()


def msg_id():
    while True:
        m = "MX%016x" % R.getrandbits(64)
        if m not in ids:
            ids.add(m)
            return m


def cells(num, t, mtype="Passcode", channel=None, form="plus"):
    ln = line_for(num)
    ch = channel or ("Voice" if R.random() < ln.voice else "SMS")
    brand, spell = ln.brand, ln.spell
    if ln.brand2 and t >= datetime(2024, 3, 15):
        brand, spell = ln.brand2, CARRIERS[ln.country][ln.brand2]
    n = num[1:]
    raw = {"plus": num, "bare": n, "pretty": pretty(num, 0), "tel": "tel:" + num, "apostrophe": "'" + num,
           "national": national(num, 0) if form == "national" else "", "national2": national(num, 1), "float": n + ".0",
           "sci_exact": n[0] + "." + n[1:] + "E+%d" % (len(n) - 1)}[form]
    return {"id": msg_id(), "t": t, "time": t.strftime("%Y-%m-%d %H:%M:%S"), "raw": raw, "num": num, "form": form, "brand": brand,
            "carrier": R.choice(spell).format(st=ln.state or "OH"), "cc": ln.country, "country": R.choice(COUNTRY_SPELL[ln.country]),
            "st": ln.state, "state": (ln.state if R.random() < .7 else STATE_NAME[ln.state]) if ln.state else "", "type": mtype,
            "channel": ch, "status": R.choices(["delivered", "sent", "failed", "undelivered"], [90, 5, 3, 2])[0], "bucket": "in_scope"}


FORMS = (["plus"] * 940 + ["bare"] * 25 + ["pretty"] * 14 + ["tel"] * 5 + ["apostrophe"] * 5 + ["national"] * 5 + ["national2"] * 3)


def add(num, n, landline=False, channel=None, mtype=None):
    ln = line_for(num, landline)
    for _ in range(n):
        f = R.choice(FORMS)
        if f.startswith("national") and ln.country not in ("US", "CA"):
            f = "plus"
        m = mtype or R.choices(["Passcode", "Verification", "Enrollment link"], [93, 5, 2])[0]
        rows.append(cells(num, when(ln), m, channel, f))


SHARED = {RECEPTION, LONDON, WAREHOUSE, NOC, LAB, HOME, *pair_numbers, recycled_from.mobile}
only_outside = [us_free.pop(), us_free.pop()]                # rows out of the window only: not exposed
only_undated = us_free.pop()                                 # one row, and that without a time: exposed
bursters = [us_free.pop() for _ in range(4)]
changers = [us_free.pop() for _ in range(3)]
quiet = set(id(p) for p in R.sample([p for p in full if p not in no_own and p not in bursters + changers + admins + only_outside +
                                     [only_undated, recycled_to, hr_typo, hr_typo_victim]], 15))      # push only, never texted
for p in changers:
    ln = line_for(p.mobile)
    ln.brand, ln.brand2 = "AT&T", "Google Voice" if p is changers[0] else "T-Mobile US"
    ln.spell = CARRIERS["US"]["AT&T"]
for p in people:
    if not p.mobile or p.mobile in SHARED or id(p) in quiet or p in only_outside or p is only_undated:
        continue
    if p.kind in ("leaver_ad", "leaver_duo", "hr_only") and p not in (leaver_ad[1], leaver_ad[2], leaver_ad[3], leaver_duo[0],
                                                                      hr_only[0], hr_only[1], hr_only[2], hr_only[3], hr_only[4]):
        continue
    if p in (ad_hr[1], ad_hr[7], ad_only[0], ad_only[1], duo_only[3]):
        continue
    n = 2 + int(28.0 * min(4.0, R.lognormvariate(0, .55)))
    if p.leaver:
        n = 3 + n // 8
    if p in changers:
        n = max(n, 24)
    add(p.mobile, n)
    if p in admins:
        add(p.mobile, R.randrange(6, 16), mtype="Admin login")
    if p.alt and p.alt not in SHARED and R.random() < .5:
        add(p.alt, R.randrange(1, 9))
    if p.direct and p.direct not in SHARED and R.random() < .3:
        add(p.direct, R.randrange(1, 5), landline=True)
for p in old_number[:3]:
    add(p.ad_number, R.randrange(2, 6))
for num, n, land in [(RECEPTION, 34, 1), (LONDON, 7, 1), (WAREHOUSE, 22, 1), (NOC, 26, 0), (LAB, 12, 0), (HOME, 3, 1),
                     (recycled_from.mobile, 9, 0)] + [(x, 6 + 2 * i, 0) for i, x in enumerate(pair_numbers)]:
    add(num, n, bool(land))
for p in bursters:                                           # a burst: 40-70 messages within about half an hour
    t = when(line_for(p.mobile)).replace(second=0)
    if t + timedelta(hours=1) >= W1 or (t + timedelta(hours=1)).date() == SILENT.date():
        t = datetime(2024, 3, 12, 16)
    p.burst_at, p.burst_n = t, R.randrange(40, 71)
    for k in range(p.burst_n):
        rows.append(cells(p.mobile, t + timedelta(seconds=int(k * 1800 / p.burst_n) + R.randrange(10)), "Passcode", "SMS"))
# nobody's numbers: unknown, near misses of directory numbers, the ignored ones
nobody = [fresh("US") for _ in range(11)] + [fresh("GB"), fresh("CA"), fresh("DE")]
near = []
for p in [q for q in us if q.mobile and q.mobile not in SHARED]:
    m = p.mobile[:-2] + p.mobile[-1] + p.mobile[-2]
    if m != p.mobile and m[1:] not in used and 102 <= int(m[-4:]) <= 198 and len(near) < 2:
        near.append((take(m[1:]), p.mobile))
for n in nobody:
    add(n, R.randrange(1, 14))
for n, _ in near:
    add(n, R.randrange(2, 5))
line_for(PROBE).voice = 0
t = datetime(2024, 3, 1, 0, 30)
while t < W1:                                                # the probe: two a day, silent on the silent day too
    if t.date() != SILENT.date():
        rows.append(cells(PROBE, t, "Verification", "SMS"))
    t += timedelta(hours=12)
for k in range(9):
    rows.append(cells(HANDSET, when(line_for(HANDSET, True)), "Verification", "Voice"))
for p, f in [(us_free[4], "sci_exact"), (us_free[5], "sci_exact"), (us_free[6], "float")]:
    rows.append(cells(p.mobile, when(line_for(p.mobile)), form=f))       # spreadsheet damage that loses nothing
# the edges of the window
for p, t in zip(bursters, [datetime(2024, 3, 1, 0, 0, 0), datetime(2024, 3, 31, 23, 59, 59)]):
    rows.append(cells(p.mobile, t))
# out of the window
outside = [datetime(2024, 2, 29, 23, 59, 59), datetime(2024, 4, 1, 0, 0, 0)]
outside += [datetime(2024, 2, 29, R.randrange(13, 23), R.randrange(60), R.randrange(60)) for _ in range(9)]
outside += [datetime(2024, 4, 1, R.randrange(1, 9), R.randrange(60), R.randrange(60)) for _ in range(9)]
for i, t in enumerate(outside):
    p = only_outside[i // 2 % 2] if i < 6 else us_free[7 + i]
    rows.append(dict(cells(p.mobile, t), bucket="out_of_window"))
# without a time
for p, txt in zip([only_undated] + us_free[4:8], ["", "", "n/a", "0001-01-01 00:00:00", "2024-02-30 10:11:12"]):
    line_for(p.mobile)
    rows.append(dict(cells(p.mobile, when(line_for(p.mobile))), time=txt, undated=True))
# without a usable number
for reason, raws in {
        "masked": ["+1202555XXXX", "+1202555XXXX", "+1415555XXXX", "+1*******0143", "+1 (312) XXX-XX19", "+44770090XXXX", "+4477*****012"],
        "damaged": ["4.47701E+11", "4.47701E+11", "1.20256E+10", "1.41556E+10", "4.47701E+11"],
        "withheld": ["anonymous", "anonymous", "Restricted"],
        "null": ["", "", "", "n/a", "NULL", "-"],
        "alpha_sender": ["EXAMPLECO", "ExCorp"],
        "not_phone": ["client:front-desk"]}.items():
    for raw in raws:
        r = cells(R.choice(us).mobile or RECEPTION, when(line_for(us_free[0].mobile)))
        rows.append(dict(r, raw=raw, num=None, bucket="rejected", reason=reason, form=""))
for p in us_free[:2]:
    r = cells(p.mobile, when(line_for(p.mobile)))
    rows.append(dict(r, raw=p.mail, num=None, bucket="not_counted", channel="Email", carrier="", state="", form=""))
# one id on two numbers (two messages), and equal rows without an id (two messages)
plain = [r for r in rows if r["bucket"] == "in_scope" and "undated" not in r and r["form"] == "plus"]
R.shuffle(plain)
id_clash = 0
while id_clash < 4:
    a, b = plain.pop(), plain.pop()
    if a["num"] != b["num"]:
        b["id"] = a["id"]
        id_clash += 1
for _ in range(3):
    r = plain.pop()
    r["id"] = ""
    rows.append(dict(r))
r = plain.pop()
r["carrier"] = "Bandwidth.com\nCLEC, LLC"                    # a line end inside quotes
r["brand"] = "Bandwidth"
# delivered twice
dups = []
for i in range(62):
    r = plain.pop()
    d = dict(r, bucket="duplicate", dup="whole row")
    if i < 6:
        d.update(status="sent" if r["status"] == "delivered" else "delivered", dup="status differs")
    elif i < 10:
        d.update(raw=r["num"][1:], form="bare", dup="number spelled differently")
    dups.append((r, d))
rows.sort(key=lambda r: (r["t"], r["id"], r["raw"]))
tail = [d for i, (_, d) in enumerate(dups) if i % 3 == 0]    # a second export, appended
for i, (r, d) in enumerate(dups):
    if i % 3:
        k = next(j for j, x in enumerate(rows) if x is r)
        rows.insert(k + 1, d)
rows += sorted(tail, key=lambda r: (r["t"], r["id"]))
COLS = ["Message ID", "Sent At (UTC)", "Destination Number", "Carrier Name", "Country", "State/Province", "Message Type", "Channel", "Status"]
out = io.StringIO()
w = csv.writer(out, lineterminator="\n")
w.writerow(COLS)
BLANK_AT = {1500: "\n", 3000: "," * 8 + "\n", 4500: "\n"}
for i, r in enumerate(rows):
    if i in BLANK_AT:
        out.write(BLANK_AT[i])
    w.writerow([r["id"], r["time"], r["raw"], r["carrier"], r["country"], r["state"], r["type"], r["channel"], r["status"]])
write("incident/provider-copy.csv", out.getvalue())

# ------------------------------------------------------------------ Duo's own telephony log, one integration only
duo_nums = {x[0] for p in people for x in p.duo_phones if x[0]}
cand = [r for r in rows if r["bucket"] == "in_scope" and "undated" not in r and r["num"] in duo_nums]
admin_rows = [r for r in cand if r["type"] == "Admin login"]
other_rows = [r for r in cand if r["type"] != "Admin login"]
CONTEXT = {"Admin login": "administrator login", "Passcode": "authentication", "Verification": "verify", "Enrollment link": "enrollment"}
items = []


def duo_item(num, t, context, typ):
    ts = t - timedelta(microseconds=R.randrange(150000, 2900000))
    if ts < W0:
        ts = t
    return {"context": context, "credits": 1 if typ == "sms" else 2, "phone": num, "telephony_id": uuid(),
            "ts": ts.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00"), "txid": uuid(), "type": typ}


for r in admin_rows + R.sample(other_rows, 1330):
    items.append(duo_item(r["num"], r["t"], CONTEXT[r["type"]], "phone" if r["channel"] == "Voice" else "sms"))
on_silent_day = 0
for p in R.sample([p for p in full if p.mobile and p.mobile in lines], 58):
    t = SILENT + timedelta(seconds=R.randrange(13 * 3600, 22 * 3600))
    items.append(duo_item(p.mobile, t, "authentication", "sms"))
    on_silent_day += 1
repeated = R.sample([i for i in items if i["context"] == "authentication"], 15)
for it in repeated:
    items.append(dict(it, txid=uuid()))
items.sort(key=lambda i: (i["ts"], i["telephony_id"], i["txid"]))
write("incident/duo-telephony-v2.json", '{"stat":"OK","response":{"items":[\n%s\n],"metadata":{"total_objects":%d}}}\n' % (
    ",\n".join(json.dumps(i, separators=(",", ":")) for i in items), len(items)))

# ------------------------------------------------------------------ the truth, from the model
for k in [k for k, v in holders.items() if not v]:
    del holders[k]
# an admin account with the employee id of a person is that person
everybody = {key(p) for p in people} | {key(a) for a in accounts if not a.emp}


def truth_from(scope, holders_of, everyone, ignored):
    """scope: numbers of the in-scope rows, one entry a row."""
    count = Counter(scope)
    kind = {}
    for n in count:
        h = len(holders_of.get(n, ()))
        kind[n] = "ignored" if n in ignored else "unmatched" if not h else "matched" if h == 1 else "ambiguous" if h <= GENERIC else "generic"
    numbers = {"distinct": len(count), **{k: sum(1 for n in kind if kind[n] == k) for k in ("matched", "ambiguous", "generic", "unmatched", "ignored")}}
    messages = {"in_scope": len(scope), **{j: sum(c for n, c in count.items() if kind[n] == k) for j, k in
                (("attributed", "matched"), ("ambiguous", "ambiguous"), ("generic", "generic"), ("unmatched", "unmatched"), ("ignored", "ignored"))}}
    per, poss = Counter(), Counter()
    for n, c in count.items():
        for h in holders_of.get(n, ()):
            if kind[n] == "matched":
                per[h] += c
            elif kind[n] == "ambiguous":
                poss[h] += c
    extra = sorted(set(poss) - set(per))
    return {"numbers": numbers, "messages": messages,
            "people": {"certain": len(per), "possible_additional": len(extra), "not_exposed": len(everyone) - len(per) - len(extra),
                       "directory_total": len(everyone)},
            "messages_per_certain_person": dict(sorted(per.items())), "ambiguous_messages_per_holder": dict(sorted(poss.items())),
            "possible_only": extra, "lists": {k: sorted(n for n in kind if kind[n] == k) for k in ("ambiguous", "generic", "unmatched", "ignored")}}


inscope = [r for r in rows if r["bucket"] == "in_scope"]
buckets = Counter(r["bucket"] for r in rows)
row_truth = {"read": len(rows) + len(BLANK_AT), "blank": len(BLANK_AT), "rejected": buckets["rejected"], "duplicate": buckets["duplicate"],
             "out_of_window": buckets["out_of_window"], "not_counted": buckets["not_counted"], "in_scope": buckets["in_scope"],
             "undated": sum(1 for r in inscope if "undated" in r)}
scope = [r["num"] for r in inscope]
base, withig = truth_from(scope, holders, everybody, set()), truth_from(scope, holders, everybody, IGNORED)
days = Counter(r["t"].strftime("%Y-%m-%d") for r in inscope if "undated" not in r)
truth = {
    "what": "known truth of provider-copy.csv joined with duo-users.json, ad-users.csv, hr.csv; written by scripts/make_samples.py",
    "options": {"default_region": "US", "window": "2024-03-01..2024-03-31", "zone": "UTC", "generic_threshold": GENERIC, "min_confidence": "equivalent"},
    "rules": ["read includes blank rows; read = blank + rejected + duplicate + out_of_window + not_counted + in_scope; undated is part of in_scope",
              "duplicate = same message id, same number, same time; no id: never a duplicate; same id on two numbers: two messages",
              "numbers: matched = 1 holder, ambiguous = 2..6, generic = 7 or more (evidence for nobody), distinct counts in-scope rows only",
              "an extension is not part of the number; fax numbers hold nothing (none occurs in the log)",
              "people are merged by employee id or by e-mail/UPN/login (case folded), transitively; never by phone or name",
              "a national number in a directory is read in the row's own country, else in the default region",
              "people are named by mail, else UPN"],
    "rows": row_truth,
    "rejected_by_reason": dict(sorted(Counter(r["reason"] for r in rows if r["bucket"] == "rejected").items())),
    "duplicates_by_kind": dict(sorted(Counter(r["dup"] for r in rows if r["bucket"] == "duplicate").items())),
    "without_ignore_file": {k: base[k] for k in ("numbers", "messages", "people")},
    "with_ignore_file": {k: withig[k] for k in ("numbers", "messages", "people")},
    "number_forms_in_scope": dict(sorted(Counter(r["form"] for r in inscope).items())),
    "channels_in_scope": dict(sorted(Counter(r["channel"].lower() for r in inscope).items())),
    "message_types_in_scope": dict(sorted(Counter(r["type"] for r in inscope).items())),
    "log_countries_in_scope": dict(sorted(Counter(r["cc"] for r in inscope).items())),
    "log_states_in_scope": dict(sorted(Counter(r["cc"] + "-" + r["st"] for r in inscope if r["st"]).items())),
    "carrier_brands_in_scope": dict(sorted(Counter(r["brand"] for r in inscope).items())),
    "messages_by_day_utc": dict(sorted(days.items())),
    "silent_days": [SILENT.strftime("%Y-%m-%d")],
    "directories": {"duo-users.json": n_duo, "ad-users.csv": n_ad, "hr.csv": n_hr, "merged_people": len(everybody)},
    "planted": {
        "burst": {key(p): {"message_count": p.burst_n, "starts_at": p.burst_at.strftime("%Y-%m-%dT%H:%M:%SZ")} for p in bursters},
        "carrier_changed": {key(p): lines[p.mobile].brand + " -> " + lines[p.mobile].brand2 for p in changers},
        "admin_login": sorted(key(p) for p in admins),
        "only_out_of_window": sorted(key(p) for p in only_outside), "only_undated": [key(only_undated)],
        "leavers_exposed": sorted(key(p) for p in people if p.leaver and key(p) in base["messages_per_certain_person"]),
        "exposed_and_not_in_duo": sorted(key(p) for p in people if not p.in_duo and key(p) in base["messages_per_certain_person"]),
        "number_of_an_hr_leaver_lost_in_excel": {key(hr_only[2]): hr_only[2].mobile},
        "recycled_number": {recycled_from.mobile: sorted([key(recycled_from), key(recycled_to)])},
        "hr_typing_error": {hr_typo_victim.mobile: sorted([key(hr_typo), key(hr_typo_victim)])},
        "near_misses": {a: b for a, b in near},
        "same_message_id_on_two_numbers": id_clash, "equal_rows_without_id": 3,
        "account_rows_that_are_the_same_person": {a.upn: key(p) for a, p in zip(adm, admins)}},
    "ambiguous_numbers": {n: sorted(holders[n]) for n in base["lists"]["ambiguous"]},
    "generic_numbers": {n: len(holders[n]) for n in base["lists"]["generic"]},
    "unmatched_numbers": base["lists"]["unmatched"], "ignored_numbers_in_log": withig["lists"]["ignored"],
    "possible_only_people": base["possible_only"],
    "messages_per_certain_person": base["messages_per_certain_person"],
    "ambiguous_messages_per_holder": base["ambiguous_messages_per_holder"],
    "duo_telephony_v2": {"items": len(items), "distinct_numbers": len({i["phone"] for i in items}), "contexts": dict(sorted(Counter(i["context"] for i in items).items())),
                         "types": dict(sorted(Counter(i["type"] for i in items).items())), "rows_with_repeated_telephony_id": len(repeated),
                         "on_silent_day": sum(i["ts"][:10] == "2024-03-19" for i in items)}}
write("incident/truth.json", json.dumps(truth, indent=1, ensure_ascii=False) + "\n")

# ------------------------------------------------------------------ edge cases
E = lambda n: "+1" + n
edge_nums = [E("2025550143"), E("2125550107"), E("4155550112"), E("3125550119"), "+447700900123", "+491713920012", "+33639981234", E("4165550131"),
             "+61491570156", "+46701740605"]
names = ["AT&T Wireless", "Verizon Wireless", "T-Mobile USA, Inc.", "Cricket Wireless", "O2 (UK)", "Telefónica Germany", "Société française du radiotéléphone",
         "Bell Mobility Inc.", "Telstra", "Telia Sverige – Malmö"]
ccs = ["US", "US", "US", "US", "GB", "DE", "FR", "CA", "AU", "SE"]
sts = ["DC", "NY", "California", "IL", "", "", "", "ON", "", ""]
expected = {}


def table(rows_, delim=",", eol="\r\n", q=csv.QUOTE_MINIMAL):
    s = io.StringIO()
    csv.writer(s, delimiter=delim, lineterminator=eol, quoting=q).writerows(rows_)
    return s.getvalue()


base_rows = [["M%03d" % i, "2024-03-%02d %02d:15:00" % (4 + i, 9 + i), n, c, k, s, "SMS"] for i, (n, c, k, s) in enumerate(zip(edge_nums, names, ccs, sts))]
HDR = ["Message ID", "Sent (UTC)", "Phone Number", "Carrier", "Country", "State", "Channel"]
cp = [r[:] for r in base_rows]
cp[1][3] = "Verizon’s Wireless – “prepaid”"
write("edge/windows-1252.csv", table([HDR] + cp).encode("cp1252"))
expected["windows-1252.csv"] = {"encoding": "windows-1252", "rows": 10, "usable_numbers": 10, "distinct": 10}
write("edge/utf16-tab.csv", b"\xff\xfe" + table([HDR] + base_rows, "\t").encode("utf-16-le"))
expected["utf16-tab.csv"] = {"encoding": "UTF-16LE with BOM", "delimiter": "TAB", "rows": 10, "usable_numbers": 10, "distinct": 10}
write("edge/semicolon-sep-line.csv", "sep=;\r\n" + table([HDR] + [r[:] for r in base_rows[:8]], ";"))
expected["semicolon-sep-line.csv"] = {"delimiter": ";", "header_line": 2, "rows": 8, "usable_numbers": 8, "distinct": 8}
write("edge/preamble.csv", table([["Example Telecom - message detail report"], ["Account: Example Corp", "", "Period: March 2024"],
                                  ["Generated 2024-04-16 08:00 UTC"], []]) + table([HDR] + base_rows) + table([["Total", "", "10 messages", "", "", "", ""]]))
expected["preamble.csv"] = {"header_line": 5, "rows": 10, "trailer_rows": 1, "usable_numbers": 10, "distinct": 10}


def obj(r):
    return json.dumps({"message_id": r[0], "sent_at": r[1].replace(" ", "T") + "Z", "recipient": r[2], "carrier": r[3], "country": r[4],
                       "state": r[5] or None, "channel": "sms"}, ensure_ascii=False, separators=(",", ":"))


write("edge/concatenated.ndjson", "\n".join(obj(r) for r in base_rows[:6]) + "\n".join(obj(r) for r in base_rows[4:]) + "\n\n")
expected["concatenated.ndjson"] = {"records": 12, "duplicates": 2, "in_scope": 10, "distinct": 10, "line_with_two_records": 6}
R2 = random.Random(SEED + 1)


def u2():
    h = "%032x" % R2.getrandbits(128)
    return "-".join((h[:8], h[8:12], "4" + h[13:16], "a" + h[17:20], h[20:]))


page = [{"context": "authentication" if i != 3 else "administrator login", "credits": 1 if i % 4 else 2, "phone": n, "telephony_id": u2(),
         "ts": "2024-03-%02dT14:%02d:49.466370+00:00" % (5 + i, i), "txid": u2(), "type": "sms" if i % 4 else "phone"} for i, n in enumerate(edge_nums)]
page[7]["telephony_id"] = page[6]["telephony_id"]
page[7]["ts"], page[7]["phone"] = page[6]["ts"], page[6]["phone"]
write("edge/pages.json", json.dumps({"stat": "OK", "response": {"items": page[:6], "metadata": {
    "next_offset": "1710080000000," + page[5]["telephony_id"], "total_objects": 10}}}, indent=2) +
    json.dumps({"response": {"metadata": {"total_objects": 10}, "items": page[6:]}, "stat": "OK"}, indent=2) + "\n")
expected["pages.json"] = {"format": "Duo telephony v2", "documents": 2, "rows": 10, "distinct": 9, "repeated_telephony_id": 1}
nt = ["2024-03-04 08:15:00", "2024-03-10 01:59:59", "2024-03-10 02:30:00", "2024-03-10 03:00:00", "2024-03-11 09:00:00", "2024-03-28 23:30:00",
      "2024-03-31 01:30:00", "2024-03-31 19:59:59", "2024-03-31 20:00:00", "2024-03-31 23:59:59"]
write("edge/naive-times.csv", table([["id", "timestamp", "to", "operator", "country", "type"]] +
                                    [["N%02d" % i, t, n, c, k, "sms"] for i, (t, n, c, k) in enumerate(zip(nt, edge_nums, names, ccs))]))
expected["naive-times.csv"] = {"rows": 10, "assume_tz_UTC": {"in_window": 10},
                               "assume_tz_America/New_York": {"nonexistent_times": 1, "in_window": 7, "out_of_window": 2, "undated": 1}}
dm = ["03/04/2024 09:00:00", "05/03/2024 09:01:00", "03/03/2024 09:02:00", "07/03/2024 10:00:00", "03/11/2024 11:00:00", "12/03/2024 12:00:00",
      "03/08/2024 13:00:00", "01/03/2024 14:00:00"]
write("edge/day-month-undecided.csv", table([["Message", "Date (UTC)", "Destination", "Network", "Country", "Type"]] +
                                            [["D%d" % i, t, n, c, k, "SMS"] for i, (t, n, c, k) in enumerate(zip(dm, edge_nums, names, ccs))]))
expected["day-month-undecided.csv"] = {"rows": 8, "no_order_given": {"times_refused": 7, "day_equals_month": 1},
                                       "mdy_in_march": sum(d[:2] == "03" for d in dm), "dmy_in_march": sum(d[3:5] == "03" for d in dm)}
mk = ["+1202555XXXX", "+1XXX5550143", "1XXX5550143", "+44 XXXX XX0123", "+*******0143", "***-***-0143", "(202) ###-##43", "+1 202 555 01••", "XXXXXXXX43",
      "+12025550143", "+1 202 555 0143 x123", "+1202555xxxx"]
write("edge/masked.csv", table([["message id", "time", "phone number", "carrier", "country"]] +
                               [["K%02d" % i, "2024-03-07T%02d:00:00Z" % (6 + i), n, "AT&T Wireless", "US"] for i, n in enumerate(mk)]))
expected["masked.csv"] = {"rows": 12, "rejected": {"masked": 10}, "usable_numbers": 2, "distinct": 1, "extension": {"K10": "123"}}
nn = ["+12025550143", "(212) 555-0107", "415-555-0112", "1 312 555 0119", "tel:+447700900123", "+49 171 3920012", "'+33639981234", "+1 (416) 555-0131",
      "+12025550143", "", "1.2025550143E+10", "4.47701E+11"]
write("edge/no-time-column.csv", table([["Affected number"]] + [[n] for n in nn[:9]]) + "\r\n" + table([[n] for n in nn[10:]]))
expected["no-time-column.csv"] = {"rows": 12, "blank": 1, "rejected": {"damaged": 1}, "in_scope": 10, "undated": 10, "distinct": 8}
write("edge/state-trap.csv", table([["MessageId", "State", "DateTime", "To", "Operator", "Country Code", "Region", "Type"]] +
                                   [[r[0], ["delivered", "failed", "sent"][i % 3], r[1].replace(" ", "T") + "Z", r[2], r[3], r[2][1:1 + len(CC[r[4]])], r[5], "OTP"]
                                    for i, r in enumerate(base_rows)]))
expected["state-trap.csv"] = {"rows": 10, "state_column": "Region", "country_column_holds": "calling codes", "usable_numbers": 10, "distinct": 10}
write("edge/expected.json", json.dumps(expected, indent=1, ensure_ascii=False) + "\n")


# ------------------------------------------------------------------ independent recount, from the written files only
def read(path):
    with open(os.path.join(OUT, path), "rb") as f:
        return f.read()


def recount():
    def num(raw, region):
        s = raw.replace("\u00a0", " ").replace("\u2011", "-").strip()
        s = re.sub(r'^="(.*)"$', r"\1", s).lstrip("'")
        s = re.sub(r"^tel:", "", s)
        s = re.sub(r"(?<=\d)\s*(?:x|ext\.?)\s*\d{1,5}$", "", s)
        if re.search(r"[*]|XX", s):
            return "masked"
        m = re.fullmatch(r"(\d)\.(\d+)E\+(\d+)", s)
        if m:
            if len(m[2]) != int(m[3]):
                return "damaged"
            s = "+" + m[1] + m[2]
        s = re.sub(r"(?<=\d)\.0$", "", s)
        if s.lower() in ("", "-", "n/a", "null"):
            return "null"
        if s.lower() in ("anonymous", "restricted"):
            return "withheld"
        if re.search(r"[A-Za-z]", s):
            return "not_phone" if ":" in s else "alpha_sender"
        plus = s.startswith("+")
        d = re.sub(r"\D", "", s.replace("(0)", ""))
        if len(d) < 7:
            return "short"
        if plus:
            return "+" + d
        if len(d) >= 11 and d[0] != "0":
            return "+" + d
        if region in ("US", "CA") or (len(d) == 10 and d[0] != "0"):
            return "+1" + d
        assert d[0] == "0", (raw, region)
        return "+" + {"GB": "44", "DE": "49", "FR": "33", "SE": "46", "IE": "353", "AU": "61"}[region] + d[1:]

    parent = {}

    def find(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x
    recs = []                                                # (keys, numbers, label rank, label)

    def rec(keys, nums, labels):
        me = "row:%d" % len(recs)
        for k in keys:
            parent[find(k)] = find(me)
        find(me)
        recs.append((me, {n for n in nums if n.startswith("+")}, labels))
    duo = json.loads(read("incident/duo-users.json"))["response"]
    for u in duo:
        ids_ = [u["username"], u["email"]]
        rec(["l:" + x.lower() for x in ids_ if x], [num(p["number"], "US") for p in u["phones"]], [(4, u["email"]), (5, u["username"])])
    text = read("incident/ad-users.csv").decode("ascii")
    assert text.startswith("#TYPE")
    ad = list(csv.DictReader(io.StringIO(text.split("\r\n", 1)[1], newline="")))
    for u in ad:
        ph = [u["OfficePhone"], u["MobilePhone"], u["HomePhone"], u["ipPhone"]] + u["otherMobile"].split(";")
        rec(["l:" + u[c].lower() for c in ("SamAccountName", "UserPrincipalName", "mail") if u[c]] + (["e:" + u["EmployeeID"]] if u["EmployeeID"] else []),
            [num(x, u["Country"] or "US") for x in ph], [(0, u["mail"]), (3, u["UserPrincipalName"])])
    region = {"US": "US", "USA": "US", "UK": "GB", "GB": "GB", **{v: k for k, v in COUNTRY_NAME.items()}}
    hrr = list(csv.DictReader(io.StringIO(read("incident/hr.csv").decode("utf-8-sig"), newline=""), delimiter=";"))
    for u in hrr:
        rec((["l:" + u["Work Email"].lower()] if u["Work Email"] else []) + ["e:" + u["Employee ID"]], [num(u["Mobile"], region[u["Country"]])],
            [(1, u["Work Email"].lower())])
    best, hold2 = {}, defaultdict(set)
    for me, nums, labels in recs:
        for rank, lab in labels:
            if lab and lab.startswith("adm-"):
                rank = 9
            if lab and (rank, lab) < best.get(find(me), (99, "")):
                best[find(me)] = (rank, lab)
    for me, nums, _ in recs:
        for n in nums:
            hold2[n].add(best[find(me)][1])
    everyone = {best[find(me)][1] for me, _, _ in recs}
    assert len(everyone) == len({find(me) for me, _, _ in recs})
    got, reasons, seen, nums = Counter(), Counter(), set(), []
    text = read("incident/provider-copy.csv").decode("utf-8")
    rd = csv.reader(io.StringIO(text, newline=""))
    assert next(rd) == COLS
    for r in rd:
        got["read"] += 1
        if not any(r):
            got["blank"] += 1
            continue
        assert len(r) == 9
        if r[7] == "Email":
            got["not_counted"] += 1
            continue
        n = num(r[2], "US")
        if not n.startswith("+"):
            got["rejected"] += 1
            reasons[n] += 1
            continue
        try:
            t = datetime.strptime(r[1], "%Y-%m-%d %H:%M:%S")
            t = None if t.year < 2000 else t
        except ValueError:
            t = None
        if r[0] and t and (r[0], n, t) in seen:
            got["duplicate"] += 1
            continue
        seen.add((r[0], n, t))
        if t and not (W0 <= t < W1):
            got["out_of_window"] += 1
            continue
        assert not t or t.date() != SILENT.date()
        got["in_scope"] += 1
        got["undated"] += t is None
        nums.append(n)
    return dict(got), dict(sorted(reasons.items())), nums, dict(hold2), everyone


got, reasons, nums2, hold2, everyone2 = recount()
assert got == row_truth, (got, row_truth)
assert got["read"] == sum(got[k] for k in ("blank", "rejected", "duplicate", "out_of_window", "not_counted", "in_scope"))
assert reasons == truth["rejected_by_reason"], reasons
assert Counter(nums2) == Counter(scope)
assert everyone2 == everybody, (everyone2 ^ everybody)
lossless = {n: h for n, h in hold2.items() if n in set(scope)}
want = {n: h for n, h in holders.items() if n in set(scope)}
assert lossless == want, [(n, lossless.get(n), want.get(n)) for n in set(lossless) | set(want) if lossless.get(n) != want.get(n)][:5]
assert truth_from(nums2, hold2, everyone2, set()) == base and truth_from(nums2, hold2, everyone2, IGNORED) == withig
for part in (base, withig):
    n, m = part["numbers"], part["messages"]
    assert n["distinct"] == n["matched"] + n["ambiguous"] + n["generic"] + n["unmatched"] + n["ignored"]
    assert m["in_scope"] == m["attributed"] + m["ambiguous"] + m["generic"] + m["unmatched"] + m["ignored"]
assert sorted(len(holders[n]) for n in base["lists"]["ambiguous"])[-1] == 6 and min(len(holders[n]) for n in base["lists"]["generic"]) == 7
assert only_undated.mail in base["messages_per_certain_person"] and base["messages_per_certain_person"][only_undated.mail] == 1
assert all(p.mail not in base["messages_per_certain_person"] for p in only_outside)
assert hr_only[2].mobile in base["lists"]["unmatched"]
with open(os.path.join(OUT, "incident/provider-copy.csv"), encoding="utf-8", newline="") as f:
    assert "\nCLEC" in f.read()
RESERVED = re.compile(r"\+(1\d{3}55501\d\d|447700900\d{3}|442079460\d{3}|4917139200\d\d|493023125\d{3}|3363998\d{4}|467017406\d\d|3532091\d{5}|6149157\d{4})$")
for n in set(scope) | set(holders) | {"+" + u for u in used} | set(edge_nums):
    assert RESERVED.match(n), n
total = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(OUT) for f in fs)
assert total < 3_000_000, total

# ------------------------------------------------------------------ README
b, g = base, withig
readme = """# Samples

Written by `scripts/make_samples.py` (Python 3, standard library, seeded: the same bytes on each run). Do not edit by hand.
Everything is fictional: invented people, example.com/example.org, and numbers only from ranges reserved for fiction (North
America xxx-555-01xx, United Kingdom 07700 900xxx and 020 7946 0xxx, Germany 0171 39200xx and 030 23125xxx, France 06 39 98 xx xx,
Sweden 070-174 06 05..99, Ireland 020 91x xxxx, Australia 0491 57x xxx).

## incident/: "Example Corp, March 2024"

    mfax analyze --log samples/incident/provider-copy.csv --directory samples/incident/duo-users.json \\
         --directory samples/incident/ad-users.csv --directory samples/incident/hr.csv \\
         --default-region US --window 2024-03-01..2024-03-31 [--ignore samples/incident/ignore.txt] -o case/

| file | what it is |
|---|---|
| `provider-copy.csv` | the provider's log, header of no known product, %(read)d rows |
| `duo-telephony-v2.json` | Duo Admin API v2 telephony log of the month, one integration only (%(duo_items)d rows); it has messages on the day on which the provider's copy is silent |
| `duo-users.json` | Duo Admin API users (%(n_duo)d) |
| `ad-users.csv` | `Get-ADUser ... \\| Export-Csv` of Windows PowerShell 5.1 (%(n_ad)d rows, `#TYPE` line, ASCII: letters lost as `?`) |
| `hr.csv` | HR list (%(n_hr)d rows), semicolons, UTF-8 with BOM |
| `ignore.txt` | numbers that are no person's |
| `truth.json` | the known truth: everything below, messages per person, lists of ambiguous, generic and unmatched numbers, planted cases |

### True figures

| rows | | numbers | no ignore file | with ignore file | messages | no ignore file | with ignore file |
|---|---|---|---|---|---|---|---|
| read | %(read)d | distinct | %(nd)d | %(nd2)d | in scope | %(mi)d | %(mi2)d |
| blank | %(blank)d | matched (1 holder) | %(nm)d | %(nm2)d | attributed | %(ma)d | %(ma2)d |
| rejected | %(rejected)d | ambiguous (2-6) | %(na)d | %(na2)d | ambiguous | %(mb)d | %(mb2)d |
| duplicate | %(duplicate)d | generic (7 or more) | %(ng)d | %(ng2)d | generic | %(mg)d | %(mg2)d |
| out of window | %(out_of_window)d | unmatched | %(nu)d | %(nu2)d | unmatched | %(mu)d | %(mu2)d |
| not counted | %(not_counted)d | ignored | %(nx)d | %(nx2)d | ignored | %(mx)d | %(mx2)d |
| **in scope** | %(in_scope)d (%(undated)d of them undated) | | | | | | |

People: **%(pc)d certain**, %(pp)d more possible, %(pn)d not exposed, %(pt)d merged people in all. Rejected: %(reasons)s.
A report that counts generic numbers as ambiguous must show ambiguous + generic.

### Traps in `provider-copy.csv`

- `Status` holds delivered/failed (failed messages expose the number too); the state is `State/Province`, written `TX` and `Texas`.
- The zone is only in the header, `Sent At (UTC)`. %(undated)d rows have no usable time (empty, `n/a`, year 1, 30 February): still exposures;
  one person is exposed by such a row alone.
- Rows at 00:00:00 on 1 March and 23:59:59 on 31 March are in; one second further out is out. Two people have rows outside only: not exposed.
- Numbers with plus, bare international digits, national `(202) 555-0143`, `tel:`, a leading apostrophe, `12025550143.0`, `1.2025550143E+10`
  (repairable) beside `4.47701E+11` (lost), masks, `anonymous`, empty, letters, `client:`; two e-mail rows are *not counted*.
- Delivered twice: %(duplicate)d rows (whole row, some at the end of the file; six differ in status, four in the spelling of the number).
  No duplicates: four message ids on two different numbers each, three pairs of equal rows without an id.
- Two empty lines and one of commas only; carriers with commas in quotes; one cell with a line end, so rows are not lines.
- No message on Tuesday 2024-03-19 (UTC). Bursts for four people, a changed carrier for three, `Admin login` for seven.
- The hours follow each person's local time: US and Canadian clocks change on 10 March, European ones on 31 March.

### Traps in the directories

- The same person under different names: login is Sam, UPN, or neither; Duo without e-mail; HR without e-mail (employee id only), HR ids without
  their zeros (e-mail only), capitals; AD without mail. UPN in another domain. Two `adm-` accounts share their owner's employee id: one person.
- Shared: five numbers on two people, a home number of two, a lab phone of four, the NOC phone of **six** (still ambiguous), a warehouse phone of
  **seven** (generic), reception (8 in Duo, many in AD by extension, two service accounts), the London switchboard. A leaver's number that now
  belongs to somebody else; an HR row with a colleague's number: both ambiguous, nobody may be accused or dropped.
- National numbers need the row's country (`020 7946 0018`, `0491 570 156`, `0171 3920012`); extensions `x3243`; `otherMobile` joined by `;`;
  `proxyAddresses` lost as a type name; a fax column; a Duo tablet with number `""`; leavers still in AD with Enabled=False or only in HR.
- One HR leaver's number is lost (`4.47701E+11`), the true number is in the log: it must appear as unmatched. Another's is repairable.
- Two unmatched numbers are near misses (last two digits exchanged) of directory numbers: to be shown by `explain`, never accepted.

## edge/: small files (figures also in `edge/expected.json`)

| file | a reader should find |
|---|---|
| `windows-1252.csv` | 10 rows, not UTF-8: curly quotes, dashes, accents in carriers (bytes 0x92-0x96, 0xE9) |
| `utf16-tab.csv` | 10 rows, UTF-16LE with BOM, tabs ("Unicode text" of Excel) |
| `semicolon-sep-line.csv` | 8 rows; `sep=;` is an instruction, the header is line 2 |
| `preamble.csv` | 10 rows; header on line 5, the last row is a total, not a message |
| `concatenated.ndjson` | 12 records (two on line 6, blank line at the end), 2 duplicates |
| `pages.json` | two Duo v2 documents, `}{`: 10 rows, 9 numbers; one telephony_id twice with different txid: not a duplicate |
| `naive-times.csv` | 10 times without a zone; as New York one does not exist (02:30 on 10 March), two fall into April; as UTC all are in |
| `day-month-undecided.csv` | 8 rows; day or month cannot be told, only 03/03 can; all numbers are exposed all the same; `--date-order` settles it |
| `masked.csv` | 12 rows, 10 masks (no key, never a match), 2 good ones of the same number, one with an extension `x123` |
| `no-time-column.csv` | a bare list: 12 rows, 1 blank, 1 lost to Excel, 10 usable and undated, 8 distinct |
| `state-trap.csv` | `State` is the delivery state, `Region` the state; `Country Code` is a calling code; `Type` is `OTP`, no channel |
""" % {**row_truth, "n_duo": n_duo, "n_ad": n_ad, "n_hr": n_hr, "duo_items": len(items),
       **{"n" + k + s: x["numbers"][v] for s, x in (("", b), ("2", g)) for k, v in
          (("d", "distinct"), ("m", "matched"), ("a", "ambiguous"), ("g", "generic"), ("u", "unmatched"), ("x", "ignored"))},
       **{"m" + k + s: x["messages"][v] for s, x in (("", b), ("2", g)) for k, v in
          (("i", "in_scope"), ("a", "attributed"), ("b", "ambiguous"), ("g", "generic"), ("u", "unmatched"), ("x", "ignored"))},
       "pc": b["people"]["certain"], "pp": b["people"]["possible_additional"], "pn": b["people"]["not_exposed"], "pt": b["people"]["directory_total"],
       "reasons": ", ".join("%s %d" % kv for kv in truth["rejected_by_reason"].items())}
write("README.md", readme)
print(json.dumps({"rows": row_truth, "without_ignore": truth["without_ignore_file"], "with_ignore": truth["with_ignore_file"],
                  "directories": truth["directories"], "duo": truth["duo_telephony_v2"], "bytes": total + len(readme.encode())}, indent=1))
