// Recognizing messages again. Asked by the merge and by `normalize`, in file order.
#include <algorithm>

#include "mfax/match.hpp"

namespace mfax {
namespace {

constexpr unsigned kShardBits = 8;  // their heads stay in the processor's first cache

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
  if (used * 3 >= marks.size() * 2) {
    constexpr std::size_t kLeast = 8;
    std::vector<std::uint64_t> old(std::max(kLeast, marks.size() + marks.size() / 2));
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

/// A mark is never 0, which means free.
Duplicates::Trace Duplicates::trace_of(const Sighting& message) noexcept {
  const std::uint64_t mark = mixed(message.identity + 0x6D666178, message.digits);
  return {mixed(message.digits, message.identity) >> (64 - kShardBits), mark == 0 ? 1 : mark};
}

Duplicates::Trace Duplicates::prefetch(const Sighting& message) const noexcept {
  const Trace trace = trace_of(message);
  const Shard& shard = ids_[trace.shard];
  if (!shard.marks.empty()) __builtin_prefetch(&shard.marks[place_of(trace.mark, shard.marks.size())]);
  return trace;
}

bool Duplicates::is_duplicate(const Sighting& message, const RowPos& pos, const Trace& trace) {
  const Key key{message.digits, message.identity};
  bool is_first = true;
  if (keep_places_) {
    const auto [at, is_new] = places_.try_emplace(key, pos);
    original_ = at->second;
    is_first = is_new;
  }
  if (!message.has_id) return repeats_without_id(key, pos.file);
  return keep_places_ ? !is_first : !ids_[trace.shard].add(trace.mark);
}

}  // namespace mfax
