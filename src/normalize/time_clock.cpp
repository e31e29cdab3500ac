// In: the cursor behind a date. Out: time of day, fraction and zone of TimeText, the cursor at the end if all was
// understood. Also the fixed-position reader of the one form most logs are written in. Next: time_text.cpp.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.hpp"
#include "normalize/time_cursor.hpp"

namespace mfax::time_text {
namespace {

constexpr std::int32_t kFarthestOffset = 14 * 3600;

int two_digits(const char* at) noexcept {
  const auto tens = static_cast<unsigned>(at[0] - '0'), ones = static_cast<unsigned>(at[1] - '0');
  return tens > 9 || ones > 9 ? -1 : static_cast<int>(tens * 10 + ones);
}

void set_offset(TimeText& out, bool negative, int hours, int minutes, int seconds = 0) noexcept {
  const std::int32_t total = hours * 3600 + minutes * 60 + seconds;
  out.offset = Offset::fixed;
  out.offset_seconds = negative ? -total : total;
  out.odd_offset = total > kFarthestOffset;
}

/// Digits of a fraction from `at`; truncated to microseconds. Returns how many there were.
std::size_t fraction_at(std::string_view text, std::size_t at, TimeText& out) noexcept {
  std::size_t count = 0;
  std::int64_t scale = 100'000;
  for (; at + count < text.size() && is_ascii_digit(text[at + count]); ++count) {
    out.micros += (text[at + count] - '0') * scale;
    scale /= 10;
  }
  if (count > 0) out.precision = count <= 3 ? TimePrecision::millisecond : TimePrecision::microsecond;
  return count;
}

}  // namespace

bool read_fixed(std::string_view text, TimeText& out) noexcept {
  if (text.size() < 19) return false;
  const char* const p = text.data();
  if (p[4] != '-' || p[7] != '-' || p[13] != ':' || p[16] != ':' || (p[10] != 'T' && p[10] != ' ' && p[10] != 't'))
    return false;
  const int century = two_digits(p), years = two_digits(p + 2);
  out.month = two_digits(p + 5);
  out.day = two_digits(p + 8);
  out.hour = two_digits(p + 11);
  out.minute = two_digits(p + 14);
  out.second_of_minute = two_digits(p + 17);
  if ((century | years | out.month | out.day | out.hour | out.minute | out.second_of_minute) < 0) return false;
  out.year = century * 100 + years;
  out.shape = Shape::civil;
  out.precision = TimePrecision::second;
  std::size_t at = 19;
  if (at < text.size() && (p[at] == '.' || p[at] == ',')) {
    const std::size_t count = fraction_at(text, at + 1, out);
    if (count == 0) return false;
    at += 1 + count;
  }
  if (at == text.size()) return true;
  if (p[at] == 'Z' && at + 1 == text.size()) {
    out.offset = Offset::fixed;
    return true;
  }
  if (p[at] != '+' && p[at] != '-') return false;
  const bool colon = text.size() == at + 6 && p[at + 3] == ':';
  if (!colon && text.size() != at + 5) return false;
  const int hours = two_digits(p + at + 1), minutes = two_digits(p + at + (colon ? 4 : 3));
  if (hours < 0 || minutes < 0 || hours > 23 || minutes > 59) return false;
  set_offset(out, p[at] == '-', hours, minutes);
  return true;
}

bool Cursor::read_time_and_zone(TimeText& out) noexcept {
  if (at_end()) return !year_missing_;
  if (skip_to_clock(out)) {
    if (!read_clock(out)) return false;
  } else if (year_missing_) {
    return false;
  }
  if (year_missing_ && !read_late_year(out)) return false;
  if (at_end()) return true;
  return read_zone(out);
}

// asctime: "14:02:11 2024", "14:02:11 UTC 2024", "14:02:11 +0000 2024"
bool Cursor::read_late_year(TimeText& out) noexcept {
  skip_blanks();
  const bool has_sign = peek() == '+' || peek() == '-';
  if (has_sign && (!read_numeric_offset(out) || !skip_blanks())) return false;
  if (!has_sign && peek_digits().count == 0 && (!read_zone_word(out) || !skip_blanks())) return false;
  year_missing_ = false;
  return read_named_year(out);
}

/// "02.02.11", "14.02" behind a date with dots: two digits, a dot, two digits.
bool Cursor::is_dotted_clock(std::size_t ahead) const noexcept {
  const auto is_pair = [&](std::size_t at) { return is_ascii_digit(peek(at)) && is_ascii_digit(peek(at + 1)); };
  return is_pair(ahead) && peek(ahead + 2) == '.' && is_pair(ahead + 3) && peek(ahead + 5) == '.' && is_pair(ahead + 6);
}

/// Words between a date and its time of day: "at", "um", "kl.", "a las", Russian "g." for the year.
void Cursor::skip_small_words() noexcept {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"at", "um", "klo", "kl", "a", "as", "las", "\u00E0", "\u00E0s", "alle", "ore", "om", "o", "\u0433", "\u0432"});
  constexpr int kMost = 3;
  for (int count = 0; count < kMost; ++count) {
    const Word word = peek_word();
    if (std::find(kWords.begin(), kWords.end(), word.text()) == kWords.end()) return;
    at_ += word.size;
    skip('.');
    skip(',');
    skip_blanks();
  }
}

/// Moves to the first digit of a time of day; false (and no move but blanks) when none follows.
bool Cursor::skip_to_clock(const TimeText& out) noexcept {
  const std::size_t start = at_;
  if ((peek() == 'T' || peek() == 't') && is_ascii_digit(peek(1))) {
    ++at_;
    return true;
  }
  if (is_ascii_digit(peek())) return compact_ || year_missing_ || (at_ > 0 && text_[at_ - 1] == ' ');
  if (peek() == ':' && out.month != 0 && is_ascii_digit(peek(1))) {  // 04/Mar/2024:14:02:11
    ++at_;
    return true;
  }
  if (peek() == '_' && is_ascii_digit(peek(1)) && out.date_separator != 0) {
    ++at_;
    return true;
  }
  if (peek() == '-' && out.date_separator == '-' && is_dotted_clock(1)) {  // 2024-03-04-14.02.11.123456
    ++at_;
    return true;
  }
  skip(',');
  skip_blanks();
  skip_small_words();
  if (bool is_pm = false; (to_lower_ascii(peek()) == 'a' || to_lower_ascii(peek()) == 'p') && is_day_half(peek_word().text(), is_pm)) {
    const std::size_t word = at_;
    at_ += 2;
    skip_blanks();
    half_first_ = is_ascii_digit(peek());
    half_is_pm_ = is_pm;
    if (!half_first_) at_ = word;
  }
  if (is_ascii_digit(peek())) return true;
  at_ = start;
  return false;
}

bool Cursor::read_clock(TimeText& out) noexcept {
  const Digits hour = peek_digits();
  if (compact_ && (hour.count == 4 || hour.count == 6)) return read_compact_clock(out, hour);
  if (hour.count == 0 || hour.count > 2) return false;
  out.hour = hour.value;
  const bool is_dotted = is_dotted_clock(0);
  at_ += hour.count;
  const bool by_dot = peek() == '.' && (out.date_separator == '.' || is_dotted);
  const char separator = by_dot ? '.' : ':';
  if (peek() == separator && is_ascii_digit(peek(1))) {
    ++at_;
    const Digits minute = peek_digits();
    if (minute.count != 2) return false;
    out.minute = minute.value;
    at_ += 2;
    out.precision = TimePrecision::minute;
    if (peek() == separator && is_ascii_digit(peek(1))) {
      ++at_;
      if (!read_seconds(out)) return false;
    }
    return read_day_half(out);
  }
  out.precision = TimePrecision::minute;  // "2 PM": an hour alone is only a time with its half of the day
  return read_day_half(out) && twelve_hour_;
}

bool Cursor::read_compact_clock(TimeText& out, Digits run) noexcept {
  out.hour = two_digits(text_.data() + at_);
  out.minute = two_digits(text_.data() + at_ + 2);
  out.precision = TimePrecision::minute;
  at_ += 4;
  if (run.count == 4) return true;
  return read_seconds(out);
}

bool Cursor::read_seconds(TimeText& out) noexcept {
  const Digits second = peek_digits();
  if (second.count != 2) return false;
  out.second_of_minute = second.value;
  out.precision = TimePrecision::second;
  at_ += 2;
  return read_fraction(out);
}

bool Cursor::read_fraction(TimeText& out) noexcept {
  // 02:02:11:123 is how some databases set off the milliseconds.
  if (peek() != '.' && peek() != ',' && peek() != ':') return true;
  if (!is_ascii_digit(peek(1))) return false;
  ++at_;
  at_ += fraction_at(text_, at_, out);
  return true;
}

bool Cursor::read_day_half(TimeText& out) noexcept {
  const std::size_t start = at_;
  bool is_pm = half_is_pm_;
  if (!half_first_) {
    skip_blanks();
    char lower[8] = {};
    std::size_t size = 0, width = 0;
    // Spanish sets a blank behind the first dot: "2:02 p. m."
    for (; size + 1 < sizeof lower; ++width) {
      const char c = peek(width);
      if (c == ' ' && size > 0 && lower[size - 1] == '.' && to_lower_ascii(peek(width + 1)) == 'm') continue;
      if (!is_ascii_letter(c) && c != '.') break;
      lower[size++] = to_lower_ascii(c);
    }
    const std::string_view word{lower, size};
    if (word == "uhr" || word == "hrs" || word == "h") {
      at_ += width;
      return true;
    }
    if (!is_day_half(word, is_pm)) {
      at_ = start;
      return true;
    }
    at_ += width;
  }
  twelve_hour_ = true;
  const int first_hour = half_first_ ? 0 : 1;  // Japanese counts 0:05 in both halves
  if (out.hour < first_hour || out.hour > 12) return false;
  out.hour = out.hour % 12 + (is_pm ? 12 : 0);
  out.is_rfc2822 = false;
  return true;
}

bool Cursor::read_zone(TimeText& out) noexcept {
  if (out.precision == TimePrecision::day && peek() != ' ' && peek() != 'Z')
    return false;  // 2024-03-04-05:00 is no date
  skip_blanks();
  const char next = peek();
  if (next == '(' || next == '[') {  // "14:02:11 (UTC)", "14:02:11[Europe/Paris]"
    ++at_;
    return read_zone_word(out) && skip(next == '(' ? ')' : ']') && at_end();
  }
  const bool known = next == '+' || next == '-' ? read_numeric_offset(out) : read_zone_word(out);
  return known && skip_zone_comment(out);
}

// +05, +0530, +05:30, +05:30:15 (local mean times of old records)
bool Cursor::read_numeric_offset(TimeText& out) noexcept {
  const bool negative = peek() == '-';
  ++at_;
  const Digits hours = peek_digits();
  int h = hours.value, m = 0, s = 0;
  at_ += hours.count;
  if (hours.count == 4) {
    h = hours.value / 100;
    m = hours.value % 100;
  } else if (hours.count != 2 && !(hours.count == 1 && out.offset == Offset::fixed)) {
    return false;  // one digit only behind "UTC" or "GMT": UTC+5
  }
  if (hours.count <= 2 && skip(':')) {
    const Digits minutes = peek_digits();
    if (minutes.count != 2) return false;
    m = minutes.value;
    at_ += 2;
    if (peek() == ':') {
      ++at_;
      const Digits seconds = peek_digits();
      if (seconds.count != 2 || seconds.value > 59) return false;
      s = seconds.value;
      at_ += 2;
    }
  }
  if (h > 23 || m > 59) return false;
  set_offset(out, negative, h, m, s);
  return true;
}

bool Cursor::read_zone_word(TimeText& out) noexcept {
  std::size_t size = 0;
  bool is_name = false;
  for (char c = peek();
       is_ascii_letter(c) || c == '/' || (is_name && (c == '_' || c == '-' || c == '+' || is_ascii_digit(c)));
       c = peek(size)) {
    is_name = is_name || c == '/';
    ++size;
  }
  if (size == 0 || size > 40) return false;
  out.zone = text_.substr(at_, size);
  at_ += size;
  out.offset = is_name ? Offset::named : Offset::abbreviation;
  const bool is_utc = equals_ignore_case(out.zone, "Z") || equals_ignore_case(out.zone, "UTC") ||
                      equals_ignore_case(out.zone, "GMT") || equals_ignore_case(out.zone, "UT");
  if (!is_utc) return true;
  out.offset = Offset::fixed;
  out.offset_seconds = 0;
  if (out.zone.size() > 1 && (peek() == '+' || peek() == '-')) return read_numeric_offset(out);
  return true;
}

/// What may follow an offset: Go's "UTC" or "EST m=+0.1" after a blank, a comment in parentheses, Java's [Zone/Name].
bool Cursor::skip_zone_comment(const TimeText& out) noexcept {
  const bool had_blank = skip_blanks();
  if (at_end()) return true;
  if (peek() == '(' || peek() == '[') {
    const char close = peek() == '(' ? ')' : ']';
    if (out.offset == Offset::none || text_.back() != close || text_.find(close, at_) != text_.size() - 1) return false;
    at_ = text_.size();
    return true;
  }
  if (!had_blank || out.offset != Offset::fixed) return false;
  std::size_t name_size = 0;
  while (peek(name_size) >= 'A' && peek(name_size) <= 'Z') ++name_size;
  if (out.zone.empty() && name_size >= 3 && name_size <= 5) {
    at_ += name_size;
    skip_blanks();
  } else if (peek() == '+' || peek() == '-') {  // Go prints a zone without a name as its offset again: -0300 -03
    ++at_;
    at_ += peek_digits().count;
    skip_blanks();
  }
  if (at_end()) return true;
  if (!text_.substr(at_).starts_with("m=")) return false;
  at_ = text_.size();
  return true;
}

}  // namespace mfax::time_text
