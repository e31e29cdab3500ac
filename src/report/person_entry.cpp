// See person_entry.hpp. Called by the list of people that build.cpp gives the report, and for its sums.
#include "report/person_entry.hpp"

#include <algorithm>
#include <stdexcept>

namespace mfax {
namespace {

std::string_view method_of(const Holder& holder) {
  switch (holder.confidence) {
    case Confidence::exact: return "e164_equal";
    case Confidence::derived: return "region_applied";
    case Confidence::equivalent: return "plan_equivalent";
    case Confidence::likely: return "likely_equivalent";
  }
  return "";
}

void add_distinct(std::vector<std::string>& list, std::string_view value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.emplace_back(value);
}

/// What decides severity, zone and country.
void set_situation(ExposedPerson& out, const Person& person) {
  out.email = person.email;
  out.account_status = to_text(person.status);
  out.residence_country = person.country;
  out.residence_state = person.state;
}

void set_account(ExposedPerson& out, const Person& person) {
  out.directory_id = person.id;
  out.employee_id = person.employee_id;
  out.username = person.username;
  out.display_name = person.display_name;
  out.title = person.title;
  out.department = person.department;
  out.manager = person.manager;
  out.locale = person.locale;
}

void set_directory_rows(ExposedPerson& out, const Person& person) {
  out.directory_rows.resize(person.rows.size());
  for (std::size_t i = 0; i < person.rows.size(); ++i) out.directory_rows[i] = to_text(person.rows[i]);
}

void set_exposed_elements(ExposedPerson& person) {
  std::vector<std::string>& elements = person.exposed_elements;
  elements.assign({"phone_number"});
  if (!person.carriers.empty()) elements.push_back("carrier");
  if (!person.log_countries.empty()) elements.push_back("country");
  if (!person.log_states.empty()) elements.push_back("state");
  if (!person.first_sent_at.empty()) elements.push_back("sent_at");
  if (!person.message_types.empty()) elements.push_back("message_type");
}

}  // namespace

PersonMaker::PersonMaker(std::shared_ptr<const ReportData> data, Detail detail)
    : data_(std::move(data)), detail_(detail), privileged_groups_(data_->options.policy) {}

LocalClock& PersonMaker::clock_of(const std::string& zone) {
  const auto known = clocks_.find(zone);
  if (known != clocks_.end()) return known->second;
  std::optional<LocalClock> clock = LocalClock::find(zone);
  if (!clock) throw std::logic_error("zones_of_places.tsv names an unknown zone: " + zone);
  return clocks_.emplace(zone, std::move(*clock)).first->second;
}

void PersonMaker::set_numbers(ExposedPerson& out, const Person& person, std::span<const PersonHit> hits) const {
  out.numbers.resize(hits.size());
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const PersonHit& hit = hits[i];
    const Contact& contact = data_->contact(hit.number);
    const DirectoryNumber& listed = person.numbers[hit.holder.number];
    PersonNumber& number = out.numbers[i];
    number.number_id = number_id(hit.number);
    number.masked = data_->masked(hit.number);
    number.confidence = to_text(hit.holder.confidence);
    number.method = method_of(hit.holder);
    number.directory_field = listed.field;
    number.use = to_text(listed.use);
    number.kind = to_text(listed.kind);
    number.message_count = contact.messages;
    if (detail_ == Detail::full) set_row_refs(number.row_refs, contact, *data_->logs);
    number.has_more_rows = contact.messages > contact.rows.size();
    number.directory_row = to_text(listed.row);
    number.holder_count = data_->exposure.verdicts[hit.number].holder_count;
  }
}

/// Sums over the numbers that speak for the person: his own ones when there are any, else the shared ones.
void PersonMaker::set_sums(ExposedPerson& out, std::span<const PersonHit> hits) {
  for (std::vector<std::string>* list : {&out.carriers, &out.log_countries, &out.log_states, &out.number_countries}) list->clear();
  out.message_types.clear();
  days_.clear();
  Contact sum;
  Confidence best = Confidence::likely;
  const ShownNames& names = data_->names;
  for (const PersonHit& hit : hits) {
    const Contact& seen = data_->contact(hit.number);
    best = std::min(best, hit.holder.confidence);
    sum.messages += seen.messages;
    sum.undated += seen.undated;
    sum.first = std::min(sum.first, seen.first);
    sum.last = std::max(sum.last, seen.last);
    for (std::size_t i = 0; i < kChannelCount; ++i) sum.by_channel[i] += seen.by_channel[i];
    days_.insert(days_.end(), seen.days.begin(), seen.days.end());
    for (const NameCount& name : seen.carriers) add_distinct(out.carriers, names.name(name.name));
    for (const NameCount& name : seen.countries) add_distinct(out.log_countries, names.name(name.name));
    for (const NameCount& name : seen.states) add_distinct(out.log_states, names.name(name.name));
    for (const NameCount& name : seen.types) out.message_types.push_back({std::string(names.name(name.name)), name.count});
    add_distinct(out.number_countries, number_facts(data_->key(hit.number)).region);
  }
  out.confidence = to_text(best);
  out.message_count = sum.messages;
  out.undated_count = sum.undated;
  if (hits.size() > 1) {
    std::sort(days_.begin(), days_.end());
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  }
  out.active_day_count = days_.size();
  out.first_sent_at = first_text(sum);
  out.last_sent_at = last_text(sum);
  set_channel_tallies(out.channels, sum);
  merge_tallies(out.message_types);
  for (std::vector<std::string>* list : {&out.carriers, &out.log_countries, &out.log_states, &out.number_countries})
    std::sort(list->begin(), list->end());
}

void PersonMaker::make(std::size_t index, ExposedPerson& out) {
  const Person& person = data_->directory->people()[index];
  const std::span<const PersonHit> hits = data_->exposure.hits_of(index);
  out.certainty = data_->exposure.is_certain(index) ? "certain" : "possible";
  counted_hits(out, hits, data_->exposure, counted_);
  set_situation(out, person);
  set_sums(out, counted_);
  if (detail_ != Detail::sums) {
    out.person_id = person_id(static_cast<PersonId>(index));
    set_account(out, person);
    set_numbers(out, person, hits);
    set_exposed_elements(out);
  }
  if (detail_ == Detail::full) set_directory_rows(out, person);
  out.is_vip = data_->vip.has(index);
  out.time_zone = zone_of_person(out);
  clock_ = &clock_of(out.time_zone);
  moments_of(counted_, *data_->logs, moments_);
  add_signals(out, person, hits, counted_, moments_, *clock_,
              {data_->exposure, *data_->logs, data_->options.policy, privileged_groups_, detail_, data_->end_minute});
}

}  // namespace mfax
