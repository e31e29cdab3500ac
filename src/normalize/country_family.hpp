// In: two countries of one message. Out: whether one subscriber may lawfully have both.
// Next: record_parts.cpp, carrier.cpp.
#pragma once

#include <string_view>

namespace mfax {

/// A territory and its parent, or neighbours, under one numbering plan (docs/normalization.md 4.5).
bool are_related_countries(std::string_view a, std::string_view b) noexcept;

}  // namespace mfax
