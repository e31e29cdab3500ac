// Directory records of all files -> people and the index of their numbers. Merging is by ids and addresses only
// (product.md 8: a phone number never merges two people). Next: match/ and report/ ask Directory::find.
#include "mfax/directory.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/people.hpp"

namespace mfax {
namespace {

/// Fibonacci hashing: E.164 keys of one plan differ in their low digits only.
std::size_t bucket_of(std::uint64_t digits, std::size_t mask) noexcept {
  return static_cast<std::size_t>((digits * 0x9E3779B97F4A7C15ULL) >> 24) & mask;
}

struct Entry {
  std::uint64_t digits = 0;
  Holder holder;
  bool is_primary() const noexcept { return holder.alias == DiagCode::none; }
  auto order() const noexcept { return std::tuple(digits, !is_primary(), holder.person, holder.confidence, holder.number); }
};

/// In the order of people.
std::vector<Entry> number_entries(const std::vector<Person>& people) {
  std::vector<Entry> entries;
  entries.reserve(people.size() * 2);
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
  return entries;
}

/// Entries of one key side by side and in order(): counted into buckets of one or two, then sorted within them. `begins` is where
/// each bucket begins, and an end.
std::vector<Entry> by_bucket(const std::vector<Entry>& entries, std::vector<std::uint32_t>& begins) {
  const std::size_t count = std::bit_ceil(entries.size() + 1), mask = count - 1;
  begins.assign(count + 1, 0);
  for (const Entry& entry : entries) ++begins[bucket_of(entry.digits, mask) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Entry> sorted(entries.size());
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  for (const Entry& entry : entries) sorted[next[bucket_of(entry.digits, mask)]++] = entry;
  for (std::size_t bucket = 0; bucket < count; ++bucket) {
    const auto begin = sorted.begin() + begins[bucket], end = sorted.begin() + begins[bucket + 1];
    if (end - begin > 1) std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.order() < b.order(); });
  }
  return sorted;
}

/// The holders of one key: a primary number beats aliases of others (docs/normalization.md 2.5); a person appears once,
/// by the best of his numbers. Linear in the entries, which are in order(): one number may stand at everybody.
void keep_holders(std::span<const Entry> same_key, const std::vector<Person>& people, std::vector<Holder>& holders,
                  std::vector<std::pair<std::uint64_t, MergeConflict>>& collisions) {
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
    collisions.emplace_back(entry.digits, std::move(conflict));
  }
  std::sort(holders.begin() + begin, holders.end(), [](const Holder& a, const Holder& b) {
    return std::tuple(a.confidence, a.person) < std::tuple(b.confidence, b.person);
  });
}

}  // namespace

Directory merge_directories(std::vector<DirectoryRows> chunks) {
  Directory directory;
  directory.rules_ = merge_rules();
  directory::Rows rows;
  directory::KeyHashes hashes;
  for (DirectoryRows& chunk : chunks) {
    hashes.add(chunk.keys, rows.size());
    for (DirectoryRow& row : chunk.rows) rows.push_back(&row);
  }
  Arena of_people;
  directory.people_ = merge_people(rows, hashes, of_people, directory.conflicts_);
  directory.arenas_.push_back(std::move(of_people));
  for (DirectoryRows& chunk : chunks) directory.arenas_.push_back(std::move(chunk.arena));
  chunks.clear();

  const std::vector<Entry> entries = by_bucket(number_entries(directory.people_), directory.buckets_);
  std::vector<std::pair<std::uint64_t, MergeConflict>> collisions;  // in the order of their numbers
  directory.holders_.reserve(entries.size());
  directory.entries_.reserve(entries.size());
  std::size_t bucket = 0;
  for (std::size_t begin = 0; begin < entries.size();) {
    for (; directory.buckets_[bucket] <= begin; ++bucket) directory.buckets_[bucket] = static_cast<std::uint32_t>(directory.entries_.size());
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].digits == entries[begin].digits) ++end;
    const std::size_t first_holder = directory.holders_.size();
    keep_holders(std::span(entries).subspan(begin, end - begin), directory.people_, directory.holders_, collisions);
    directory.entries_.push_back({entries[begin].digits, static_cast<std::uint32_t>(first_holder),
                                  static_cast<std::uint32_t>(directory.holders_.size() - first_holder)});
    if (entries[begin].is_primary()) ++directory.primary_count_;
    begin = end;
  }
  for (; bucket < directory.buckets_.size(); ++bucket) directory.buckets_[bucket] = static_cast<std::uint32_t>(directory.entries_.size());
  std::stable_sort(collisions.begin(), collisions.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [digits, conflict] : collisions) directory.conflicts_.push_back(std::move(conflict));
  return directory;
}

Directory build_directory(const std::vector<DirectoryRecord>& records) {
  std::vector<DirectoryRows> rows(1);
  for (const DirectoryRecord& record : records) add_record(record, rows.front());
  return merge_directories(std::move(rows));
}

std::span<const Holder> Directory::find(PhoneKey key) const& noexcept {
  if (!key || buckets_.empty()) return {};
  const std::size_t bucket = bucket_of(key.digits, buckets_.size() - 2);
  for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i)
    if (entries_[i].digits == key.digits) return std::span(holders_).subspan(entries_[i].begin, entries_[i].count);
  return {};
}

}  // namespace mfax
