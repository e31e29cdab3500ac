// Words -> the function of the command. In: a session. Out: an exit code. Also the few facts several commands need.
// Called by main.cpp.
#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "cli/files.hpp"
#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/suggest.hpp"
#include "cli/values.hpp"
#include "mfax/normalize.hpp"

namespace mfax::cli {
namespace {

std::vector<std::string> to_columns(const std::string& word) {
  std::vector<std::string> columns = people_columns(word);
  if (!columns.empty()) return columns;
  const std::vector<std::string> known = people_columns("full");
  for (const std::string_view name : split(word, ',')) {
    columns.emplace_back(trim_ascii(name));
    if (std::find(known.begin(), known.end(), columns.back()) != known.end()) continue;
    std::string hint = did_you_mean(columns.back(), known);
    throw FatalError(ExitCode::usage, fmt::format("--columns: no column '{}'", columns.back()),
                     hint.empty() ? fmt::format("minimal, standard, full, or some of: {}", fmt::join(known, ", ")) : std::move(hint));
  }
  return columns;
}

int print(const std::string& text) {
  StandardOutput out;
  out.text(text);
  out.finish();
  return 0;
}

}  // namespace

int run_command(const Session& session) {
  const Words& words = session.words;
  if (words.flag("help")) return print(words.command == Command::none ? program_help() : command_help(words.command));
  if (words.flag("print-config")) return print(config_text(words));
  switch (words.command) {
    case Command::none: return print(version_text(words.flag("json")));
    case Command::analyze: return run_analyze(session);
    case Command::inspect: return run_inspect(session);
    case Command::normalize: return run_normalize(session);
    case Command::explain: return run_explain(session);
    case Command::report: return run_report(session);
    case Command::verify: return run_verify(session);
    case Command::redact: return run_redact(session);
    case Command::formats: return run_formats(session);
    case Command::schema: return run_schema(session);
  }
  return 0;
}

RenderOptions render_options(const Session& session) {
  const Words& words = session.words;
  RenderOptions options;
  options.color = session.console.colors_stdout();
  options.width = session.around.width;
  options.csv = words.one("csv-dialect") == "spreadsheet" ? CsvDialect::spreadsheet : CsvDialect::strict;
  options.columns = to_columns(words.one("columns"));
  options.limit = to_count("limit", words.one("limit"), 0, 1000000);
  return options;
}

ToolFacts tool_facts() {
  ToolFacts tool;
  tool.version = MFAX_VERSION;
  tool.numbering_data = numbering_data_version();
  tool.tz_data = tz_data_version();
  return tool;
}

Report load_saved_report(const std::string& path) {
  constexpr std::size_t kMostBytes = std::size_t{4} << 30;  // simdjson's own limit
  std::error_code ignored;
  const std::string file = std::filesystem::is_directory(path, ignored) ? (std::filesystem::path(path) / "report.json").string() : path;
  return load_report(read_small_file(file, kMostBytes - 1, ExitCode::bad_input), file);
}

}  // namespace mfax::cli
