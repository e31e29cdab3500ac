"""Runs mfax for the checks: one place for the fixed clock, the odd zone and the message on failure."""
import json
import os
import subprocess
import sys

NOW = "2024-04-16T12:00:00Z"


def run(mfax, *words, stdin=None, codes=(0, 4), cwd=None):
    """-> standard output as bytes; ends the check when the exit code is none of `codes`."""
    env = dict(os.environ, TZ="Pacific/Chatham", LC_ALL="C")
    done = subprocess.run([mfax, *words], input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=cwd, timeout=600, check=False)
    if done.returncode not in codes:
        sys.stderr.write(f"{' '.join(words)}: exit {done.returncode}, expected {codes}\n")
        sys.stderr.write(done.stderr.decode("utf-8", "replace")[:4000])
        sys.exit(1)
    return done.stdout


def report(mfax, *words):
    now = () if "--now" in words else ("--now", NOW)
    return json.loads(run(mfax, "analyze", *words, "--format", "json", "-o", "-", *now))


class Check:
    """Collects differences, so that one run shows them all."""

    def __init__(self):
        self.problems = []

    def equal(self, what, have, want):
        if have != want:
            self.problems.append(f"{what}: found {shorten(have)}, expected {shorten(want)}")

    def true(self, what, condition):
        if not condition:
            self.problems.append(what)

    def same_map(self, what, have, want):
        for key in sorted(set(have) | set(want)):
            if have.get(key) != want.get(key):
                self.problems.append(f"{what}: {key}: found {shorten(have.get(key))}, expected {shorten(want.get(key))}")

    def finish(self):
        for problem in self.problems[:60]:
            print(problem)
        if len(self.problems) > 60:
            print(f"... and {len(self.problems) - 60} more")
        sys.exit(1 if self.problems else 0)


def shorten(value):
    text = json.dumps(value, default=str)
    return text if len(text) < 300 else text[:300] + "..."
