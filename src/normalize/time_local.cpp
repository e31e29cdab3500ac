// In: a place, or minutes of UTC. Out: the name of its zone; minutes of its clocks (mfax/local_time.hpp). Used by report/signals.
#include <absl/time/time.h>

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>
#include <string>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "mfax/local_time.hpp"
#include "mfax/normalize.hpp"

namespace mfax {
namespace {

/// "US-TX" or "DE" -> zone.
std::map<std::string_view, std::string_view> load_places() {
  std::map<std::string_view, std::string_view> table;
  for (const std::string_view line : split(embedded_file("src/normalize/data/zones_of_places.tsv"), '\n')) {
    const auto cells = split(line, '\t');
    if (line.empty() || line.front() == '#' || cells.size() < 2) continue;
    table.emplace(trim_ascii(cells[0]), trim_ascii(cells[1]));
  }
  return table;
}

}  // namespace

std::string_view zone_of_place(std::string_view country, std::string_view state) noexcept {
  static const std::map<std::string_view, std::string_view> kPlaces = load_places();
  for (const std::string_view place : {state, country})
    if (const auto at = kPlaces.find(place); !place.empty() && at != kPlaces.end()) return at->second;
  return {};
}

struct LocalClock::State {
  absl::TimeZone rules;
  std::int32_t from = 0, until = 0;  ///< minutes of UTC in which `offset` holds; none yet
  std::int32_t offset = 0;           ///< minutes
};

LocalClock::LocalClock(std::unique_ptr<State> state) : state_(std::move(state)) {}
LocalClock::LocalClock(LocalClock&&) noexcept = default;
LocalClock& LocalClock::operator=(LocalClock&&) noexcept = default;
LocalClock::~LocalClock() = default;

std::optional<LocalClock> LocalClock::find(std::string_view zone) {
  static std::mutex loading;  // the makers of people are on several threads and need few zones
  const std::lock_guard lock(loading);
  auto state = std::make_unique<State>();
  if (zone.empty())
    state->rules = absl::UTCTimeZone();
  else if (!is_known_zone(zone) || !absl::LoadTimeZone(std::string(zone), &state->rules))
    return std::nullopt;
  return LocalClock(std::move(state));
}

// A log lasts weeks and a zone changes its offset twice a year: between two changes the offset is remembered (90 ns a look-up,
// for every message of every person).
std::int32_t LocalClock::local_minute(std::int32_t utc_minute) {
  if (utc_minute < state_->from || utc_minute >= state_->until) {
    const absl::Time time = absl::FromUnixSeconds(std::int64_t{utc_minute} * 60);
    const std::int32_t offset = static_cast<std::int32_t>(state_->rules.At(time).offset);
    state_->offset = (offset >= 0 ? offset : offset - 59) / 60;  // whole minutes, downwards
    absl::TimeZone::CivilTransition change;
    state_->from = utc_minute;
    state_->until = std::numeric_limits<std::int32_t>::max();
    // The first civil second after a change names its instant, whether the clocks go forward (it exists once) or back (`trans`).
    if (state_->rules.NextTransition(time, &change)) {
      const std::int64_t seconds = absl::ToUnixSeconds(state_->rules.At(change.to).trans);
      state_->until = static_cast<std::int32_t>(std::clamp<std::int64_t>((seconds + 59) / 60, utc_minute + 1, state_->until));
    }
  }
  return utc_minute + state_->offset;
}

}  // namespace mfax
