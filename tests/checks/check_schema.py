#!/usr/bin/env python3
"""Real outputs against the schemas that `mfax schema` publishes. Needs python3-jsonschema; without it exit 77 (skipped).

usage: check_schema.py MFAX SOURCE_DIR
"""
import copy
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from program import NOW, Check, report, run

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed (scripts/install-packages)")
    sys.exit(77)


def load_validator(mfax, name):
    schema = json.loads(run(mfax, "schema", name, codes=(0,)))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def validate(check, label, validator, document):
    for error in sorted(validator.iter_errors(document), key=lambda item: list(map(str, item.absolute_path)))[:3]:
        check.problems.append(f"{label}: at {'/'.join(map(str, error.absolute_path)) or 'top'}: {error.message[:300]}")


def refuses(check, label, validator, document):
    """A schema that accepts everything proves nothing."""
    check.true(f"{label}: the schema accepts it", any(True for _ in validator.iter_errors(document)))


def check_reports(check, mfax, incident, edge):
    validator = load_validator(mfax, "report")
    people = ["--directory", str(incident / "duo-users.json")]
    words = {"incident": ["--log", str(incident / "provider-copy.csv"), *people, "--directory", str(incident / "ad-users.csv"),
                          "--directory", str(incident / "hr.csv"), "--default-region", "US", "--window", "2024-03-01..2024-03-31",
                          "--ignore", str(incident / "ignore.txt"), "--aware-at", "2024-04-15T09:00:00Z"],
             "unmasked": ["--log", str(incident / "duo-telephony-v2.json"), *people, "--mask", "none"]}
    for path in sorted(edge.iterdir()):
        if path.name != "expected.json":
            words[path.name] = ["--log", str(path), *people]
    example = None
    for label, options in words.items():
        document = report(mfax, *options)
        example = example or document
        validate(check, f"report of {label}", validator, document)
    for mode in ("full", "none"):
        validate(check, f"report with --mask {mode}", validator, report(mfax, *words["incident"], "--mask", mode))
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key"
        key.write_bytes(b"0123456789abcdef0123456789abcdef")
        key.chmod(0o600)
        validate(check, "report with --mask hmac", validator,
                 report(mfax, *words["incident"], "--mask", "hmac", "--key-file", str(key)))
        save = Path(folder) / "report.json"
        save.write_text(json.dumps(example), encoding="utf-8")
        copied = json.loads(run(mfax, "redact", str(save), codes=(0,)))
        validate(check, "redacted report", validator, copied)
        check.true("a redacted copy has names", not any(person["username"] or person["email"] for person in copied["people"]))
        check_explanations(check, mfax, str(save), example)
    for label, path, value in BROKEN_REPORTS:
        refuses(check, f"report with {label}", validator, broken(example, path, value))


def check_explanations(check, mfax, path, document):
    validator = load_validator(mfax, "explanation")
    person, shared = document["people"][0], document["shared"][0]
    for question in (person["username"], person["person_id"], person["numbers"][0]["row_refs"][0], person["directory_rows"][0],
                     document["not_exposed"][0]["person_id"], document["quality"]["left_out"][0]["row"], document["quality"]["rejects"][0]["row"],
                     shared["number_id"], shared["holders"][0]["label"], "+12025550143", "nobody at all", "in1:999999", "P_MASKED", "burst"):
        answer = json.loads(run(mfax, "explain", question, "--report", path, "--json", codes=(0,)))
        validate(check, f"explain {question}", validator, answer)
    validate(check, "explain a signal", validator, json.loads(run(mfax, "explain", "burst", "--json", codes=(0,))))
    refuses(check, "explanation without its question", validator, {"document_type": "explanation", "schema_version": "1.0.0", "kind": "row"})


def check_settings(check, mfax, source, folder):
    """Policies and incidents: what is built in, what is printed, what the tests use; and each wrong one is refused by both."""
    policy, incident = load_validator(mfax, "policy"), load_validator(mfax, "incident")
    validate(check, "printed policy", policy, json.loads(run(mfax, "analyze", "--print-policy", codes=(0,))))
    validate(check, "policy of the golden case", policy, json.loads((source / "tests/golden/report_policy/policy.json").read_text()))
    for path in sorted((source / "src/report/incidents").glob("*.json")) + [source / "tests/golden/incident_file/incident.json"]:
        validate(check, path.name, incident, json.loads(path.read_text()))
    wrong = {"signal": {"signals": {"aura": {}}}, "weight": {"signals": {"burst": {"weight": 1001}}}, "key": {"wieghts": {}},
             "level": {"levels": {"urgent": {}}}, "group": {"levels": {"high": {"any_of": [[]]}}}, "threshold": {"thresholds": {"habit_percent": 0}},
             "text": {"thresholds": {"recent_days": "7"}}, "list": {"privileged_groups": "x"}}
    for label, document in wrong.items():
        refuses(check, f"policy with a wrong {label}", policy, document)
        path = folder / "policy.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        run(mfax, "analyze", "--print-policy", "--policy", str(path), codes=(2,))
    for document in ({}, {"id": ""}, {"id": "x", "windw_from": "2024-01-01"}, {"id": "x", "steps": "one"}, {"id": "x", "retention_days": 0},
                     {"id": "x", "exposed_elements": ["Two Words"]}):
        refuses(check, f"incident {document}", incident, document)


REMOVE = object()
BROKEN_REPORTS = [
    ("no accounting.rows", ["accounting", "rows"], REMOVE),
    ("no people", ["people"], REMOVE),
    ("a member nobody knows", ["surprise"], 1),
    ("an inner member nobody knows", ["people", 0, "numbers", 0, "digits"], "0143"),
    ("a text for a count", ["summary", "messages"], "many"),
    ("a negative count", ["summary", "messages"], -1),
    ("a fraction for a count", ["quality", "rejects_total"], 1.5),
    ("a local time", ["generated_at"], "2024-04-16 12:00:00"),
    ("a time with an offset", ["people", 0, "first_sent_at"], "2024-03-04T14:02:11+01:00"),
    ("an empty text for no time", ["incident", "window_from"], ""),
    ("a severity nobody knows", ["people", 0, "severity"], "severe"),
    ("a short digest", ["inputs", 0, "sha256"], "9f2c"),
    ("a bad row reference", ["people", 0, "directory_rows", 0], "line 88"),
    ("a country in words", ["people", 0, "residence_country"], "Germany"),
    ("a whole number although masked", ["people", 0, "numbers", 0, "masked"], "+12025550143"),
    ("a whole number among the unmatched", ["unmatched", 0, "masked"], "+12025550143"),
    ("a matched number among the unmatched", ["unmatched", 0, "outcome"], "matched"),
    ("a week of 167 hours", ["distributions", "hour_of_week", 0], REMOVE),
    ("a channel nobody knows", ["people", 0, "channels", "fax"], 1),
    ("incomplete without a reason", ["status", "reasons"], []),
    ("another major version", ["schema_version"], "2.0.0"),
    ("a signal nobody knows", ["people", 0, "signals", 0, "code"], "aura"),
    ("evidence that does not say whether it is cut", ["people", 0, "signals", 0, "evidence", "has_more_rows"], REMOVE),
    ("a number without it", ["people", 0, "numbers", 0, "has_more_rows"], REMOVE),
    ("a reason nobody knows", ["not_exposed", 0, "reason"], "luck"),
    ("a row left out for nothing", ["quality", "left_out", 0, "reason"], ""),
    ("a group of countries nobody knows", ["jurisdictions", "regions", 0, "region"], "EU"),
    ("another kind of document", ["document_type"], "manifest"),
]


def broken(document, path, value):
    """A copy with one thing wrong."""
    copied = copy.deepcopy(document)
    place = copied
    for step in path[:-1]:
        place = place[step]
    if value is REMOVE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copied


def check_lines(check, mfax, incident, edge):
    message, person = load_validator(mfax, "message"), load_validator(mfax, "person")
    for path in [incident / "provider-copy.csv", *sorted(edge.glob("*.*"))]:
        if path.name == "expected.json":
            continue
        output = run(mfax, "normalize", "--log", str(path), "--default-region", "US", codes=(0, 4))
        for number, line in enumerate(output.splitlines(), 1):
            validate(check, f"normalize {path.name}, line {number}", message, json.loads(line))
            if len(check.problems) > 30:
                return
    for name in ("duo-users.json", "ad-users.csv", "hr.csv"):
        output = run(mfax, "normalize", "--directory", str(incident / name), "--default-region", "US", codes=(0, 4))
        lines = output.splitlines()
        check.true(f"normalize {name} gave nothing", bool(lines))
        for number, line in enumerate(lines, 1):
            document = json.loads(line)
            validate(check, f"normalize {name}, line {number}", person if document["type"] == "person" else message, document)
    line = {"type": "message", "row": "in1:2", "line": 2, "number": "+12025550143", "number_status": "ok", "extension": None,
            "confidence": "exact", "direction": "outbound", "channel": "sms", "message_type": None, "sent_at": None, "carrier": None,
            "carrier_name": None, "carrier_raw": None, "country": "US", "state": "US-DC", "message_id": None, "codes": ["T_MISSING"]}
    validate(check, "message of this check", message, line)
    for path, value in ((["row"], REMOVE), (["number"], None), (["number"], "12025550143"), (["number"], 12025550143),
                        (["counts"], True), (["sent_at"], "2024-03-04"), (["channel"], "pigeon"), (["codes"], ["oops"]),
                        (["state"], "DC"), (["carrier"], ""), (["extra"], 1)):
        refuses(check, f"message with {path[0]} {value}", message, broken(line, path, value))
    reject = {"type": "reject", "row": "in1:3", "line": 3, "field": "number", "codes": ["P_MASKED"], "excerpt": "+1202555XXXX"}
    validate(check, "reject of this check", message, reject)
    for path, value in ((["codes"], []), (["excerpt"], "x" * 65), (["line"], 0), (["field"], "")):
        refuses(check, f"reject with {path[0]} {value}", message, broken(reject, path, value))
    human = json.loads(run(mfax, "normalize", "--directory", str(incident / "duo-users.json"), codes=(0, 4)).splitlines()[0])
    for path, value in ((["row"], REMOVE), (["status"], "gone"), (["privileged"], "yes"), (["numbers", 0, "use"], "fun"),
                        (["numbers", 0, "number_status"], "masked"), (["username"], ""), (["password"], "x")):
        refuses(check, f"person with {path[-1]} {value}", person, broken(human, path, value))


def check_events(check, mfax, incident):
    validator, whole = load_validator(mfax, "event"), load_validator(mfax, "report")
    for name, definition in validator.schema["$defs"].items():
        if not name.startswith("event_"):
            check.equal(f"event schema: {name} is not that of the report", definition, whole.schema["$defs"].get(name))
    output = run(mfax, "analyze", "--log", str(incident / "provider-copy.csv"), "--directory", str(incident / "duo-users.json"),
                 "--default-region", "US", "--format", "ndjson", "-o", "-", "--now", NOW)
    lines = output.splitlines()
    for number, line in enumerate(lines, 1):
        validate(check, f"ndjson line {number}", validator, json.loads(line))
    events = [json.loads(line) for line in lines]
    check.equal("kinds of events", list(dict.fromkeys(event["type"] for event in events)),
                ["run_started", "input_opened", "person", "number", "reject", "not_exposed", "quality", "summary", "run_finished"])
    check.equal("sequence", [event["seq"] for event in events], list(range(1, len(events) + 1)))
    check.equal("line_count", events[-1]["line_count"], len(events) - 1)
    digest = hashlib.sha256(output[:output.rstrip(b"\n").rfind(b"\n") + 1]).hexdigest()
    check.equal("digest of the stream", events[-1]["sha256"], digest)
    refuses(check, "event of an unknown type", validator, {"type": "nothing", "seq": 1})
    for event in (events[0], events[-1]):
        refuses(check, f"{event['type']} with one more member", validator, broken(event, ["extra"], 1))
        refuses(check, f"{event['type']} without seq", validator, broken(event, ["seq"], REMOVE))


def main():
    mfax, source = sys.argv[1], Path(sys.argv[2])
    check = Check()
    incident, edge = source / "samples" / "incident", source / "samples" / "edge"
    check_reports(check, mfax, incident, edge)
    check_lines(check, mfax, incident, edge)
    check_events(check, mfax, incident)
    with tempfile.TemporaryDirectory() as folder:
        check_settings(check, mfax, source, Path(folder))
    formats = load_validator(mfax, "format")
    for path in sorted((source / "src" / "formats").glob("*/*.json")):
        validate(check, path.name, formats, json.loads(path.read_text(encoding="utf-8")))
    check.finish()


if __name__ == "__main__":
    main()
