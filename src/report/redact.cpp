// A saved report -> a copy to pass on (mfax/report.hpp: redact). In: any report. Out: the same counts, severities and row references
// without names, logins, addresses, numbers and clock times. Called by `mfax redact`; what is kept is listed in docs/for-dpo.md.
#include <fmt/format.h>

#include <algorithm>

#include "report/exposure.hpp"

namespace mfax {
namespace {

constexpr std::string_view kRemoved = "(removed)", kFreeCarrier = "raw:(removed)", kFreeState = "other";

void clear_all(std::initializer_list<std::string*> texts) {
  for (std::string* text : texts) text->clear();
}

/// The day remains, the time of day goes.
void cut_to_day(std::string& time) {
  const auto at = parse_rfc3339_utc(time);
  time = at ? to_rfc3339(std::chrono::floor<std::chrono::days>(*at)) : std::string();
}

/// A carrier no table knows is free text of the log.
bool is_free_carrier(std::string_view name) { return name.starts_with("raw:"); }

/// What the formats call types of messages; any other type is free text of the log.
bool is_free_type(std::string_view name) {
  constexpr std::string_view kKnown[] = {"account_unlock", "admin_login", "authentication", "enrollment", "notification",
                                         "other",          "passcode",    "password_reset", "verification"};
  return std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown);
}

void remove_free_carriers(std::vector<Tally>& list) {
  for (Tally& carrier : list)
    if (is_free_carrier(carrier.name)) carrier.name = kFreeCarrier;
  merge_tallies(list);
}

void remove_free_types(std::vector<Tally>& list) {
  for (Tally& type : list)
    if (is_free_type(type.name)) type.name = "other";
  merge_tallies(list);
}

/// A state that no table knows is free text of the log; the others are ISO 3166-2.
void remove_free_states(std::vector<Tally>& list) {
  for (Tally& state : list)
    if (state.name != "unknown" && (state.name.size() < 3 || state.name[2] != '-' || state.name.size() > 6)) state.name = kFreeState;
  merge_tallies(list);
}

/// Details of these name hours of one person's days.
bool tells_hours(const Signal& signal) { return signal.code == "burst" || signal.code == "habit_exposed"; }

void redact_person(ExposedPerson& p) {
  clear_all({&p.directory_id, &p.employee_id, &p.username, &p.display_name, &p.email, &p.title, &p.department, &p.manager, &p.locale});
  for (PersonNumber& number : p.numbers) number.masked = number.number_id;
  for (Signal& signal : p.signals)
    if (tells_hours(signal)) signal.detail.clear();
  for (std::string& carrier : p.carriers)
    if (is_free_carrier(carrier)) carrier = kFreeCarrier;
  std::sort(p.carriers.begin(), p.carriers.end());
  p.carriers.erase(std::unique(p.carriers.begin(), p.carriers.end()), p.carriers.end());
  std::vector<Tally> states;
  for (const std::string& state : p.log_states) states.push_back({state, 1});
  remove_free_states(states);
  p.log_states.clear();
  for (const Tally& state : states) p.log_states.push_back(state.name);
  std::sort(p.log_states.begin(), p.log_states.end());
  remove_free_types(p.message_types);
  cut_to_day(p.first_sent_at);
  cut_to_day(p.last_sent_at);
}

void redact_number(LogNumber& number) {
  number.masked = number.number_id;
  remove_free_carriers(number.carriers);
  remove_free_states(number.states);
  remove_free_types(number.message_types);
  cut_to_day(number.first_sent_at);
  cut_to_day(number.last_sent_at);
}

/// "different_status: ada is active and disabled (in2:14)" -> "different_status (in2:14)"
std::string conflict_without_detail(const std::string& text) {
  const std::size_t colon = text.find(": "), rows = text.rfind(" (");
  const std::string kind = text.substr(0, colon);
  return rows == std::string::npos || rows < kind.size() ? kind : kind + text.substr(rows);
}

/// "to_number=Number of Bob" -> "to_number": headers are free text of the file.
void hide_column(std::string& column) {
  column.erase(std::min(column.find('='), column.size()));
  column += "=(removed)";
}

}  // namespace

Report redact(Report report) {
  for (ExposedPerson& person : report.people.held()) redact_person(person);
  for (auto* list : {&report.numbers, &report.ambiguous, &report.unmatched, &report.ignored})
    for (LogNumber& number : list->held()) redact_number(number);
  for (SharedNumber& shared : report.shared.held()) {
    shared.masked = shared.number_id;
    for (SharedHolder& holder : shared.holders) holder.label.clear();
  }
  for (NotExposed& person : report.not_exposed) clear_all({&person.username, &person.email});
  for (RejectedRow& row : report.quality.rejects) row.excerpt.clear();
  for (LeftOutRow& row : report.quality.left_out) clear_all({&row.masked, &row.sent_at});
  for (std::string& name : report.quality.vip_not_found) name = kRemoved;
  for (std::string& conflict : report.quality.merge_conflicts) conflict = conflict_without_detail(conflict);
  for (InputFacts& input : report.inputs) {
    input.path = kRemoved;  // files and folders are often named after people
    if (!input.member.empty()) input.member = kRemoved;
    for (Tally& column : input.columns) hide_column(column.name);
    cut_to_day(input.period_from);
    cut_to_day(input.period_to);
    input.notes.clear();  // they may quote values of the file
  }
  remove_free_carriers(report.distributions.carriers);
  remove_free_types(report.distributions.message_types);
  for (Tally& carrier : report.distributions.unmapped_carriers) carrier.name = kRemoved;
  merge_tallies(report.distributions.unmapped_carriers);
  remove_free_states(report.distributions.states);
  for (Deadline& deadline : report.deadlines)
    if (deadline.code.starts_with("own_logs")) cut_to_day(deadline.at);
  cut_to_day(report.incident.observed_from);
  cut_to_day(report.incident.observed_to);
  if (report.run.policy != built_in_policy().name) report.run.policy = kRemoved;
  report.run.command = kRemoved;
  report.privacy.is_redacted = true;
  report.privacy.mask = "removed";
  report.privacy.note =
      "a copy without names, logins, addresses, numbers and clock times; ids and row references still lead to people for "
      "whoever has the inputs";
  return report;
}

}  // namespace mfax
