// In: the cursor at the start of a text. Out: the date part of TimeText, the cursor behind it.
// Week and ordinal dates of ISO 8601 are in time_week.cpp. Numeric dates with the year last are left undecided here: order is a matter of the column
// (docs/normalization.md 5.2.7). Next: time_clock.cpp goes on with the time of day.
#include <cstddef>
#include <string_view>

#include "base/text.hpp"
#include "normalize/time_cursor.hpp"

namespace mfax::time_text {
namespace {

bool is_letter_byte(char c) noexcept { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

bool is_date_separator(char c) noexcept { return c == '-' || c == '/' || c == '.'; }

/// Latin-1 and Cyrillic capitals, in place: both cases of a letter have two bytes.
void lower_capitals(char* text, std::size_t size) noexcept {
  for (std::size_t i = 0; i + 1 < size; ++i) {
    const auto lead = static_cast<unsigned char>(text[i]), next = static_cast<unsigned char>(text[i + 1]);
    if (lead == 0xC3 && next >= 0x80 && next <= 0x9E) text[i + 1] = static_cast<char>(next + 0x20);
    if (lead != 0xD0 || next < 0x90 || next > 0xAF) continue;
    text[i + 1] = static_cast<char>(next < 0xA0 ? next + 0x20 : next - 0x20);
    if (next >= 0xA0) text[i] = '\xD1';
  }
}

/// Years of two digits: 2000-2069 from 00-69 (docs/normalization.md 5.2.8).
int full_year(int year, std::size_t digits) noexcept {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

}  // namespace

bool Cursor::skip(char c) noexcept {
  if (peek() != c) return false;
  ++at_;
  return true;
}

bool Cursor::skip_blanks() noexcept {
  const std::size_t start = at_;
  while (peek() == ' ') ++at_;
  return at_ != start;
}

Cursor::Digits Cursor::peek_digits() const noexcept {
  Digits digits;
  for (std::size_t i = at_; i < text_.size() && is_ascii_digit(text_[i]); ++i) {
    if (digits.count < 9) digits.value = digits.value * 10 + (text_[i] - '0');
    ++digits.count;
  }
  return digits;
}

Cursor::Word Cursor::peek_word() const noexcept {
  Word word;
  for (std::size_t i = at_; i < text_.size() && is_letter_byte(text_[i]); ++i) {
    if (word.size == sizeof word.lower) return Word{};
    word.lower[word.size++] = to_lower_ascii(text_[i]);
  }
  lower_capitals(word.lower, word.size);
  return word;
}

bool Cursor::read_weekday(TimeText& out) noexcept {
  const Word word = peek_word();
  const int weekday = word.size == 0 ? -1 : weekday_by_name(word.text());
  if (weekday < 0) return false;
  out.weekday = weekday;
  at_ += word.size;
  if (text_.substr(at_).starts_with("-feira")) at_ += 6;  // Portuguese
  skip('.');
  skip(',');
  skip_blanks();
  return true;
}

bool Cursor::read_date(TimeText& out) noexcept {
  read_weekday(out);
  const Digits first = peek_digits();
  if (first.count == 0) return read_month_first(out);
  if (first.count == 8) return read_compact_date(out);
  if (first.count == 14 || first.count == 12) {  // 20140506150213.0Z: the clock follows without a mark
    compact_ = true;
    return read_compact_date(out);
  }
  if (first.count == 4) {
    at_ += 4;
    const std::size_t mark = peek() == '-' ? 1 : 0;
    if (to_lower_ascii(peek(mark)) == 'w' && is_ascii_digit(peek(mark + 1))) return read_week_date(out, first.value);
    return read_year_first(out, first.value);
  }
  if (first.count == 7 && peek(7) == 'T') {  // 2024064T140211Z; without its T a bare number
    at_ += 4;
    compact_ = true;
    return read_ordinal_date(out, first.value / 1000);
  }
  if (first.count > 2) return false;
  at_ += first.count;
  if (is_date_separator(peek()) && is_ascii_digit(peek(1))) return read_numeric_parts(out, first);
  return read_day_then_month_name(out, first);
}

bool Cursor::read_compact_date(TimeText& out) noexcept {
  const auto part = [this](std::size_t begin, std::size_t size) {
    int value = 0;
    for (std::size_t i = begin; i < begin + size; ++i) value = value * 10 + (text_[at_ + i] - '0');
    return value;
  };
  out.year = part(0, 4);
  out.month = part(4, 2);
  out.day = part(6, 2);
  out.precision = TimePrecision::day;
  at_ += 8;
  compact_ = true;
  return true;
}

// 2024-03-04, 2024/3/4, 2024.03.04, 2024-Mar-04, 2024 March 4
bool Cursor::read_year_first(TimeText& out, int year) noexcept {
  out.year = year;
  out.precision = TimePrecision::day;
  const char separator = peek();
  if (!is_date_separator(separator) && separator != ' ') return false;
  ++at_;
  if (const Word word = peek_word(); word.size != 0) {
    out.month = month_by_name(word.text());
    at_ += word.size;
  } else {
    if (separator == '.') skip_blanks();
    const Digits month = peek_digits();
    if (month.count == 3 && separator == '-') return read_ordinal_date(out, year);
    if (separator == ' ' || month.count == 0 || month.count > 2) return false;
    out.month = month.value;
    at_ += month.count;
  }
  if (out.month == 0 && year != 0) return false;
  if (!skip(separator)) return false;
  if (separator == '.') skip_blanks();  // Korean: 2024. 3. 4.
  const Digits day = peek_digits();
  if (day.count == 0 || day.count > 2) return false;
  out.day = day.value;
  out.date_separator = separator;
  at_ += day.count;
  if (separator == '.' && peek() == '.' && peek(1) == ' ') ++at_;
  return true;
}

// 3/25/2024, 25.03.2024, 25-3-24, 24/03/04
bool Cursor::read_numeric_parts(TimeText& out, Digits first) noexcept {
  const char separator = peek();
  ++at_;
  const Digits second = peek_digits();
  if (second.count == 0 || second.count > 2) return false;
  at_ += second.count;
  if (!skip(separator)) return false;
  const Digits third = peek_digits();
  if (third.count != 4 && third.count != 2 && third.count != 1) return false;
  at_ += third.count;
  skip_blanks();
  out.first = first.value;
  out.second = second.value;
  out.third = third.value;
  out.parts = third.count == 4 ? Parts::numeric : Parts::short_year;
  if (third.count == 1 && first.count != 2) return false;  // no year anywhere
  out.year = third.count == 4 ? third.value : 0;
  out.date_separator = separator;
  out.precision = TimePrecision::day;
  if (separator == '.' && peek() == ',') skip(',');
  return true;
}

// 1st, 2nd, 3rd, 4th
void Cursor::skip_ordinal() noexcept {
  const Word word = peek_word();
  const std::string_view text = word.text();
  if (text == "st" || text == "nd" || text == "rd" || text == "th") at_ += word.size;
}

// 4 March 2024, 04-Mar-2024, 04/Mar/2024, 4. Maerz 2024, 4th of March, 2024, 04MAR24
bool Cursor::read_day_then_month_name(TimeText& out, Digits day) noexcept {
  out.day = day.value;
  out.precision = TimePrecision::day;
  skip_ordinal();
  const char separator = peek();
  const bool by_blank = separator == ' ' || separator == '.';
  if (separator == '.') ++at_;
  if (by_blank)
    skip_blanks();
  else if (separator == '-' || separator == '/')
    ++at_;
  Word word = peek_word();
  if (by_blank && (word.text() == "of" || word.text() == "de")) {
    at_ += word.size;
    skip_blanks();
    word = peek_word();
  }
  if (word.size == 0 || (out.month = month_by_name(word.text())) == 0) return false;
  at_ += word.size;
  out.is_rfc2822 = separator == ' ' && word.size == 3;
  if (by_blank) {
    skip('.');
    skip(',');
    skip_blanks();
    if (const Word of = peek_word(); of.text() == "de" || of.text() == "of") {
      at_ += of.size;
      skip_blanks();
    }
  } else if ((separator == '-' || separator == '/') && !skip(separator)) {
    return false;
  }
  return read_named_year(out);
}

bool Cursor::read_named_year(TimeText& out) noexcept {
  const Digits year = peek_digits();
  if (year.count != 4 && year.count != 2) return false;
  out.year = full_year(year.value, year.count);
  at_ += year.count;
  return true;
}

// Mar 4, 2024; March 4th 2024; Mar-04-2024; and asctime, Mar  4 14:02:11 2024
bool Cursor::read_month_first(TimeText& out) noexcept {
  const Word word = peek_word();
  if (word.size == 0 || (out.month = month_by_name(word.text())) == 0) return false;
  at_ += word.size;
  out.precision = TimePrecision::day;
  skip('.');
  const bool by_dash = skip('-');
  if (!by_dash && !skip_blanks()) return false;
  const Digits day = peek_digits();
  if (day.count == 0 || day.count > 2) return false;
  out.day = day.value;
  at_ += day.count;
  skip_ordinal();
  if (by_dash) return skip('-') && read_named_year(out);
  const bool comma = skip(',');
  if (!skip_blanks() && !comma) return false;
  if (const Digits next = peek_digits(); !comma && next.count > 0 && next.count <= 2 && peek(next.count) == ':') {
    year_missing_ = true;
    return true;
  }
  return read_named_year(out);
}

}  // namespace mfax::time_text
