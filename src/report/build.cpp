// Merged logs + directory -> Report: names resolved, everything sorted, numbers masked, sums checked. Pure: no clock, no
// files. Next: render/.
#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "report/other_people.hpp"
#include "report/exposure.hpp"
#include "report/overview.hpp"
#include "report/signals.hpp"

namespace mfax {
namespace {

constexpr std::size_t kSharedPeopleLimit = 50;

std::string_view method_of(const Holder& holder) {
  switch (holder.confidence) {
    case Confidence::exact: return "e164_equal";
    case Confidence::derived: return "region_applied";
    case Confidence::equivalent: return "plan_equivalent";
    case Confidence::likely: return "likely_equivalent";
  }
  return "";
}

void add_distinct(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// Everything the parts of one report share.
class Builder {
 public:
  Builder(const MergedLogs& logs, const Directory& directory, const ReportOptions& options)
      : logs_(logs), directory_(directory), options_(options), exposure_(build_exposure(logs, directory, options)),
        names_(logs.names, options.mask),
        vip_(options.vip, directory) {
    for (const std::string& pattern : options.policy.privileged_groups)
      privileged_groups_.emplace_back(pattern, std::regex::ECMAScript | std::regex::icase);
    // Exact facts cost a look into the numbering metadata; once a number, not once a person.
    facts_.reserve(logs.contacts.size());
    for (const auto& [key, contact] : logs.contacts) facts_.push_back(number_facts(key));
  }

  Report build(std::vector<InputFacts> inputs) {
    end_minute_ = last_minute();
    Report report;
    report.generated_at = to_rfc3339(options_.now);
    report.run = options_.run;
    report.run.policy = options_.policy.name;
    report.run.policy_sha256 = sha256_hex(policy_text(options_.policy));
    report.run.vip_count = options_.vip.size();
    report.incident = options_.incident;
    report.inputs = std::move(inputs);
    report.accounting = build_accounting(logs_, directory_, exposure_);
    add_people(report);
    add_numbers(report);
    report.not_exposed = not_exposed_people(logs_, directory_, exposure_);
    add_overview(report, logs_, directory_, options_, names_);
    for (const std::string& name : vip_.not_found()) report.quality.vip_not_found.push_back(mask_text(name, options_.mask));
    report.distributions.hour_of_week_local = local_hours_;
    for (const auto& [zone, people] : people_by_zone_) report.distributions.time_zones.push_back({zone, people});
    sort_tallies(report.distributions.time_zones);
    report.privacy.mask = report.run.mask;
    report.privacy.note = "holds personal data of the people listed; keep it no longer than the incident needs";
    add_integrity(report);
    return report;
  }

 private:
  const Contact& contact(std::size_t index) const { return logs_.contacts[index].second; }
  std::string masked(std::size_t index) const {
    return mask_number(logs_.contacts[index].first, options_.mask, options_.hmac_key);
  }
  std::vector<std::string> row_refs(std::size_t index) const {
    std::vector<std::string> refs;
    refs.reserve(contact(index).rows.size());
    for (const Moment& row : contact(index).rows) refs.push_back(to_text(logs_.row_ref(row)));
    return refs;
  }
  bool has_more_rows(std::size_t index) const { return contact(index).messages > contact(index).rows.size(); }

  /// The end of the window, else of the logs.
  std::optional<std::int32_t> last_minute() const {
    Timestamp last = options_.window.to;
    if (last == Timestamp::max()) {
      last = Timestamp::min();
      for (const auto& [key, contact] : logs_.contacts) last = std::max(last, contact.last);
    }
    if (last == Timestamp::min()) return std::nullopt;
    return static_cast<std::int32_t>(std::chrono::floor<std::chrono::minutes>(last).time_since_epoch().count());
  }

  const LocalClock& clock_of(const std::string& zone) {
    const auto known = clocks_.find(zone);
    if (known != clocks_.end()) return known->second;
    std::optional<LocalClock> clock = LocalClock::find(zone);
    if (!clock) throw std::logic_error("zones_of_places.tsv names an unknown zone: " + zone);
    return clocks_.emplace(zone, std::move(*clock)).first->second;
  }

  /// One person once, by the numbers that are the person's alone.
  void add_local_hours(const ExposedPerson& person, std::span<const Moment> moments, const LocalClock& clock) {
    if (person.time_zone.empty() || person.certainty != "certain") return;
    ++people_by_zone_[person.time_zone];
    local_hours_.resize(168);
    for (const Moment& moment : moments)
      ++local_hours_[hour_of_week(Timestamp{std::chrono::minutes{clock.local_minute(moment.minute)}})];
  }

  PersonNumber person_number(const Person& person, const PersonHit& hit) const {
    const Verdict& verdict = exposure_.verdicts[hit.verdict];
    const DirectoryNumber& listed = person.numbers[hit.holder.number];
    PersonNumber number;
    number.number_id = number_id(verdict.index);
    number.masked = masked(verdict.index);
    number.confidence = to_text(hit.holder.confidence);
    number.method = method_of(hit.holder);
    number.directory_field = listed.field;
    number.use = to_text(listed.use);
    number.kind = to_text(listed.kind);
    number.message_count = contact(verdict.index).messages;
    number.row_refs = row_refs(verdict.index);
    number.has_more_rows = has_more_rows(verdict.index);
    number.directory_row = to_text(listed.row);
    number.holder_count = verdict.holders.size();
    return number;
  }

  /// Sums over the numbers that speak for the person: his own ones when there are any, else the shared ones.
  void add_contact_facts(ExposedPerson& out, const std::vector<PersonHit>& hits, bool certain) const {
    std::set<std::int32_t> days;
    Contact sum;
    std::map<std::string, std::uint64_t> types;
    Confidence best = Confidence::likely;
    for (const PersonHit& hit : hits) {
      const Verdict& verdict = exposure_.verdicts[hit.verdict];
      if (certain && verdict.outcome != Outcome::matched) continue;
      const Contact& seen = contact(verdict.index);
      best = std::min(best, hit.holder.confidence);
      sum.messages += seen.messages;
      sum.undated += seen.undated;
      sum.first = std::min(sum.first, seen.first);
      sum.last = std::max(sum.last, seen.last);
      for (std::size_t i = 0; i < kChannelCount; ++i) sum.by_channel[i] += seen.by_channel[i];
      days.insert(seen.days.begin(), seen.days.end());
      for (const Tally& name : tallies(seen.carriers, names_)) add_distinct(out.carriers, name.name);
      for (const Tally& name : tallies(seen.countries, names_)) add_distinct(out.log_countries, name.name);
      for (const Tally& name : tallies(seen.states, names_)) add_distinct(out.log_states, name.name);
      for (const Tally& name : tallies(seen.types, names_)) types[name.name] += name.count;
      add_distinct(out.number_countries, facts_[verdict.index].region);
    }
    out.confidence = to_text(best);
    out.message_count = sum.messages;
    out.undated_count = sum.undated;
    out.active_day_count = days.size();
    out.first_sent_at = first_text(sum);
    out.last_sent_at = last_text(sum);
    out.channels = channel_tallies(sum);
    out.message_types.reserve(types.size());
    for (const auto& [name, count] : types) out.message_types.push_back({name, count});
    sort_tallies(out.message_types);
    for (std::vector<std::string>* list : {&out.carriers, &out.log_countries, &out.log_states, &out.number_countries})
      std::sort(list->begin(), list->end());
  }

  static std::vector<std::string> exposed_elements(const ExposedPerson& person) {
    std::vector<std::string> elements;
    elements.reserve(6);
    elements.push_back("phone_number");
    if (!person.carriers.empty()) elements.push_back("carrier");
    if (!person.log_countries.empty()) elements.push_back("country");
    if (!person.log_states.empty()) elements.push_back("state");
    if (!person.first_sent_at.empty()) elements.push_back("sent_at");
    if (!person.message_types.empty()) elements.push_back("message_type");
    return elements;
  }

  ExposedPerson exposed_person(std::size_t index, const std::vector<PersonHit>& hits) {
    const Person& person = directory_.people()[index];
    const bool certain = exposure_.is_certain(index);
    ExposedPerson out;
    out.person_id = person_id(static_cast<PersonId>(index));
    out.directory_id = person.id;
    out.employee_id = person.employee_id;
    out.username = person.username;
    out.display_name = person.display_name;
    out.email = person.email;
    out.account_status = to_text(person.status);
    out.title = person.title;
    out.department = person.department;
    out.manager = person.manager;
    out.residence_country = person.country;
    out.residence_state = person.state;
    out.locale = person.locale;
    out.certainty = certain ? "certain" : "possible";
    out.numbers.reserve(hits.size());
    for (const PersonHit& hit : hits) out.numbers.push_back(person_number(person, hit));
    out.directory_rows.reserve(person.rows.size());
    for (const RowRef& row : person.rows) out.directory_rows.push_back(to_text(row));
    add_contact_facts(out, hits, certain);
    out.exposed_elements = exposed_elements(out);
    out.is_vip = vip_.has(index);
    out.time_zone = zone_of_person(out);
    const LocalClock& clock = clock_of(out.time_zone);
    const std::vector<Moment> moments = moments_of(counted_hits(out, hits, exposure_), exposure_, logs_);
    add_local_hours(out, moments, clock);
    add_signals(out, person, hits, moments, clock, {exposure_, logs_, options_.policy, privileged_groups_, facts_, end_minute_});
    return out;
  }

  /// A report holds every exposed person and number: what is reserved exactly here is most of its memory.
  void add_people(Report& report) {
    const auto& found = exposure_.by_person;
    report.people.reserve(static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const auto& hits) { return !hits.empty(); })));
    for (std::size_t p = 0; p < exposure_.by_person.size(); ++p)
      if (!exposure_.by_person[p].empty()) report.people.push_back(exposed_person(p, exposure_.by_person[p]));
    // person_id is the directory's order, so the stable sort makes the order total.
    std::stable_sort(report.people.begin(), report.people.end(), [](const ExposedPerson& a, const ExposedPerson& b) {
      const auto severity = [](const ExposedPerson& p) { return parse_enum<Severity>(p.severity).value_or(Severity::low); };
      return severity(a) != severity(b) ? severity(a) > severity(b) : a.score > b.score;
    });
  }

  LogNumber log_number(const Verdict& verdict) const {
    static constexpr std::string_view kWords[] = {"matched", "ambiguous", "unmatched", "ignored", "ignored"};
    const Contact& seen = contact(verdict.index);
    const NumberFacts& facts = facts_[verdict.index];
    LogNumber number;
    number.number_id = number_id(verdict.index);
    number.masked = masked(verdict.index);
    number.outcome = kWords[static_cast<std::size_t>(verdict.outcome)];
    number.status = to_text(facts.status);
    number.region = facts.region;
    number.state = facts.state;
    number.type = to_text(facts.type);
    number.message_count = seen.messages;
    number.undated_count = seen.undated;
    number.active_day_count = seen.days.size();
    number.first_sent_at = first_text(seen);
    number.last_sent_at = last_text(seen);
    number.carriers = tallies(seen.carriers, names_);
    number.countries = tallies(seen.countries, names_);
    number.states = tallies(seen.states, names_);
    number.channels = channel_tallies(seen);
    number.message_types = tallies(seen.types, names_);
    number.row_refs = row_refs(verdict.index);
    number.has_more_rows = has_more_rows(verdict.index);
    if (verdict.outcome == Outcome::ignored) number.reason = "ignore_list";
    if (verdict.outcome == Outcome::generic) number.reason = "generic";
    if (verdict.outcome == Outcome::unmatched) number.reason = verdict.candidates.empty() ? "no_holder" : "below_min_confidence";
    if (verdict.outcome == Outcome::generic) return number;  // its holders are in `shared`
    const auto& listed = verdict.outcome == Outcome::unmatched ? verdict.candidates : verdict.holders;
    for (const Holder& holder : listed)
      number.holders.push_back({person_id(holder.person), std::string(to_text(holder.confidence))});
    return number;
  }

  SharedNumber shared_number(const Verdict& verdict) const {
    SharedNumber shared;
    shared.number_id = number_id(verdict.index);
    shared.masked = masked(verdict.index);
    shared.kind = verdict.outcome == Outcome::generic ? "generic" : "shared";
    shared.holder_count = verdict.holders.size();
    shared.message_count = contact(verdict.index).messages;
    std::vector<PersonId> people;
    for (const Holder& holder : verdict.holders) people.push_back(holder.person);
    std::sort(people.begin(), people.end());
    for (std::size_t i = 0; i < std::min(people.size(), kSharedPeopleLimit); ++i)
      shared.holders.push_back({person_id(people[i]), label_of(directory_.person(people[i]))});
    return shared;
  }

  void add_numbers(Report& report) const {
    report.numbers.reserve(report.accounting.numbers.matched);
    report.ambiguous.reserve(report.accounting.numbers.ambiguous);
    report.unmatched.reserve(report.accounting.numbers.unmatched);
    report.ignored.reserve(report.accounting.numbers.ignored);
    for (const Verdict& verdict : exposure_.verdicts) {
      switch (verdict.outcome) {
        case Outcome::matched: report.numbers.push_back(log_number(verdict)); break;
        case Outcome::ambiguous: report.ambiguous.push_back(log_number(verdict)); break;
        case Outcome::unmatched: report.unmatched.push_back(log_number(verdict)); break;
        case Outcome::ignored:
        case Outcome::generic: report.ignored.push_back(log_number(verdict)); break;
      }
      if (verdict.holders.size() > 1) report.shared.push_back(shared_number(verdict));
    }
  }

  static void add_integrity(Report& report) {
    std::string list;
    for (const InputFacts& input : report.inputs) list += fmt::format("{}  {}{}{}\n", input.sha256, input.path, input.member.empty() ? "" : "!", input.member);
    report.integrity_inputs_sha256 = sha256_hex(list);
    report.report_id =
        "r-" + sha256_hex(report.integrity_inputs_sha256 + report.run.options_sha256 + report.generated_at).substr(0, 16);
  }

  const MergedLogs& logs_;
  const Directory& directory_;
  const ReportOptions& options_;
  Exposure exposure_;
  ShownNames names_;
  std::vector<NumberFacts> facts_;
  std::vector<std::regex> privileged_groups_;
  VipList vip_;
  std::optional<std::int32_t> end_minute_;
  std::map<std::string, LocalClock> clocks_;
  std::vector<std::uint64_t> local_hours_;
  std::map<std::string, std::uint64_t> people_by_zone_;
};

}  // namespace

Report build_report(const MergedLogs& logs, const Directory& directory, std::vector<InputFacts> inputs,
                    const ReportOptions& options) {
  return Builder(logs, directory, options).build(std::move(inputs));
}

}  // namespace mfax
