// Recognizing messages again. Asked by the merge and by `normalize`, in file order.
#include "mfax/match.hpp"

namespace mfax {

std::size_t Duplicates::Hash::operator()(const Key& key) const noexcept {
  std::uint64_t mixed = (key.identity ^ (key.digits * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}

bool Duplicates::add_to_ids(const Key& key) {
  if (used_ * 4 >= ids_.size() * 3) {
    std::vector<Key> old(ids_.empty() ? 1024 : ids_.size() * 2);
    old.swap(ids_);
    used_ = 0;
    for (const Key& known : old)
      if (known.digits != 0) add_to_ids(known);
  }
  const std::size_t mask = ids_.size() - 1;
  std::size_t slot = Hash{}(key) & mask;
  while (ids_[slot].digits != 0) {
    if (ids_[slot] == key) return false;
    slot = (slot + 1) & mask;
  }
  ids_[slot] = key;
  ++used_;
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

bool Duplicates::is_duplicate(const MessageRecord& record) {
  const Key key{record.number.digits, record.identity};
  const bool repeats = record.has_id ? !add_to_ids(key) : repeats_without_id(key, record.pos.file);
  if (keep_places_) original_ = places_.try_emplace(key, record.pos).first->second;
  return repeats;
}

}  // namespace mfax
