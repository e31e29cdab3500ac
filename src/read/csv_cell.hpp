// The inside of a quoted CSV cell in, its text out; shared by csv_scanner.cpp and csv_split.cpp.
#pragma once

#include <string_view>

#include "mfax/read.hpp"

namespace mfax {

/// Writes `inner` (what lies between the quotes) without doubled quotes and escapes to `out`, which has room for
/// inner.size() bytes; returns the end of what was written.
inline char* unquote_cell(std::string_view inner, const Dialect& dialect, char* out) noexcept {
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const bool has_next = i + 1 < inner.size();
    const bool is_doubled = has_next && inner[i] == dialect.quote && inner[i + 1] == dialect.quote;
    const bool is_escape = has_next && dialect.backslash_escape && inner[i] == '\\' &&
                           (inner[i + 1] == dialect.quote || inner[i + 1] == '\\');
    if (is_doubled || is_escape) ++i;
    *out++ = inner[i];
  }
  return out;
}

/// Whether the text between the quotes is the cell as it stands.
inline bool is_plain_inside(std::string_view inner, const Dialect& dialect) noexcept {
  return inner.find(dialect.quote) == std::string_view::npos &&
         (!dialect.backslash_escape || inner.find('\\') == std::string_view::npos);
}

}  // namespace mfax
