// Any bytes: find_last_row_end agrees with repeated find_row_end, and what is known early never changes later.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  constexpr std::size_t kNone = std::string_view::npos;
  if (size < 3) return 0;
  Dialect dialect;
  dialect.backslash_escape = (data[0] & 1) != 0;
  if ((data[0] & 2) != 0) dialect.delimiter = ';';
  ReadOptions options;
  options.open_quote_bytes = data[1];
  options.open_quote_lines = data[2] % 8;
  const std::vector<char> bytes(data + 3, data + size);  // of exact size: a read past the end is seen
  const std::string_view text(bytes.data(), bytes.size());
  for (const bool at_end : {false, true}) {
    std::size_t last = kNone;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t next = find_row_end(text, at, dialect, options, at_end).next;
      if (next == kNone) break;
      if (next <= at || find_row_end(text, at, dialect, options, true).next != next) std::abort();
      last = at = next;
    }
    if (find_last_row_end(text, 0, dialect, options, at_end) != last) std::abort();
    if (at_end && !text.empty() && last != text.size()) std::abort();
  }
  return 0;
}
