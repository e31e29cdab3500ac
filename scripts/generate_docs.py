#!/usr/bin/env python3
"""Writes the documents that are made from the tables the program runs on: docs/formats.md (the format files),
docs/diagnostics.md (src/base/diagnostic.cpp), docs/cli.md (the program's own help), docs/report-json.md (docs/schema/report.json).

usage: generate_docs.py --mfax PROGRAM [--check]     --check: compare only; exit 1 with a difference
"""
import argparse
import difflib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ["analyze", "inspect", "normalize", "explain", "report", "verify", "redact", "formats", "schema"]
NOTE = "<!-- Made by scripts/generate_docs.py. Do not edit: a test compares. -->\n\n"
FAMILIES = {"P": "Numbers", "C": "Carriers", "L": "Places", "T": "Times", "E": "Bytes and encodings", "V": "Rows of delimited text",
            "J": "JSON records", "R": "Rows that are no exposure by nature", "D": "Directories"}


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def read_formats(kind):
    files = sorted((ROOT / "src" / "formats" / kind).glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def names_of(rule):
    rules = rule if isinstance(rule, list) else [rule]
    names = [name for one in rules for name in one.get("names", [])]
    constants = [f'always "{one["constant"]}"' for one in rules if one.get("constant")]
    return ", ".join([f"`{name}`" for name in names[:4]] + (["..."] if len(names) > 4 else []) + constants)


def formats_document():
    parts = [NOTE, "# Formats\n\nWhat `mfax` understands by name. Everything else is read by the meaning of its columns; `mfax inspect FILE` "
             "shows what was\nunderstood, `--map field=column` settles it, and docs/format-files.md says how to add a format.\n"]
    for kind, title in (("log", "Message logs"), ("directory", "Directory exports")):
        formats = read_formats(kind)
        parts.append(f"\n## {title}\n\n" + table(["id", "what", "container"], [
            (f"`{one['id']}`", f"[{one['title']}]({one['origin']})" if one.get("origin") else one["title"], one.get("container", ""))
            for one in formats]))
        for one in formats:
            parts.append(f"\n### {one['id']}\n\n{one['title']}.")
            if one.get("note"):
                parts.append(" " + one["note"])
            parts.append("\n\n" + table(["field", "read from"], [(f"`{field}`", names_of(rule)) for field, rule in one["columns"].items()]))
    return "".join(parts)


def read_diagnostics():
    text = (ROOT / "src" / "base" / "diagnostic.cpp").read_text(encoding="utf-8")
    row = re.compile(r'\{([A-Z]_[A-Z0-9_]+),\s*"([A-Z0-9_]+)",\s*(true|false),\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\}')
    found = [(match[1], match[2] == "true", match[3], match[4]) for match in
             ([None, m.group(2), m.group(3), m.group(4).replace('\\"', '"'), m.group(5).replace('\\"', '"')] for m in row.finditer(text))]
    declared = re.findall(r"\b([PCLTEVJRD]_[A-Z0-9_]+)\b",
                          re.search(r"enum class DiagCode[^{]*\{(.*?)\};",
                                    (ROOT / "include" / "mfax" / "diagnostic.hpp").read_text(encoding="utf-8"), re.S).group(1))
    if [code for code, *_ in found] != declared:
        sys.exit("generate_docs: the table of src/base/diagnostic.cpp could not be read whole: "
                 f"{sorted(set(declared) ^ {code for code, *_ in found})}")
    return found


def diagnostics_document():
    parts = [NOTE, "# Codes\n\nEach says one thing about a value, a row or a file. `mfax explain CODE` prints the same. *No key* means: as the fault "
             "of a\nnumber it leaves the row without a number to match, and the row is rejected (kept, counted and listed).\n"]
    rows = read_diagnostics()
    for family, title in FAMILIES.items():
        members = [row for row in rows if row[0].startswith(family + "_")]
        parts.append(f"\n## {title}\n\n" + table(["code", "no key", "meaning", "what to do"], [
            (f"`{code}`", "yes" if rejects else "", meaning, advice) for code, rejects, meaning, advice in members]))
    return "".join(parts)


def help_of(mfax, *words):
    env = dict(os.environ, COLUMNS="100", NO_COLOR="1", TERM="dumb")
    done = subprocess.run([mfax, *words, "--help"], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env, check=False)
    if done.returncode != 0:
        sys.exit(f"generate_docs: {' '.join(words)} --help: exit {done.returncode}\n{done.stderr}")
    return done.stdout.rstrip()


def cli_document(mfax):
    main_help = help_of(mfax)
    missing = [command for command in COMMANDS if not re.search(rf"\b{command}\b", main_help)]
    if missing:
        sys.exit(f"generate_docs: mfax --help does not name {missing}")
    parts = [NOTE, "# Command line\n\n```\n", main_help, "\n```\n"]
    for command in COMMANDS:
        parts.append(f"\n## mfax {command}\n\n```\n{help_of(mfax, command)}\n```\n")
    return "".join(parts)


def type_text(rule, schema):
    """A few words for what a value may be."""
    target = rule
    if "$ref" in rule:
        target = {**schema["$defs"][rule["$ref"].rsplit("/", 1)[1]], **{key: value for key, value in rule.items() if key != "$ref"}}
    if "anyOf" in target:
        return " or ".join(type_text(option, schema) for option in target["anyOf"])
    if "const" in target:
        return json.dumps(target["const"])
    if "enum" in target:
        return ", ".join(f"`{value}`" for value in target["enum"])
    if target.get("type") == "array":
        return f"list of {type_text(target['items'], schema)}" if target.get("items") else "list"
    if target.get("type") == "object" and "$ref" in rule:
        name = rule["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.replace('_', '-')})"
    for name in ("time", "row_ref", "sha256", "country", "state", "date", "code", "person_id", "number_id", "shown_number", "count"):
        if rule.get("$ref") == f"#/$defs/{name}":
            return name.replace("_", " ")
    return target.get("type", "")


def meaning_of(rule, schema):
    if "description" in rule or "$ref" not in rule:
        return rule.get("description", "")
    return schema["$defs"][rule["$ref"].rsplit("/", 1)[1]].get("description", "")


def fields_of(rule, schema, prefix=""):
    """(path, type, meaning) of every property; objects without a definition of their own are unfolded."""
    for name, value in rule.get("properties", {}).items():
        yield f"`{prefix}{name}`", type_text(value, schema), meaning_of(value, schema)
        inner = value.get("items", value) if value.get("type") == "array" else value
        if "properties" in inner and "$ref" not in inner:
            yield from fields_of(inner, schema, f"{prefix}{name}{'[]' if inner is not value else ''}.")


def report_json_document():
    schema = json.loads((ROOT / "docs" / "schema" / "report.json").read_text(encoding="utf-8"))
    parts = [NOTE, "# The JSON report, field by field\n\nMade from docs/schema/report.json (`mfax schema report`), which real outputs are "
             "validated against. Times are RFC 3339, always\nUTC; every list has a stated order; a list that is cut says so.\n"]
    parts.append("\n## Top level\n\n" + table(["field", "what", "meaning"], fields_of({"properties": {
        name: value for name, value in schema["properties"].items()}}, schema)))
    for name, rule in schema["$defs"].items():
        if "properties" not in rule:
            continue
        title = name.replace("_", "-")
        parts.append(f"\n## {title}\n\n{rule.get('description', '')}\n\n" + table(["field", "what", "meaning"], fields_of(rule, schema)))
    simple = [(f"{name.replace('_', ' ')}", rule.get("description", ""), f"`{rule['pattern']}`" if "pattern" in rule else rule.get("type", ""))
              for name, rule in schema["$defs"].items() if "properties" not in rule]
    parts.append("\n## Kinds of values\n\n" + table(["kind", "meaning", "form"], simple))
    return "".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mfax", required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    documents = {"formats.md": formats_document(), "diagnostics.md": diagnostics_document(), "cli.md": cli_document(options.mfax),
                 "report-json.md": report_json_document()}
    is_different = False
    for name, text in documents.items():
        path = ROOT / "docs" / name
        if not options.check:
            path.write_text(text, encoding="utf-8")
            continue
        committed = path.read_text(encoding="utf-8") if path.exists() else ""
        if committed != text:
            is_different = True
            print(f"docs/{name} is not what the program says; run scripts/generate_docs.py --mfax build/dev/mfax")
            print("\n".join(list(difflib.unified_diff(committed.splitlines(), text.splitlines(), "committed", "made", lineterm="", n=0))[:20]))
    return 1 if is_different else 0


if __name__ == "__main__":
    sys.exit(main())
