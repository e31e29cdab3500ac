// In: a cleaned text that is neither the fixed form nor a number. Out: TimeText filled by a walk from left to right.
// Dates are read in time_date.cpp, times of day and zones in time_clock.cpp.
// Next: time_text.cpp, the only user.
#pragma once

#include <cstddef>
#include <string_view>

#include "normalize/time_text.hpp"

namespace mfax::time_text {

class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : text_(text) {}
  /// Optional weekday, then a date of any known form.
  bool read_date(TimeText& out) noexcept;
  /// Optional separator and time of day, optional zone; "Mon Mar 4 14:02:11 2024" ends with its year.
  bool read_time_and_zone(TimeText& out) noexcept;
  bool at_end() const noexcept { return at_ == text_.size(); }

 private:
  struct Word {
    char lower[26];
    std::size_t size = 0;  ///< bytes in the text, 0 = no letter here
    std::string_view text() const noexcept { return {lower, size}; }
  };
  struct Digits {
    int value = 0;
    std::size_t count = 0;
  };

  char peek(std::size_t ahead = 0) const noexcept { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool skip(char c) noexcept;
  bool skip_blanks() noexcept;
  Digits peek_digits() const noexcept;  ///< count 0 = none, more than 9 counted but not valued
  Word peek_word() const noexcept;      ///< letters, UTF-8 included

  bool read_weekday(TimeText& out) noexcept;
  bool read_month_first(TimeText& out) noexcept;
  bool read_day_then_month_name(TimeText& out, Digits day) noexcept;
  bool read_year_first(TimeText& out, int year) noexcept;
  bool read_numeric_parts(TimeText& out, Digits first) noexcept;
  bool read_compact_date(TimeText& out) noexcept;
  bool read_week_date(TimeText& out, int year) noexcept;
  bool read_ordinal_date(TimeText& out, int year) noexcept;
  void skip_ordinal() noexcept;
  bool read_named_year(TimeText& out) noexcept;

  bool skip_to_clock(const TimeText& out) noexcept;
  void skip_small_words() noexcept;
  bool is_dotted_clock(std::size_t ahead) const noexcept;
  bool read_late_year(TimeText& out) noexcept;
  bool read_clock(TimeText& out) noexcept;
  bool read_compact_clock(TimeText& out, Digits run) noexcept;
  bool read_seconds(TimeText& out) noexcept;
  bool read_fraction(TimeText& out) noexcept;
  bool read_day_half(TimeText& out) noexcept;
  bool read_zone(TimeText& out) noexcept;
  bool read_numeric_offset(TimeText& out) noexcept;
  bool read_zone_word(TimeText& out) noexcept;
  bool skip_zone_comment(const TimeText& out) noexcept;

  std::string_view text_;
  std::size_t at_ = 0;
  bool compact_ = false;       ///< the date had no separators: so may the time
  bool year_missing_ = false;  ///< asctime: the year follows the time
  bool twelve_hour_ = false;
  bool half_first_ = false, half_is_pm_ = false;  ///< Chinese, Japanese, Korean: the half of the day before the hour
};

}  // namespace mfax::time_text
