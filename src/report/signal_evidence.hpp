// What the log rows of one person show: counts of names, times on the person's own clock, bursts and habits. In: the numbers
// that count for the person. Out: evidence with rows. Used by signals.cpp and, for the local heat map, by build.cpp.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "mfax/local_time.hpp"
#include "mfax/policy.hpp"
#include "report/exposure.hpp"

namespace mfax {

/// How much of a person is wanted. `brief`: no rows and no words of signals, for tables without evidence. `sums`: nor names, ids and
/// numbers, for what is added up over all people.
enum class Detail : std::uint8_t { sums, brief, full };

struct Evidence {
  std::uint64_t count = 0;           ///< messages
  std::vector<std::string> row_refs; ///< the first of them in the order of the inputs, at most kRowRefLimit
  bool has_more_rows = false;
  std::string detail;
};

/// Rows as evidence: sorted, distinct, cut to kRowRefLimit.
Evidence evidence_of(std::uint64_t count, std::vector<RowRef> rows);

/// Messages with a name of which `matters(text)` is true, over the numbers of a person. `list`: &Contact::carriers and the like.
template <class NameLists, class Matters>
Evidence evidence_of_names(NameLists list, const Matters& matters, std::span<const PersonHit> hits, const MergedLogs& logs,
                           Detail detail) {
  std::uint64_t count = 0;
  std::vector<RowRef> rows;
  for (const PersonHit& hit : hits) {
    const Contact& contact = logs.contacts[hit.number].second;
    for (const NameCount& name : contact.*list) {
      if (!matters(logs.names.name(name.name))) continue;
      count += name.count;
      if (detail != Detail::full) continue;
      for (std::size_t i = 0; i < std::min<std::uint64_t>(name.count, kNameRowLimit); ++i) rows.push_back(logs.row_ref(contact.row(name, i)));
    }
  }
  if (count == 0) return {};
  return evidence_of(count, std::move(rows));
}
/// All messages of the numbers.
Evidence evidence_of_numbers(std::span<const PersonHit>, const MergedLogs&, Detail);
Evidence evidence_of_moments(std::span<const Moment>, const MergedLogs&, Detail);

/// Dated messages of a person by time. The rows stay where they are: see MergedLogs::row_ref.
void moments_of(std::span<const PersonHit>, const MergedLogs&, std::vector<Moment>&);

/// The zone whose clock is the person's: of the residence, else of the only country of the numbers; "" when it is not known.
std::string_view zone_of_person(const ExposedPerson&) noexcept;

/// Empty count: there is none. `moments` sorted by minute.
Evidence find_burst(std::span<const Moment> moments, const Thresholds&, LocalClock&, std::string_view zone, const MergedLogs&,
                    Detail);
Evidence find_habit(std::span<const Moment> moments, const Thresholds&, LocalClock&, std::string_view zone, const MergedLogs&,
                    Detail);

}  // namespace mfax
