// In: the enumerations of mfax/format.hpp. Out: the words by which they are printed and written in format files.
// Used by spec_rules.cpp, detection and everything that reports a decision.
#include "mfax/format.hpp"

namespace mfax {

std::string_view to_text(FormatKind kind) noexcept { return kind == FormatKind::log ? "log" : "directory"; }

std::string_view to_text(NumberForm form) noexcept {
  switch (form) {
    case NumberForm::automatic:
      return "automatic";
    case NumberForm::plus:
      return "plus";
    case NumberForm::international:
      return "international";
    case NumberForm::national:
      return "national";
    case NumberForm::undecided:
      return "undecided";
  }
  return "";
}

std::string_view to_text(DateOrder order) noexcept {
  switch (order) {
    case DateOrder::automatic:
      return "automatic";
    case DateOrder::year_month_day:
      return "ymd";
    case DateOrder::month_day_year:
      return "mdy";
    case DateOrder::day_month_year:
      return "dmy";
    case DateOrder::undecided:
      return "undecided";
    case DateOrder::contradictory:
      return "contradictory";
  }
  return "";
}

std::string_view to_text(EpochUnit unit) noexcept {
  switch (unit) {
    case EpochUnit::automatic:
      return "automatic";
    case EpochUnit::seconds:
      return "seconds";
    case EpochUnit::milliseconds:
      return "milliseconds";
    case EpochUnit::microseconds:
      return "microseconds";
    case EpochUnit::nanoseconds:
      return "nanoseconds";
    case EpochUnit::excel_serial:
      return "excel_serial";
    case EpochUnit::filetime:
      return "filetime";
    case EpochUnit::none:
      return "none";
  }
  return "";
}

std::string_view to_text(DecidedBy by) noexcept {
  switch (by) {
    case DecidedBy::option:
      return "option";
    case DecidedBy::format:
      return "format";
    case DecidedBy::header:
      return "header";
    case DecidedBy::evidence:
      return "evidence";
    case DecidedBy::fallback:
      return "fallback";
  }
  return "";
}

}  // namespace mfax
