// Merged logs + directory -> Report: verdicts, sums over all people, the order of the lists. The entries of the lists are made
// when a renderer asks (person_entry.cpp, number_entry.cpp). Pure: no clock, no files. Next: render/.
#include <algorithm>
#include <mutex>

#include <fmt/format.h>

#include "base/parallel.hpp"
#include "base/sha256.hpp"
#include "report/number_entry.hpp"
#include "report/other_people.hpp"
#include "report/overview.hpp"
#include "report/person_entry.hpp"

namespace mfax {
namespace {

using Data = std::shared_ptr<const ReportData>;

/// What decides the place of a person in the list.
struct PersonPlace {
  Severity severity = Severity::low;
  std::int64_t score = 0;
  std::uint32_t person = 0;
};

/// Makes every exposed person once, for sums and order; what is needed of a million people stays, their texts do not.
class PeoplePass {
 public:
  PeoplePass(Data data, unsigned threads) : data_(std::move(data)) {
    for_parts(data_->exposure.people_count(), threads, [this](std::size_t begin, std::size_t end) { pass(begin, end); });
    // person_id is the directory's order, so the order is total.
    std::sort(places_.begin(), places_.end(), [](const PersonPlace& a, const PersonPlace& b) {
      if (a.severity != b.severity) return a.severity > b.severity;
      return a.score != b.score ? a.score > b.score : a.person < b.person;
    });
  }

  const PeopleSums& sums() const noexcept { return sums_; }

  Entries<ExposedPerson> people() const {
    auto order = std::make_shared<std::vector<std::uint32_t>>();
    order->reserve(places_.size());
    for (const PersonPlace& place : places_) order->push_back(place.person);
    return {order->size(), [data = data_, order](bool is_brief) {
              return [maker = std::make_shared<PersonMaker>(data, is_brief ? Detail::brief : Detail::full), order](std::size_t at, ExposedPerson& out) { maker->make((*order)[at], out); };
            }};
  }

 private:
  void pass(std::size_t begin, std::size_t end) {
    PersonMaker maker(data_, Detail::sums);
    PeopleSums sums;
    std::vector<PersonPlace> places;
    ExposedPerson entry;
    for (std::size_t person = begin; person < end; ++person) {
      if (!data_->exposure.is_exposed(person)) continue;
      maker.make(person, entry);
      sums.add(entry);
      // Once a person, by the numbers that are the person's alone.
      if (!entry.time_zone.empty() && entry.certainty == "certain") sums.add_hours(entry.time_zone, maker.moments(), maker.clock());
      places.push_back({parse_enum<Severity>(entry.severity).value_or(Severity::low), entry.score, static_cast<std::uint32_t>(person)});
    }
    const std::lock_guard lock(mutex_);
    sums_.add(sums);
    places_.insert(places_.end(), places.begin(), places.end());
  }

  Data data_;
  std::mutex mutex_;
  PeopleSums sums_;
  std::vector<PersonPlace> places_;
};

template <class Entry>
Entries<Entry> list_of(const Data& data, std::vector<std::uint32_t> numbers, void (*make)(const ReportData&, std::size_t, Entry&)) {
  const std::size_t size = numbers.size();
  return {size, [data, make, list = std::make_shared<const std::vector<std::uint32_t>>(std::move(numbers))](bool) {
            return [data, make, list](std::size_t at, Entry& out) { make(*data, (*list)[at], out); };
          }};
}

void add_numbers(Report& report, const Data& data) {
  std::vector<std::uint32_t> matched, ambiguous, unmatched, ignored, shared;
  const std::vector<Verdict>& verdicts = data->exposure.verdicts;
  for (std::uint32_t i = 0; i < verdicts.size(); ++i) {
    switch (verdicts[i].outcome) {
      case Outcome::matched: matched.push_back(i); break;
      case Outcome::ambiguous: ambiguous.push_back(i); break;
      case Outcome::unmatched: unmatched.push_back(i); break;
      case Outcome::ignored:
      case Outcome::generic: ignored.push_back(i); break;
    }
    if (verdicts[i].holder_count > 1) shared.push_back(i);
  }
  report.numbers = list_of<LogNumber>(data, std::move(matched), &make_log_number);
  report.ambiguous = list_of<LogNumber>(data, std::move(ambiguous), &make_log_number);
  report.unmatched = list_of<LogNumber>(data, std::move(unmatched), &make_log_number);
  report.ignored = list_of<LogNumber>(data, std::move(ignored), &make_log_number);
  report.shared = list_of<SharedNumber>(data, std::move(shared), &make_shared_number);
}

void add_integrity(Report& report) {
  std::string list;
  for (const InputFacts& input : report.inputs) list += fmt::format("{}  {}{}{}\n", input.sha256, input.path, input.member.empty() ? "" : "!", input.member);
  report.integrity_inputs_sha256 = sha256_hex(list);
  report.report_id =
      "r-" + sha256_hex(report.integrity_inputs_sha256 + report.run.options_sha256 + report.generated_at).substr(0, 16);
}

}  // namespace

Report build_report(std::shared_ptr<const MergedLogs> logs, std::shared_ptr<const Directory> directory, std::vector<InputFacts> inputs,
                    const ReportOptions& options) {
  const Data data = std::make_shared<const ReportData>(std::move(logs), std::move(directory), options);
  Report report;
  report.generated_at = to_rfc3339(options.now);
  report.run = options.run;
  report.run.policy = options.policy.name;
  report.run.policy_sha256 = sha256_hex(policy_text(options.policy));
  report.run.vip_count = options.vip.size();
  report.incident = options.incident;
  report.inputs = std::move(inputs);
  report.accounting = build_accounting(*data->logs, *data->directory, data->exposure);
  const PeoplePass people(data, options.threads);
  report.people = people.people();
  add_numbers(report, data);
  report.not_exposed = not_exposed_people(*data->logs, *data->directory, data->exposure);
  add_overview(report, *data->logs, *data->directory, options, data->names, people.sums());
  for (const std::string& name : data->vip.not_found()) report.quality.vip_not_found.push_back(mask_text(name, options.mask));
  report.privacy.mask = report.run.mask;
  report.privacy.note = "holds personal data of the people listed; keep it no longer than the incident needs";
  add_integrity(report);
  return report;
}

Report build_report(const MergedLogs& logs, const Directory& directory, std::vector<InputFacts> inputs, const ReportOptions& options) {
  const auto borrow = [](const auto& value) { return std::shared_ptr<const std::remove_cvref_t<decltype(value)>>(&value, [](const auto*) {}); };
  Report report = build_report(borrow(logs), borrow(directory), std::move(inputs), options);
  static_cast<void>(report.people.held());
  for (auto* list : {&report.numbers, &report.ambiguous, &report.unmatched, &report.ignored}) static_cast<void>(list->held());
  static_cast<void>(report.shared.held());
  return report;
}

}  // namespace mfax
