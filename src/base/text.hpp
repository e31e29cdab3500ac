// Small text functions without locale: ASCII trimming and case, UTF-8 walking, and the two foldings by which names are
// compared. Everything that compares names of columns, countries or carriers goes through fold_name or fold_text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

constexpr bool is_ascii_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char to_lower_ascii(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Without leading and trailing ASCII white space.
std::string_view trim_ascii(std::string_view) noexcept;
/// Windows editors put a UTF-8 byte order mark first; a reader may drop it (RFC 8259 section 8.1).
constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}
std::string to_lower_ascii(std::string_view);
bool equals_ignore_case(std::string_view, std::string_view) noexcept;
std::vector<std::string_view> split(std::string_view, char separator);

/// "provider.csv" of "/case/in/provider.csv".
std::string_view file_name_of(std::string_view path) noexcept;
/// What people call an input: "logs.zip!sms.csv" of "/case/in/logs.zip" and its member "sms.csv" (or none).
std::string input_name(std::string_view path, std::string_view member);

struct CodePoint {
  char32_t value = 0;
  std::uint8_t size = 0;  ///< bytes taken; 1 with value U+FFFD for an invalid byte; 0 at the end
};
/// The code point at `at` (strict UTF-8, RFC 3629: no overlong forms, no surrogates).
CodePoint decode_utf8(std::string_view, std::size_t at) noexcept;
void append_utf8(std::string&, char32_t);

/// For names of columns and keys: letters and digits only, lower case, Latin accents dropped. "Sent At (UTC)" -> "sentatutc".
std::string fold_name(std::string_view);
/// For values: lower case, Latin accents dropped, every kind of blank one space, apostrophes dropped, trimmed. Punctuation stays.
std::string fold_text(std::string_view);
void append_fold_text(std::string& out, std::string_view text);

}  // namespace mfax
