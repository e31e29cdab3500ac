#!/usr/bin/env python3
"""Runs golden cases: a folder with `args`, inputs and the expected output; see tests/golden/README.md.

usage: run_golden.py --mfax PROGRAM [--source DIR] CASE_FOLDER...
MFAX_UPDATE_GOLDEN=1 writes the expected files instead of comparing (refused where CI is set).
"""
import argparse
import difflib
import fnmatch
import gzip
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

SHARED = "_shared"
OWN_FILES = {"args", "stdin", "env", "setup", "stdout", "stderr", "exit", "pipe", "stdout_to", "keep", "rss", "about"}
VARIANTS = [["--threads", "1"], ["--threads", "4"], ["--threads", "1", "--chunk-bytes", "64"],
            ["--threads", "4", "--chunk-bytes", "64"]]
NOW = "2024-04-16T12:00:00Z"
TIME_LIMIT_SECONDS = 300
# Versions of data that the system updates under us are not part of an expectation.
# Digests over the built-in formats change whenever any format file does.
VOLATILE = [(re.compile(rb'("(?:tz_data|numbering_data|version)":\s*)"[^"]*"'), rb'\1"{version}"'),
            (re.compile(rb'("(?:formats_sha256|report_id)":\s*)"[^"]*"'), rb'\1"{digest}"'),
            # The trailer's digest is over the real bytes, versions included; check_schema.py verifies it.
            (re.compile(rb'("line_count":\d+,"sha256":)"[^"]*"'), rb'\1"{digest}"'),
            (re.compile(rb"(time zone data |tables |libphonenumber |mfax )v?[0-9][0-9A-Za-z.-]*"), rb"\1{version}")]


def read_commands(case):
    """Logical lines of `args`: '#' comments, a backslash at the end continues the line."""
    text = (case / "args").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def make_inputs(case, room):
    """Copies the case's files and makes the generated ones (`setup`) in room/case."""
    target = room / "case"
    target.mkdir()
    for entry in case.iterdir():
        if entry.name in OWN_FILES or entry.name == "expect":
            continue
        (shutil.copytree if entry.is_dir() else shutil.copyfile)(entry, target / entry.name)
    setup = case / "setup"
    if not setup.exists():
        return
    for line in setup.read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            make_one_input(line.split(":"), target, room)


def contents_of(name, target, room):
    return (room / name).read_bytes() if (room / name).is_file() else (target / name).read_bytes()


def make_one_input(words, target, room):
    kind, name, rest = words[0], words[1], words[2:]
    path = target / name

    def source():
        return contents_of(rest[0], target, room)

    if kind == "gzip":
        path.write_bytes(gzip.compress(source(), mtime=0))
    elif kind == "zip":  # zip:name:source:...
        with zipfile.ZipFile(path, "w") as archive:  # stored: the same bytes with every zlib
            for part in rest:
                archive.writestr(zipfile.ZipInfo(part, (2024, 4, 1, 0, 0, 0)), contents_of(part, target, room))
    elif kind == "tar":  # tar:name:source:...
        with tarfile.open(path, "w") as archive:
            for part in rest:
                data = contents_of(part, target, room)
                member = tarfile.TarInfo(part)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    elif kind == "zstd":
        path.write_bytes(zstd_raw_frame(source()))
    elif kind == "truncate":
        path.write_bytes(source()[:int(rest[1])])
    elif kind == "repeat":
        path.write_bytes(source() * int(rest[1]))
    elif kind == "join":
        path.write_bytes(b"".join((target / part).read_bytes() for part in rest))
    elif kind == "bytes":
        path.write_bytes(bytes.fromhex(rest[0]) if rest else b"")
    elif kind == "recode":
        path.write_bytes(source().decode("utf-8").encode(rest[1]))
    elif kind == "replace":  # replace:name:source:hex:hex
        path.write_bytes(source().replace(bytes.fromhex(rest[1]), bytes.fromhex(rest[2])))
    elif kind == "folder":
        path.mkdir()
    elif kind == "readonly":
        path.mkdir()
        path.chmod(0o500)
    else:
        raise SystemExit(f"setup: unknown kind {kind!r}")


def zstd_raw_frame(data):
    """A Zstandard frame of raw blocks (RFC 8878 3.1.1): no compressor needed."""
    out = bytearray(b"\x28\xb5\x2f\xfd\xa0" + len(data).to_bytes(4, "little"))
    step = 1 << 16
    for at in range(0, max(len(data), 1), step):
        block = data[at:at + step]
        last = 1 if at + step >= len(data) else 0
        out += (len(block) << 3 | last).to_bytes(3, "little") + block
    return bytes(out)


def edit_output(words, room):
    """Lines beginning with '!': what happens to the files between two commands."""
    if words[0] == "append":
        with open(room / words[1], "ab") as file:
            file.write(words[2].encode())
    elif words[0] == "remove":
        (room / words[1]).unlink()
    elif words[0] == "copy":
        shutil.copyfile(room / words[1], room / words[2])
    else:
        raise SystemExit(f"args: unknown edit {words[0]!r}")


def environment(case, room):
    env = {key: os.environ[key] for key in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH")
           if key in os.environ}
    # A zone nobody uses: a result that depends on the machine's zone would show.
    env.update(HOME=str(room), LC_ALL="C", TZ="Pacific/Chatham", TERM="dumb")
    if (case / "env").exists():
        for line in (case / "env").read_text(encoding="utf-8").splitlines():
            if "=" in line:
                key, value = line.split("=", 1)
                env[key] = value
    return env


def run_command(words, case, room, program, env):
    """-> (exit code, stdout, stderr)"""
    stdin_path = case / "stdin"
    with open(stdin_path if stdin_path.exists() else os.devnull, "rb") as stdin:
        if (case / "pipe").exists():
            return run_with_closed_pipe(words, room, program, env, stdin)
        where = (case / "stdout_to").read_text().strip() if (case / "stdout_to").exists() else None
        with open(where, "wb") if where else tempfile.TemporaryFile() as out:
            done = subprocess.run([program, *words], cwd=room, env=env, stdin=stdin, stdout=out,
                                  stderr=subprocess.PIPE, timeout=TIME_LIMIT_SECONDS, check=False)
            text = b""
            if not where:
                out.seek(0)
                text = out.read()
    return shell_code(done.returncode), text, done.stderr


def run_with_closed_pipe(words, room, program, env, stdin):
    with subprocess.Popen([program, *words], cwd=room, env=env, stdin=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as child:
        head = os.read(child.stdout.fileno(), 10)
        child.stdout.close()
        stderr = child.stderr.read()
        child.wait(TIME_LIMIT_SECONDS)
    return shell_code(child.returncode), head, stderr


def shell_code(code):
    return 128 - code if code < 0 else code


def normalize(data):
    for pattern, replacement in VOLATILE:
        data = pattern.sub(replacement, data)
    return data


def takes_variants(command):
    words = shlex.split(command)
    return bool(words) and words[0] in ("analyze", "normalize") and "--print-config" not in words


def run_case(case, source, program, variant):
    """-> {name: bytes} of everything that is compared."""
    with tempfile.TemporaryDirectory(prefix="mfax-golden-") as folder:
        room = Path(folder)
        (room / "samples").symlink_to(source / "samples")
        shutil.copytree(source / "tests" / "golden" / SHARED, room / "shared")
        make_inputs(case, room)
        env = environment(case, room)
        stdout, stderr, codes = [], [], []
        commands = read_commands(case)
        several = sum(not command.startswith("!") for command in commands) > 1
        for command in commands:
            for place, value in (("{case}", "case"), ("{samples}", "samples"), ("{out}", "out"), ("{shared}", "shared")):
                command = command.replace(place, value)
            if command.startswith("!"):
                edit_output(shlex.split(command[1:]), room)
                continue
            words = shlex.split(command)
            if takes_variants(command):
                words += variant
                if words[0] == "analyze" and "--now" not in words:
                    words += ["--now", NOW]
            code, out, err = run_command(words, case, room, program, env)
            codes.append(code)
            mark = f"-- {len(codes)}\n".encode() if several else b""
            stdout.append(mark + out)
            stderr.append(mark + err if err or not several else b"")
        result = {"stdout": normalize(b"".join(stdout)), "stderr": normalize(b"".join(stderr)),
                  "exit": "".join(f"{code}\n" for code in codes).encode()}
        result.update(collect_files(case, room))
        return result


def collect_files(case, room):
    """The list of files written, with their modes, and the contents of those that `keep` names."""
    out = room / "out"
    if not out.exists():
        return {}
    kept = (case / "keep").read_text().split() if (case / "keep").exists() else []
    paths = sorted(path for path in [out, *out.rglob("*")])
    listing = "".join(f"{path.stat().st_mode & 0o777:o} {path.relative_to(room)}\n" for path in paths)
    files = {"expect/files": listing.encode()}
    for path in paths:
        name = str(path.relative_to(out)) if path != out else "out"
        if path.is_file() and any(fnmatch.fnmatch(name, pattern) for pattern in kept):
            files["expect/" + name.replace("/", "_")] = normalize(path.read_bytes())
    return files


def expected(case):
    result = {name: (case / name).read_bytes() if (case / name).exists() else b"" for name in ("stdout", "stderr")}
    result["exit"] = (case / "exit").read_bytes() if (case / "exit").exists() else b"0\n"
    for path in sorted((case / "expect").glob("*")) if (case / "expect").exists() else []:
        result["expect/" + path.name] = path.read_bytes()
    return result


def update(case, result):
    shutil.rmtree(case / "expect", ignore_errors=True)
    for name, data in result.items():
        path = case / name
        path.parent.mkdir(exist_ok=True)
        if data or name == "exit":
            path.write_bytes(data)
        else:
            path.unlink(missing_ok=True)


def differences(want, have, label):
    lines = []
    for name in sorted(set(want) | set(have)):
        old, new = want.get(name), have.get(name)
        if old == new:
            continue
        lines.append(f"{label}: {name} differs")
        lines += difflib.unified_diff((old or b"").decode("utf-8", "backslashreplace").splitlines(),
                                      (new or b"").decode("utf-8", "backslashreplace").splitlines(),
                                      "expected" if old is not None else "nothing expected",
                                      "found" if new is not None else "nothing found", lineterm="", n=1)
    return lines[:80]


def check_case(case, source, program, is_update):
    varies = any(takes_variants(command) for command in read_commands(case))
    variants = VARIANTS if varies and not (case / "pipe").exists() else VARIANTS[:1]
    results = [run_case(case, source, program, variant) for variant in variants]
    problems = []
    for variant, result in zip(variants[1:], results[1:]):
        problems += differences(results[0], result, f"{case.name}: {' '.join(variant)} against {' '.join(variants[0])}")
    if is_update:
        update(case, results[0])
    else:
        problems = differences(expected(case), results[0], case.name) + problems
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mfax", required=True)
    parser.add_argument("--source", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("cases", nargs="+", type=Path)
    options = parser.parse_args()
    is_update = os.environ.get("MFAX_UPDATE_GOLDEN") == "1"
    if is_update and os.environ.get("CI"):
        print("MFAX_UPDATE_GOLDEN is refused where CI is set: expectations are reviewed by people", file=sys.stderr)
        return 2
    failed = 0
    for case in options.cases:
        problems = check_case(case.resolve(), options.source.resolve(), os.path.abspath(options.mfax), is_update)
        failed += bool(problems)
        for line in problems:
            print(line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
