// Bytes in, the places of four characters out: delimiters, line ends and quotes, 64 bytes a step. AVX2 where the processor
// has it, else byte_mask.hpp (SSE2 or a plain loop). Only places are told: what they mean is the scanner's business.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace mfax {

/// Bytes that end a cell or may change what ends it; one may stand twice.
using SpecialSet = std::array<char, 4>;

/// Writes the places of the set's bytes in [0, size), rising, to `out`, which has room for `size` + 64, and returns how many.
/// 64 readable bytes follow. `base` is added to each place.
using FindSpecials = std::size_t (*)(const char* bytes, std::size_t size, const SpecialSet&, std::uint32_t base, std::uint32_t* out) noexcept;
std::size_t find_specials_plain(const char*, std::size_t, const SpecialSet&, std::uint32_t base, std::uint32_t* out) noexcept;
std::size_t find_specials_blocks(const char*, std::size_t, const SpecialSet&, std::uint32_t base, std::uint32_t* out) noexcept;
/// Null where the processor has no AVX2.
FindSpecials find_specials_avx2() noexcept;

/// The special bytes of a text one after the other, found a piece ahead.
class SpecialBytes {
 public:
  /// 64 readable bytes follow the text.
  SpecialBytes(std::string_view text, const SpecialSet& wanted);
  /// The first at or after `from`, which never falls; the text's size when there is none.
  std::size_t at_or_after(std::size_t from) noexcept {
    for (;;) {
      while (next_ != end_ && *next_ < from) ++next_;
      if (next_ != end_) return *next_;
      if (!find_more(from)) return text_.size();
    }
  }
  /// Those at or after `from` that were found already.
  const std::uint32_t* known_from(std::size_t from) noexcept {
    while (next_ != end_ && *next_ < from) ++next_;
    return next_;
  }
  const std::uint32_t* known_end() const noexcept { return end_; }
  /// From here on the answers may fall again.
  void go_back(std::size_t from) noexcept {
    found_to_ = from;
    next_ = end_;
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 12;  // its places stay in the processor's first cache
  bool find_more(std::size_t from) noexcept;

  std::string_view text_;
  SpecialSet wanted_;
  FindSpecials find_;
  std::size_t found_to_ = 0;
  std::unique_ptr<std::uint32_t[]> places_;
  const std::uint32_t* next_ = nullptr;
  const std::uint32_t* end_ = nullptr;
};

}  // namespace mfax
