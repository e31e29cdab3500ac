// In: the text of one cell. Out: its date, time of day and offset as written (TimeText).
// One cursor walks the text; no form is tried twice. Rules: docs/normalization.md 5.2.
// Next: time.cpp.
#include "normalize/time_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "normalize/time_cursor.hpp"

namespace mfax::time_text {
namespace {

constexpr std::size_t kMaxText = 128;  // the longest form known, a JavaScript date with its zone in words, has 70

bool is_missing_word(std::string_view lower) noexcept {
  constexpr auto kWords =
      std::to_array<std::string_view>({"-", "--", "null", "(null)", "none", "nil", "n/a", "na", "#n/a", "nan", "nat",
                                       "never", "undefined", "unknown", "\\n", "#value!", "<null>"});
  for (const std::string_view word : kWords)
    if (lower == word) return true;
  return false;
}

bool is_wide_blank(char32_t c) noexcept {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c) noexcept {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/// Signs of East Asian dates and clocks, and the halves of the day in other scripts, as the ASCII forms the cursor reads.
/// "" = not one of them. A mark at the end of the text separates nothing.
std::string_view ascii_form(char32_t c, bool is_before_digit) noexcept {
  switch (c) {
    case 0x5E74: case 0xB144: case 0x6708: case 0xC6D4: return is_before_digit ? "-" : " ";  // year, month
    case 0x65E5: case 0xC77C: case 0x79D2: case 0xCD08: return " ";                          // day, second
    case 0x6642: case 0x65F6: case 0xC2DC: case 0x5206: case 0xBD84: return is_before_digit ? ":" : " ";  // hour, minute
    default: return {};
  }
}

struct DayHalf {
  std::string_view word, as;
};
// Chinese, Japanese and Korean stand before the hour, Greek and Arabic behind it.
constexpr auto kDayHalves = std::to_array<DayHalf>({{"\u4E0A\u5348", " AM "}, {"\u5348\u524D", " AM "}, {"\uC624\uC804", " AM "},
                                                    {"\u4E0B\u5348", " PM "}, {"\u5348\u5F8C", " PM "}, {"\uC624\uD6C4", " PM "},
                                                    {"\u03C0\u03BC", " AM "}, {"\u03BC\u03BC", " PM "}, {"\u03C0.\u03BC.", " AM "},
                                                    {"\u03BC.\u03BC.", " PM "}, {"\u0635", " AM "}, {"\u0645", " PM "}});

/// Outer blanks, one layer of spreadsheet guard (="..."), one of quotes, a leading apostrophe.
std::string_view without_dress(std::string_view text) noexcept {
  text = trim_ascii(text);
  if (text.size() > 3 && text.substr(0, 2) == "=\"" && text.back() == '"') text = text.substr(2, text.size() - 3);
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);  // web servers
  if (text.size() > 1 && text.front() == '\'') text.remove_prefix(1);
  if (text.size() > 1 && text.back() == '\'') text.remove_suffix(1);
  return trim_ascii(text);
}

void put_number(TimeText& out, std::string_view digits, std::string_view fraction) noexcept {
  out.shape = Shape::number;
  out.whole_digits = static_cast<unsigned>(digits.size());
  for (const char c : digits) out.whole = out.whole * 10 + static_cast<std::uint64_t>(c - '0');
  std::uint64_t scale = 100'000'000;
  for (const char c : fraction) {
    out.fraction_nanos += static_cast<std::uint64_t>(c - '0') * scale;
    scale /= 10;
  }
}

/// [-]digits[.digits], nothing else; at most 19 digits before the point so that 64 bits hold them.
bool read_number(std::string_view text, TimeText& out) noexcept {
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  if (end == 0 || end > 19) return false;
  std::string_view fraction;
  if (end < text.size()) {
    // A decimal comma behind a serial number or an epoch; "20240304,140211" is a date.
    const bool is_comma = text[end] == ',' && (end <= 5 || end == 10 || end == 13);
    if ((text[end] != '.' && !is_comma) || end + 1 == text.size()) return false;
    fraction = text.substr(end + 1);
    for (const char c : fraction)
      if (!is_ascii_digit(c)) return false;
  }
  put_number(out, text.substr(0, end), fraction);
  out.negative = negative;
  return true;
}

/// ASP.NET JSON: /Date(1535492077000)/, also with "\/" left escaped and with an offset that only tells the writer's
/// zone.
bool read_dot_net(std::string_view text, TimeText& out) noexcept {
  if (!text.empty() && text.front() == '\\') text.remove_prefix(1);
  if (!text.starts_with("/Date(")) return false;
  text.remove_prefix(6);
  const std::size_t close = text.find(')');
  if (close == std::string_view::npos) return false;
  if (const std::string_view tail = text.substr(close + 1); tail != "/" && tail != "\\/") return false;
  text = text.substr(0, close);
  if (text.size() > 5 && (text[text.size() - 5] == '+' || text[text.size() - 5] == '-')) text.remove_suffix(5);
  if (text.empty() || !read_number(text, out)) return false;
  out.is_epoch_milliseconds = true;
  return true;
}

bool is_plausible_civil(const TimeText& time) noexcept {
  return time.year >= 1900 && time.year < 2100 && time.day >= 1 && time.day <= days_in_month(time.year, time.month) &&
         time.hour <= 24 && time.minute <= 59 && time.second_of_minute <= 60;
}

}  // namespace

bool read_compact(std::string_view digits, TimeText& out) noexcept {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  if (whole != 8 && whole != 12 && whole != 14) return false;
  if (whole != 14 && whole != digits.size()) return false;
  TimeText time;
  Cursor cursor{digits};
  if (!cursor.read_date(time) || !cursor.read_time_and_zone(time) || !cursor.at_end() || !is_plausible_civil(time))
    return false;
  time.shape = Shape::civil;
  out = time;
  return true;
}

bool read_smpp(std::string_view digits, TimeText& out) noexcept {
  if (digits.size() != 10 && digits.size() != 12) return false;
  std::array<char, 14> full{'2', '0'};
  for (std::size_t i = 0; i < digits.size(); ++i) full[i + 2] = digits[i];
  return read_compact({full.data(), digits.size() + 2}, out);
}

bool is_missing(std::string_view text) noexcept {
  text = trim_ascii(text);
  if (text.empty()) return true;
  if (text.size() > 9) return false;
  std::array<char, 9> lower{};
  for (std::size_t i = 0; i < text.size(); ++i) lower[i] = to_lower_ascii(text[i]);
  return is_missing_word({lower.data(), text.size()});
}

std::string_view cleaned(std::string_view text, std::string& buffer) {
  text = without_dress(text);
  if (text.size() > kMaxText) return "?";
  bool plain = true;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80 || (static_cast<unsigned char>(c) < 0x20)) plain = false;
  if (plain) return text;
  buffer.clear();
  for (std::size_t at = 0; at < text.size();) {
    const auto half = std::find_if(kDayHalves.begin(), kDayHalves.end(),
                                   [&](const DayHalf& of) { return text.substr(at).starts_with(of.word); });
    if (half != kDayHalves.end()) {
      buffer += half->as;
      at += half->word.size();
      continue;
    }
    const CodePoint point = decode_utf8(text, at);
    at += point.size;
    const std::size_t next = text.find_first_not_of(' ', at);
    const std::string_view form = ascii_form(point.value, next != std::string_view::npos && is_ascii_digit(text[next]));
    if (!form.empty()) {
      buffer += form;
      if (form != " ") at = next;
      continue;
    }
    if (is_wide_blank(point.value) || point.value == '\t' || point.value == '\n' || point.value == '\r')
      buffer += ' ';
    else if (point.value == 0x2212)
      buffer += '-';
    else if (!is_invisible(point.value))
      append_utf8(buffer, point.value);
  }
  return without_dress(buffer);
}

TimeText read(std::string_view text) noexcept {
  TimeText out;
  if (is_missing(text)) {
    out.shape = Shape::missing;
    return out;
  }
  if (read_fixed(text, out)) return out;
  out = TimeText{};
  if (read_number(text, out)) return out;
  if (read_dot_net(text, out)) return out;
  out = TimeText{};
  Cursor cursor{text};
  if (!cursor.read_date(out) || !cursor.read_time_and_zone(out) || !cursor.at_end()) return TimeText{};
  out.shape = Shape::civil;
  return out;
}

}  // namespace mfax::time_text
