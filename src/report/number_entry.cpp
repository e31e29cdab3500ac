// See number_entry.hpp. Called by the lists that build.cpp gives the report.
#include "report/number_entry.hpp"

#include <algorithm>

namespace mfax {
namespace {

constexpr std::size_t kSharedPeopleLimit = 50;

void set_facts(LogNumber& out, PhoneKey key) {
  const NumberFacts facts = number_facts(key);
  out.status = to_text(facts.status);
  out.region = facts.region;
  out.state = facts.state;
  out.type = to_text(facts.type);
}

std::string_view reason_of(Outcome outcome, bool has_candidates) {
  switch (outcome) {
    case Outcome::ignored: return "ignore_list";
    case Outcome::generic: return "generic";
    case Outcome::unmatched: return has_candidates ? "below_min_confidence" : "no_holder";
    case Outcome::matched:
    case Outcome::ambiguous: break;
  }
  return "";
}

}  // namespace

void make_log_number(const ReportData& data, std::size_t number, LogNumber& out) {
  static constexpr std::string_view kWords[] = {"matched", "ambiguous", "unmatched", "ignored", "ignored"};
  const Contact& seen = data.contact(number);
  const Verdict& verdict = data.exposure.verdicts[number];
  out.number_id = number_id(number);
  out.masked = data.masked(number);
  out.outcome = kWords[static_cast<std::size_t>(verdict.outcome)];
  set_facts(out, data.key(number));
  out.message_count = seen.messages;
  out.undated_count = seen.undated;
  out.active_day_count = seen.days.size();
  out.first_sent_at = first_text(seen);
  out.last_sent_at = last_text(seen);
  set_tallies(out.carriers, seen.carriers, data.names);
  set_tallies(out.countries, seen.countries, data.names);
  set_tallies(out.states, seen.states, data.names);
  set_channel_tallies(out.channels, seen);
  set_tallies(out.message_types, seen.types, data.names);
  set_row_refs(out.row_refs, seen, *data.logs);
  out.has_more_rows = seen.messages > seen.rows.size();
  std::vector<Holder> listed;
  if (verdict.outcome == Outcome::unmatched)
    listed = data.exposure.candidates_of(number, *data.logs, *data.directory);
  else if (verdict.outcome != Outcome::generic)  // the holders of a generic number are in `shared`
    listed = data.exposure.holders_of(number, *data.logs, *data.directory);
  out.reason = reason_of(verdict.outcome, !listed.empty());
  out.holders.resize(listed.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    out.holders[i].person_id = person_id(listed[i].person);
    out.holders[i].confidence = to_text(listed[i].confidence);
  }
}

void make_shared_number(const ReportData& data, std::size_t number, SharedNumber& out) {
  const Verdict& verdict = data.exposure.verdicts[number];
  out.number_id = number_id(number);
  out.masked = data.masked(number);
  out.kind = verdict.outcome == Outcome::generic ? "generic" : "shared";
  out.holder_count = verdict.holder_count;
  out.message_count = data.contact(number).messages;
  std::vector<PersonId> people;
  for (const Holder& holder : data.exposure.holders_of(number, *data.logs, *data.directory)) people.push_back(holder.person);
  std::sort(people.begin(), people.end());
  out.holders.clear();
  for (std::size_t i = 0; i < std::min(people.size(), kSharedPeopleLimit); ++i)
    out.holders.push_back({person_id(people[i]), label_of(data.directory->person(people[i]))});
}

}  // namespace mfax
