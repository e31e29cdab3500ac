// In: a column's name. Out: the time zone it declares, as TimeDecision::zone writes it.
// Next: decide.cpp.
#pragma once

#include <string>
#include <string_view>

namespace mfax {

/// "Sent (EST)" -> "EST", "time_utc" -> "UTC", "Sent [America/New_York]" -> "America/New_York", "(UTC+5:30)" ->
/// "UTC+5:30";
/// "" when the name says nothing about a zone.
std::string header_zone(std::string_view column);

}  // namespace mfax
