// Option words -> values. In: one word. Out: a checked value or FatalError(usage). No data are read here.
// Called by analyze_options.cpp.
#include "cli/values.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <vector>

#include "base/text.hpp"
#include "cli/suggest.hpp"
#include "mfax/error.hpp"
#include "mfax/normalize.hpp"

namespace mfax::cli {
namespace {

[[noreturn]] void wrong(std::string_view option, std::string_view word, std::string_view why, std::string hint = {}) {
  throw FatalError(ExitCode::usage, fmt::format("--{}: '{}' {}", option, word, why), std::move(hint));
}

/// All of `word` as an unsigned integer or a decimal fraction; no sign, no exponent, no locale.
bool parse_decimal(std::string_view word, double& value) {
  if (word.empty() || word.find_first_not_of("0123456789.") != std::string_view::npos) return false;
  const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
  return result.ec == std::errc() && result.ptr == word.data() + word.size() && std::isfinite(value);
}

}  // namespace

std::uint64_t to_count(std::string_view option, std::string_view word, std::uint64_t least, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
  if (result.ec != std::errc() || result.ptr != word.data() + word.size() || value < least || value > most)
    wrong(option, word, most == UINT64_MAX ? fmt::format("is no whole number from {} up", least)
                                           : fmt::format("is no whole number from {} to {}", least, most));
  return value;
}

std::uint64_t to_bytes(std::string_view option, std::string_view word) {
  constexpr std::string_view kUnits = "KMG", kHint = "bytes, or 512M, 4G";
  const std::string_view given = word;
  if (word.size() > 2 && (word.ends_with('B') || word.ends_with('b'))) word.remove_suffix(1);  // "4GB"
  const std::size_t unit = word.empty() ? std::string_view::npos : kUnits.find(static_cast<char>(word.back() & ~0x20));
  const unsigned shift = unit == std::string_view::npos ? 0 : static_cast<unsigned>(unit + 1) * 10;
  if (shift > 0) word.remove_suffix(1);
  std::uint64_t value = 0;
  const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
  if (result.ec != std::errc() || result.ptr != word.data() + word.size() || value > UINT64_MAX >> shift)
    wrong(option, given, "is no size", std::string(kHint));
  return value << shift;
}

double to_ratio(std::string_view option, std::string_view word) {
  double value = 0;
  if (!parse_decimal(word, value) || value < 1) wrong(option, word, "is no number from 1 up");
  return value;
}

Limit to_limit(std::string_view option, std::string_view word) {
  Limit limit;
  if (!word.ends_with('%')) {
    limit.count = to_count(option, word, 0, UINT64_MAX);
    return limit;
  }
  double percent = 0;
  if (!parse_decimal(word.substr(0, word.size() - 1), percent) || percent > 100)
    wrong(option, word, "is no share from 0% to 100%");
  limit.ratio = percent / 100;
  return limit;
}

char to_delimiter(std::string_view word) {
  static constexpr std::pair<std::string_view, char> kNames[] = {
      {"tab", '\t'}, {"\\t", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}};
  for (const auto& [name, character] : kNames)
    if (equals_ignore_case(word, name)) return character;
  const bool is_usable = word.size() == 1 && static_cast<unsigned char>(word[0]) < 0x80 && word[0] != '"' && word[0] != '\n' &&
                         word[0] != '\r' && word[0] != '\0' && !is_ascii_letter(word[0]) && !is_ascii_digit(word[0]);
  if (!is_usable)
    wrong("delimiter", word, "cannot separate cells", "one punctuation character, or: tab, comma, semicolon, pipe");
  return word[0];
}

std::string to_region(std::string_view word) {
  std::string region(word);
  for (char& c : region)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (region == "UK") wrong("default-region", word, "is no ISO 3166-1 code", "did you mean GB?");
  if (!is_country(region)) wrong("default-region", word, "is no ISO 3166-1 code of a country", "two letters: US, GB, DE");
  return region;
}

Timestamp to_time(std::string_view option, std::string_view word) {
  const std::optional<Timestamp> time = parse_bound(word, false);
  if (!time) wrong(option, word, "is no time", "2024-04-15 or 2024-04-15T09:30:00Z");
  return *time;
}

Window to_window(std::string_view option, std::string_view word) {
  constexpr std::string_view kHint = "2024-03-01..2024-03-31, or RFC 3339 times; one side may be empty";
  const std::size_t dots = word.find("..");
  if (dots == std::string_view::npos || word == "..") wrong(option, word, "is no FROM..TO", std::string(kHint));
  const std::string_view from = trim_ascii(word.substr(0, dots)), to = trim_ascii(word.substr(dots + 2));
  Window window;
  if (!from.empty()) {
    const std::optional<Timestamp> time = parse_bound(from, false);
    if (!time) wrong(option, from, "is no time", std::string(kHint));
    window.from = *time;
  }
  if (!to.empty()) {
    const std::optional<Timestamp> time = parse_bound(to, true);
    if (!time) wrong(option, to, "is no time", std::string(kHint));
    window.to = *time;
  }
  if (window.from > window.to) wrong(option, word, "ends before it begins");
  return window;
}

std::pair<std::string, std::string> to_mapping(std::string_view word) {
  const std::size_t equal = word.find('=');
  if (equal == std::string_view::npos || equal == 0 || equal + 1 == word.size())
    wrong("map", word, "is no FIELD=COLUMN", "for example --map to_number=Handset; mfax formats lists the fields");
  const std::string_view name = word.substr(0, equal);
  const std::optional<Field> field = parse_field(name);
  if (!field || *field == Field::none) {
    std::vector<std::string> names;
    for (std::size_t i = 1; i < static_cast<std::size_t>(Field::count_); ++i)
      names.emplace_back(field_info(static_cast<Field>(i)).name);
    std::string hint = did_you_mean(name, names);
    wrong("map", word, "names no field", hint.empty() ? fmt::format("fields: {}", fmt::join(names, ", ")) : std::move(hint));
  }
  return {std::string(name), std::string(word.substr(equal + 1))};
}

}  // namespace mfax::cli
