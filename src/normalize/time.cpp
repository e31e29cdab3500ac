// In: the text of one cell and the column's TimeDecision. Out: ParsedTime, an instant in UTC or the code that says why
// not. Order, unit and zone are applied here; docs/normalization.md 5.2 gives the rules by number. Next: record.cpp and
// directory/.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "mfax/error.hpp"
#include "mfax/normalize.hpp"
#include "normalize/time_instant.hpp"
#include "normalize/time_text.hpp"
#include "normalize/time_zone.hpp"

namespace mfax {
namespace {

using time_text::Offset;
using time_text::Parts;
using time_text::Shape;
using time_text::TimeText;

constexpr std::size_t kNamedZones = 64;  // distinct zone names in the texts of one column that are remembered

bool is_day_or_month_order(DateOrder order) noexcept {
  return order == DateOrder::day_month_year || order == DateOrder::month_day_year;
}

void set_day_and_month(TimeText& time, DateOrder order) noexcept {
  time.day = order == DateOrder::day_month_year ? time.first : time.second;
  time.month = order == DateOrder::day_month_year ? time.second : time.first;
}

/// 25/03/2024 in a column whose other dates were read month first: then those may be the misread ones, and it must be said.
bool is_valid_in_other_order(TimeText time) noexcept {
  if (time.parts != Parts::numeric && time.parts != Parts::short_year) return false;
  std::swap(time.day, time.month);
  return time_text::is_valid(time);
}

/// "2024-03-04 00:00:00" beside a time-of-day column is a date that a spreadsheet has dressed up.
std::string_view without_midnight(std::string_view date) noexcept {
  const std::size_t blank = date.find_first_of(" T");
  if (blank == std::string_view::npos || date.find(':') == std::string_view::npos) return date;
  for (const char c : date.substr(blank + 1))
    if (c != '0' && c != ':' && c != '.' && c != 'Z') return date;
  return date.substr(0, blank);
}

/// "140211" -> "14:02:11"; anything else as it is.
std::string with_colons(std::string_view clock) {
  std::string text(clock);
  if (text.size() != 4 && text.size() != 6) return text;
  for (const char c : text)
    if (!is_ascii_digit(c)) return text;
  for (std::size_t at = text.size() - 2; at > 0; at -= 2) text.insert(at, 1, ':');
  return text;
}

}  // namespace

struct TimeParser::State {
  TimeDecision decision;
  Timestamp latest;
  std::optional<Zone> zone;
  std::map<std::string, std::optional<Zone>, std::less<>> named;
  std::string buffer;
  /// The date of the last text "YYYY-MM-DDThh:mm:ssZ", which most rows share with the row before.
  std::array<char, 10> date{};
  Timestamp midnight{};
  bool has_date = false;

  bool read_known_date(std::string_view text, ParsedTime& out) const noexcept;
  void remember_date(std::string_view text, const ParsedTime&) noexcept;
  ParsedTime resolve(std::string_view text, TimeText& time);
  ParsedTime resolve_number(std::string_view text, TimeText& time);
  ParsedTime resolve_civil(TimeText& time);
  DiagCode settle_order(TimeText& time) const;
  EpochUnit unit_of(const TimeText& time) const noexcept;
  void place(const TimeText& time, ParsedTime& out);
  void place_in(Zone& in, const TimeText& time, ParsedTime& out) const;
  void place_abbreviation(const TimeText& time, ParsedTime& out);
  void place_named(const TimeText& time, ParsedTime& out);
  void place_undeclared(const TimeText& time, ParsedTime& out);
  void check(ParsedTime& out) const;
};

ParsedTime TimeParser::State::resolve(std::string_view text, TimeText& time) {
  ParsedTime out;
  switch (time.shape) {
    case Shape::missing:
      out.codes.add(DiagCode::T_MISSING);
      return out;
    case Shape::invalid:
      out.codes.add(DiagCode::T_INVALID);
      return out;
    case Shape::number:
      return resolve_number(text, time);
    case Shape::civil:
      return resolve_civil(time);
  }
  return out;
}

/// The unit of a bare number: as decided, or by its digits where nothing was (rule 9).
EpochUnit TimeParser::State::unit_of(const TimeText& time) const noexcept {
  if (time.is_epoch_milliseconds) return EpochUnit::milliseconds;
  if (decision.unit != EpochUnit::automatic) return decision.unit;
  return time_text::unit_by_digits(time);
}

ParsedTime TimeParser::State::resolve_number(std::string_view text, TimeText& time) {
  ParsedTime out;
  if (time.negative || time.whole == 0) {
    out.codes.add(DiagCode::T_SENTINEL);
    return out;
  }
  const bool is_undeclared = decision.unit == EpochUnit::none || decision.unit == EpochUnit::automatic;
  const bool is_smpp = decision.unit == EpochUnit::none && decision.order == DateOrder::year_month_day &&
                       (decision.order_by == DecidedBy::option || decision.order_by == DecidedBy::format);
  if (is_undeclared && !time.is_epoch_milliseconds &&
      ((is_smpp && time_text::read_smpp(text, time)) || time_text::read_compact(text, time)))
    return resolve_civil(time);
  const EpochUnit unit = unit_of(time);
  if (unit == EpochUnit::excel_serial) {
    if (!time_text::from_excel_serial(time)) {
      out.codes.add(DiagCode::T_INVALID);
      return out;
    }
    return resolve_civil(time);
  }
  // A unit that only the column's other values speak for does not stretch to numbers outside its digits and years (rule 9): a
  // made-up instant could put an exposed person's row outside the window.
  if (decision.unit_by == DecidedBy::evidence && !time.is_epoch_milliseconds && unit != time_text::unit_by_digits(time)) {
    out.codes.add(DiagCode::T_INVALID);
    return out;
  }
  if (const auto at = time_text::from_epoch(time, unit)) {
    out.at = *at;
    out.has_instant = true;
    out.zone = ZoneSource::text;
    out.precision = time_text::precision_of(time, unit);
    check(out);
  } else {
    out.codes.add(time_text::is_filetime_never(time, unit) ? DiagCode::T_SENTINEL : DiagCode::T_INVALID);
  }
  return out;
}

/// Rules 7 and 8. A date that has only one reading needs no decision, but it must not contradict the one that was made.
DiagCode TimeParser::State::settle_order(TimeText& time) const {
  if (time.parts == Parts::settled) return DiagCode::none;
  DateOrder order = decision.order;
  if (time.parts == Parts::short_year) {
    if (order == DateOrder::year_month_day && decision.order_by != DecidedBy::fallback &&
        decision.order_by != DecidedBy::evidence) {
      time.year = time.first;
      time.month = time.second;
      time.day = time.third;
    } else if (is_day_or_month_order(order)) {
      time.year = time.third;
      set_day_and_month(time, order);
    } else {
      return DiagCode::T_DAYMONTH_UNDECIDED;
    }
    time.year += time.year < 70 ? 2000 : 1900;
    return DiagCode::none;
  }
  if (!is_day_or_month_order(order)) {
    const bool can_be_day_first = time.second <= 12, can_be_month_first = time.first <= 12;
    if (can_be_day_first && can_be_month_first && time.first != time.second) return DiagCode::T_DAYMONTH_UNDECIDED;
    order = can_be_day_first ? DateOrder::day_month_year : DateOrder::month_day_year;
  }
  set_day_and_month(time, order);
  return DiagCode::none;
}

ParsedTime TimeParser::State::resolve_civil(TimeText& time) {
  ParsedTime out;
  if (time_text::is_sentinel_date(time)) {
    out.codes.add(DiagCode::T_SENTINEL);
    return out;
  }
  if (const DiagCode fault = settle_order(time); fault != DiagCode::none) {
    out.codes.add(fault);
    return out;
  }
  if (time_text::is_sentinel_date(time)) {
    out.codes.add(DiagCode::T_SENTINEL);
    return out;
  }
  if (!time_text::is_valid(time)) {
    out.codes.add(is_valid_in_other_order(time) ? DiagCode::T_ORDER_CONFLICT : DiagCode::T_INVALID);
    return out;
  }
  out.precision = time.precision;
  if (time.odd_offset) out.codes.add(DiagCode::T_ODD_OFFSET);
  if (time.hour == 24) out.codes.add(DiagCode::T_24H);
  if (time.weekday >= 0 &&
      time.weekday != time_text::weekday_of(time_text::days_from_civil(time.year, time.month, time.day)))
    out.codes.add(DiagCode::T_WEEKDAY);
  place(time, out);
  if (out.has_instant && time.second_of_minute == 60) {
    if (time_text::is_leap_second(out.at)) {
      out.codes.add(DiagCode::T_LEAP_SECOND);
    } else {
      out = ParsedTime{};
      out.codes.add(DiagCode::T_INVALID);
    }
  }
  check(out);
  return out;
}

void TimeParser::State::place(const TimeText& time, ParsedTime& out) {
  switch (time.offset) {
    case Offset::fixed:
      time_text::set_instant(time, time.offset_seconds, out);
      out.zone = ZoneSource::text;
      return;
    case Offset::abbreviation:
      place_abbreviation(time, out);
      return;
    case Offset::named:
      place_named(time, out);
      return;
    case Offset::none:
      place_undeclared(time, out);
      return;
  }
}

void TimeParser::State::place_undeclared(const TimeText& time, ParsedTime& out) {
  if (!zone) {
    out.codes.add(DiagCode::T_NAIVE);
    return;
  }
  place_in(*zone, time, out);
  out.zone = ZoneSource::declared;
  if (decision.zone_by != DecidedBy::format) out.codes.add(DiagCode::T_ZONE_ASSUMED);
}

void TimeParser::State::place_in(Zone& in, const TimeText& time, ParsedTime& out) const {
  const LocalAnswer answer = in.at_local(time_text::local_seconds(time));
  if (answer.kind == LocalKind::gap && time.precision != TimePrecision::day) {
    out.codes.add(DiagCode::T_NONEXISTENT);
    return;
  }
  if (answer.kind == LocalKind::fold) out.codes.add(DiagCode::T_FOLD);
  // A bare date whose midnight was skipped begins with the change itself, which the offset before it gives.
  time_text::set_instant(time, answer.offset, out);
}

/// Rule 4: the ten names of RFC 2822 in its own form, the American ones where the column is American, any that the
/// declared zone gives itself at that time. Nothing else has one meaning.
void TimeParser::State::place_abbreviation(const TimeText& time, ParsedTime& out) {
  const Abbreviation known = find_abbreviation(time.zone);
  const std::int64_t local = time_text::local_seconds(time);
  if (zone) {
    const LocalAnswer answer = zone->at_local(local);
    for (const std::int32_t offset :
         {answer.offset, answer.kind == LocalKind::fold ? answer.later_offset : answer.offset}) {
      if (answer.kind == LocalKind::gap || !zone->is_called(time.zone, local, offset)) continue;
      time_text::set_instant(time, offset, out);
      out.zone = ZoneSource::text;
      return;
    }
  }
  const bool is_american = known.kind == AbbreviationKind::american &&
                           (decision.american_abbreviations || time.is_rfc2822 || (zone && zone->is_american()));
  if (is_american || known.kind == AbbreviationKind::universal) {
    time_text::set_instant(time, known.offset, out);
    out.zone = ZoneSource::text;
    const bool is_standard = time.zone.size() == 3 && to_lower_ascii(time.zone[1]) == 's';
    if (is_american && !time.is_rfc2822 && is_standard && is_american_summer(local))
      out.codes.add(DiagCode::T_ZONE_ASSUMED);
    return;
  }
  out.codes.add(known.kind == AbbreviationKind::unknown ? DiagCode::T_INVALID : DiagCode::T_ZONE_AMBIGUOUS);
}

void TimeParser::State::place_named(const TimeText& time, ParsedTime& out) {
  auto found = named.find(time.zone);
  if (found == named.end()) {
    if (named.size() >= kNamedZones) named.clear();
    found = named.emplace(std::string(time.zone), Zone::find(time.zone)).first;
  }
  if (!found->second) {
    out.codes.add(DiagCode::T_INVALID);
    return;
  }
  place_in(*found->second, time, out);
  out.zone = ZoneSource::text;
}

/// Rule 10, and the note that a time is coarser than a second.
void TimeParser::State::check(ParsedTime& out) const {
  if (out.precision == TimePrecision::day || out.precision == TimePrecision::minute)
    out.codes.add(DiagCode::T_PRECISION);
  if (!out.has_instant) return;
  if (time_text::is_null_instant(out.at)) {
    out = ParsedTime{};
    out.codes.add(DiagCode::T_SENTINEL);
  } else if (out.at < time_text::kEarliestPlausible || out.at > latest) {
    out.codes.add(DiagCode::T_IMPLAUSIBLE);
  }
}

TimeParser::TimeParser(const TimeDecision& decision, Timestamp now) : state_(std::make_unique<State>()) {
  state_->decision = decision;
  state_->latest = now + std::chrono::days{1};
  if (decision.zone.empty()) return;
  state_->zone = Zone::find(decision.zone);
  if (!state_->zone)
    throw FatalError(ExitCode::usage, fmt::format("unknown time zone '{}'", decision.zone),
                     "use UTC, an offset like +05:30, or an IANA name like America/New_York");
}

TimeParser::~TimeParser() = default;
TimeParser::TimeParser(TimeParser&&) noexcept = default;
TimeParser& TimeParser::operator=(TimeParser&&) noexcept = default;

/// What read_fixed() and resolve_civil() say of any time of the day: nothing but the instant depends on it.
bool TimeParser::State::read_known_date(std::string_view text, ParsedTime& out) const noexcept {
  if (!has_date || text.size() != 20 || text[19] != 'Z' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
  if (std::memcmp(text.data(), date.data(), date.size()) != 0) return false;
  constexpr std::array<unsigned, 3> kLimits{24, 60, 60};
  std::array<unsigned, 3> clock{};
  for (std::size_t i = 0; i < clock.size(); ++i) {
    const auto tens = static_cast<unsigned char>(text[11 + 3 * i] - '0'), ones = static_cast<unsigned char>(text[12 + 3 * i] - '0');
    clock[i] = tens * 10U + ones;
    if (tens > 9 || ones > 9 || clock[i] >= kLimits[i]) return false;
  }
  out.at = midnight + std::chrono::seconds{clock[0] * 3600 + clock[1] * 60 + clock[2]};
  out.has_instant = true;
  out.precision = TimePrecision::second;
  out.zone = ZoneSource::text;
  return true;
}

/// Days that are plausible from beginning to end.
void TimeParser::State::remember_date(std::string_view text, const ParsedTime& time) noexcept {
  if (text.size() != 20 || text[19] != 'Z' || text[10] != 'T' || !time.has_instant || !time.codes.empty()) return;
  const auto day = std::chrono::floor<std::chrono::days>(time.at);
  if (day < time_text::kEarliestPlausible || day + std::chrono::days{1} > latest) return;
  std::copy_n(text.begin(), date.size(), date.begin());
  midnight = day;
  has_date = true;
}

ParsedTime TimeParser::parse(std::string_view text) {
  ParsedTime out;
  if (state_->read_known_date(text, out)) return out;
  TimeText time;
  if (time_text::read_fixed(text, time)) {
    out = state_->resolve_civil(time);
    state_->remember_date(text, out);
    return out;
  }
  const std::string_view clean = time_text::cleaned(text, state_->buffer);
  time = time_text::read(clean);
  return state_->resolve(clean, time);
}

ParsedTime TimeParser::parse(std::string_view date, std::string_view time_of_day) {
  date = trim_ascii(date);
  time_of_day = trim_ascii(time_of_day);
  if (time_text::is_missing(time_of_day)) return parse(date);
  if (time_text::is_missing(date)) return parse(time_of_day);
  const std::string_view day = without_midnight(date);
  if (day.find(':') != std::string_view::npos) return parse(date);
  return parse(fmt::format("{} {}", day, with_colons(time_of_day)));
}

std::optional<Timestamp> parse_bound(std::string_view text, bool end_of_day) noexcept {
  TimeText time;
  const bool is_date = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (is_date)
    time = time_text::read(text);
  else if (!time_text::read_fixed(text, time) || time.offset != Offset::fixed)
    return {};
  if (time.shape != Shape::civil || time.parts != Parts::settled || !time_text::is_valid(time) ||
      time.second_of_minute > 59)
    return {};
  ParsedTime out;
  time_text::set_instant(time, time.offset_seconds, out);
  if (is_date && end_of_day) return out.at + std::chrono::days{1} - std::chrono::microseconds{1};
  return out.at;
}

}  // namespace mfax
