// Which rows may have a key in common with a row that is not yet their person: the rest needs no texts to be compared. Comes in:
// the hashed keys of all rows; goes out: some rows too many, never one too few. Next: groups.cpp compares their keys.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "directory/merge_keys.hpp"

namespace mfax::directory {

/// Rows of all files in their order, where they were read.
using Rows = std::vector<DirectoryRow*>;

class KeyHashes {
 public:
  /// Those of the coming rows; `keys` outlives this.
  void add(const std::vector<JoinKey>& keys, std::size_t first_row) { chunks_.push_back({&keys, static_cast<std::uint32_t>(first_row)}); }

  /// Rows in their order. `root`: the first row of a row's person, as far as it is known.
  template <class Root>
  std::vector<std::size_t> rows_to_compare(Pass pass, Root&& root) const;

 private:
  struct Chunk {
    const std::vector<JoinKey>* keys;
    std::uint32_t first_row;
  };
  struct Key {
    std::uint64_t hash;
    std::uint32_t row;
  };
  std::vector<Key> keys_of(Pass) const;

  std::vector<Chunk> chunks_;
};

/// Hash -> the first row that bears it, and whether people differ. Open addressing, eight bytes a slot: where 32 bits of the hash
/// and its place agree, keys count as equal.
class FirstBearers {
 public:
  explicit FirstBearers(std::size_t keys);
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t row = 0;  ///< 1-based, 0 = free; the highest bit: it stands at different people
  };
  static constexpr std::uint32_t kDiffer = std::uint32_t{1} << 31;
  Slot& at(std::uint64_t hash) noexcept {
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t place = hash & mask_;
    while (slots_[place].row != 0 && slots_[place].tag != tag) place = (place + 1) & mask_;
    slots_[place].tag = tag;
    return slots_[place];
  }
  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&slots_[hash & mask_]); }

 private:
  std::vector<Slot> slots_;
  std::size_t mask_;
};

template <class Root>
std::vector<std::size_t> KeyHashes::rows_to_compare(Pass pass, Root&& root) const {
  constexpr std::size_t kAhead = 12;  // a slot is in no cache
  const std::vector<Key> keys = keys_of(pass);
  std::vector<std::size_t> rows;
  FirstBearers bearers(keys.size());
  bool differ = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i + kAhead < keys.size()) bearers.prefetch(keys[i + kAhead].hash);
    const std::uint32_t row = keys[i].row + 1;
    auto& slot = bearers.at(keys[i].hash);
    if (slot.row == 0) {
      slot.row = row;
    } else if (slot.row != row && slot.row < FirstBearers::kDiffer && root(slot.row - 1) != root(row - 1)) {
      slot.row |= FirstBearers::kDiffer;
      differ = true;
    }
  }
  if (!differ) return rows;
  for (const Key& key : keys)
    if (bearers.at(key.hash).row >= FirstBearers::kDiffer) rows.push_back(key.row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace mfax::directory
