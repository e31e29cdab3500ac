// The verdict on every number of the logs, and the sums that must balance (product.md 7 and 8). Next: build.cpp.
#include "report/exposure.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "base/text.hpp"
#include "mfax/normalize.hpp"

namespace mfax {
namespace {

constexpr std::ptrdiff_t kNumberDigits = 7;  // fewer are the code of a network (310-260), a gateway, a year

Confidence best_of(const Contact& contact) {
  for (std::size_t i = 0; i < kConfidenceCount; ++i)
    if (contact.by_confidence[i] > 0) return static_cast<Confidence>(i);
  return Confidence::likely;
}

Verdict judge(std::size_t index, PhoneKey key, const Contact& contact, const Directory& directory, const ReportOptions& options) {
  Verdict verdict;
  verdict.index = index;
  verdict.best = best_of(contact);
  if (std::binary_search(options.ignored.begin(), options.ignored.end(), key)) {
    verdict.outcome = Outcome::ignored;
    return verdict;
  }
  for (Holder holder : directory.find(key)) {
    holder.confidence = std::max(holder.confidence, verdict.best);
    (holder.confidence <= options.min_confidence ? verdict.holders : verdict.candidates).push_back(holder);
  }
  if (verdict.holders.empty())
    verdict.outcome = Outcome::unmatched;
  else if (verdict.holders.size() == 1)
    verdict.outcome = Outcome::matched;
  else
    verdict.outcome = verdict.holders.size() > options.generic_threshold ? Outcome::generic : Outcome::ambiguous;
  return verdict;
}

void require(bool balanced, const char* what) {
  if (!balanced) throw std::logic_error(fmt::format("the accounting of {} does not balance", what));
}

}  // namespace

bool Exposure::is_certain(std::size_t person) const {
  const auto& hits = by_person[person];
  return std::any_of(hits.begin(), hits.end(),
                     [&](const PersonHit& hit) { return verdicts[hit.verdict].outcome == Outcome::matched; });
}

Exposure build_exposure(const MergedLogs& logs, const Directory& directory, const ReportOptions& options) {
  Exposure exposure;
  exposure.verdicts.reserve(logs.contacts.size());
  exposure.by_person.resize(directory.people().size());
  for (std::size_t i = 0; i < logs.contacts.size(); ++i) {
    Verdict verdict = judge(i, logs.contacts[i].first, logs.contacts[i].second, directory, options);
    if (verdict.outcome == Outcome::matched || verdict.outcome == Outcome::ambiguous)
      for (const Holder& holder : verdict.holders) exposure.by_person[static_cast<std::size_t>(holder.person)].push_back({i, holder});
    exposure.verdicts.push_back(std::move(verdict));
  }
  return exposure;
}

Accounting build_accounting(const MergedLogs& logs, const Directory& directory, const Exposure& exposure) {
  Accounting accounting;
  const RowCounts& rows = logs.rows;
  accounting.rows = {rows.read,          rows.blank,       rows.rejected, rows.duplicate,
                     rows.out_of_window, rows.not_counted, rows.in_scope, rows.undated,
                     rows.is_balanced()};

  NumberAccounting& numbers = accounting.numbers;
  MessageAccounting& messages = accounting.messages;
  messages.in_scope = rows.in_scope;
  numbers.distinct = logs.contacts.size();
  for (const Verdict& verdict : exposure.verdicts) {
    const std::uint64_t count = logs.contacts[verdict.index].second.messages;
    switch (verdict.outcome) {
      case Outcome::matched: ++numbers.matched, messages.attributed += count; break;
      case Outcome::ambiguous: ++numbers.ambiguous, messages.ambiguous += count; break;
      case Outcome::unmatched: ++numbers.unmatched, messages.unmatched += count; break;
      case Outcome::ignored:
      case Outcome::generic: ++numbers.ignored, messages.ignored += count; break;
    }
  }
  numbers.is_balanced = numbers.distinct == numbers.matched + numbers.ambiguous + numbers.unmatched + numbers.ignored;
  messages.is_balanced =
      messages.in_scope == messages.attributed + messages.ambiguous + messages.unmatched + messages.ignored;

  PeopleAccounting& people = accounting.people;
  people.directory_total = directory.people().size();
  for (std::size_t p = 0; p < exposure.by_person.size(); ++p) {
    if (exposure.by_person[p].empty())
      ++people.not_exposed;
    else
      ++(exposure.is_certain(p) ? people.certain : people.possible_additional);
  }
  people.is_balanced = people.directory_total == people.certain + people.possible_additional + people.not_exposed;

  require(accounting.rows.is_balanced, "rows");
  require(numbers.is_balanced, "numbers");
  require(messages.is_balanced, "messages");
  require(people.is_balanced, "people");
  return accounting;
}

std::string number_id(std::size_t contact_index) { return fmt::format("n-{:04}", contact_index + 1); }
std::string person_id(PersonId id) { return fmt::format("p-{:04}", static_cast<std::uint32_t>(id) + 1); }

void sort_tallies(std::vector<Tally>& list) {
  std::sort(list.begin(), list.end(),
            [](const Tally& a, const Tally& b) { return a.count != b.count ? a.count > b.count : a.name < b.name; });
}

void merge_tallies(std::vector<Tally>& list) {
  std::sort(list.begin(), list.end(), [](const Tally& a, const Tally& b) { return a.name < b.name; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (kept > 0 && list[kept - 1].name == list[i].name)
      list[kept - 1].count += list[i].count;
    else if (kept++ != i)
      list[kept - 1] = std::move(list[i]);
  }
  list.resize(kept);
  sort_tallies(list);
}

ShownNames::ShownNames(const StringTable& names, MaskMode mode) : names_(names) {
  if (mode == MaskMode::none) return;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = names.name(static_cast<NameId>(i));
    if (std::count_if(name.begin(), name.end(), is_ascii_digit) >= kNumberDigits && mask_digits(name) != name) masked_.emplace(static_cast<NameId>(i), mask_text(name, mode));
  }
}

std::string_view ShownNames::name(NameId id) const noexcept {
  if (const auto at = masked_.find(id); at != masked_.end()) return at->second;
  return names_.name(id);
}

void ShownNames::put_in_order(std::vector<Tally>& list) const { masked_.empty() ? sort_tallies(list) : merge_tallies(list); }

std::vector<Tally> tallies(std::span<const NameCount> counts, const ShownNames& names) {
  std::vector<Tally> list;
  list.reserve(counts.size());
  for (const NameCount& entry : counts) list.push_back({std::string(names.name(entry.name)), entry.count});
  names.put_in_order(list);
  return list;
}

std::vector<Tally> channel_tallies(const Contact& contact) {
  std::vector<Tally> list;
  for (std::size_t i = 0; i < kChannelCount; ++i)
    if (contact.by_channel[i] > 0) list.push_back({std::string(to_text(static_cast<Channel>(i))), contact.by_channel[i]});
  sort_tallies(list);
  return list;
}

std::string first_text(const Contact& contact) { return contact.first <= contact.last ? to_rfc3339(contact.first) : std::string{}; }
std::string last_text(const Contact& contact) { return contact.first <= contact.last ? to_rfc3339(contact.last) : std::string{}; }

}  // namespace mfax
