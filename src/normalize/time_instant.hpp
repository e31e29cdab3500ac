// In: TimeText with its order settled. Out: seconds and instants; which dates are valid, which mean "none".
// Pure arithmetic of docs/normalization.md 5.2, rules 2, 9 and 10.
// Next: time.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "mfax/normalize.hpp"
#include "normalize/time_text.hpp"

namespace mfax::time_text {

inline constexpr Timestamp kEarliestPlausible = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};

/// Year 1 to 9999, a day of its month, a time of day with 24:00:00 and :60 still in it.
bool is_valid(const TimeText&) noexcept;
/// 0000-00-00, 0001-01-01, 1601-01-01, 1970-01-01, 9999-12-31: what programs write for "no time".
bool is_sentinel_date(const TimeText&) noexcept;
/// The same instants once an offset or an epoch number has been applied.
bool is_null_instant(Timestamp) noexcept;
/// Seconds from 1970-01-01T00:00:00 on the clock that was read.
std::int64_t local_seconds(const TimeText&) noexcept;
void set_instant(const TimeText&, std::int32_t offset_seconds, ParsedTime& out) noexcept;
/// The second after 23:59:59 UTC on the last day of June or December.
bool is_leap_second(Timestamp) noexcept;

/// Class of a bare number inside 2000-2100; EpochUnit::none when it falls into none.
EpochUnit unit_by_digits(const TimeText&) noexcept;
std::optional<Timestamp> from_epoch(const TimeText&, EpochUnit) noexcept;
TimePrecision precision_of(const TimeText&, EpochUnit) noexcept;
/// Active Directory's "never": the largest 64-bit value.
bool is_filetime_never(const TimeText&, EpochUnit) noexcept;
/// 1900 date system with its false 29 February 1900, whole seconds; becomes a local date and time in `time`.
bool from_excel_serial(TimeText& time) noexcept;

}  // namespace mfax::time_text
