// What to do next, most urgent first, with the deadlines that run. In: a report. Out: sentences for the first screen of the HTML
// page and the top of a ticket. Facts and clocks only: whether a duty exists is for the reader to decide (product.md 2.9).
#include <fmt/format.h>

#include <algorithm>

#include "render/words.hpp"

namespace mfax {
namespace {

/// "2024-04-18 09:00 UTC, 45 hours left"
std::string due_text(const Report& r, const Deadline& deadline) {
  const std::string left = time_left(r.generated_at, deadline.at);
  return fmt::format("{} UTC{}{}", minute_of(deadline.at), left.empty() ? "" : ", ", left);
}

const Deadline* find_deadline(const Report& r, std::string_view code) {
  const auto at = std::find_if(r.deadlines.begin(), r.deadlines.end(), [&](const Deadline& d) { return d.code == code; });
  return at == r.deadlines.end() ? nullptr : &*at;
}

void add_authority(std::vector<NextStep>& steps, const Report& r) {
  const std::uint64_t eea = r.jurisdictions.eea, uk = r.jurisdictions.uk;
  std::string who;
  if (eea + uk != 0) who = fmt::format(": {} in the EEA, {} in the United Kingdom", counted(eea, "person", "people"), with_thousands(uk));
  if (const Deadline* clock = find_deadline(r, "authority_notice"))
    steps.push_back({due_text(r, *clock), "Decide on the notice to the supervisory authority (GDPR Art. 33)" + who, "charts"});
  else if (eea + uk != 0)
    steps.push_back({"no clock: --aware-at TIME starts it", "Decide on the notice to the supervisory authority (GDPR Art. 33, 72 hours)" + who, "charts"});
}

void add_people(std::vector<NextStep>& steps, const Report& r) {
  const PeopleDigest digest = digest_of(r);
  const auto on_list = [&digest](std::string_view name) {
    const auto at = std::find_if(digest.work_lists.begin(), digest.work_lists.end(), [name](const Tally& list) { return list.name == name; });
    return at == digest.work_lists.end() ? std::uint64_t{0} : at->count;
  };
  const std::uint64_t urgent = on_list("call_first"), unsure = on_list("confirm_owner");
  const std::uint64_t others = r.people.size() - urgent - unsure;
  if (urgent != 0) steps.push_back({"now", fmt::format("Call {} first", counted(urgent, "person", "people")), "first"});
  if (others != 0)
    steps.push_back({"without undue delay", fmt::format("Tell {} what was disclosed, and warn of messages and calls that quote it",
                                                        counted(others, urgent == 0 ? "person" : "other person", urgent == 0 ? "people" : "other people")),
                     "steps"});
  if (const std::uint64_t numbers = r.accounting.numbers.ambiguous; numbers != 0)
    steps.push_back({"before telling them", fmt::format("Find out who holds {} with several holders ({})", counted(numbers, "number", "numbers"),
                                                        counted(unsure, "person who may", "people who may")), "lists"});
}

void add_doubts(std::vector<NextStep>& steps, const Report& r) {
  if (const std::uint64_t numbers = r.accounting.numbers.unmatched; numbers != 0)
    steps.push_back({"before closing", fmt::format("Look for the holders of {} that matched nobody: leavers, a directory that is missing",
                                                   counted(numbers, "number", "numbers")), "lists"});
  std::string doubts;
  if (const std::uint64_t rows = r.accounting.rows.rejected; rows != 0) doubts = counted(rows, "rejected row", "rejected rows");
  if (const std::size_t days = r.quality.silent_days.size(); days != 0)
    doubts += (doubts.empty() ? "" : ", ") + counted(days, "day without messages", "days without messages");
  if (!doubts.empty()) steps.push_back({"before closing", "Ask the provider about what may be missing: " + doubts, "checks"});
  if (const Deadline* clock = find_deadline(r, "own_logs_first"))
    steps.push_back({due_text(r, *clock), clock->is_past ? "The provider's interface no longer has all days of this log"
                                                         : "Fetch your own copy of the logs while the provider's interface still has every day", "method"});
}

}  // namespace

std::vector<NextStep> next_steps_of(const Report& r) {
  std::vector<NextStep> steps;
  add_authority(steps, r);
  add_people(steps, r);
  add_doubts(steps, r);
  return steps;
}

}  // namespace mfax
