// Values of a real row -> values that could stand in their place and belong to nobody. For the samples of derived formats.
#pragma once

#include <string>
#include <string_view>

#include "mfax/format.hpp"

namespace mfax {

struct FictionalRow {
  std::size_t row = 0;       ///< the first, the second ...: another person each
  std::size_t number = 0;    ///< numbers given so far: no two are equal
  std::string region;        ///< where national numbers are at home
};

/// A reserved number, a fixed time in the form of `real`, an invented name ... Of `real` only its written form is used, and for
/// fields with a table of words one of the table's own words.
std::string fictional_value(const Slot&, std::string_view real, const TablePlan&, FictionalRow&);

}  // namespace mfax
