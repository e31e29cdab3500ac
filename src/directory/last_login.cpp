// Bare numbers (Unix, FILETIME), LDAP generalized time and .NET's /Date(...)/ here; every other text by TimeParser.
// Next: normalize.cpp.
#include "directory/last_login.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace mfax::directory {
namespace {

using std::chrono::microseconds;

// Seconds from 1601-01-01 (FILETIME, MS-DTYP 2.3.3) to 1970-01-01.
constexpr std::int64_t kFiletimeToUnixSeconds = 11644473600;

TimeDecision decision_of(const ColumnRule& rule, const TimeDecision& of_file) {
  TimeDecision decision = of_file;
  if (!rule.zone.empty()) decision.zone = rule.zone;
  if (rule.date_order != DateOrder::automatic) decision.order = rule.date_order;
  if (decision.order == DateOrder::automatic) decision.order = DateOrder::undecided;
  decision.unit = rule.epoch_unit == EpochUnit::automatic ? EpochUnit::none : rule.epoch_unit;
  return decision;
}

std::optional<std::int64_t> parse_integer(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

/// By declared unit, else by number of digits (docs/normalization.md 5.2.9); 17 and 18 digits are a FILETIME here,
/// because directories write no nanoseconds.
std::optional<Timestamp> parse_number(std::string_view digits, EpochUnit unit) noexcept {
  const auto value = parse_integer(digits);
  if (!value || *value <= 0) return std::nullopt;
  const std::size_t size = digits.size();
  if (unit == EpochUnit::filetime || size == 17 || size == 18) {
    if (*value == INT64_MAX) return std::nullopt;  // accountExpires and its like: never
    return Timestamp{microseconds{*value / 10 - kFiletimeToUnixSeconds * 1'000'000}};
  }
  if (size == 9 || size == 10) return Timestamp{microseconds{*value * 1'000'000}};
  if (size == 12 || size == 13) return Timestamp{microseconds{*value * 1'000}};
  if (size == 15 || size == 16) return Timestamp{microseconds{*value}};
  return std::nullopt;
}

/// "20140506150213.0Z" (RFC 4517 3.3.13, the form of Active Directory) -> "2014-05-06T15:02:13Z"; "" if it is none.
std::string generalized_time(std::string_view text) {
  if (text.size() < 15 || !all_digits(text.substr(0, 14)) || text.back() != 'Z') return {};
  std::string_view fraction = text.substr(14, text.size() - 15);
  if (!fraction.empty() && (fraction.front() != '.' || !all_digits(fraction.substr(1)))) return {};
  std::string out;
  for (std::size_t i = 0; i < 14; ++i) {
    if (i == 4 || i == 6) out += '-';
    if (i == 8) out += 'T';
    if (i == 10 || i == 12) out += ':';
    out += text[i];
  }
  return out + 'Z';
}

/// "/Date(1535492077000)/" -> "1535492077000"; other texts "".
std::string_view inside_date_call(std::string_view text) noexcept {
  constexpr std::string_view kOpen = "/Date(", kClose = ")/";
  if (!text.starts_with(kOpen) || !text.ends_with(kClose)) return {};
  text = text.substr(kOpen.size(), text.size() - kOpen.size() - kClose.size());
  return text.substr(0, text.find_first_of("+-", 1));
}

/// Zero dates of every era are "never": 1601, 0001, 1970-01-01 (directory exports write them for accounts never used).
std::string print(std::optional<Timestamp> at) {
  constexpr Timestamp kFirst{std::chrono::sys_days{std::chrono::year{1970} / 1 / 2}};
  constexpr Timestamp kLast{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}};
  if (!at || *at < kFirst || *at >= kLast) return {};
  return to_rfc3339(std::chrono::floor<std::chrono::seconds>(*at));
}

}  // namespace

LastLogin::LastLogin(const ColumnRule& rule, const TimeDecision& of_file, Timestamp now)
    : unit_(rule.epoch_unit), parser_(decision_of(rule, of_file), now) {}

std::string LastLogin::to_text(std::string_view text) {
  text = trim_ascii(text);
  if (text.empty()) return {};
  if (const std::string_view digits = inside_date_call(text); !digits.empty())
    return print(parse_number(digits, EpochUnit::milliseconds));
  if (all_digits(text) && text.size() != 8 && text.size() != 14) return print(parse_number(text, unit_));
  const std::string generalized = generalized_time(text);
  const ParsedTime time = parser_.parse(generalized.empty() ? text : std::string_view(generalized));
  return time.has_instant ? print(time.at) : std::string{};
}

}  // namespace mfax::directory
