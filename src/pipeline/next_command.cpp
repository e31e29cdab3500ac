// In: what was understood of a file, and with which options. Out: the command line that goes on from there, ready for a shell.
#include "pipeline/next_command.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mfax {
namespace {

std::string quoted(const std::string& text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

class CommandLine {
 public:
  explicit CommandLine(std::string start) : text_(std::move(start)) {}
  void add(std::string_view option, const std::string& value) {
    if (!value.empty()) text_ += fmt::format(" {} {}", option, quoted(value));
  }
  /// A choice the user has yet to make, as it stands.
  void ask(std::string_view words) { text_ += fmt::format(" {}", words); }
  std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

void add_region(CommandLine& line, const Inspection& found, const AnalyzeOptions& options) {
  if (!options.normalize.default_region.empty())
    line.add("--default-region", options.normalize.default_region);
  else if (found.codes.of(DiagCode::P_NEEDS_REGION) > 0)
    line.ask("--default-region CC");
}

/// Times whose day is not known are not read as far as their zone: it will be asked for next.
bool needs_zone(const Inspection& found) {
  if (found.codes.of(DiagCode::T_NAIVE) + found.codes.of(DiagCode::T_ZONE_AMBIGUOUS) > 0) return true;
  const TablePlan& plan = found.detection.plan;
  const bool has_zones = !plan.time.zone.empty() || std::any_of(plan.slots.begin(), plan.slots.end(), [](const Slot& slot) {
    return slot.field == Field::timezone;
  });
  return found.codes.of(DiagCode::T_DAYMONTH_UNDECIDED) > 0 && !has_zones;
}

/// A file of a log is looked at to its end before it is analyzed; what comes by a pipe, and a directory, is not.
bool needs_date_order(const Inspection& found, bool is_stream) {
  if (found.kind == FormatKind::directory) return found.detection.plan.time.order == DateOrder::undecided;
  return found.codes.of(DiagCode::T_DAYMONTH_UNDECIDED) > 0 && (found.is_whole_file || is_stream);
}

void add_times(CommandLine& line, const Inspection& found, const AnalyzeOptions& options, bool is_stream) {
  if (!options.detect.assume_tz.empty())
    line.add("--assume-tz", options.detect.assume_tz);
  else if (needs_zone(found))
    line.ask("--assume-tz ZONE");
  if (options.detect.date_order)
    line.add("--date-order", std::string(to_text(*options.detect.date_order)));
  else if (needs_date_order(found, is_stream))
    line.ask("--date-order mdy|dmy");
}

void add_numbers(CommandLine& line, const Inspection& found, const AnalyzeOptions& options) {
  if (options.detect.number_form)
    line.add("--number-form", std::string(to_text(*options.detect.number_form)));
  else if (found.codes.of(DiagCode::P_COLUMN_UNDECIDED) > 0)
    line.ask("--number-form international|national");
}

}  // namespace

std::string next_command(const std::string& path, const Inspection& found, const AnalyzeOptions& options) {
  const bool is_log = found.kind == FormatKind::log;
  CommandLine line(is_log ? fmt::format("mfax analyze --log {} --directory USERS", quoted(path))
                          : fmt::format("mfax analyze --log LOG --directory {}", quoted(path)));
  for (const std::string& file : options.format_files) line.add("--format-file", file);
  if (is_log) line.add("--log-format", options.log_format);
  if (!is_log) line.add("--directory-format", options.directory_format);
  for (const auto& [field, column] : options.map) line.add("--map", fmt::format("{}={}", field, column));
  if (options.detect.delimiter) line.add("--delimiter", *options.detect.delimiter == '\t' ? "tab" : std::string(1, *options.detect.delimiter));
  if (options.read.encoding) line.add("--encoding", std::string(to_text(*options.read.encoding)));
  add_region(line, found, options);
  add_numbers(line, found, options);
  add_times(line, found, options, path == "-");
  line.add("-o", "case/");
  return std::move(line).take();
}

}  // namespace mfax
