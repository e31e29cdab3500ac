#!/usr/bin/env python3
"""Real outputs against the schemas that `mfax schema` publishes. Needs python3-jsonschema; without it exit 77 (skipped).

usage: check_schema.py MFAX SOURCE_DIR
"""
import copy
import json
import sys
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
    without_rows = copy.deepcopy(example)
    del without_rows["accounting"]["rows"]
    refuses(check, "report without accounting.rows", validator, without_rows)
    text_for_count = copy.deepcopy(example)
    text_for_count["summary"]["messages"] = "many"
    refuses(check, "report with a text for a count", validator, text_for_count)


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
    refuses(check, "message without a row", message, {"type": "message"})
    refuses(check, "person without a row", person, {"type": "person"})


def check_events(check, mfax, incident):
    validator = load_validator(mfax, "event")
    output = run(mfax, "analyze", "--log", str(incident / "provider-copy.csv"), "--directory", str(incident / "duo-users.json"),
                 "--default-region", "US", "--format", "ndjson", "-o", "-", "--now", NOW)
    lines = output.splitlines()
    for number, line in enumerate(lines, 1):
        validate(check, f"ndjson line {number}", validator, json.loads(line))
    refuses(check, "event of an unknown type", validator, {"type": "nothing", "seq": 1})


def main():
    mfax, source = sys.argv[1], Path(sys.argv[2])
    check = Check()
    incident, edge = source / "samples" / "incident", source / "samples" / "edge"
    check_reports(check, mfax, incident, edge)
    check_lines(check, mfax, incident, edge)
    check_events(check, mfax, incident)
    for name in ("format", "policy"):
        load_validator(mfax, name)
    formats = load_validator(mfax, "format")
    for path in sorted((source / "src" / "formats").glob("*/*.json")):
        validate(check, path.name, formats, json.loads(path.read_text(encoding="utf-8")))
    check.finish()


if __name__ == "__main__":
    main()
