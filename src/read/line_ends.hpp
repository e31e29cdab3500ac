// Text in, number of line ends out. The one definition of a line for the whole reading layer: LF, CRLF or CR alone,
// each counted at its last byte, so that counts of neighbouring ranges of one text add up.
#pragma once

#include <bit>
#include <string_view>

#include "read/byte_mask.hpp"

namespace mfax {

/// Line ends whose last byte lies in [from, to). A CR at the very end of `text` counts.
inline std::uint64_t count_line_ends(std::string_view text, std::size_t from, std::size_t to) noexcept {
  std::uint64_t lines = 0;
  for (std::size_t at = from; at < to; at += 64) {
    const std::size_t here = to - at < 64 ? to - at : 64;
    const ByteBlock block = load_block(text.data() + at, text.size() - at);
    const std::uint64_t keep = here == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << here) - 1;
    const std::uint64_t line_feeds = block.equal('\n');
    std::uint64_t returns = block.equal('\r') & keep;
    lines += static_cast<unsigned>(std::popcount(line_feeds & keep));
    if (returns == 0) continue;
    std::uint64_t feed_follows = line_feeds >> 1;
    if (at + 64 < text.size() && text[at + 64] == '\n') feed_follows |= std::uint64_t{1} << 63;
    lines += static_cast<unsigned>(std::popcount(returns & ~feed_follows));
  }
  return lines;
}
inline std::uint64_t count_line_ends(std::string_view text) noexcept { return count_line_ends(text, 0, text.size()); }

}  // namespace mfax
