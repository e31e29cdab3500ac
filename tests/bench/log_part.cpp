// One log in, nanoseconds of processor time a row for every step of the log's own part out: reading, scanning, rows ->
// sightings, merging, contacts. On one thread, as `analyze --threads 1` does it.
//   mfax_log_part LOG [REGION]
#include <ctime>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "base/memory.hpp"
#include "mfax/match.hpp"
#include "pipeline/chunks.hpp"
#include "pipeline/worker.hpp"

using namespace mfax;

namespace {

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Adds up what one step takes.
class Watch {
 public:
  template <class Work>
  auto time(Work&& work) {
    const double begin = processor_seconds();
    struct Stop {
      double begin;
      double& sum;
      ~Stop() { sum += processor_seconds() - begin; }
    } stop{begin, seconds_};
    return work();
  }
  void print(std::string_view step, std::uint64_t rows) const {
    std::cout << fmt::format("{:<24}{:8.0f} ns a row\n", step, seconds_ * 1e9 / static_cast<double>(rows));
  }

 private:
  double seconds_ = 0;
};

std::uint64_t scan(const Job& job, const ReadOptions& read) {
  const TablePlan& plan = job.input->detection.plan;
  std::uint64_t bytes = 0;
  const auto walk = [&bytes](auto&& scanner) {
    while (const auto row = scanner.next())
      for (const Cell& cell : row->cells) bytes += cell.text.size();
  };
  if (plan.dialect.container == Container::csv)
    walk(CsvScanner(job.chunk, plan.dialect, plan.columns, read));
  else
    walk(JsonScanner(job.chunk, plan.dialect, plan.columns, read));
  return bytes;
}

void run(const std::string& log, const std::string& region) {
  AnalyzeOptions options;
  options.logs = {log};
  options.threads = 1;
  options.normalize.default_region = region;
  options.normalize.now = Timestamp{std::chrono::hours{490'000}};
  const std::vector<FormatSpec> formats = load_formats({});
  std::vector<Input> logs = open_inputs(options.logs, FormatKind::log, 0, formats, options);
  Progress progress;
  JobSource source(logs, options.read, progress);
  AnalyzeWorker worker(options);
  OrderedMerge merge(options.reject_limit);
  Watch reading, scanning, sighting, merging, contacts, freeing;
  std::uint64_t rows = 0, bytes = 0;
  while (const auto job = reading.time([&] { return source.next(); })) {
    bytes += scanning.time([&] { return scan(*job, options.read); });
    ChunkResult result = sighting.time([&] { return worker(*job); });
    rows += result.rows.read;
    merging.time([&] { merge.add(std::move(result)); });
  }
  const std::uint64_t before = resident_bytes();
  auto merged = contacts.time([&] { return std::make_unique<MergedLogs>(std::move(merge).finish(1)); });
  std::cout << fmt::format("{} rows, {} numbers, {} MiB of cells; resident {} MiB before and {} MiB after the contacts\n", rows,
                           merged->contacts.size(), bytes >> 20, before >> 20, resident_bytes() >> 20);
  freeing.time([&] { merged.reset(); });
  reading.print("read, hash, cut", rows);
  scanning.print("scan alone", rows);
  sighting.print("rows -> sightings", rows);
  merging.print("merge", rows);
  contacts.print("contacts", rows);
  freeing.print("free", rows);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  try {
    run(argv[1], argc > 2 ? argv[2] : "US");
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
