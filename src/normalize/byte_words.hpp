// Up to eight bytes in, one word out: what hashes of short texts are made of. Next: text_memo.hpp, record_identity.hpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace mfax {

/// The first byte lowest, whatever the machine's order.
template <class Word>
Word load_word(const char* bytes) noexcept {
  Word word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, sizeof word);
  } else {
    for (std::size_t i = sizeof word; i-- > 0;) word = static_cast<Word>(word << 8 | static_cast<unsigned char>(bytes[i]));
  }
  return word;
}

/// The same of `size` bytes, at most 8, in loads of fixed size that overlap: a call of memcpy would take longer than the hash.
inline std::uint64_t load_short(const char* bytes, std::size_t size) noexcept {
  if (size == 8) return load_word<std::uint64_t>(bytes);
  if (size >= 4) {
    const std::uint64_t low = load_word<std::uint32_t>(bytes), high = load_word<std::uint32_t>(bytes + size - 4);
    return low | high << (8 * (size - 4));
  }
  if (size == 0) return 0;
  const auto byte = [bytes](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * at); };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

}  // namespace mfax
