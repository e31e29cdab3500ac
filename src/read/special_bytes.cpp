// See special_bytes.hpp. The only file with more than the baseline's instructions; tests hold the ways against each other.
#include "read/special_bytes.hpp"

#include <algorithm>
#include <bit>

#include "read/byte_mask.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mfax {
namespace {

/// The places of the bits, always eight at a time: a branch a bit would be mispredicted at nearly every cell.
inline std::uint32_t* write_places(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) noexcept {
  std::uint32_t* const end = out + std::popcount(bits);
  while (bits != 0) {
    for (int i = 0; i < 8; ++i) {
      out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
    out += 8;
  }
  return end;
}

std::uint64_t low_bits(std::size_t count) noexcept { return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1; }

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,popcnt"))) std::size_t find_avx2(const char* bytes, std::size_t size, const SpecialSet& wanted,
                                                                 std::uint32_t base, std::uint32_t* out) noexcept {
  const __m256i a = _mm256_set1_epi8(wanted[0]), b = _mm256_set1_epi8(wanted[1]), c = _mm256_set1_epi8(wanted[2]),
                d = _mm256_set1_epi8(wanted[3]);
  std::uint32_t* const begin = out;
  for (std::size_t at = 0; at < size; at += 64) {
    std::uint64_t bits = 0;
    for (unsigned half = 0; half < 2; ++half) {
      const __m256i lane = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + at + 32 * half));
      const __m256i ab = _mm256_or_si256(_mm256_cmpeq_epi8(lane, a), _mm256_cmpeq_epi8(lane, b));
      const __m256i cd = _mm256_or_si256(_mm256_cmpeq_epi8(lane, c), _mm256_cmpeq_epi8(lane, d));
      bits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(ab, cd)))) << (32 * half);
    }
    bits &= low_bits(size - at);
    std::uint32_t* const end = out + __builtin_popcountll(bits);
    while (bits != 0) {
      for (int i = 0; i < 8; ++i) {
        out[i] = base + static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(_tzcnt_u64(bits));
        bits = _blsr_u64(bits);
      }
      out += 8;
    }
    out = end;
  }
  return static_cast<std::size_t>(out - begin);
}
#endif

}  // namespace

std::size_t find_specials_plain(const char* bytes, std::size_t size, const SpecialSet& wanted, std::uint32_t base, std::uint32_t* out) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < size; ++at)
    if (std::find(wanted.begin(), wanted.end(), bytes[at]) != wanted.end()) out[count++] = base + static_cast<std::uint32_t>(at);
  return count;
}

std::size_t find_specials_blocks(const char* bytes, std::size_t size, const SpecialSet& wanted, std::uint32_t base, std::uint32_t* out) noexcept {
  std::uint32_t* end = out;
  for (std::size_t at = 0; at < size; at += 64) {
    const ByteBlock block = ByteBlock::load(bytes + at);
    const std::uint64_t bits = block.equal(wanted[0]) | block.equal(wanted[1]) | block.equal(wanted[2]) | block.equal(wanted[3]);
    end = write_places(bits & low_bits(size - at), base + static_cast<std::uint32_t>(at), end);
  }
  return static_cast<std::size_t>(end - out);
}

FindSpecials find_specials_avx2() noexcept {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) return &find_avx2;
#endif
  return nullptr;
}

SpecialBytes::SpecialBytes(std::string_view text, const SpecialSet& wanted)
    : text_(text), wanted_(wanted), places_(std::make_unique_for_overwrite<std::uint32_t[]>(std::min(kPiece, text.size()) + 64)) {
  static const FindSpecials fast = find_specials_avx2();
  find_ = fast != nullptr ? fast : &find_specials_blocks;
}

bool SpecialBytes::find_more(std::size_t from) noexcept {
  found_to_ = std::max(found_to_, from);
  if (found_to_ >= text_.size()) return false;
  const std::size_t size = std::min(kPiece, text_.size() - found_to_);
  next_ = places_.get();
  end_ = next_ + find_(text_.data() + found_to_, size, wanted_, static_cast<std::uint32_t>(found_to_), places_.get());
  found_to_ += size;
  return true;
}

}  // namespace mfax
