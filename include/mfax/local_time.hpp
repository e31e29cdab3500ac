// The clock of a person: which zone a place has, and what its clocks show at an instant. Daylight saving is the zone's own:
// in March 2024 the United States changed on the 10th, the European Union on the 31st.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace mfax {

/// IANA name of the zone most people of the place live in; "" when the place has several and none is named, or is not known.
/// `country` alpha-2, `state` "US-TX" or "". From src/normalize/data/zones_of_places.tsv.
std::string_view zone_of_place(std::string_view country, std::string_view state) noexcept;

/// One owner: it remembers where the last minute was.
class LocalClock {
 public:
  /// "" is UTC. Empty for an unknown name.
  static std::optional<LocalClock> find(std::string_view zone);
  LocalClock(LocalClock&&) noexcept;
  LocalClock& operator=(LocalClock&&) noexcept;
  ~LocalClock();
  /// Minutes since 1970-01-01T00:00 on the zone's own clocks.
  std::int32_t local_minute(std::int32_t utc_minute);

 private:
  struct State;
  explicit LocalClock(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace mfax
