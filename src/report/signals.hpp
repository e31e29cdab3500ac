// Facts about one exposed person -> signals, score, severity, work list and advice (product.md 8), by a policy.
#pragma once

#include <regex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report/exposure.hpp"
#include "report/signal_evidence.hpp"

namespace mfax {

/// Which groups the policy calls privileged. A directory has few groups and many members: each is looked at once.
class PrivilegedGroups {
 public:
  explicit PrivilegedGroups(const Policy&);
  bool has(std::string_view group);

 private:
  std::vector<std::regex> patterns_;
  std::unordered_map<std::string, bool> known_;
};

/// What the signals of all people share.
struct SignalContext {
  const Exposure& exposure;
  const MergedLogs& logs;
  const Policy& policy;
  PrivilegedGroups& privileged_groups;
  Detail detail = Detail::full;
  std::optional<std::int32_t> end_minute; ///< end of the window, else of the log: `recent` counts back from it
};

/// The numbers whose figures are the person's: of somebody certain only those that nobody else holds, as in message_count.
void counted_hits(const ExposedPerson&, std::span<const PersonHit>, const Exposure&, std::vector<PersonHit>& counted);

/// Sets signals, score, severity, work_list and recommended_actions of a person whose other fields are complete.
/// `counted` and `moments`: the counted hits and their messages by time; `clock`: that of person.time_zone.
void add_signals(ExposedPerson&, const Person&, std::span<const PersonHit> all, std::span<const PersonHit> counted,
                 std::span<const Moment> moments, LocalClock& clock, const SignalContext&);

}  // namespace mfax
