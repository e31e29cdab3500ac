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

// Only spellings no two languages use for different months: "listopada" is October in Croatian and November in Polish.
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
    // Polish, Czech, Russian, Turkish, Romanian, Finnish, Danish, Norwegian, Swedish, Indonesian
    {"stycznia", 1}, {"stycze\xC5\x84", 1}, {"ledna", 1}, {"leden", 1},
    {"\xD1\x8F\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8F", 1}, {"\xD1\x8F\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8C", 1},
    {"\xD1\x8F\xD0\xBD\xD0\xB2", 1}, {"ocak", 1}, {"ianuarie", 1}, {"tammikuuta", 1}, {"sty", 1}, {"lutego", 2},
    {"lut", 2}, {"\xC3\xBAnora", 2}, {"\xC3\xBAnor", 2},
    {"\xD1\x84\xD0\xB5\xD0\xB2\xD1\x80\xD0\xB0\xD0\xBB\xD1\x8F", 2},
    {"\xD1\x84\xD0\xB5\xD0\xB2\xD1\x80\xD0\xB0\xD0\xBB\xD1\x8C", 2}, {"\xD1\x84\xD0\xB5\xD0\xB2", 2},
    {"\xD1\x84\xD0\xB5\xD0\xB2\xD1\x80", 2}, {"\xC5\x9Fubat", 2}, {"februarie", 2}, {"helmikuuta", 2}, {"marca", 3},
    {"marzec", 3}, {"b\xC5\x99" "ezna", 3}, {"b\xC5\x99" "ezen", 3}, {"\xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0", 3},
    {"\xD0\xBC\xD0\xB0\xD1\x80\xD1\x82", 3}, {"\xD0\xBC\xD0\xB0\xD1\x80", 3}, {"mart", 3}, {"marts", 3}, {"maret", 3},
    {"martie", 3}, {"maaliskuuta", 3}, {"kwietnia", 4}, {"kwiecie\xC5\x84", 4}, {"kwi", 4}, {"dubna", 4},
    {"duben", 4}, {"\xD0\xB0\xD0\xBF\xD1\x80\xD0\xB5\xD0\xBB\xD1\x8F", 4},
    {"\xD0\xB0\xD0\xBF\xD1\x80\xD0\xB5\xD0\xBB\xD1\x8C", 4}, {"\xD0\xB0\xD0\xBF\xD1\x80", 4}, {"nisan", 4},
    {"aprilie", 4}, {"huhtikuuta", 4}, {"maja", 5}, {"maj", 5}, {"kv\xC4\x9Btna", 5}, {"kv\xC4\x9Bten", 5},
    {"\xD0\xBC\xD0\xB0\xD1\x8F", 5}, {"\xD0\xBC\xD0\xB0\xD0\xB9", 5}, {"may\xC4\xB1s", 5}, {"toukokuuta", 5},
    {"czerwca", 6}, {"czerwiec", 6}, {"cze", 6}, {"\xC4\x8D" "ervna", 6}, {"\xC4\x8D" "erven", 6},
    {"\xD0\xB8\xD1\x8E\xD0\xBD\xD1\x8F", 6}, {"\xD0\xB8\xD1\x8E\xD0\xBD\xD1\x8C", 6}, {"\xD0\xB8\xD1\x8E\xD0\xBD", 6},
    {"haziran", 6}, {"iunie", 6}, {"kes\xC3\xA4kuuta", 6}, {"lipca", 7}, {"lipiec", 7}, {"lip", 7},
    {"\xC4\x8D" "ervence", 7}, {"\xC4\x8D" "ervenec", 7}, {"\xD0\xB8\xD1\x8E\xD0\xBB\xD1\x8F", 7},
    {"\xD0\xB8\xD1\x8E\xD0\xBB\xD1\x8C", 7}, {"\xD0\xB8\xD1\x8E\xD0\xBB", 7}, {"temmuz", 7}, {"iulie", 7},
    {"hein\xC3\xA4kuuta", 7}, {"sierpnia", 8}, {"sierpie\xC5\x84", 8}, {"sie", 8},
    {"\xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82\xD0\xB0", 8},
    {"\xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82", 8}, {"\xD0\xB0\xD0\xB2\xD0\xB3", 8}, {"a\xC4\x9Fustos", 8},
    {"agustus", 8}, {"augusti", 8}, {"elokuuta", 8}, {"wrze\xC5\x9Bnia", 9}, {"wrzesie\xC5\x84", 9}, {"wrz", 9},
    {"\xD1\x81\xD0\xB5\xD0\xBD\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F", 9},
    {"\xD1\x81\xD0\xB5\xD0\xBD\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8C", 9}, {"\xD1\x81\xD0\xB5\xD0\xBD", 9},
    {"\xD1\x81\xD0\xB5\xD0\xBD\xD1\x82", 9}, {"eyl\xC3\xBCl", 9}, {"septembrie", 9}, {"syyskuuta", 9},
    {"pa\xC5\xBA" "dziernika", 10}, {"pa\xC5\xBA" "dziernik", 10}, {"pa\xC5\xBA", 10}, {"\xC5\x99\xC3\xADjna", 10},
    {"\xC5\x99\xC3\xADjen", 10}, {"\xD0\xBE\xD0\xBA\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F", 10},
    {"\xD0\xBE\xD0\xBA\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8C", 10}, {"\xD0\xBE\xD0\xBA\xD1\x82", 10}, {"ekim", 10},
    {"octombrie", 10}, {"lokakuuta", 10}, {"listopadu", 11}, {"\xD0\xBD\xD0\xBE\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F", 11},
    {"\xD0\xBD\xD0\xBE\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8C", 11}, {"\xD0\xBD\xD0\xBE\xD1\x8F", 11},
    {"\xD0\xBD\xD0\xBE\xD1\x8F\xD0\xB1", 11}, {"kas\xC4\xB1m", 11}, {"noiembrie", 11}, {"marraskuuta", 11},
    {"grudnia", 12}, {"grudzie\xC5\x84", 12}, {"gru", 12}, {"prosince", 12}, {"prosinec", 12},
    {"\xD0\xB4\xD0\xB5\xD0\xBA\xD0\xB0\xD0\xB1\xD1\x80\xD1\x8F", 12},
    {"\xD0\xB4\xD0\xB5\xD0\xBA\xD0\xB0\xD0\xB1\xD1\x80\xD1\x8C", 12}, {"\xD0\xB4\xD0\xB5\xD0\xBA", 12},
    {"aral\xC4\xB1k", 12}, {"desember", 12}, {"des", 12}, {"decembrie", 12}, {"joulukuuta", 12},
});

struct WeekdayName {
  std::string_view name;
  int weekday;  ///< 0 = Sunday
};
// Full names, and short ones that are no month and no day of another language ("mar" is March).
constexpr auto kForeignWeekdays = std::to_array<WeekdayName>({
    {"sonntag", 0}, {"so", 0}, {"dimanche", 0}, {"dim", 0}, {"domingo", 0}, {"dom", 0}, {"domenica", 0},
    {"zondag", 0}, {"s\xC3\xB8ndag", 0}, {"s\xC3\xB6ndag", 0}, {"niedziela", 0},
    {"\xD0\xB2\xD0\xBE\xD1\x81\xD0\xBA\xD1\x80\xD0\xB5\xD1\x81\xD0\xB5\xD0\xBD\xD1\x8C\xD0\xB5", 0},
    {"\xD0\xB2\xD1\x81", 0}, {"montag", 1}, {"mo", 1}, {"lundi", 1}, {"lun", 1}, {"lunes", 1}, {"luned\xC3\xAC", 1},
    {"segunda", 1}, {"seg", 1}, {"maandag", 1}, {"mandag", 1}, {"m\xC3\xA5ndag", 1}, {"poniedzia\xC5\x82" "ek", 1},
    {"\xD0\xBF\xD0\xBE\xD0\xBD\xD0\xB5\xD0\xB4\xD0\xB5\xD0\xBB\xD1\x8C\xD0\xBD\xD0\xB8\xD0\xBA", 1},
    {"\xD0\xBF\xD0\xBD", 1}, {"dienstag", 2}, {"di", 2}, {"mardi", 2}, {"martes", 2}, {"marted\xC3\xAC", 2},
    {"ter\xC3\xA7" "a", 2}, {"dinsdag", 2}, {"tirsdag", 2}, {"tisdag", 2}, {"wtorek", 2},
    {"\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80\xD0\xBD\xD0\xB8\xD0\xBA", 2}, {"\xD0\xB2\xD1\x82", 2}, {"mittwoch", 3},
    {"mi", 3}, {"mercredi", 3}, {"mi\xC3\xA9rcoles", 3}, {"mercoled\xC3\xAC", 3}, {"quarta", 3}, {"woensdag", 3},
    {"onsdag", 3}, {"\xC5\x9Broda", 3}, {"\xD1\x81\xD1\x80\xD0\xB5\xD0\xB4\xD0\xB0", 3}, {"\xD1\x81\xD1\x80", 3},
    {"donnerstag", 4}, {"do", 4}, {"jeudi", 4}, {"jueves", 4}, {"gioved\xC3\xAC", 4}, {"quinta", 4}, {"donderdag", 4},
    {"torsdag", 4}, {"czwartek", 4}, {"\xD1\x87\xD0\xB5\xD1\x82\xD0\xB2\xD0\xB5\xD1\x80\xD0\xB3", 4},
    {"\xD1\x87\xD1\x82", 4}, {"freitag", 5}, {"fr", 5}, {"vendredi", 5}, {"viernes", 5}, {"venerd\xC3\xAC", 5},
    {"sexta", 5}, {"vrijdag", 5}, {"fredag", 5}, {"pi\xC4\x85tek", 5},
    {"\xD0\xBF\xD1\x8F\xD1\x82\xD0\xBD\xD0\xB8\xD1\x86\xD0\xB0", 5}, {"\xD0\xBF\xD1\x82", 5}, {"samstag", 6},
    {"sonnabend", 6}, {"sa", 6}, {"samedi", 6}, {"s\xC3\xA1" "bado", 6}, {"sabato", 6}, {"zaterdag", 6},
    {"l\xC3\xB8rdag", 6}, {"l\xC3\xB6rdag", 6}, {"sobota", 6},
    {"\xD1\x81\xD1\x83\xD0\xB1\xD0\xB1\xD0\xBE\xD1\x82\xD0\xB0", 6}, {"\xD1\x81\xD0\xB1", 6},
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
  const auto found = std::find_if(kForeignWeekdays.begin(), kForeignWeekdays.end(),
                                  [lower](const WeekdayName& entry) { return entry.name == lower; });
  return found == kForeignWeekdays.end() ? -1 : found->weekday;
}

bool is_day_half(std::string_view lower, bool& is_pm) noexcept {
  const bool known =
      lower == "am" || lower == "pm" || lower == "a.m." || lower == "p.m." || lower == "a.m" || lower == "p.m";
  const bool is_vietnamese = lower == "sa" || lower == "ch";
  if (known || is_vietnamese) is_pm = lower.front() == 'p' || lower.front() == 'c';
  return known || is_vietnamese;
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
