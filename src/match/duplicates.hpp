// Which records have been seen before. product.md 7: the same message delivered twice by overlapping exports, and further
// parts or events of one message, count once; two equal rows without an id in one file are two messages.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "mfax/normalize.hpp"

namespace mfax {

/// Asked in file order. Grows by one entry a distinct message that can be recognized again.
class Duplicates {
 public:
  /// With an id: every further occurrence. Without: the k-th occurrence in this file, when an earlier file had k or more.
  bool is_duplicate(const MessageRecord&);
  /// The row that the last is_duplicate() == true repeated.
  const RowPos& original() const noexcept { return original_; }

 private:
  /// The number is part of the key: a collision of the 64-bit identity can at worst miscount messages of one number,
  /// never lose a number.
  struct Key {
    std::uint64_t digits = 0, identity = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept {
      return static_cast<std::size_t>(key.identity ^ (key.digits * 0x9E3779B97F4A7C15ULL));
    }
  };
  struct Seen {
    RowPos first;
    FileId file{};
    std::uint32_t in_file = 0;   ///< occurrences in `file` so far
    std::uint32_t counted = 0;   ///< messages counted: the largest number of occurrences in one file
  };
  std::unordered_map<Key, Seen, Hash> seen_;
  RowPos original_;
};

}  // namespace mfax
