// In: a word from a date. Out: the month, weekday or half of the day it names.
// Names are compared in lower case; English first, then the languages consoles and spreadsheets are set to.
// Next: time_text.cpp, which reads whole dates.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "normalize/time_text.hpp"

namespace mfax::time_text {
namespace {

struct MonthName {
  std::string_view name;
  int month;
};

// German, French, Spanish, Portuguese, Italian, Dutch; only spellings no two languages use for different months.
constexpr auto kForeignMonths = std::to_array<MonthName>({
    {"januar", 1},
    {"j\xC3\xA4nner", 1},
    {"janvier", 1},
    {"janv", 1},
    {"enero", 1},
    {"ene", 1},
    {"janeiro", 1},
    {"gennaio", 1},
    {"gen", 1},
    {"januari", 1},
    {"februar", 2},
    {"f\xC3\xA9vrier", 2},
    {"fevrier", 2},
    {"f\xC3\xA9vr", 2},
    {"fevr", 2},
    {"febrero", 2},
    {"fevereiro", 2},
    {"fev", 2},
    {"febbraio", 2},
    {"februari", 2},
    {"m\xC3\xA4rz", 3},
    {"m\xC3\xA4r", 3},
    {"maerz", 3},
    {"mrz", 3},
    {"mars", 3},
    {"marzo", 3},
    {"mar\xC3\xA7o", 3},
    {"marco", 3},
    {"maart", 3},
    {"mrt", 3},
    {"avril", 4},
    {"avr", 4},
    {"abril", 4},
    {"abr", 4},
    {"aprile", 4},
    {"mai", 5},
    {"mayo", 5},
    {"maio", 5},
    {"maggio", 5},
    {"mag", 5},
    {"mei", 5},
    {"juni", 6},
    {"juin", 6},
    {"junio", 6},
    {"junho", 6},
    {"giugno", 6},
    {"giu", 6},
    {"juli", 7},
    {"juillet", 7},
    {"juil", 7},
    {"julio", 7},
    {"julho", 7},
    {"luglio", 7},
    {"lug", 7},
    {"ao\xC3\xBBt", 8},
    {"aout", 8},
    {"agosto", 8},
    {"ago", 8},
    {"augustus", 8},
    {"septembre", 9},
    {"septiembre", 9},
    {"setembro", 9},
    {"settembre", 9},
    {"set", 9},
    {"oktober", 10},
    {"okt", 10},
    {"octobre", 10},
    {"octubre", 10},
    {"outubro", 10},
    {"out", 10},
    {"ottobre", 10},
    {"ott", 10},
    {"novembre", 11},
    {"noviembre", 11},
    {"novembro", 11},
    {"dezember", 12},
    {"dez", 12},
    {"d\xC3\xA9"
     "cembre",
     12},
    {"decembre", 12},
    {"d\xC3\xA9"
     "c",
     12},
    {"diciembre", 12},
    {"dic", 12},
    {"dezembro", 12},
    {"dicembre", 12},
});

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

}  // namespace

int month_by_name(std::string_view lower) noexcept {
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (lower == kMonths[i] || lower == kMonths[i].substr(0, 3)) return static_cast<int>(i) + 1;
  if (lower == "sept") return 9;
  const auto found = std::find_if(kForeignMonths.begin(), kForeignMonths.end(),
                                  [lower](const MonthName& entry) { return entry.name == lower; });
  return found == kForeignMonths.end() ? 0 : found->month;
}

int weekday_by_name(std::string_view lower) noexcept {
  for (std::size_t i = 0; i < kWeekdays.size(); ++i)
    if (lower == kWeekdays[i] || lower == kWeekdays[i].substr(0, 3)) return static_cast<int>(i);
  if (lower == "tues") return 2;
  if (lower == "thur" || lower == "thurs") return 4;
  return -1;
}

bool is_day_half(std::string_view lower, bool& is_pm) noexcept {
  const bool known =
      lower == "am" || lower == "pm" || lower == "a.m." || lower == "p.m." || lower == "a.m" || lower == "p.m";
  if (known) is_pm = lower.front() == 'p';
  return known;
}

bool is_leap_year(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) noexcept {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::int64_t days_from_civil(int year, int month, int day) noexcept {
  // Years counted from March, so that the leap day is the last; 719468 days lie between 0000-03-01 and 1970-01-01.
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

int weekday_of(std::int64_t days) noexcept {
  return static_cast<int>(((days + 4) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

}  // namespace mfax::time_text
