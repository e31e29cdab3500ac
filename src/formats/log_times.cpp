// In: a log nobody has described. Out: which column is the time of sending, its time of day and its zone, by name and by
// values. Part of LogReader (log_reader.hpp); next: log_meaning.cpp goes on with the numbers.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/log_reader.hpp"

namespace mfax {
namespace {

constexpr std::array<std::string_view, 13> kLateTimeWords = {"delivered", "delivery",  "done",    "updated",   "update",
                                                             "received",  "completed", "final",   "finalized", "end",
                                                             "expires",   "expiry",    "answered"};
constexpr std::array<std::string_view, 8> kPersonTimeWords = {"birth", "hire",   "hired",    "login",
                                                              "logon", "logoff", "enrolled", "password"};
/// Languages without blanks between words: the same as kLateTimeWords, anywhere in the name (arrival, receipt, update, end).
constexpr std::array<std::string_view, 5> kLateTimeSigns = {"\xE9\x85\x8D\xE4\xBF\xA1", "\xE5\x88\xB0\xE9\x81\x94",
                                                            "\xE5\x8F\x97\xE4\xBF\xA1", "\xE6\x9B\xB4\xE6\x96\xB0",
                                                            "\xE5\xAE\x8C\xE4\xBA\x86"};

/// "Delivered At", "deliverytimestamp".
bool begins_late(const std::string& word) {
  return std::any_of(kLateTimeWords.begin(), kLateTimeWords.end(), [&](std::string_view late) {
    return word == late || (word.size() >= late.size() + 4 && word.starts_with(late));
  });
}

bool is_late(const ColumnView& column) {
  return std::any_of(column.words.begin(), column.words.end(), begins_late) ||
         std::any_of(kLateTimeSigns.begin(), kLateTimeSigns.end(),
                     [&](std::string_view sign) { return column.name.find(sign) != std::string::npos; });
}

bool has_blank(const std::vector<std::string>& values) {
  return is_filled(values) && std::any_of(values.begin(), values.end(),
                                          [](const std::string& value) { return trim_ascii(value).empty(); });
}

}  // namespace

bool LogReader::has_shape(const ColumnView& column, TimeShape shape) {
  return share_before_totals(
             column, [&](const std::string& value) { return time_shape(value) == shape; }, 0) >= kMostTimes;
}

void LogReader::choose_time() {
  std::vector<Ranked> times = ranked(Field::sent_at, [](const ColumnView& column, bool is_exact) {
    if (has_word(column.words, kAmountWords) || has_word(column.words, kPersonTimeWords)) return false;
    const auto is_time = [](const std::string& value) { return time_shape(value) != TimeShape::none; };
    return share_before_totals(column, is_time, 1) >= (is_exact ? kMost : kMostTimes);
  });
  for (Ranked& time : times) {
    const ColumnView& column = view_.columns[time.column];
    if (is_late(column)) time.penalty += 4;
    if (has_shape(column, TimeShape::time_of_day)) time.penalty += 8;
    if (has_shape(column, TimeShape::date) && !find_time_of_day(time.column)) time.penalty += 2;
  }
  sort(times);
  if (times.empty() || times.front().penalty >= 8) return choose_time_by_value();
  take(Field::sent_at, times.front().column, times.front().rule);
  const ColumnView& chosen = view_.columns[times.front().column];
  if (has_blank(chosen.values)) take_spare_times(times);
  for (const Ranked& time : times)
    if (is_open(time.column))
      speak_against(time.column, fmt::format("a time, too; \"{}\" says better when the message was sent",
                                             printable_name(chosen.name)));
  const bool is_date = has_shape(chosen, TimeShape::date) || (!is_filled(chosen.values) && !has_clock_word(chosen));
  if (!is_date || mapped_.count(Field::sent_time) != 0) return;
  if (const auto clock = find_time_of_day(times.front().column))
    take(Field::sent_time, *clock, rule_of(Field::sent_time) ? rule_of(Field::sent_time) : times.front().rule);
}

/// Where the best time is empty (never sent) another of the message's times stands in, but none of its end.
void LogReader::take_spare_times(const std::vector<Ranked>& times) {
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i].penalty != 0 || has_shape(view_.columns[times[i].column], TimeShape::date)) continue;
    take(Field::sent_at, times[i].column, times[i].rule);
  }
}

/// No name speaks of time: the one column that holds times.
void LogReader::choose_time_by_value() {
  if (mapped_.count(Field::sent_at) != 0 || !rule_of(Field::sent_at)) return;
  const auto holds_epoch_ms = [](const ColumnView& column) {
    return !has_word(column.words, kIdWords) && share_before_totals(column, is_epoch_ms, 0) >= kMostTimes;
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < view_.columns.size(); ++i) {
    const ColumnView& column = view_.columns[i];
    const bool is_other = is_late(column) || has_word(column.words, kPersonTimeWords) || has_word(column.words, kRecordWords);
    if (is_open(i) && !is_list(column) && !is_other && (has_shape(column, TimeShape::date_time) || holds_epoch_ms(column)))
      found.push_back(i);
  }
  if (found.size() > 1)
    meaning_.notes.push_back(
        fmt::format("columns \"{0}\" and \"{1}\" both hold times and no name says which is the time of sending: --map "
                    "'sent_at={0}' or --map 'sent_at={1}'",
                    printable_name(view_.columns[found[0]].name), printable_name(view_.columns[found[1]].name)));
  if (found.size() != 1) return;
  take(Field::sent_at, found.front(), rule_of(Field::sent_at));
  meaning_.notes.push_back(fmt::format("column \"{}\" is taken as the time by its values",
                                       printable_name(view_.columns[found.front()].name)));
}

/// A column with times of day beside a date column; in a file without rows, one that is called time.
std::optional<std::size_t> LogReader::find_time_of_day(std::size_t date_column) const {
  const RuleNames* names = names_of(Field::sent_time);
  for (std::size_t i = 0; i < view_.columns.size(); ++i) {
    const ColumnView& column = view_.columns[i];
    if (i == date_column || !is_open(i) || is_late(column)) continue;
    if (has_shape(column, TimeShape::time_of_day)) {
      if (!has_word(column.words, kAmountWords)) return i;
    } else if (!is_filled(column.values) && names && rank_of(column, view_.is_json, *names, false)) {
      return i;
    }
  }
  return std::nullopt;
}

/// A column beside the time that names the zone of every row. Whether it is needed is for decide_columns to say.
void LogReader::choose_zone() {
  if (!is_chosen(Field::sent_at)) return;
  const auto found = ranked(Field::timezone, [](const ColumnView& column, bool) {
    return share_before_totals(column, looks_like_zone, 0) >= kMostTimes;
  });
  if (!found.empty()) take(Field::timezone, found.front().column, found.front().rule);
}

/// Days since 1899 are only read when a definition declares them (docs/normalization.md 5): any number may look so.
void LogReader::note_excel_times() {
  if (is_chosen(Field::sent_at)) return;
  const auto found = ranked(Field::sent_at, [](const ColumnView& column, bool) {
    return !has_word(column.words, kAmountWords) && share_before_totals(column, is_excel_serial, 0) >= kMostTimes;
  });
  if (found.empty()) return;
  const std::string name = printable_name(view_.columns[found.front().column].name);
  meaning_.excel_time = found.front().column;
  speak_against(found.front().column, "looks like Excel's serial dates, which are read only when a definition declares them");
  meaning_.notes.push_back(
      fmt::format("column \"{}\" looks like Excel's serial dates (days since 1899-12-30) and is not read: export it as text, or "
                  "declare it: `mfax inspect FILE --write-format FORMAT.json` writes \"epoch_unit\": \"excel_serial\"",
                  name));
}

}  // namespace mfax
