#!/usr/bin/env python3
"""mfax and what people would use instead, on the same generated data, in turn; every answer is checked against the truth.

usage: compare.py [--rows N] [--people N] [--kinds csv,messy,ndjson,envelope,gzip] [--runs N] [--peers LIST] [--cache DIR] [--slow]

Needs a release build with -DMFAX_BUILD_BENCH=ON (or --mfax and --data). DuckDB, ClickHouse and Polars are installed by npm into the
cache folder, where the data lie too. Prints a table in Markdown: medians of wall and processor time, times `wc -l` of the same
file in the same round, peak memory, and whether the answer was right.
"""
import argparse
import csv
import datetime
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGES = ["@duckdb/node-api", "chdb", "nodejs-polars"]
SLOW = {"mawk", "python"}


def run(command, stdout, environment=None):
    """Wall seconds, processor seconds and peak MiB of one command."""
    begin = time.perf_counter()
    with open(stdout, "w", encoding="utf-8") as out, open(f"{stdout}.err", "w", encoding="utf-8") as err:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=os.environ | (environment or {}))
        _, status, usage = os.wait4(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    child.returncode = code
    if code not in (0, 4):
        sys.exit(f"{command}: exit {code}: {Path(f'{stdout}.err').read_text(encoding='utf-8', errors='replace')[-600:]}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def mfax_answer(folder):
    """What the others print, out of the tables that mfax writes."""
    def rows(name):
        with open(folder / name, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    names = {row["person_id"]: row["username"] for row in rows("people.csv")}
    sums, shared = {}, 0
    for row in rows("numbers.csv"):  # every number, whatever its outcome
        holders = [holder.split("=")[0] for holder in row["holders"].split(";") if holder]
        shared += len(holders) > 1
        for person in holders:
            sums[names[person]] = sums.get(names[person], 0) + int(row["message_count"])
    for row in rows("shared.csv"):
        if row["kind"] != "generic":
            continue  # a switchboard's holders are here only
        shared += 1
        for name in row["holders"].split(";"):
            sums[name] = sums.get(name, 0) + int(row["message_count"])
    unmatched = [int(row["message_count"]) for row in rows("unmatched.csv")]
    lines = [f"exposed {len(sums)}", f"messages_to_people {sum(sums.values())}", f"unmatched {len(unmatched)}",
             f"unmatched_messages {sum(unmatched)}", f"shared {shared}"]
    top = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:10]
    return "\n".join(lines + [f"top {name} {count}" for name, count in top])


def truth_of(path):
    facts = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in facts if not re.match("(rows|lost|numbers) ", line))


class Bench:
    def __init__(self, options):
        self.options = options
        self.cache = Path(options.cache).resolve()
        self.cache.mkdir(parents=True, exist_ok=True)
        self.npm = self.cache / "npm"

    def install(self):
        if shutil.which("npm") is None:
            return
        if not all((self.npm / "node_modules" / package).exists() for package in PACKAGES):
            self.npm.mkdir(exist_ok=True)
            subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(self.npm), *PACKAGES], check=True)

    def data(self, kind):
        folder = self.cache / f"{self.options.rows}-{self.options.people}"
        folder.mkdir(exist_ok=True)
        if kind == "gzip":
            return self.compressed()
        if not (folder / f"truth.{kind}").exists():
            subprocess.run([self.options.data, kind, str(self.options.rows), str(self.options.people), str(folder)], check=True)
        return folder, folder / f"log.{kind}", folder / "users.csv"

    def compressed(self):
        folder, log, users = self.data("csv")
        packed = folder / "log.csv.gz"
        if not packed.exists():
            with open(packed, "wb") as out:
                subprocess.run(["gzip", "-6", "-c", str(log)], stdout=out, check=True)
        return folder, packed, users

    def commands(self, kind):
        """Name -> command, environment, folder it writes to."""
        folder, log, users = self.data(kind)
        result = {"wc -l": (["wc", "-l", str(log)], {}, None)}

        def add(name, command, environment=None):
            out = folder / f"out-{re.sub('[^a-z0-9]+', '-', name)}"
            out.mkdir(exist_ok=True)
            result[name] = ([str(word).replace("OUT", str(out)) for word in command], environment or {}, out)

        for threads in self.options.threads.split(","):
            add(f"mfax, {threads} thread{'s' * (threads != '1')}",
                [self.options.mfax, "analyze", "--log", log, "--directory", users, "--default-region", "US", "--format", "csv", "--columns",
                 "minimal", "-o", "OUT", "--force", "--threads", threads])
        modules = {"NODE_MODULES": str(self.npm / "node_modules")}
        peers = {"duckdb": (["node", HERE / "peers/duckdb.mjs", log, users, "OUT"], modules),
                 "clickhouse": (["node", HERE / "peers/clickhouse.mjs", log, users, "OUT"], modules),
                 "polars": (["node", HERE / "peers/polars.mjs", log, users, "OUT"], modules),
                 "mawk": (["mawk", "-v", "out=OUT", "-f", HERE / "peers/job.awk", users, log], {}),
                 "python": ([sys.executable, HERE / "peers/dictionary.py", log, users, "OUT"], {})}
        for name, (command, environment) in peers.items():
            is_wanted = name in self.options.peers.split(",") and (self.options.slow or name not in SLOW)
            if (name == "mawk" and kind not in ("csv", "messy")) or (name in ("polars", "python") and kind in ("envelope", "gzip")):
                continue  # no reader
            if is_wanted and shutil.which(str(command[0])):
                add(name, command, environment)
        return result

    def measure(self, kind):
        folder, log, _ = self.data(kind)
        truth = truth_of(folder / f"truth.{'csv' if kind == 'gzip' else kind}")
        commands = self.commands(kind)
        times = {name: [] for name in commands}
        right = {}
        for turn in range(self.options.runs + 1):  # the first warms the page cache and checks the answers
            for name, (command, environment, out) in commands.items():
                if turn > 1 and name in SLOW:
                    continue
                print(f"  {kind} {turn} {name}", file=sys.stderr)
                answer = folder / "answer"
                taken = run(command, answer, environment)
                if out is not None and name not in right:
                    said = mfax_answer(out) if name.startswith("mfax") else answer.read_text(encoding="utf-8").strip()
                    right[name] = said == truth
                    if not right[name]:
                        print(f"{name}:\n{said}\n--- truth\n{truth}", file=sys.stderr)
                if turn > 0 or name in SLOW:
                    times[name].append(taken)
        size = log.stat().st_size
        print(f"\n**{kind}**, {size / 1e6:,.0f} MB\n\n| | wall s | times `wc -l` | processor s | MB/s | peak MiB | right |\n|---|---|---|---|---|---|---|")
        lines = statistics.median(wall for wall, _, _ in times["wc -l"])
        for name, taken in times.items():
            wall, work, memory = (statistics.median(values) for values in zip(*taken))
            answer = "" if name == "wc -l" else "yes" if right[name] else "NO"
            print(f"| {name} | {wall:.2f} | {wall / lines:.1f} | {work:.2f} | {size / wall / 1e6:.0f} | {memory:.0f} | {answer} |")
        sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--kinds", default="csv")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", default=f"1,{os.cpu_count()}")
    parser.add_argument("--peers", default="duckdb,clickhouse,polars,mawk,python")
    parser.add_argument("--slow", action="store_true", help="mawk and Python too, once")
    parser.add_argument("--cache", default=str(ROOT / "build/bench"))
    parser.add_argument("--mfax", default=str(ROOT / "build/release/mfax"))
    parser.add_argument("--data", default=str(ROOT / "build/release/tests/bench/mfax_bench_data"))
    options = parser.parse_args()
    bench = Bench(options)
    bench.install()
    cpu = re.search("model name.*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    print(f"{datetime.date.today()}, {os.cpu_count()} cores, {cpu[1] if cpu else 'unknown processor'}; {options.rows:,} rows, "
          f"{options.people:,} people, medians of {options.runs} runs")
    for kind in options.kinds.split(","):
        bench.measure(kind)


if __name__ == "__main__":
    main()
