#!/usr/bin/env python3
"""The golden runner must find what it is there to find: each defect is shown to it with a stand-in for the program."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

RUNNER = Path(__file__).resolve().parent / "run_golden.py"
SAME = '#!/bin/sh\necho "same"\n'
DEFECTS = {
    "output that depends on the threads": '#!/bin/sh\ncase "$*" in *"--threads 4"*) echo other ;; *) echo same ;; esac\n',
    "output that depends on the chunks": '#!/bin/sh\ncase "$*" in *"--chunk-bytes 64"*) echo other ;; *) echo same ;; esac\n',
    "another text": '#!/bin/sh\necho "another"\n',
    "another exit code": '#!/bin/sh\necho same\nexit 4\n',
    "a message on stderr": '#!/bin/sh\necho same\necho oops >&2\n',
    "a file nobody expects": '#!/bin/sh\necho same\nmkdir -p out\necho x > out/extra\n',
    "the machine's zone": '#!/bin/sh\n[ "$TZ" = Pacific/Chatham ] && echo "zone seen" || echo same\n',
}


def run(program, root, case, **extra):
    env = {key: value for key, value in os.environ.items() if key not in ("CI", "MFAX_UPDATE_GOLDEN")}
    return subprocess.run([sys.executable, "-B", str(RUNNER), "--mfax", str(program), "--source", str(root), str(case)],
                          env={**env, **extra}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).returncode


def write_program(path, text):
    path.write_text(text, encoding="ascii")
    path.chmod(0o755)
    return path


def main():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        case = root / "tests" / "golden" / "one"
        case.mkdir(parents=True)
        (case.parent / "_shared").mkdir()
        (root / "samples").mkdir()
        (case / "args").write_text("analyze --log case/log.csv\n", encoding="ascii")
        same = write_program(root / "same", SAME)
        if run(same, root, case, MFAX_UPDATE_GOLDEN="1", CI="true") != 2:
            failures.append("recording was not refused where CI is set")
        if run(same, root, case) == 0:
            failures.append("output that was never recorded passed")
        if run(same, root, case, MFAX_UPDATE_GOLDEN="1") != 0 or run(same, root, case) != 0:
            failures.append("what was recorded does not pass")
        for what, text in DEFECTS.items():
            if run(write_program(root / "program", text), root, case) == 0:
                failures.append(f"not found: {what}")
    print("\n".join(failures) or f"{len(DEFECTS)} defects found")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
