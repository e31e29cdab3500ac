// In: a zone as written (UTC, EST, +05:30, America/New_York) and a local time. Out: its offset from UTC, or the gap or
// fold it falls into. The only user of the time zone library; offsets are remembered per hour.
// Next: time.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace mfax {

enum class LocalKind : std::uint8_t { unique, gap, fold };

struct LocalAnswer {
  LocalKind kind = LocalKind::unique;
  std::int32_t offset = 0;  ///< seconds east of UTC; in a fold that of the earlier instant; in a gap that before it
  std::int32_t later_offset = 0;  ///< in a fold that of the later instant; in a gap that after it
};

/// One time zone. Copies share the loaded rules, each has its own cache. Not thread-safe.
class Zone {
 public:
  /// UTC, GMT, Z; American abbreviations as fixed offsets all year; "+05:30"; IANA names. Empty when it is none of
  /// these. Never the machine's own zone.
  static std::optional<Zone> find(std::string_view text);
  Zone(Zone&&) noexcept;
  Zone& operator=(Zone&&) noexcept;
  ~Zone();
  /// `local` = seconds from 1970-01-01T00:00:00 on the zone's own clocks.
  LocalAnswer at_local(std::int64_t local);
  /// Does the zone call itself `abbreviation` when its clocks are `offset` seconds east of UTC at this local time?
  bool is_called(std::string_view abbreviation, std::int64_t local, std::int32_t offset) const;
  bool is_american() const noexcept;  ///< of the United States or Canada: EST ... mean the American zones there

 private:
  struct State;
  explicit Zone(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

enum class AbbreviationKind : std::uint8_t { unknown, universal, american, ambiguous };
struct Abbreviation {
  AbbreviationKind kind = AbbreviationKind::unknown;
  std::int32_t offset = 0;  ///< seconds; of universal and american ones
};
/// Any case. From data/timezone_abbreviations.tsv.
Abbreviation find_abbreviation(std::string_view text) noexcept;
/// Is it summer time in the United States at this local time? For "EST" written in July.
bool is_american_summer(std::int64_t local);

}  // namespace mfax
