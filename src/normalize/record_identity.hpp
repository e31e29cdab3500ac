// In: what makes a message unique. Out: a 64-bit identity, the same in every file and run, never 0.
// Next: record.cpp; the merge compares identities to find duplicates.
#pragma once

#include <cstdint>
#include <string_view>

#include "normalize/byte_words.hpp"

namespace mfax {

/// Not keyed, not for hostile collisions: a forged duplicate hides no number, it is only counted once.
class Identity {
 public:
  void add(std::uint64_t word) noexcept {
    word *= 0x9FB21C651E98DF25;
    word = word << 29 | word >> 35;
    state_ ^= word * 0xC2B2AE3D27D4EB4F;
    state_ = (state_ << 27 | state_ >> 37) * 5 + 0x52DCE729;
  }
  void add(std::string_view text) noexcept {
    add(static_cast<std::uint64_t>(text.size()));
    for (; text.size() >= 8; text.remove_prefix(8)) add(load_word<std::uint64_t>(text.data()));
    if (!text.empty()) add(load_short(text.data(), text.size()));
  }
  std::uint64_t finish() const noexcept {
    std::uint64_t h = state_;
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCD;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53;
    h ^= h >> 33;
    return h == 0 ? 1 : h;
  }

 private:
  std::uint64_t state_ = 0x6D66617831ULL;
};

}  // namespace mfax
