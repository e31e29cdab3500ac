// Recognizing messages again. Asked by the merge and by `normalize`, in file order.
#include <algorithm>

#include "mfax/match.hpp"

namespace mfax {
namespace {

constexpr unsigned kShardBits = 12;

__extension__ using Product = unsigned __int128;

/// The place of a mark among `size`, rising with the mark: so a larger table is filled in the order of the smaller one.
std::size_t place_of(std::uint64_t mark, std::size_t size) noexcept {
  return static_cast<std::size_t>((static_cast<Product>(mark) * size) >> 64);
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t h = (a ^ (b * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
  h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93ULL;
  return h ^ (h >> 32);
}

std::size_t shard_of(const Sighting& message) noexcept { return mixed(message.digits, message.identity) >> (64 - kShardBits); }

/// Never 0, which means free.
std::uint64_t mark_of(const Sighting& message) noexcept {
  const std::uint64_t mark = mixed(message.identity + 0x6D666178, message.digits);
  return mark == 0 ? 1 : mark;
}

}  // namespace

Duplicates::Duplicates(bool keep_places) : keep_places_(keep_places), ids_(std::size_t{1} << kShardBits) {}

std::size_t Duplicates::Hash::operator()(const Key& key) const noexcept {
  return static_cast<std::size_t>(mixed(key.identity, key.digits));
}

void Duplicates::Shard::put(std::uint64_t mark) noexcept {
  std::size_t slot = place_of(mark, marks.size());
  while (marks[slot] != 0)
    if (++slot == marks.size()) slot = 0;
  marks[slot] = mark;
}

bool Duplicates::Shard::add(std::uint64_t mark) {
  if (!marks.empty()) {
    for (std::size_t slot = place_of(mark, marks.size()); marks[slot] != 0;) {
      if (marks[slot] == mark) return false;
      if (++slot == marks.size()) slot = 0;
    }
  }
  if (used * 4 >= marks.size() * 3) {
    constexpr std::size_t kLeast = 8;
    std::vector<std::uint64_t> old(std::max(kLeast, marks.size() + marks.size() / 3));
    old.swap(marks);
    for (const std::uint64_t known : old)
      if (known != 0) put(known);
  }
  put(mark);
  ++used;
  return true;
}

bool Duplicates::repeats_without_id(const Key& key, FileId file) {
  const auto [at, is_new] = without_id_.try_emplace(key);
  Occurrences& seen = at->second;
  if (is_new || seen.file != file) {
    seen.file = file;
    seen.in_file = 0;
  }
  if (++seen.in_file <= seen.counted) return true;
  seen.counted = seen.in_file;
  return false;
}

void Duplicates::prefetch(const Sighting& message) const noexcept {
  const Shard& shard = ids_[shard_of(message)];
  if (!shard.marks.empty()) __builtin_prefetch(&shard.marks[place_of(mark_of(message), shard.marks.size())]);
}

bool Duplicates::is_duplicate(const Sighting& message, const RowPos& pos) {
  const Key key{message.digits, message.identity};
  bool is_first = true;
  if (keep_places_) {
    const auto [at, is_new] = places_.try_emplace(key, pos);
    original_ = at->second;
    is_first = is_new;
  }
  if (!message.has_id) return repeats_without_id(key, pos.file);
  return keep_places_ ? !is_first : !ids_[shard_of(message)].add(mark_of(message));
}

}  // namespace mfax
