// In: dates, times of day and numbers as read. Out: instants (time_instant.hpp).
// Nothing here knows zones; every bound keeps the arithmetic inside 64 bits.
// Next: time.cpp.
#include "normalize/time_instant.hpp"

#include <array>
#include <cstdint>

namespace mfax::time_text {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::uint64_t kLastSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z
constexpr std::uint64_t kSecondOf2000 = 946'684'800;
constexpr std::uint64_t kSecondOf2100 = 4'102'444'800;
constexpr std::int64_t kFiletimeEpoch = -11'644'473'600;  // 1601-01-01, as Unix seconds
constexpr std::int64_t kExcelDayOf1970 = 25'569;

std::uint64_t per_second(EpochUnit unit) noexcept {
  switch (unit) {
    case EpochUnit::seconds:
      return 1;
    case EpochUnit::milliseconds:
      return 1'000;
    case EpochUnit::microseconds:
      return 1'000'000;
    case EpochUnit::nanoseconds:
      return 1'000'000'000;
    default:
      return 0;
  }
}

Timestamp from_micros(std::int64_t micros) noexcept { return Timestamp{std::chrono::microseconds{micros}}; }

std::int64_t fraction_micros(const TimeText& time, std::uint64_t unit_per_second) noexcept {
  return static_cast<std::int64_t>(time.fraction_nanos / 1000 / unit_per_second);
}

}  // namespace

bool is_valid(const TimeText& time) noexcept {
  if (time.year < 1 || time.year > 9999 || time.day < 1 || time.day > days_in_month(time.year, time.month))
    return false;
  if (time.hour == 24) return time.minute == 0 && time.second_of_minute == 0 && time.micros == 0;
  return time.hour >= 0 && time.hour <= 23 && time.minute >= 0 && time.minute <= 59 && time.second_of_minute >= 0 &&
         time.second_of_minute <= 60;
}

bool is_sentinel_date(const TimeText& time) noexcept {
  if (time.parts == Parts::numeric && time.year == 0) return time.first == 0 && time.second == 0;
  if (time.year == 0) return time.month == 0 && time.day == 0 && time.parts == Parts::settled;
  const int packed = time.year * 10000 + time.month * 100 + time.day;
  return packed == 10101 || packed == 16010101 || packed == 19700101 || packed == 99991231;
}

bool is_null_instant(Timestamp at) noexcept {
  const std::int64_t micros = at.time_since_epoch().count();
  return micros == 0 || micros == kFiletimeEpoch * kMicrosPerSecond;
}

std::int64_t local_seconds(const TimeText& time) noexcept {
  return days_from_civil(time.year, time.month, time.day) * kSecondsPerDay + time.hour * 3600 + time.minute * 60 +
         time.second_of_minute;
}

void set_instant(const TimeText& time, std::int32_t offset_seconds, ParsedTime& out) noexcept {
  out.at = from_micros((local_seconds(time) - offset_seconds) * kMicrosPerSecond + time.micros);
  out.has_instant = true;
}

bool is_leap_second(Timestamp at) noexcept {
  const auto whole = std::chrono::floor<std::chrono::seconds>(at);
  const auto day = std::chrono::floor<std::chrono::days>(whole);
  const std::chrono::year_month_day date{day};
  const auto month = static_cast<unsigned>(date.month());
  return whole == day && static_cast<unsigned>(date.day()) == 1 && (month == 7 || month == 1);
}

EpochUnit unit_by_digits(const TimeText& time) noexcept {
  constexpr std::array<EpochUnit, 4> kUnits{EpochUnit::seconds, EpochUnit::milliseconds, EpochUnit::microseconds,
                                            EpochUnit::nanoseconds};
  if (time.negative) return EpochUnit::none;
  for (const EpochUnit unit : kUnits) {
    const std::uint64_t seconds = time.whole / per_second(unit);
    if (seconds >= kSecondOf2000 && seconds < kSecondOf2100) return unit;
  }
  return EpochUnit::none;
}

std::optional<Timestamp> from_epoch(const TimeText& time, EpochUnit unit) noexcept {
  if (unit == EpochUnit::filetime) {
    constexpr std::uint64_t kTicks = 10'000'000;
    if (time.whole / kTicks > kLastSecond) return {};
    return from_micros(kFiletimeEpoch * kMicrosPerSecond + static_cast<std::int64_t>(time.whole / 10));
  }
  const std::uint64_t rate = per_second(unit);
  if (rate == 0 || time.whole / rate > kLastSecond) return {};
  const auto seconds = static_cast<std::int64_t>(time.whole / rate);
  const std::uint64_t rest = time.whole % rate;
  const auto micros =
      static_cast<std::int64_t>(rate <= 1'000'000 ? rest * (1'000'000 / rate) : rest / (rate / 1'000'000));
  return from_micros(seconds * kMicrosPerSecond + micros + fraction_micros(time, rate));
}

TimePrecision precision_of(const TimeText& time, EpochUnit unit) noexcept {
  switch (unit) {
    case EpochUnit::seconds:
      if (time.fraction_nanos == 0) return TimePrecision::second;
      return time.fraction_nanos % 1'000'000 == 0 ? TimePrecision::millisecond : TimePrecision::microsecond;
    case EpochUnit::milliseconds:
      return time.fraction_nanos == 0 ? TimePrecision::millisecond : TimePrecision::microsecond;
    default:
      return TimePrecision::microsecond;
  }
}

bool is_filetime_never(const TimeText& time, EpochUnit unit) noexcept {
  return unit == EpochUnit::filetime && time.whole == static_cast<std::uint64_t>(INT64_MAX);
}

bool from_excel_serial(TimeText& time) noexcept {
  if (time.whole < 20'000 || time.whole >= 80'000) return false;
  const std::uint64_t half = 500'000'000;
  const auto of_day = static_cast<std::int64_t>(
      (time.fraction_nanos * static_cast<std::uint64_t>(kSecondsPerDay) + half) / 1'000'000'000);
  const std::int64_t seconds = (static_cast<std::int64_t>(time.whole) - kExcelDayOf1970) * kSecondsPerDay + of_day;
  const std::chrono::sys_days day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
  const std::chrono::year_month_day date{day};
  const std::int64_t rest = seconds - std::chrono::sys_seconds{day}.time_since_epoch().count();
  TimeText local;
  local.shape = Shape::civil;
  local.year = static_cast<int>(date.year());
  local.month = static_cast<int>(static_cast<unsigned>(date.month()));
  local.day = static_cast<int>(static_cast<unsigned>(date.day()));
  local.hour = static_cast<int>(rest / 3600);
  local.minute = static_cast<int>(rest / 60 % 60);
  local.second_of_minute = static_cast<int>(rest % 60);
  local.precision = time.fraction_nanos == 0 ? TimePrecision::day : TimePrecision::second;
  time = local;
  return true;
}

}  // namespace mfax::time_text
