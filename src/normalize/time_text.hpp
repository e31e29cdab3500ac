// In: the text of one cell. Out: what is written there as a date, a time of day and an offset, before any decision
// about order or zone is applied. Own parsers, no library, no locale.
// Next: time.cpp applies the column's decision; time_evidence.cpp counts what the texts prove.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mfax/normalize.hpp"

namespace mfax::time_text {

enum class Shape : std::uint8_t {
  invalid,  ///< no time of any known form
  missing,  ///< blank or a word for "nothing"
  civil,    ///< date and, mostly, time of day
  number,   ///< a bare number: epoch or serial, by decision
};

enum class Offset : std::uint8_t { none, fixed, abbreviation, named };

/// Order in which the three parts of the date stand.
enum class Parts : std::uint8_t {
  settled,     ///< year, month and day are known from the form
  numeric,     ///< a/b/yyyy: `first` and `second` are day and month in an order to be decided
  short_year,  ///< a/b/c, all of one or two digits: only in a decided order
};

struct TimeText {
  Shape shape = Shape::invalid;
  Parts parts = Parts::settled;
  char date_separator = 0;
  int first = 0, second = 0, third = 0;  ///< as written, for Parts::numeric and short_year
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second_of_minute = 0;
  std::int64_t micros = 0;
  TimePrecision precision = TimePrecision::none;
  int weekday = -1;  ///< 0 = Sunday, as written
  Offset offset = Offset::none;
  std::int32_t offset_seconds = 0;
  bool odd_offset = false;           ///< beyond +-14:00
  bool is_rfc2822 = false;           ///< obsolete zone names mean what RFC 2822 4.3 says
  std::string_view zone;             ///< abbreviation or IANA name, within the text given to read()
  bool negative = false;             ///< Shape::number
  std::uint64_t whole = 0;           ///< Shape::number: digits before the point
  std::uint64_t fraction_nanos = 0;  ///< Shape::number: the fraction in units of 1e-9
  unsigned whole_digits = 0;
  bool is_epoch_milliseconds = false;  ///< /Date(...)/ says so itself
};

/// Characters that only dress a time: outer blanks and quotes, no-break spaces, bidi marks, U+2212. The result lives in
/// `buffer` when something had to change; texts over 128 bytes come back empty-handed ("?"), they are no times.
std::string_view cleaned(std::string_view text, std::string& buffer);

/// `text` as cleaned() gave it. Never fails: the shape says what it is.
TimeText read(std::string_view text) noexcept;

/// 20240304, 202403041402 or 20240304140211, which read() took for a number: as a date of this century or the last.
bool read_compact(std::string_view digits, TimeText& out) noexcept;
/// SMPP v3.4 5.2.22.1 delivery receipts: YYMMDDhhmm[ss]. Only where a declaration says so.
bool read_smpp(std::string_view digits, TimeText& out) noexcept;

/// The forms YYYY-MM-DD(T| )hh:mm:ss[.fraction][Z|+hh:mm|+hhmm] at fixed positions: false = use read().
bool read_fixed(std::string_view text, TimeText& out) noexcept;

/// A blank cell or a word that says there is nothing ("null", "N/A", "-").
bool is_missing(std::string_view text) noexcept;

bool is_leap_year(int year) noexcept;
int days_in_month(int year, int month) noexcept;
/// Days since 1970-01-01 in the proleptic Gregorian calendar.
std::int64_t days_from_civil(int year, int month, int day) noexcept;
/// 0 = Sunday.
int weekday_of(std::int64_t days) noexcept;

/// Month 1-12 by name (English in full or by three letters, and the common other languages); 0 = none. Lower-case
/// UTF-8.
int month_by_name(std::string_view lower) noexcept;
/// 0 = Sunday ... 6; -1 = none. Lower-case.
int weekday_by_name(std::string_view lower) noexcept;
/// true for "am", "pm", "a.m.", "p.m."; `is_pm` tells which.
bool is_day_half(std::string_view lower, bool& is_pm) noexcept;

}  // namespace mfax::time_text
