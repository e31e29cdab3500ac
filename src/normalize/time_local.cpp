// In: a place, or minutes of UTC. Out: the name of its zone; minutes of its clocks (mfax/local_time.hpp). Used by report/signals.
#include <absl/time/time.h>

#include <map>
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
};

LocalClock::LocalClock(std::unique_ptr<State> state) : state_(std::move(state)) {}
LocalClock::LocalClock(LocalClock&&) noexcept = default;
LocalClock& LocalClock::operator=(LocalClock&&) noexcept = default;
LocalClock::~LocalClock() = default;

std::optional<LocalClock> LocalClock::find(std::string_view zone) {
  auto state = std::make_unique<State>();
  if (zone.empty())
    state->rules = absl::UTCTimeZone();
  else if (!is_known_zone(zone) || !absl::LoadTimeZone(std::string(zone), &state->rules))
    return std::nullopt;
  return LocalClock(std::move(state));
}

std::int32_t LocalClock::local_minute(std::int32_t utc_minute) const {
  const std::int32_t offset = static_cast<std::int32_t>(state_->rules.At(absl::FromUnixSeconds(std::int64_t{utc_minute} * 60)).offset);
  return utc_minute + (offset >= 0 ? offset : offset - 59) / 60;  // whole minutes, downwards
}

}  // namespace mfax
