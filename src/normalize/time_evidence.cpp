// In: the distinct times of a column's head. Out: what they prove about the order of day and month and about the unit
// of bare numbers (docs/normalization.md 5.2, rules 7 and 9). Next: decide.cpp makes the column's TimeDecision of it.
#include <fmt/format.h>

#include "mfax/normalize.hpp"
#include "normalize/time_instant.hpp"
#include "normalize/time_text.hpp"

namespace mfax {

using time_text::Offset;
using time_text::Parts;
using time_text::Shape;
using time_text::TimeText;

namespace {

enum class Proof : std::uint8_t { nothing, day_first, month_first, either, neither };

/// Of two digits for the year nothing tells them from a day unless they cannot be one, or the separator is one that no
/// custom puts behind a leading year.
Proof proof_of(const TimeText& time) noexcept {
  const bool year_may_lead = time.parts == Parts::short_year && time.date_separator == '-' && time.third <= 31;
  const bool day_first = time.second >= 1 && time.second <= 12 && time.first >= 1 && time.first <= 31;
  const bool month_first = time.first >= 1 && time.first <= 12 && time.second >= 1 && time.second <= 31;
  if (!day_first && !month_first) return Proof::neither;
  if (day_first && month_first)
    return time.first == time.second && time.parts == Parts::numeric ? Proof::nothing : Proof::either;
  if (day_first) return year_may_lead ? Proof::either : Proof::day_first;
  return Proof::month_first;
}

std::string seen_at(int day, std::string_view text, std::uint64_t line) {
  if (line == 0) return fmt::format("day {} in {}", day, text);
  return fmt::format("day {} in {} (line {})", day, text, line);
}

}  // namespace

void TimeEvidence::add(std::string_view text, std::uint64_t line) {
  std::string buffer;
  const std::string_view clean = time_text::cleaned(text, buffer);
  TimeText time = time_text::read(clean);
  if (time.shape == Shape::missing) return;
  if (time.shape == Shape::number && !time.is_epoch_milliseconds) {
    if (time.whole == 0 || time.negative) return;  // a sentinel proves nothing
    ++numbers_;
    if (TimeText smpp; time_text::read_smpp(clean, smpp)) ++smpp_;
    switch (time_text::unit_by_digits(time)) {
      case EpochUnit::seconds:
        ++epochs_[0];
        return;
      case EpochUnit::milliseconds:
        ++epochs_[1];
        return;
      case EpochUnit::microseconds:
        ++epochs_[2];
        return;
      case EpochUnit::nanoseconds:
        ++epochs_[3];
        return;
      default:
        break;
    }
    if (!time_text::read_compact(clean, time)) {
      ++other_;
      return;
    }
  }
  if (time.shape != Shape::civil) {
    ++other_;
    return;
  }
  if (time_text::is_sentinel_date(time)) return;
  if (time.offset == Offset::none) ++naive_;
  if (time.parts == Parts::settled) return;
  const Proof proof = proof_of(time);
  if (proof == Proof::either) ++ambiguous_;
  if (proof == Proof::neither) ++other_;
  if (proof == Proof::day_first && dmy_++ == 0) dmy_text_ = seen_at(time.first, clean, line);
  if (proof == Proof::month_first && mdy_++ == 0) mdy_text_ = seen_at(time.second, clean, line);
  if (dmy_ != 0 && mdy_ != 0)
    reason_ = fmt::format("{}, but {}", dmy_text_, mdy_text_);
  else
    reason_ = dmy_ != 0 ? dmy_text_ : mdy_text_;
}

DateOrder TimeEvidence::order() const noexcept {
  if (dmy_ != 0 && mdy_ != 0) return DateOrder::contradictory;
  if (dmy_ != 0) return DateOrder::day_month_year;
  if (mdy_ != 0) return DateOrder::month_day_year;
  return ambiguous_ != 0 ? DateOrder::undecided : DateOrder::year_month_day;
}

EpochUnit TimeEvidence::unit() const noexcept {
  constexpr std::array<EpochUnit, 4> kUnits{EpochUnit::seconds, EpochUnit::milliseconds, EpochUnit::microseconds,
                                            EpochUnit::nanoseconds};
  EpochUnit unit = EpochUnit::none;
  for (std::size_t i = 0; i < kUnits.size(); ++i) {
    if (epochs_[i] == 0) continue;
    if (unit != EpochUnit::none) return EpochUnit::automatic;
    unit = kUnits[i];
  }
  return unit;
}

bool TimeEvidence::has_naive() const noexcept { return naive_ != 0; }
const std::string& TimeEvidence::reason() const noexcept { return reason_; }

}  // namespace mfax
