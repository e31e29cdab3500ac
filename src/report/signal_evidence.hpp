// What the log rows of one person show: counts of names, times on the person's own clock, bursts and habits. In: the numbers
// that count for the person. Out: evidence with rows. Used by signals.cpp and, for the local heat map, by build.cpp.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "mfax/local_time.hpp"
#include "mfax/policy.hpp"
#include "report/exposure.hpp"

namespace mfax {

struct Evidence {
  std::uint64_t count = 0;           ///< messages
  std::vector<std::string> row_refs; ///< the first of them in the order of the inputs, at most kRowRefLimit
  bool has_more_rows = false;
  std::string detail;
};

/// Rows as evidence: sorted, distinct, cut to kRowRefLimit.
Evidence evidence_of(std::uint64_t count, std::vector<RowRef> rows);

using NameLists = std::span<const NameCount> Contact::*;
/// Messages with a name of which `matters` is true, over the numbers of a person.
Evidence evidence_of_names(NameLists, const std::function<bool(std::string_view)>& matters, std::span<const PersonHit>, const Exposure&,
                           const MergedLogs&);
/// All messages of the numbers.
Evidence evidence_of_numbers(std::span<const PersonHit>, const Exposure&, const MergedLogs&);

/// Dated messages of a person by time. The rows stay where they are: see MergedLogs::row_ref.
std::vector<Moment> moments_of(std::span<const PersonHit>, const Exposure&, const MergedLogs&);

/// The zone whose clock is the person's: of the residence, else of the only country of the numbers; "" when it is not known.
std::string_view zone_of_person(const ExposedPerson&) noexcept;

/// Empty count: there is none. `moments` sorted by minute.
Evidence find_burst(std::span<const Moment> moments, const Thresholds&, const LocalClock&, std::string_view zone, const MergedLogs&);
Evidence find_habit(std::span<const Moment> moments, const Thresholds&, const LocalClock&, std::string_view zone, const MergedLogs&);

}  // namespace mfax
