"""Runs the console examples of a document and compares what they print with what the document shows.

usage: check_readme.py MFAX SOURCE_DIR DOCUMENT...
A block fenced with ```console holds `$ mfax ...` lines, each followed by its standard output. A line `...` stands for any
number of lines, a line that ends in `…` for anything after it. The commands of one document share an empty folder that has
`samples/`; the clock is fixed. They run in bash, so that they may be piped; only the tools of PROGRAMS are used. A block fenced with
```python runs after them and must succeed. Exit 1 names the first line that differs; 77: jq is not installed.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

PROGRAMS = {"mfax", "jq", "cat", "head", "tail", "sha256sum"}


def examples(text):
    """(line number, command, expected lines) of every console block."""
    found = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            inside = line.strip() == "```console"
        elif inside and line.startswith("$ "):
            found.append((number, line[2:], []))
        elif inside and found:
            found[-1][2].append(line)
    return found


def scripts(text):
    return re.findall(r"^```python\n(.*?)^```", text, re.S | re.M)


def matches(expected, printed):
    """Wildcard comparison, line by line."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[i:]) for i in range(len(printed) + 1))
    if not printed:
        return False
    same = printed[0].startswith(expected[0][:-1]) if expected[0].endswith("…") else printed[0] == expected[0]
    return same and matches(expected[1:], printed[1:])


def run(command, mfax, folder):
    words = list(shlex.shlex(command, posix=True, punctuation_chars=True))
    for before, word in zip(["|"] + words, words):
        assert before != "|" or word in PROGRAMS, command
    env = {"PATH": os.path.dirname(os.path.abspath(mfax)) + ":" + os.environ["PATH"], "SOURCE_DATE_EPOCH": "1713268800", "TZ": "Asia/Kathmandu",
           "LC_ALL": "C"}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)


def check(document, mfax, source):
    text = open(document, encoding="utf-8").read()
    cases = examples(text)
    if not cases:
        print(f"{document}: no console example found")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(os.path.abspath(source), "samples"), os.path.join(folder, "samples"))
        for number, command, expected in cases:
            while expected and not expected[-1].strip():
                expected.pop()
            done = run(command, mfax, folder)
            printed = [line.rstrip() for line in done.stdout.decode().splitlines()]
            if not matches([line.rstrip() for line in expected], printed):
                print(f"{document}:{number}: $ {command}\nprints (exit {done.returncode}):")
                print("\n".join(printed[:60]))
                print(done.stderr.decode()[:600])
                return 1
        for script in scripts(text):
            done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
            if done.returncode != 0 or not done.stdout:
                print(f"{document}: a Python example fails:\n{script}\n{done.stderr}")
                return 1
    print(f"{document}: {len(cases)} examples as shown")
    return 0


if __name__ == "__main__":
    if any("$ jq" in open(document, encoding="utf-8").read() for document in sys.argv[3:]) and shutil.which("jq") is None:
        print("skipped: jq is not installed (scripts/install-packages)")
        sys.exit(77)
    sys.exit(max(check(document, sys.argv[1], sys.argv[2]) for document in sys.argv[3:]))
