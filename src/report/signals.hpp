// Facts about one exposed person -> signals, score, severity, work list and advice (product.md 8), by a policy.
#pragma once

#include <regex>
#include <span>
#include <vector>

#include "report/exposure.hpp"
#include "report/signal_evidence.hpp"

namespace mfax {

/// What the signals of all people share.
struct SignalContext {
  const Exposure& exposure;
  const MergedLogs& logs;
  const Policy& policy;
  std::span<const std::regex> privileged_groups;
  std::span<const NumberFacts> facts;     ///< parallel to MergedLogs::contacts
  std::optional<std::int32_t> end_minute; ///< end of the window, else of the log: `recent` counts back from it
};

/// The numbers whose figures are the person's: of somebody certain only those that nobody else holds, as in message_count.
std::vector<PersonHit> counted_hits(const ExposedPerson&, std::span<const PersonHit>, const Exposure&);

/// Sets signals, score, severity, work_list and recommended_actions of a person whose other fields are complete.
/// `moments`: of the counted hits, by time; `clock`: that of person.time_zone.
void add_signals(ExposedPerson&, const Person&, std::span<const PersonHit>, std::span<const Moment> moments, const LocalClock& clock,
                 const SignalContext&);

}  // namespace mfax
