// `mfax analyze`: options -> inputs and destination checked -> analyze() -> documents. In: a session. Out: report and exit code.
// The story of the run is told here; the work is done by the library.
#include <fmt/format.h>

#include <set>

#include "cli/analyze_options.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/run_folder.hpp"

namespace mfax::cli {
namespace {

constexpr std::size_t kShownRejects = 5;

void expand_all(const Words& words, AnalyzeOptions& options) {
  if (!words.has("log"))
    throw FatalError(ExitCode::usage, "analyze needs --log", "mfax analyze --log provider.csv --directory users.json");
  if (!words.has("directory"))
    throw FatalError(ExitCode::usage, "analyze needs --directory", "without one, mfax normalize or mfax inspect show what a log holds");
  options.logs = expand_inputs(words.many("log"), "--log");
  options.directories = expand_inputs(words.many("directory"), "--directory");
  check_distinct(options.logs, options.directories);
  if (!options.ignore_file.empty()) options.ignore_file = expand_inputs({options.ignore_file}, "--ignore").front();
}

std::string detected(const InputFile& file, FormatKind kind, std::span<const FormatSpec> formats, const AnalyzeOptions& options) {
  DetectOptions detect = options.detect;
  detect.format_id = kind == FormatKind::log ? options.log_format : options.directory_format;
  for (const auto& [field, column] : options.map) {
    const FieldInfo& info = field_info(*parse_field(field));
    if (kind == FormatKind::log ? info.in_logs : info.in_directories) detect.map.emplace_back(field, column);
  }
  const ChunkReader reader(FileId{}, file, options.read);
  const Detection found = detect_format(FileId{}, file.name(), reader.head(), reader.head_is_whole_file(), kind, formats, detect);
  std::string columns;
  for (const Slot& slot : found.plan.slots)
    columns += fmt::format("{}{}={}", columns.empty() ? "" : ", ", field_info(slot.field).name, slot.column);
  return fmt::format("{:<10} {}  {}  ({})\n", to_text(kind), terminal_safe(file.name()), found.plan.format->id, terminal_safe(columns));
}

/// Says what would be read and written. Only the heads of the files are looked at.
int dry_run(const AnalyzeOptions& options, const Destination& to) {
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  StandardOutput out;
  const auto tell = [&](const std::vector<std::string>& paths, FormatKind kind) {
    for (const std::string& path : paths)
      for (const InputFile& file : files_at(path, options.read)) out.text(detected(file, kind, formats, options));
  };
  tell(options.logs, FormatKind::log);
  tell(options.directories, FormatKind::directory);
  const IncidentFacts& incident = options.report.incident;
  if (!incident.window_from.empty() || !incident.window_to.empty())
    out.text(fmt::format("window     {} .. {}\n", incident.window_from, incident.window_to));
  else
    out.text("window     none: every message counts\n");
  const std::vector<std::string> files = planned_files(to);
  out.text(fmt::format("would write {}\n", files.empty() ? fmt::format("{} to standard output", to.documents.front()->name)
                                                         : terminal_safe(fmt::format("{}", fmt::join(files, " ")))));
  out.finish();
  return 0;
}

/// The code that made the row a reject; the others are circumstances.
std::optional<DiagCode> fault_of(const RejectedRow& reject) {
  for (const std::string& id : reject.codes)
    if (const std::optional<DiagCode> code = parse_diag_code(id); code && diag_info(*code).rejects) return code;
  return reject.codes.empty() ? std::nullopt : parse_diag_code(reject.codes.front());
}

void show_rejects(const Console& console, const Report& report) {
  const std::vector<RejectedRow>& rejects = report.quality.rejects;
  std::set<DiagCode> explained;
  for (std::size_t i = 0; i < rejects.size() && i < kShownRejects; ++i) {
    const RejectedRow& reject = rejects[i];
    const std::optional<DiagCode> code = fault_of(reject);
    std::string text = fmt::format("{}: rejected", reject.row);
    for (const std::string& part : {reject.field, code ? std::string(diag_info(*code).title) : std::string(), reject.excerpt})
      if (!part.empty()) text += ": " + part;
    const bool is_new = code && explained.insert(*code).second;
    console.warning(text, is_new ? fmt::format("mfax explain {}", diag_info(*code).id) : std::string());
  }
  if (report.quality.rejects_total > kShownRejects)
    console.note(fmt::format("{} more rejected rows; -o DIR writes rejects.csv", report.quality.rejects_total - kShownRejects));
}

/// For the reader of a pipe, who does not see the summary.
void show_incomplete(const Console& console, const Report& report) {
  if (report.status.exit_code != static_cast<int>(ExitCode::incomplete)) return;
  console.warning(fmt::format("the result is incomplete ({})", fmt::join(report.status.reasons, ", ")),
                  "exit code 4; --max-bad-rows and --max-unmatched set what is tolerated");
}

Report run(const Session& session, const AnalyzeOptions& options) {
  Progress progress;
  const ProgressLine line(session.console, progress);
  Report report = analyze(options, progress, session.stop);
  if (session.stop.stop_requested()) throw FatalError(ExitCode::interrupted, "interrupted");
  report.tool = tool_facts();
  return report;
}

void write_all(const Session& session, const Report& report, const Destination& to, unsigned threads) {
  RenderOptions options = render_options(session);
  options.threads = threads;
  if (!to.is_screen()) {
    RenderOptions plain = options;
    plain.color = false;
    plain.report_path = to.kind == Destination::Kind::folder ? to.path + "report.json" : std::string();
    const std::vector<std::string> wrote = write_report(report, plain, to, session.stop);
    if (to.kind == Destination::Kind::standard_output) return;
    options.wrote = wrote;
    for (const std::string& file : wrote)
      if (file.ends_with(".json") && !file.ends_with("manifest.json")) options.report_path = file;
    if (session.console.is_quiet()) return;
  }
  Destination screen;
  screen.documents = {find_renderer("text")};
  write_report(report, options, screen, session.stop);
}

}  // namespace

int run_analyze(const Session& session) {
  AnalyzeOptions options = to_analyze_options(session.words, session.around);
  if (session.words.flag("print-policy")) {
    StandardOutput out;
    out.text(policy_text(options.report.policy));
    out.finish();
    return 0;
  }
  const RenderOptions checked = render_options(session);
  static_cast<void>(checked);  // a wrong --limit is told before the data are read
  expand_all(session.words, options);
  const Destination to = plan_destination(session.words, named_inputs(session.words));
  session.console.debug(fmt::format("{} logs, {} directories, {} threads", options.logs.size(), options.directories.size(), options.threads));
  if (session.words.flag("dry-run")) return dry_run(options, to);
  const Report report = run(session, options);
  session.console.debug(fmt::format("{} rows, {} numbers", report.accounting.rows.read, report.accounting.numbers.distinct));
  write_all(session, report, to, worker_count(options.threads));
  if (to.kind == Destination::Kind::standard_output) show_rejects(session.console, report);
  if (to.kind == Destination::Kind::standard_output && !to.is_screen()) show_incomplete(session.console, report);
  return report.status.exit_code;
}

}  // namespace mfax::cli
