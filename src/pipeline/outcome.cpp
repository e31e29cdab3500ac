// See outcome.hpp. Counts come from the merge; nothing is counted again here.
#include "pipeline/outcome.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace mfax {
namespace {

InputFacts common_facts(const Input& input, const FileFacts& file) {
  const TablePlan& plan = input.detection.plan;
  InputFacts facts;
  facts.id = fmt::format("in{}", static_cast<std::uint32_t>(input.file) + 1);
  facts.path = file.path;
  facts.member = file.member;
  facts.sha256 = file.sha256;
  facts.bytes = file.bytes;
  facts.compression = to_text(file.compression);
  facts.encoding = to_text(file.encoding);
  facts.format = plan.format->id;
  facts.format_title = plan.format->title;
  facts.number_form = to_text(plan.number.form);
  facts.notes = input.detection.notes;
  facts.is_changed = file.changed_while_read;
  for (const Slot& slot : plan.slots) facts.columns.push_back({fmt::format("{}={}", field_info(slot.field).name, slot.column), 0});
  return facts;
}

/// What was noticed about the file's bytes rather than about a row.
void add_file_codes(InputFacts& facts, const FileFacts& file) {
  const auto add = [&](DiagCode code, std::uint64_t count) {
    if (count > 0) facts.codes.push_back({std::string(diag_info(code).id), count});
  };
  add(DiagCode::E_BAD_BYTE, file.bad_bytes);
  add(DiagCode::E_CP1252, file.encoding == Encoding::windows1252 ? 1 : 0);
  add(DiagCode::E_UTF16, file.encoding == Encoding::utf16le || file.encoding == Encoding::utf16be ? 1 : 0);
  std::sort(facts.codes.begin(), facts.codes.end(), [](const Tally& a, const Tally& b) { return a.name < b.name; });
}

std::uint64_t count_of(const InputFacts& facts, DiagCode code) {
  const auto at = std::find_if(facts.codes.begin(), facts.codes.end(), [&](const Tally& t) { return t.name == diag_info(code).id; });
  return at == facts.codes.end() ? 0 : at->count;
}

/// A few travellers have a number of another country than the log says; many rows mean that a column or the region is
/// misread (docs/normalization.md 4.3).
void add_conflict_note(InputFacts& facts) {
  constexpr std::uint64_t kFewest = 5, kOneIn = 25;  // four per cent
  const std::uint64_t conflicts = count_of(facts, DiagCode::L_CONFLICT);
  if (conflicts < kFewest || conflicts * kOneIn < facts.row_count) return;
  facts.notes.push_back(fmt::format(
      "{} of {} rows name another country than the number has (L_CONFLICT): is the country column the recipient's, and the region right?",
      conflicts, facts.row_count));
}

/// Telephony logs of the sender's side only (Azure, TeleSign): "nobody" would be the wrong answer to "who was exposed".
bool names_no_recipient(const Input& log) {
  const std::vector<Slot>& slots = log.detection.plan.slots;
  return std::none_of(slots.begin(), slots.end(), [](const Slot& slot) { return slot.field == Field::to_number; });
}

/// The file's own name: a full path would push the message off the screen.
std::string name_of(const Input& input) { return input_name(input.source.path, input.source.member); }

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::vector<Tally> code_list(const CodeCounts& codes) {
  std::vector<Tally> list;
  for (const DiagInfo& info : diag_infos())
    if (codes.of(info.code) > 0) list.push_back({std::string(info.id), codes.of(info.code)});
  std::sort(list.begin(), list.end(), [](const Tally& a, const Tally& b) { return a.name < b.name; });
  return list;
}

/// Duplicates are recognized within one format only: another product gives the same message another id and another second.
void note_logs_of_the_same_days(std::span<const Input> logs, const MergedLogs& merged, std::vector<std::string>& list) {
  for (std::size_t a = 0; a < merged.files.size(); ++a) {
    for (std::size_t b = a + 1; b < merged.files.size(); ++b) {
      const LogFacts &first = merged.files[a], &second = merged.files[b];
      const bool overlap = std::max(first.first, second.first) <= std::min(first.last, second.last);
      if (!overlap || logs[a].detection.plan.format->id == logs[b].detection.plan.format->id) continue;
      list.push_back(fmt::format("{} and {} cover the same days in different formats: a message that is in both counts twice, a person once",
                                 name_of(logs[a]), name_of(logs[b])));
    }
  }
}

bool exceeds(std::uint64_t count, std::uint64_t of, std::optional<std::uint64_t> limit, double ratio_limit) {
  if (ratio_limit >= 0) return static_cast<double>(count) > ratio_limit * static_cast<double>(of);
  return limit && count > *limit;
}

bool condition_met(std::string_view condition, const Report& report) {
  if (condition == "exposed") return report.summary.people_up_to > 0;
  if (condition == "critical") return report.summary.critical > 0;
  if (condition == "high") return report.summary.critical + report.summary.high > 0;
  if (condition == "medium") return report.summary.critical + report.summary.high + report.summary.medium > 0;
  if (condition == "unmatched") return report.accounting.numbers.unmatched > 0;
  if (condition == "ambiguous") return report.accounting.numbers.ambiguous > 0;
  if (condition == "silent-days") return !report.quality.silent_days.empty();
  return false;
}

}  // namespace

InputFacts log_facts(const Input& input, const FileFacts& file, const LogFacts& log) {
  InputFacts facts = common_facts(input, file);
  facts.role = "log";
  facts.row_count = log.rows.read;
  facts.rejected_count = log.rows.rejected;
  facts.codes = code_list(log.codes);
  add_file_codes(facts, file);
  add_conflict_note(facts);
  facts.zone = input.detection.plan.time.zone;
  facts.date_order = to_text(input.detection.plan.time.order);
  if (log.first <= log.last) {
    facts.period_from = to_rfc3339(log.first);
    facts.period_to = to_rfc3339(log.last);
  }
  return facts;
}

InputFacts directory_facts(const Input& input, const LoadedDirectory& loaded) {
  InputFacts facts = common_facts(input, loaded.file);
  facts.role = "directory";
  facts.row_count = loaded.facts.rows;
  facts.rejected_count = loaded.facts.rejected;
  facts.people_count = loaded.facts.people;
  facts.codes = code_list(loaded.facts.codes);
  add_file_codes(facts, loaded.file);
  return facts;
}

std::vector<std::string> assumptions(std::span<const Input> logs, std::span<const Input> directories, const MergedLogs& merged,
                                     std::span<const LoadedDirectory> loaded, std::span<const InputFacts> facts,
                                     const AnalyzeOptions& options) {
  std::vector<std::string> list = unread_phone_columns(logs);
  for (const Input& log : logs)
    if (names_no_recipient(log))
      list.push_back(fmt::format("{}: this kind of log does not hold the numbers of recipients: it cannot say who was exposed",
                                 name_of(log)));
  note_logs_of_the_same_days(logs, merged, list);
  const std::string region =
      options.normalize.default_region.empty() ? "" : fmt::format(", else as {} (--default-region)", options.normalize.default_region);
  for (const LogFacts& log : merged.files) {
    const Input& input = logs[static_cast<std::size_t>(log.file)];
    const TimeDecision& time = input.detection.plan.time;
    if (const std::uint64_t count = log.codes.of(DiagCode::E_NUL); count > 0)
      list.push_back(fmt::format("{}: NUL bytes in {}, read as they are; the file may be damaged", name_of(input), counted(count, "row")));
    if (const std::uint64_t count = log.codes.of(DiagCode::P_REGION_ASSUMED); count > 0)
      list.push_back(fmt::format("{}: {} without country code read in the row's own country{}", name_of(input), counted(count, "number"), region));
    if (const std::uint64_t count = log.codes.of(DiagCode::P_INTL_NO_PLUS); count > 0)
      list.push_back(fmt::format("{}: {} without '+' read as international ({})", name_of(input), counted(count, "number"),
                                 to_text(input.detection.plan.number.by)));
    if (const std::uint64_t count = log.codes.of(DiagCode::T_ZONE_ASSUMED); count > 0)
      list.push_back(fmt::format("{}: {} without a zone read as {} ({})", name_of(input), counted(count, "time"), time.zone,
                                 time.zone_by == DecidedBy::option ? "--assume-tz" : to_text(time.zone_by)));
    const bool has_window = options.report.window.from != Timestamp::min() || options.report.window.to != Timestamp::max();
    if (const std::uint64_t count = log.codes.of(DiagCode::T_IMPLAUSIBLE); count > 0 && has_window)
      list.push_back(fmt::format("{}: {} before 2000 or in the future counted as if undated, inside the window or not", name_of(input),
                                 counted(count, "time")));
    if (const std::uint64_t count = log.codes.of(DiagCode::T_ORDER_CONFLICT); count > 0)
      list.push_back(fmt::format("{}: {} in the other order of day and month than the rest, which was read as {} ({}): --date-order settles it",
                                 name_of(input), counted(count, "date"), to_text(time.order), to_text(time.order_by)));
    if (time.order == DateOrder::month_day_year || time.order == DateOrder::day_month_year)
      list.push_back(fmt::format("{}: dates read as {} ({})", name_of(input), to_text(time.order),
                                 time.order_by == DecidedBy::option ? "--date-order" : to_text(time.order_by)));
  }
  const auto is_cut = [](const auto& contact) { return contact.second.messages - contact.second.undated > kMomentLimit; };
  if (const auto count = std::count_if(merged.contacts.begin(), merged.contacts.end(), is_cut); count > 0)
    list.push_back(fmt::format("bursts, habits and local hours were looked for in the first {} messages only of {}", kMomentLimit,
                               counted(static_cast<std::uint64_t>(count), "number")));
  for (std::size_t i = 0; i < loaded.size(); ++i)
    if (const std::uint64_t count = loaded[i].facts.codes.of(DiagCode::P_REGION_ASSUMED); count > 0)
      list.push_back(fmt::format("{}: {} without country code read in the person's own country{}", name_of(directories[i]), counted(count, "number"), region));
  for (const InputFacts& input : facts) {
    const std::string name = input_name(input.path, input.member);
    if (input.encoding == to_text(Encoding::windows1252))
      list.push_back(fmt::format("{}: not UTF-8; read as windows-1252 (--encoding)", name));
    if (const std::uint64_t bad = count_of(input, DiagCode::E_BAD_BYTE); bad > 0)
      list.push_back(fmt::format("{}: {} not valid in its encoding, read as U+FFFD", name, bad == 1 ? "1 byte is" : fmt::format("{} bytes are", bad)));
  }
  return list;
}

std::vector<std::string> unread_phone_columns(std::span<const Input> logs) {
  std::vector<std::string> list;
  for (const Input& log : logs)
    for (const std::string& column : log.detection.unread_phone_columns)
      list.push_back(fmt::format("{}: the numbers of column \"{}\" are not read (--map to_number)", name_of(log), column));
  return list;
}

Status completeness(const Report& report, std::span<const Input> logs, const MergedLogs& merged, const AnalyzeOptions& options) {
  Status status;
  const RowAccounting& rows = report.accounting.rows;
  const std::uint64_t times = merged.rows.unreadable_times;  // a rejected row counts once
  const std::uint64_t bad = rows.rejected + times;
  if (exceeds(bad, rows.read, options.max_bad_rows, options.max_bad_ratio)) {
    if (rows.rejected > 0) status.reasons.push_back(fmt::format("rejected_rows:{}", rows.rejected));
    if (times > 0) status.reasons.push_back(fmt::format("unreadable_times:{}", times));
  }
  // Whatever is tolerated: not these rows are in doubt, but all the others of the column.
  if (const std::uint64_t dates = merged.codes.of(DiagCode::T_ORDER_CONFLICT); dates > 0)
    status.reasons.push_back(fmt::format("dates_in_another_order:{}", dates));
  if (const std::size_t columns = unread_phone_columns(logs).size(); columns > 0)
    status.reasons.push_back(fmt::format("unread_phone_columns:{}", columns));
  const auto silent = std::count_if(logs.begin(), logs.end(), names_no_recipient);
  if (silent > 0) status.reasons.push_back(fmt::format("logs_without_recipients:{}", silent));
  // A mistyped year must not read as "nobody was exposed" (product.md 13).
  if (rows.in_scope == 0 && rows.out_of_window > 0)
    status.reasons.push_back(fmt::format("rows_all_outside_the_window:{}", rows.out_of_window));
  const NumberAccounting& numbers = report.accounting.numbers;
  if (exceeds(numbers.unmatched, numbers.distinct, options.max_unmatched, options.max_unmatched_ratio))
    status.reasons.push_back(fmt::format("unmatched_numbers:{}", numbers.unmatched));
  for (const InputFacts& input : report.inputs)
    if (input.is_changed) status.reasons.push_back(fmt::format("input_changed:{}", input.id));
  if (options.strict && report.quality.directory_numbers_unusable > 0)
    status.reasons.push_back(fmt::format("unusable_directory_numbers:{}", report.quality.directory_numbers_unusable));
  for (const InputFacts& input : report.inputs)
    if (input.role == "directory" && input.rejected_count > 0)
      status.reasons.push_back(fmt::format("rejected_directory_rows:{}:{}", input.id, input.rejected_count));

  status.state = status.reasons.empty() ? "complete" : "incomplete";
  ExitCode code = status.reasons.empty() ? ExitCode::ok : ExitCode::incomplete;
  for (const std::string& condition : options.fail_on) {
    if (!condition_met(condition, report)) continue;
    status.reasons.push_back("fail_on:" + condition);
    if (code == ExitCode::ok) code = ExitCode::condition_met;
  }
  status.exit_code = static_cast<int>(code);
  return status;
}

}  // namespace mfax
