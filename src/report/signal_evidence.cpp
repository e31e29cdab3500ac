// See signal_evidence.hpp. Minutes are those of UTC until a LocalClock has been asked.
#include "report/signal_evidence.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace mfax {
namespace {

constexpr std::int32_t kMinutesPerDay = 1440;
constexpr std::int32_t kHoursPerDay = 24;

std::int32_t floor_div(std::int32_t value, std::int32_t by) noexcept { return value >= 0 ? value / by : -((-value + by - 1) / by); }
std::int32_t day_of_minute(std::int32_t minute) noexcept { return floor_div(minute, kMinutesPerDay); }
std::int32_t minute_of_day(std::int32_t minute) noexcept { return minute - day_of_minute(minute) * kMinutesPerDay; }
/// Monday 0; 1970-01-01 was a Thursday.
std::int32_t weekday_of_day(std::int32_t day) noexcept { return ((day + 3) % 7 + 7) % 7; }

std::string clock_name(std::string_view zone) { return zone.empty() ? "UTC, the person's zone is not known" : std::string(zone); }

std::string minute_text(std::int32_t minute) {
  const auto at = Timestamp{std::chrono::minutes{minute}};
  std::string text = to_rfc3339(at).substr(0, 16);
  text[10] = ' ';
  return text;
}

}  // namespace

Evidence evidence_of(std::uint64_t count, std::vector<RowRef> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  Evidence out;
  out.count = count;
  if (rows.size() > kRowRefLimit) rows.resize(kRowRefLimit);
  out.has_more_rows = count > rows.size();
  out.row_refs.reserve(rows.size());
  for (const RowRef& row : rows) out.row_refs.push_back(to_text(row));
  return out;
}

Evidence evidence_of_moments(std::span<const Moment> moments, const MergedLogs& logs, Detail detail) {
  std::vector<RowRef> rows;
  if (detail == Detail::full)
    for (const Moment& moment : moments) rows.push_back(logs.row_ref(moment));
  return evidence_of(moments.size(), std::move(rows));
}

Evidence evidence_of_numbers(std::span<const PersonHit> hits, const MergedLogs& logs, Detail detail) {
  std::uint64_t count = 0;
  std::vector<RowRef> rows;
  for (const PersonHit& hit : hits) {
    const Contact& contact = logs.contacts[hit.number].second;
    count += contact.messages;
    if (detail == Detail::full)
      for (const Moment& row : contact.rows) rows.push_back(logs.row_ref(row));
  }
  return evidence_of(count, std::move(rows));
}

void moments_of(std::span<const PersonHit> hits, const MergedLogs& logs, std::vector<Moment>& moments) {
  moments.clear();
  for (const PersonHit& hit : hits) {
    const auto& own = logs.contacts[hit.number].second.moments;
    moments.insert(moments.end(), own.begin(), own.end());
  }
  const auto is_earlier = [](const Moment& a, const Moment& b) { return a.minute < b.minute; };
  if (!std::is_sorted(moments.begin(), moments.end(), is_earlier)) std::stable_sort(moments.begin(), moments.end(), is_earlier);
}

std::string_view zone_of_person(const ExposedPerson& person) noexcept {
  std::string_view country = person.residence_country;
  if (country.empty() && person.number_countries.size() == 1) country = person.number_countries.front();
  if (country.empty()) return {};
  if (const std::string_view zone = zone_of_place(country, person.residence_state); !zone.empty()) return zone;
  // A country with several zones: the states of the log decide when they agree.
  std::string_view common;
  for (const std::string& state : person.log_states) {
    if (!state.starts_with(country)) continue;
    const std::string_view zone = zone_of_place({}, state);
    if (zone.empty() || (!common.empty() && common != zone)) return {};
    common = zone;
  }
  return common;
}

Evidence find_burst(std::span<const Moment> moments, const Thresholds& limits, LocalClock& clock, std::string_view zone,
                    const MergedLogs& logs, Detail detail) {
  std::size_t begin = 0, best_begin = 0, best = 0;
  for (std::size_t end = 0; end < moments.size(); ++end) {
    while (moments[end].minute - moments[begin].minute >= limits.burst_minutes) ++begin;
    if (end + 1 - begin > best) best = end + 1 - begin, best_begin = begin;
  }
  if (best < static_cast<std::size_t>(limits.burst_messages)) return {};
  Evidence out = evidence_of_moments(moments.subspan(best_begin, best), logs, detail);
  if (detail != Detail::full) return out;
  out.detail = fmt::format("{} messages within {} minutes from {} ({})", best, limits.burst_minutes,
                           minute_text(clock.local_minute(moments[best_begin].minute)), clock_name(zone));
  return out;
}

Evidence find_habit(std::span<const Moment> moments, const Thresholds& limits, LocalClock& clock, std::string_view zone,
                    const MergedLogs& logs, Detail detail) {
  if (moments.size() < static_cast<std::size_t>(limits.habit_messages)) return {};
  std::vector<std::int32_t> local;
  std::array<std::size_t, kHoursPerDay> by_hour{};
  for (const Moment& moment : moments) {
    local.push_back(clock.local_minute(moment.minute));
    ++by_hour[static_cast<std::size_t>(minute_of_day(local.back()) / 60)];
  }
  const auto hours = static_cast<std::size_t>(limits.habit_hours);
  std::size_t start = 0, most = 0;
  for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < hours; ++i) sum += by_hour[(hour + i) % by_hour.size()];
    if (sum > most) most = sum, start = hour;
  }
  if (most * 100 < static_cast<std::size_t>(limits.habit_percent) * moments.size()) return {};
  std::vector<Moment> inside;
  std::set<std::int32_t> days;
  std::size_t on_working_days = 0;
  for (std::size_t i = 0; i < local.size(); ++i) {
    const auto hour = static_cast<std::size_t>(minute_of_day(local[i]) / 60);
    if ((hour + by_hour.size() - start) % by_hour.size() >= hours) continue;
    inside.push_back(moments[i]);
    days.insert(day_of_minute(local[i]));
    if (weekday_of_day(day_of_minute(local[i])) < 5) ++on_working_days;
  }
  if (days.size() < static_cast<std::size_t>(limits.habit_days)) return {};
  Evidence out = evidence_of_moments(inside, logs, detail);
  if (detail != Detail::full) return out;
  out.detail = fmt::format("{} of {} messages between {:02}:00 and {:02}:00 on {} days{} ({})", most, moments.size(), start,
                           (start + hours) % by_hour.size(), days.size(), on_working_days == most ? ", none at a weekend" : "",
                           clock_name(zone));
  return out;
}

}  // namespace mfax
