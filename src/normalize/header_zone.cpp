// In: a column's name. Out: the time zone it declares (docs/normalization.md 5.2.4).
// Only what stands in brackets or as the last word counts: "Estimated" or "Date/Time" name no zone.
// Next: decide.cpp.
#include "normalize/header_zone.hpp"

#include <cstddef>

#include "base/text.hpp"
#include "mfax/normalize.hpp"

namespace mfax {
namespace {

bool is_universal(std::string_view word) noexcept {
  return equals_ignore_case(word, "UTC") || equals_ignore_case(word, "GMT") || word == "Z";
}

std::string_view in_brackets(std::string_view column) noexcept {
  const std::size_t open = column.find_first_of("([");
  const std::size_t close = column.find_last_of(")]");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  return trim_ascii(column.substr(open + 1, close - open - 1));
}

std::string_view last_word(std::string_view column) noexcept {
  std::size_t at = column.size();
  while (at > 0 && is_ascii_letter(column[at - 1])) --at;
  return column.substr(at);
}

}  // namespace

std::string header_zone(std::string_view column) {
  column = trim_ascii(column);
  if (const std::string_view zone = in_brackets(column); !zone.empty() && zone.size() <= 64) {
    if (is_universal(zone)) return "UTC";
    // German clocks, literally as the American ones: MEZ is +01:00 all year.
    if (equals_ignore_case(zone, "MEZ")) return "+01:00";
    if (equals_ignore_case(zone, "MESZ")) return "+02:00";
    if (zone.size() > 1 && is_known_zone(zone)) return std::string(zone);
    if (const std::string_view word = zone.substr(0, zone.find(' ')); is_universal(word)) return "UTC";
  }
  if (const std::size_t blank = column.find_last_of(' '); blank != std::string_view::npos) {
    const std::string_view word = column.substr(blank + 1);
    if (word.find('/') != std::string_view::npos && is_known_zone(word)) return std::string(word);
  }
  const std::string_view word = last_word(column);
  if (word.size() > 1 && is_universal(word)) return "UTC";
  for (const std::string_view suffix : {"UTC", "Utc", "GMT", "Gmt"})  // PublishTimeUTC
    if (word.size() > 3 && word.ends_with(suffix) && word[word.size() - 4] >= 'a') return "UTC";
  const bool is_upper = word.size() == 3 && to_lower_ascii(word[0]) != word[0] && word.size() < column.size();
  if (!is_upper) return {};
  for (const std::string_view american : {"EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"})
    if (word == american) return std::string(word);
  return {};
}

}  // namespace mfax
