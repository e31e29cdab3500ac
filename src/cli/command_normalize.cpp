// `mfax normalize`: logs or directories -> canonical records, one a line. In: a session. Out: NDJSON or CSV on stdout or in a
// file; numbers raw unless --mask says otherwise (product.md 6: a stage of a pipe).
#include <fmt/format.h>

#include <filesystem>

#include "cli/analyze_options.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/record_csv.hpp"

namespace mfax::cli {
namespace {

bool wants_csv(const Words& words) {
  const std::vector<std::string> formats = words.many("format");
  if (formats.size() > 1) throw FatalError(ExitCode::usage, "normalize takes one --format");
  if (!formats.empty() && formats.front() != "csv" && formats.front() != "ndjson")
    throw FatalError(ExitCode::usage, fmt::format("--format: normalize cannot write '{}'", formats.front()), "ndjson or csv");
  return !formats.empty() ? formats.front() == "csv" : words.one("output").ends_with(".csv");
}

void check_file(const Words& words) {
  const std::string path = words.one("output");
  if (path.empty() || path == "-") return;
  std::error_code ignored;
  if (path.ends_with('/') || std::filesystem::is_directory(path, ignored))
    throw FatalError(ExitCode::usage, fmt::format("-o {}: normalize writes one file", path));
  check_is_no_input(path, named_inputs(words));
  check_writable(path, words.flag("force"));
}

/// What keeps a run from vouching for its output.
struct Flaws {
  std::uint64_t rejected = 0, unreadable_times = 0;
  std::vector<std::string> unread_phone_columns;
};

/// Reads everything.
Flaws stream(const Session& session, const AnalyzeOptions& options, const Sink& sink) {
  Progress progress;
  const ProgressLine line(session.console, progress);
  if (options.logs.empty()) return {normalize_directories(options, progress, session.stop, sink).rejected, 0, {}};
  NormalizedLogs logs = normalize_logs(options, progress, session.stop, sink);
  return {logs.rows.rejected, logs.rows.unreadable_times, std::move(logs.unread_phone_columns)};
}

Flaws write_records(const Session& session, const AnalyzeOptions& options, bool csv, const Sink& sink) {
  if (!csv) return stream(session, options, sink);
  const bool spreadsheet = session.words.one("csv-dialect") == "spreadsheet";
  RecordCsv table(options.logs.empty(), options.trail, spreadsheet ? CsvDialect::spreadsheet : CsvDialect::strict, sink);
  const Flaws flaws = stream(session, options, [&table](std::string_view piece) { table.add(piece); });
  table.finish();
  return flaws;
}

/// The output is whole either way; a script must see that some of it is not (product.md 5).
int exit_code_of(const Flaws& flaws, const Console& console) {
  if (flaws.rejected > 0)
    console.warning(fmt::format("{} {} rejected: written as records of type \"reject\"", flaws.rejected, flaws.rejected == 1 ? "row" : "rows"),
                    "mfax explain CODE says what a code means");
  if (flaws.unreadable_times > 0)
    console.warning(fmt::format("{} {} could not be read: \"sent_at\" is null there", flaws.unreadable_times,
                                flaws.unreadable_times == 1 ? "time" : "times"),
                    "`mfax inspect FILE` says which of --assume-tz, --date-order and --map settles it");
  for (const std::string& column : flaws.unread_phone_columns) console.warning(column, "`mfax inspect FILE` says more");
  const bool is_whole = flaws.rejected + flaws.unreadable_times == 0 && flaws.unread_phone_columns.empty();
  return static_cast<int>(is_whole ? ExitCode::ok : ExitCode::incomplete);
}

}  // namespace

int run_normalize(const Session& session) {
  const Words& words = session.words;
  AnalyzeOptions options = to_analyze_options(words, session.around);
  if (words.has("log") == words.has("directory"))
    throw FatalError(ExitCode::usage, "normalize needs either --log or --directory", "mfax normalize --log provider.csv");
  const bool csv = wants_csv(words);
  check_file(words);
  options.logs = expand_inputs(words.many("log"), "--log");
  options.directories = expand_inputs(words.many("directory"), "--directory");
  check_distinct(options.logs, options.directories);
  options.trail = words.flag("trail");
  if (options.trail && options.logs.empty()) throw FatalError(ExitCode::usage, "--trail is for logs", "mfax normalize --log provider.csv --trail");
  const std::string path = words.one("output");
  Flaws flaws;
  if (path.empty() || path == "-") {
    StandardOutput out(session.stop);
    flaws = write_records(session, options, csv, out.sink());
    out.finish();
  } else {
    PendingFile file(path, words.flag("force"), session.stop);
    flaws = write_records(session, options, csv, file.sink());
    file.finish();
    file.publish();
  }
  return exit_code_of(flaws, session.console);
}

}  // namespace mfax::cli
