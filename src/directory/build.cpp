// Directory records of all files -> people and the index of their numbers. Merging is by ids and addresses only
// (product.md 8: a phone number never merges two people). Next: match/ and report/ ask Directory::find.
#include "mfax/directory.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/people.hpp"

namespace mfax {
namespace {

/// Fibonacci hashing: E.164 keys of one plan differ in their low digits only.
std::size_t slot_of(std::uint64_t digits, std::size_t mask) noexcept {
  return static_cast<std::size_t>((digits * 0x9E3779B97F4A7C15ULL) >> 20) & mask;
}

constexpr unsigned kCountBits = 24;  // holders of one number: 16 million; begin: 2^40 entries

struct Entry {
  std::uint64_t digits = 0;
  Holder holder;
  bool is_primary() const noexcept { return holder.alias == DiagCode::none; }
  auto order() const noexcept { return std::tuple(digits, !is_primary(), holder.person, holder.confidence, holder.number); }
};

std::vector<Entry> number_entries(const std::vector<Person>& people) {
  std::vector<Entry> entries;
  for (std::size_t p = 0; p < people.size(); ++p) {
    for (std::size_t n = 0; n < people[p].numbers.size(); ++n) {
      const DirectoryNumber& number = people[p].numbers[n];
      if (!number.key) continue;
      Holder holder;
      holder.person = static_cast<PersonId>(p);
      holder.number = static_cast<std::uint32_t>(n);
      holder.confidence = number.confidence;
      entries.push_back({number.key.digits, holder});
      for (const NumberAlias& alias : number_aliases(number.key)) {
        holder.confidence = std::max(number.confidence, alias.confidence);
        holder.alias = alias.code;
        entries.push_back({alias.key.digits, holder});
      }
    }
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.order() < b.order(); });
  return entries;
}

/// The holders of one key: a primary number beats aliases of others (docs/normalization.md 2.5); a person appears once,
/// by the best of his numbers. Linear in the entries, which are in order(): one number may stand at everybody.
void keep_holders(std::span<const Entry> same_key, const std::vector<Person>& people, std::vector<Holder>& holders,
                  std::vector<MergeConflict>& conflicts) {
  const bool has_primary = same_key.front().is_primary();
  const auto begin = static_cast<std::ptrdiff_t>(holders.size());
  const auto by_person = [](const Holder& a, const Holder& b) { return a.person < b.person; };
  PersonId last{};
  for (std::size_t i = 0; i < same_key.size(); ++i) {
    const Entry& entry = same_key[i];
    if (i > 0 && entry.is_primary() == same_key[i - 1].is_primary() && entry.holder.person == last) continue;
    last = entry.holder.person;
    if (entry.is_primary() == has_primary) {
      holders.push_back(entry.holder);
      continue;
    }
    if (std::binary_search(holders.begin() + begin, holders.end(), entry.holder, by_person)) continue;
    MergeConflict conflict;
    conflict.kind = "alias_collision";
    conflict.detail = "another form of this person's number is somebody else's own number; it names only its owner";
    conflict.rows = people[static_cast<std::size_t>(entry.holder.person)].rows;
    conflicts.push_back(std::move(conflict));
  }
  std::sort(holders.begin() + begin, holders.end(), [](const Holder& a, const Holder& b) {
    return std::tuple(a.confidence, a.person) < std::tuple(b.confidence, b.person);
  });
}

}  // namespace

Directory build_directory(std::vector<DirectoryRecord> records) {
  Directory directory;
  directory.rules_ = merge_rules();
  directory.people_ = merge_people(std::move(records), directory.conflicts_);

  const std::vector<Entry> entries = number_entries(directory.people_);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;  // digits, begin << kCountBits | count
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin;
    while (end < entries.size() && entries[end].digits == entries[begin].digits) ++end;
    const std::size_t first_holder = directory.holders_.size();
    keep_holders(std::span(entries).subspan(begin, end - begin), directory.people_, directory.holders_,
                 directory.conflicts_);
    const std::uint64_t count = directory.holders_.size() - first_holder;
    if (count > 0) ranges.emplace_back(entries[begin].digits, std::uint64_t{first_holder} << kCountBits | count);
    if (entries[begin].is_primary()) ++directory.primary_count_;
    begin = end;
  }

  std::size_t capacity = 16;
  while (capacity < ranges.size() * 2) capacity *= 2;
  directory.slots_keys_.assign(capacity, 0);
  directory.slots_ranges_.assign(capacity, 0);
  for (const auto& [digits, range] : ranges) {
    std::size_t slot = slot_of(digits, capacity - 1);
    while (directory.slots_keys_[slot] != 0) slot = (slot + 1) & (capacity - 1);
    directory.slots_keys_[slot] = digits;
    directory.slots_ranges_[slot] = range;
  }
  return directory;
}

std::span<const Holder> Directory::find(PhoneKey key) const& noexcept {
  if (!key || slots_keys_.empty()) return {};
  const std::size_t mask = slots_keys_.size() - 1;
  for (std::size_t slot = slot_of(key.digits, mask); slots_keys_[slot] != 0; slot = (slot + 1) & mask) {
    if (slots_keys_[slot] != key.digits) continue;
    const std::uint64_t range = slots_ranges_[slot];
    return std::span(holders_).subspan(range >> kCountBits, range & ((std::uint64_t{1} << kCountBits) - 1));
  }
  return {};
}

}  // namespace mfax
