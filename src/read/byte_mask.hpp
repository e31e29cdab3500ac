// 64 bytes in, one bit a byte out: which of them equal a character. SSE2 where the compiler has it (every x86-64), else
// a plain loop. Used by the scanners and the JSON splitter to jump over bytes that mean nothing to them.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mfax {

/// 64 bytes held in registers; `load` needs 64 readable bytes.
class ByteBlock {
 public:
#if defined(__SSE2__)
  static ByteBlock load(const char* bytes) noexcept {
    ByteBlock block;
    for (int i = 0; i < 4; ++i) block.lanes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    return block;
  }
  std::uint64_t equal(char c) const noexcept {
    const __m128i wanted = _mm_set1_epi8(c);
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) mask |= bits(_mm_cmpeq_epi8(lanes_[i], wanted)) << (16 * i);
    return mask;
  }
  /// Equal after setting bit 0x20: '[' and '{' are one character then, and so are ']' and '}'.
  std::uint64_t equal_with_bit5(char c) const noexcept {
    const __m128i wanted = _mm_set1_epi8(c), bit = _mm_set1_epi8(0x20);
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) mask |= bits(_mm_cmpeq_epi8(_mm_or_si128(lanes_[i], bit), wanted)) << (16 * i);
    return mask;
  }

 private:
  static std::uint64_t bits(__m128i lane) noexcept {
    return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(lane)));
  }
  __m128i lanes_[4];
#else
  static ByteBlock load(const char* bytes) noexcept {
    ByteBlock block;
    std::memcpy(block.bytes_, bytes, 64);
    return block;
  }
  std::uint64_t equal(char c) const noexcept {
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < 64; ++i) mask |= static_cast<std::uint64_t>(bytes_[i] == c) << i;
    return mask;
  }
  std::uint64_t equal_with_bit5(char c) const noexcept {
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < 64; ++i) mask |= static_cast<std::uint64_t>((bytes_[i] | 0x20) == c) << i;
    return mask;
  }

 private:
  char bytes_[64];
#endif
};

/// The block at `bytes`, of which only `size` may be read; what lies beyond reads as zero.
inline ByteBlock load_block(const char* bytes, std::size_t size) noexcept {
  if (size >= 64) return ByteBlock::load(bytes);
  char padded[64] = {};
  std::memcpy(padded, bytes, size);
  return ByteBlock::load(padded);
}

/// Bit i of the result is the parity of bits 0..i: from quotes to "inside quotes".
inline std::uint64_t prefix_xor(std::uint64_t bits) noexcept {
  for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace mfax
