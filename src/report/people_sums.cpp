// See people_sums.hpp. Every figure here is a sum over what the report lists.
#include "report/people_sums.hpp"

#include <algorithm>

#include "report/exposure.hpp"

namespace mfax {
namespace {

/// European Economic Area: the EU's 27 and Iceland, Liechtenstein, Norway (GDPR applies by EEA Agreement, Annex XI).
// With the outermost regions of the EU and Aland, which have country codes of their own (TFEU Art. 349 and 355).
constexpr std::array<std::string_view, 37> kEea{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
                                                "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
                                                "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
                                                "AX", "GF", "GP", "MF", "MQ", "RE", "YT"};

constexpr std::string_view kRegions[] = {"EEA", "UK", "CH", "US"};

bool is_of_region(std::string_view region, std::string_view country) {
  if (region == "EEA") return std::find(kEea.begin(), kEea.end(), country) != kEea.end();
  return country == (region == "UK" ? "GB" : region);
}

bool has_of_region(std::string_view region, const std::vector<std::string>& countries) {
  return std::any_of(countries.begin(), countries.end(), [region](const std::string& c) { return is_of_region(region, c); });
}

template <class Counts>
void count(Counts& counts, std::string_view name) {
  const auto at = counts.find(name);
  if (at != counts.end())
    ++at->second;
  else
    counts.emplace(std::string(name), 1);
}

template <class Counts>
void count_all(Counts& counts, const std::vector<std::string>& names) {
  if (names.empty()) count(counts, "unknown");
  for (const std::string& name : names) count(counts, name);
}

template <class Counts>
std::vector<Tally> sorted(const Counts& counts) {
  std::vector<Tally> list;
  for (const auto& [name, number] : counts) list.push_back({name, number});
  sort_tallies(list);
  return list;
}

template <class Sums>
void add_each(Sums& to, const Sums& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

}  // namespace

PeopleSums::PeopleSums() {
  for (const std::string_view region : kRegions) regions_.regions.push_back({std::string(region), 0, 0, 0, 0});
}

void PeopleSums::add(const ExposedPerson& person) {
  ++people_;
  ++by_severity_[static_cast<std::size_t>(parse_enum<Severity>(person.severity).value_or(Severity::low))];
  const std::uint64_t n = person.message_count;
  ++by_messages_[n <= 1 ? 0 : n <= 5 ? 1 : n <= 20 ? 2 : n <= 100 ? 3 : 4];
  add_countries(person);
  add_regions(person);
  for (const Signal& signal : person.signals) count(signals_, signal.code);
  count(work_lists_, person.work_list);
  for (const std::string& action : person.recommended_actions) count(actions_, action);
}

void PeopleSums::add_countries(const ExposedPerson& person) {
  count(residence_, person.residence_country.empty() ? std::string_view("unknown") : std::string_view(person.residence_country));
  count_all(number_, person.number_countries);
  count_all(log_, person.log_countries);
  if (person.residence_state.starts_with("US-")) {
    count(states_, person.residence_state);
  } else if (person.residence_country.empty() || person.residence_country == "US") {
    for (const std::string& state : person.log_states)
      if (state.starts_with("US-")) count(states_, state);
  }
}

void PeopleSums::add_regions(const ExposedPerson& person) {
  for (RegionCount& region : regions_.regions) {
    const bool by_residence = is_of_region(region.region, person.residence_country);
    const bool by_number = has_of_region(region.region, person.number_countries);
    const bool by_log = has_of_region(region.region, person.log_countries);
    region.residence += by_residence ? 1 : 0;
    region.number += by_number ? 1 : 0;
    region.log += by_log ? 1 : 0;
    region.any += by_residence || by_number || by_log ? 1 : 0;
  }
  // Where the residence is not known, the countries of the numbers stand for it, each of them.
  const auto is_in = [&person](std::string_view region) {
    if (!person.residence_country.empty()) return is_of_region(region, person.residence_country);
    return has_of_region(region, person.number_countries);
  };
  regions_.eea += is_in("EEA") ? 1 : 0;
  regions_.uk += is_in("UK") ? 1 : 0;
  regions_.ch += is_in("CH") ? 1 : 0;
}

void PeopleSums::add_hours(const std::string& zone, std::span<const Moment> moments, LocalClock& clock) {
  count(zones_, zone);
  local_hours_.resize(168);
  for (const Moment& moment : moments)
    ++local_hours_[hour_of_week(Timestamp{std::chrono::minutes{clock.local_minute(moment.minute)}})];
}

void PeopleSums::add(const PeopleSums& other) {
  people_ += other.people_;
  add_each(by_severity_, other.by_severity_);
  add_each(by_messages_, other.by_messages_);
  for (Counts PeopleSums::*counts : {&PeopleSums::residence_, &PeopleSums::number_, &PeopleSums::log_, &PeopleSums::states_,
                                     &PeopleSums::signals_, &PeopleSums::zones_, &PeopleSums::work_lists_, &PeopleSums::actions_})
    for (const auto& [name, number] : other.*counts) (this->*counts)[name] += number;
  for (std::size_t i = 0; i < regions_.regions.size(); ++i) {
    RegionCount& to = regions_.regions[i];
    const RegionCount& from = other.regions_.regions[i];
    to.residence += from.residence, to.number += from.number, to.log += from.log, to.any += from.any;
  }
  regions_.eea += other.regions_.eea, regions_.uk += other.regions_.uk, regions_.ch += other.regions_.ch;
  if (other.local_hours_.empty()) return;
  local_hours_.resize(168);
  add_each(local_hours_, other.local_hours_);
}

void PeopleSums::add_to(Report& report, const Policy& policy) const {
  Summary& summary = report.summary;
  summary.people_certain = report.accounting.people.certain;
  summary.people_up_to = summary.people_certain + report.accounting.people.possible_additional;
  summary.numbers = report.accounting.numbers.distinct;
  summary.messages = report.accounting.messages.in_scope;
  const auto of = [this](Severity severity) { return by_severity_[static_cast<std::size_t>(severity)]; };
  summary.critical = of(Severity::critical), summary.high = of(Severity::high);
  summary.medium = of(Severity::medium), summary.low = of(Severity::low);

  report.jurisdictions = regions_;
  report.jurisdictions.residence = sorted(residence_);
  report.jurisdictions.number = sorted(number_);
  report.jurisdictions.log = sorted(log_);
  report.jurisdictions.us_states = sorted(states_);

  static constexpr std::string_view kMessages[] = {"1", "2-5", "6-20", "21-100", "101+"};
  for (std::size_t i = 0; i < by_messages_.size(); ++i)
    report.distributions.messages_per_person.push_back({std::string(kMessages[i]), by_messages_[i]});
  report.distributions.hour_of_week_local = local_hours_;
  report.distributions.time_zones = sorted(zones_);

  for (const SignalRule& rule : policy.signals) {
    if (!rule.is_enabled) continue;
    const auto at = signals_.find(rule.code);
    report.signals.push_back({rule.code, rule.title, rule.weight, at == signals_.end() ? 0 : at->second});
  }
  report.digest = {true, sorted(work_lists_), sorted(actions_)};
}

PeopleDigest digest_of(const Report& report) {
  if (report.digest.is_known) return report.digest;
  std::map<std::string, std::uint64_t, std::less<>> lists, actions;
  for (const ExposedPerson& person : report.people) {
    count(lists, person.work_list);
    for (const std::string& action : person.recommended_actions) count(actions, action);
  }
  return {true, sorted(lists), sorted(actions)};
}

}  // namespace mfax
