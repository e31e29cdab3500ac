// Kinds of bytes in JSON text, for the row splitter's two sources json_rows.cpp and json_damage.cpp.
#pragma once

#include <cstdint>

namespace mfax {

inline constexpr std::uint64_t kShownOfBigRow = 4096;
inline constexpr char kRecordSeparator = '\x1E';  // RFC 7464; some tools write it before every text

inline bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }
inline bool is_line_end(char c) noexcept { return c == '\n' || c == '\r'; }
inline bool is_space(char c) noexcept { return is_blank(c) || is_line_end(c); }
/// Bytes of a byte order mark: some tools write one before every document.
inline bool is_mark_byte(char c) noexcept { return c == '\xEF' || c == '\xBB' || c == '\xBF'; }
inline bool begins_scalar(char c) noexcept {
  return (c >= '0' && c <= '9') || c == '-' || c == 't' || c == 'f' || c == 'n';
}
inline bool ends_scalar(char c) noexcept {
  return is_space(c) || c == ',' || c == ':' || c == ']' || c == '}' || c == '[' || c == '{' || c == '"' ||
         c == kRecordSeparator;
}

}  // namespace mfax
