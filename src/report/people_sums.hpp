// Sums over the exposed people of a report: by severity, country, signal, zone, work list. One for each thread that makes
// entries, added up at the end.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>

#include "mfax/local_time.hpp"
#include "mfax/report.hpp"

namespace mfax {

class PeopleSums {
 public:
  PeopleSums();
  void add(const ExposedPerson&);
  /// Messages of somebody certain, on the clock of a zone that is known.
  void add_hours(const std::string& zone, std::span<const Moment>, LocalClock&);
  void add(const PeopleSums&);
  /// Sets summary (people), jurisdictions, signals and the distributions and digest of people.
  void add_to(Report&, const Policy&) const;

 private:
  using Counts = std::map<std::string, std::uint64_t, std::less<>>;
  void add_countries(const ExposedPerson&);
  void add_regions(const ExposedPerson&);

  std::uint64_t people_ = 0;
  std::array<std::uint64_t, 4> by_severity_{};
  std::array<std::uint64_t, 5> by_messages_{};
  Counts residence_, number_, log_, states_, signals_, zones_, work_lists_, actions_;
  Jurisdictions regions_;  ///< eea, uk, ch and regions only
  std::vector<std::uint64_t> local_hours_;
};

}  // namespace mfax
