// The main job on one page: formats, directories, logs, report. Next: render/.
#include <algorithm>
#include <atomic>
#include <future>
#include <stdexcept>

#include <fmt/format.h>

#include "base/memory.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "pipeline/chunks.hpp"
#include "pipeline/directories.hpp"
#include "pipeline/outcome.hpp"
#include "pipeline/worker.hpp"

namespace mfax {
namespace {

/// Numbers that are no person's: one a line, '#' begins a comment.
std::vector<PhoneKey> load_ignore_list(const AnalyzeOptions& options) {
  std::vector<PhoneKey> keys;
  if (options.ignore_file.empty()) return keys;
  ChunkReader reader(FileId{}, options.ignore_file, options.read);
  if (!reader.head_is_whole_file())
    throw FatalError(ExitCode::usage, fmt::format("{}: an ignore list may not exceed {} bytes", options.ignore_file, options.read.head_bytes));
  NumberParser parser;
  NumberContext context;
  context.region = options.normalize.default_region;
  std::size_t line = 0;
  for (std::string_view text : split(reader.head(), '\n')) {
    ++line;
    text = trim_ascii(text.substr(0, text.find('#')));
    if (text.empty()) continue;
    const ParsedNumber number = parser.parse({text, CellKind::text}, context);
    if (!number.key)
      throw FatalError(ExitCode::usage, fmt::format("{}:{}: not a telephone number", options.ignore_file, line),
                       "one number a line, with its country code; '#' begins a comment");
    keys.push_back(number.key);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

void require_numbers(const Directory& directory) {
  if (directory.people().empty())
    throw FatalError(ExitCode::bad_input, "the directories name nobody", "check the files with `mfax inspect --as directory FILE`");
  if (directory.number_count() == 0)
    throw FatalError(ExitCode::bad_input, fmt::format("none of the {} people in the directories has a usable number", directory.people().size()),
                     "add a directory with telephone numbers, name the column with --map phone=COLUMN, or give --default-region CC for "
                     "national numbers; `mfax inspect` shows what was understood");
}

/// Rows without any usable number are not a result (product.md 5: no usable rows -> 3).
void require_rows(std::span<const Input> logs, const MergedLogs& merged) {
  const RowCounts& rows = merged.rows;
  std::string names;
  for (const Input& log : logs) names += (names.empty() ? "" : ", ") + log.path;
  if (rows.read == rows.blank)
    throw FatalError(ExitCode::bad_input, fmt::format("{}: no rows below the header", names), "is this the complete export?");
  if (rows.rejected == 0 || rows.rejected + rows.blank + rows.not_counted != rows.read) return;
  std::string reasons;
  for (const auto& [code, count] : merged.rejected_by_reason)
    reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count, diag_info(code).title);
  const DiagCode first = merged.rejected_by_reason.begin()->first;
  throw FatalError(ExitCode::bad_input, fmt::format("{}: no usable rows: {} rejected ({})", names, rows.rejected, reasons),
                   std::string(diag_info(first).help));
}

std::string formats_digest(std::span<const Input> logs, std::span<const Input> directories) {
  std::string text;
  for (const auto& inputs : {logs, directories})
    for (const Input& input : inputs) {
      const FormatSpec& format = *input.detection.plan.format;
      text += fmt::format("{} {}\n", format.id, sha256_hex(format_source(format.id)));
    }
  return sha256_hex(text);
}

/// What the report will need is foreseen: a run that cannot end is told before the hours are spent.
void check_memory(const OrderedMerge& merge, const AnalyzeOptions& options) {
  constexpr std::uint64_t kReportBytes = 1024;  // a number's contact (some 410) and its share of verdicts and order, with room to spare
  if (options.max_memory == 0) return;
  const std::uint64_t wanted = resident_bytes() + merge.number_count() * kReportBytes;
  if (wanted <= options.max_memory) return;
  throw FatalError(ExitCode::bad_input,
                   fmt::format("the {} distinct numbers so far need some {} MiB of memory, and --max-memory allows {} bytes",
                               merge.number_count(), wanted >> 20, options.max_memory),
                   "raise the limit, or analyze a part of the logs: --window, or one log at a time");
}

/// Rows -> people while the logs are already read, unless there is one thread only.
class DirectoryBuild {
 public:
  DirectoryBuild(std::vector<DirectoryRows>&& rows, unsigned threads) {
    const bool is_alone = worker_count(threads) == 1;
    building_ = std::async(is_alone ? std::launch::deferred : std::launch::async, [this, own = std::move(rows)]() mutable {
      try {
        Directory directory = merge_directories(std::move(own));
        require_numbers(directory);
        return directory;
      } catch (...) {
        has_failed_ = true;
        throw;
      }
    });
    if (is_alone) building_.wait();
  }
  /// Nobody needs the logs of a directory that names nobody.
  bool has_failed() const noexcept { return has_failed_; }
  Directory get() { return building_.get(); }

 private:
  std::atomic<bool> has_failed_{false};
  std::future<Directory> building_;  // last: waited for before what it uses goes away
};

MergedLogs read_logs(JobSource& source, const AnalyzeOptions& options, DirectoryBuild& people, Progress& progress,
                     const std::stop_token& stop) {
  OrderedMerge merge(options.reject_limit);
  const auto add = [&](ChunkResult&& result) {
    if (people.has_failed()) throw std::runtime_error("no directory");  // says why below
    progress.rows_read += result.rows.read;
    merge.add(std::move(result));
    check_memory(merge, options);
  };
  try {
    for_each_chunk(source, options.threads, stop, [&options] { return AnalyzeWorker(options); }, add);
  } catch (...) {
    if (people.has_failed()) static_cast<void>(people.get());  // comes first on the command line's way to a result
    throw;
  }
  return std::move(merge).finish(worker_count(options.threads));
}

}  // namespace

Report analyze(const AnalyzeOptions& given, Progress& progress, std::stop_token stop) {
  AnalyzeOptions options = given;
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  options.report.ignored = load_ignore_list(options);

  // Everything is opened and understood before the first row is read: a wrong file is reported at once.
  std::vector<Input> logs = open_inputs(options.logs, FormatKind::log, 0, formats, options);
  std::vector<Input> directories = open_inputs(options.directories, FormatKind::directory, logs.size(), formats, options);
  options.normalize.identify_without_id = have_one_format_twice(logs);

  std::vector<DirectoryRows> rows;
  std::vector<LoadedDirectory> loaded;
  for (Input& input : directories)
    loaded.push_back(read_directory(
        input, options, progress, stop, [&rows](DirectoryChunk&& chunk) { rows.push_back(std::move(chunk.people)); }));
  DirectoryBuild people(std::move(rows), options.threads);

  JobSource source(logs, options.read, progress);
  const auto shared_logs = std::make_shared<MergedLogs>(read_logs(source, options, people, progress, stop));
  MergedLogs& merged = *shared_logs;
  const auto directory = std::make_shared<const Directory>(people.get());
  merged.files.resize(logs.size());
  require_rows(logs, merged);

  std::vector<InputFacts> inputs;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    merged.files[i].file = logs[i].file;
    inputs.push_back(log_facts(logs[i], source.facts()[i], merged.files[i]));
  }
  for (std::size_t i = 0; i < directories.size(); ++i) inputs.push_back(directory_facts(directories[i], loaded[i]));
  options.report.run.assumptions = assumptions(logs, directories, merged, loaded, inputs, options);
  options.report.run.merge_rules.assign(directory->rules().begin(), directory->rules().end());
  options.report.run.formats_sha256 = formats_digest(logs, directories);

  options.report.threads = worker_count(options.threads);
  Report report = build_report(shared_logs, directory, std::move(inputs), options.report);
  report.status = completeness(report, logs, merged, options);
  return report;
}

}  // namespace mfax
