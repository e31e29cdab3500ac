// In: the cursor behind the year of an ISO 8601 week or ordinal date. Out: the day in TimeText. Next: time_clock.cpp.
#include <cstddef>
#include <cstdint>

#include "normalize/time_cursor.hpp"

namespace mfax::time_text {
namespace {

/// The day `days` after 1 January of `year`, which lies at most a year away.
void set_day_of_year(TimeText& out, int year, int days) noexcept {
  const auto length = [](int of) { return is_leap_year(of) ? 366 : 365; };
  if (days < 0) days += length(--year);
  if (days >= length(year)) days -= length(year++);
  out.year = year;
  out.month = 1;
  while (days >= days_in_month(year, out.month)) days -= days_in_month(year, out.month++);
  out.day = days + 1;
  out.precision = TimePrecision::day;
}

/// Days from 1 January to the Monday of week 1, which holds 4 January.
int first_monday(int year) noexcept {
  const int weekday = (weekday_of(days_from_civil(year, 1, 4)) + 6) % 7;  // Monday = 0
  return 3 - weekday;
}

}  // namespace

// 2024-W10-1, 2024W101. A week without its day is no date.
bool Cursor::read_week_date(TimeText& out, int year) noexcept {
  const bool has_dashes = skip('-');
  ++at_;
  const Digits week = peek_digits();
  const std::size_t expected = has_dashes ? 2 : 3;
  if (week.count != expected || year < 1000) return false;
  at_ += week.count;
  int number = week.value, weekday = week.value % 10;
  if (has_dashes) {
    if (!skip('-')) return false;
    const Digits day = peek_digits();
    if (day.count != 1) return false;
    weekday = day.value;
    ++at_;
  } else {
    number /= 10;
    compact_ = true;
  }
  if (number < 1 || number > 53 || weekday < 1 || weekday > 7) return false;
  const int monday = first_monday(year) + (number - 1) * 7;
  const int next_year = (is_leap_year(year) ? 366 : 365) + first_monday(year + 1);
  if (monday >= next_year) return false;  // week 53 of a year of 52
  set_day_of_year(out, year, monday + weekday - 1);
  out.date_separator = '-';
  return true;
}

// 2024-064, 2024064
bool Cursor::read_ordinal_date(TimeText& out, int year) noexcept {
  const Digits day = peek_digits();
  const int number = day.value;
  if (day.count != 3 || number < 1 || number > (is_leap_year(year) ? 366 : 365)) return false;
  at_ += day.count;
  set_day_of_year(out, year, number - 1);
  out.date_separator = '-';
  return true;
}

}  // namespace mfax::time_text
