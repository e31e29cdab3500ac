// The verdict on every number of the logs, and the sums that must balance (product.md 7 and 8). Next: build.cpp.
#include "report/exposure.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "base/parallel.hpp"
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

/// Both sides must be good enough: the weaker of the two counts.
Holder seen_as(Holder holder, Confidence in_log) noexcept {
  holder.confidence = std::max(holder.confidence, in_log);
  return holder;
}

Verdict judge(PhoneKey key, const Contact& contact, const Directory& directory, const ReportOptions& options) {
  Verdict verdict;
  verdict.best = best_of(contact);
  if (std::binary_search(options.ignored.begin(), options.ignored.end(), key)) {
    verdict.outcome = Outcome::ignored;
    return verdict;
  }
  for (const Holder& holder : directory.find(key))
    verdict.holder_count += seen_as(holder, verdict.best).confidence <= options.min_confidence ? 1 : 0;
  if (verdict.holder_count == 0)
    verdict.outcome = Outcome::unmatched;
  else if (verdict.holder_count == 1)
    verdict.outcome = Outcome::matched;
  else
    verdict.outcome = verdict.holder_count > options.generic_threshold ? Outcome::generic : Outcome::ambiguous;
  return verdict;
}

void require(bool balanced, const char* what) {
  if (!balanced) throw std::logic_error(fmt::format("the accounting of {} does not balance", what));
}

}  // namespace

bool Exposure::is_certain(std::size_t person) const noexcept {
  const auto hits = hits_of(person);
  return std::any_of(hits.begin(), hits.end(),
                     [&](const PersonHit& hit) { return verdicts[hit.number].outcome == Outcome::matched; });
}

std::vector<Holder> Exposure::holders_of(std::size_t number, const MergedLogs& logs, const Directory& directory) const {
  std::vector<Holder> holders;
  if (verdicts[number].outcome == Outcome::ignored) return holders;
  for (const Holder& holder : directory.find(logs.contacts[number].first))
    if (const Holder seen = seen_as(holder, verdicts[number].best); seen.confidence <= min_confidence_) holders.push_back(seen);
  return holders;
}

std::vector<Holder> Exposure::candidates_of(std::size_t number, const MergedLogs& logs, const Directory& directory) const {
  std::vector<Holder> candidates;
  if (verdicts[number].outcome != Outcome::unmatched) return candidates;
  for (const Holder& holder : directory.find(logs.contacts[number].first)) candidates.push_back(seen_as(holder, verdicts[number].best));
  return candidates;
}

Exposure build_exposure(const MergedLogs& logs, const Directory& directory, const ReportOptions& options) {
  Exposure exposure;
  exposure.min_confidence_ = options.min_confidence;
  exposure.verdicts.resize(logs.contacts.size());
  for_parts(logs.contacts.size(), options.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      exposure.verdicts[i] = judge(logs.contacts[i].first, logs.contacts[i].second, directory, options);
  });
  const auto is_hit = [](const Verdict& v) { return v.outcome == Outcome::matched || v.outcome == Outcome::ambiguous; };
  // By counting: how many hits everybody has, where they begin, then each to its place in the order of the numbers.
  std::vector<std::uint32_t>& first = exposure.first_hit_;
  first.assign(directory.people().size() + 1, 0);
  std::uint64_t total = 0;
  for (const Verdict& verdict : exposure.verdicts) total += is_hit(verdict) ? verdict.holder_count : 0;
  if (total > 0xFFFFFFFE || logs.contacts.size() > 0xFFFFFFFE) throw std::length_error("more than 2^32 numbers of people");
  const auto for_each_hit = [&](const auto& take) {
    for (std::size_t i = 0; i < exposure.verdicts.size(); ++i) {
      const Verdict& verdict = exposure.verdicts[i];
      if (!is_hit(verdict)) continue;
      for (const Holder& holder : directory.find(logs.contacts[i].first))
        if (const Holder seen = seen_as(holder, verdict.best); seen.confidence <= options.min_confidence) take(static_cast<std::uint32_t>(i), seen);
    }
  };
  std::vector<PersonHit> found;
  found.reserve(total);
  for_each_hit([&](std::uint32_t number, const Holder& holder) {
    ++first[static_cast<std::size_t>(holder.person) + 1];
    found.push_back({number, holder});
  });
  std::partial_sum(first.begin(), first.end(), first.begin());
  exposure.hits_.resize(total);
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const PersonHit& hit : found) exposure.hits_[next[static_cast<std::size_t>(hit.holder.person)]++] = hit;
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
  for (std::size_t i = 0; i < exposure.verdicts.size(); ++i) {
    const std::uint64_t count = logs.contacts[i].second.messages;
    switch (exposure.verdicts[i].outcome) {
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
  for (std::size_t p = 0; p < exposure.people_count(); ++p) {
    if (!exposure.is_exposed(p))
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

namespace {
/// "n-0042": at least four digits. Made for every number and person several times, so without a format string.
std::string padded_id(char letter, std::uint64_t number) {
  char text[24] = {letter, '-', '0', '0', '0', '0'};
  char digits[20];
  const char* end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const auto size = static_cast<std::size_t>(end - digits);
  const std::size_t width = std::max<std::size_t>(size, 4);
  std::copy(digits, digits + size, text + 2 + width - size);
  return std::string(text, 2 + width);
}
}  // namespace

std::string number_id(std::size_t contact_index) { return padded_id('n', contact_index + 1); }
std::string person_id(PersonId id) { return padded_id('p', static_cast<std::uint64_t>(id) + 1); }

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

void set_tallies(std::vector<Tally>& list, std::span<const NameCount> counts, const ShownNames& names) {
  list.resize(counts.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].name = names.name(counts[i].name);
    list[i].count = counts[i].count;
  }
  names.put_in_order(list);
}

void set_channel_tallies(std::vector<Tally>& list, const Contact& contact) {
  list.clear();
  for (std::size_t i = 0; i < kChannelCount; ++i)
    if (contact.by_channel[i] > 0) list.push_back({std::string(to_text(static_cast<Channel>(i))), contact.by_channel[i]});
  sort_tallies(list);
}

std::string first_text(const Contact& contact) { return contact.first <= contact.last ? to_rfc3339(contact.first) : std::string{}; }
std::string last_text(const Contact& contact) { return contact.first <= contact.last ? to_rfc3339(contact.last) : std::string{}; }

}  // namespace mfax
