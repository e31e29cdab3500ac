#!/usr/bin/env bash
# Measures mfax against what people would use instead, on the same generated file: medians, MB/s, ratios, peak memory.
#   tests/bench/run_bench.sh [ROWS] [PEOPLE] [RUNS]      needs build/release/mfax; uses mawk and python3 where installed
set -euo pipefail
cd "$(dirname "$0")/../.."

rows=${1:-2000000}
people=${2:-20000}
runs=${3:-5}
mfax=${MFAX:-build/release/mfax}
room=${MFAX_BENCH_DIR:-build/bench}
mkdir -p "$room"
[ -x "$mfax" ] || { echo "run_bench: $mfax is not there; cmake --preset release && cmake --build build/release --target mfax" >&2; exit 3; }

reference=
measure() { # label, file, command...: prints label, seconds, MB/s, peak memory, and how many times the first line's time
  local label=$1 file=$2 run median
  shift 2
  for ((run = 0; run < runs; ++run)); do
    python3 tests/bench/measure.py "$@"
  done | sort -n | sed -n "$(((runs + 1) / 2))p" >"$room/median"
  median=$(cut -d' ' -f1 "$room/median")
  reference=${reference:-$median}
  awk -v label="$label" -v bytes="$(stat -c %s "$file")" -v reference="$reference" \
    '{ printf "%-28s %9.3f s %9.1f MB/s %8.0f MB %8.2f x\n", label, $1, bytes / $1 / 1e6, $2, $1 / reference }' "$room/median"
}

echo "# $(date -u +%F), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
echo "# $rows rows, $people people, median of $runs runs; $("$mfax" --version | head -1)"
for kind in csv messy ndjson json; do
  log=$room/$kind.$rows.log
  directory=$room/people.$people.csv
  [ -s "$log" ] || python3 tests/bench/generate_log.py "$kind" "$rows" "$people" "$log" "$directory"
  [ -s "$directory" ] || python3 tests/bench/generate_log.py csv 1 "$people" /dev/null "$directory"
  reference=
  for threads in 1 "$(nproc)"; do
    measure "$kind mfax --threads $threads" "$log" "$mfax" analyze --log "$log" --directory "$directory" --default-region US \
      --threads "$threads" --format json -o /dev/null --progress never
  done
  measure "$kind wc -l" "$log" wc -l "$log"
  if [ "$kind" = csv ] || [ "$kind" = messy ]; then
    if command -v mawk >/dev/null; then
      # Not a CSV parser: it splits at every comma.
      measure "$kind mawk -F, count" "$log" mawk -F, '{ count[$3]++ } END { print length(count) }' "$log"
    fi
    measure "$kind python dict" "$log" python3 tests/bench/count_dict.py "$log" "$directory"
  fi
done
