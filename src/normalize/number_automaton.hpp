// In: the digits of an E.164 number. Out: whether the numbering plans know it, what it is and where. The table behind it is
// made of libphonenumber's metadata when the program is built (scripts/data/make_number_automaton.cpp); the library's own answer
// takes ten microseconds, this one some nanoseconds. Numbers of the NANP are not in it. Next: phone_reading.cpp.
#pragma once

#include <string_view>

#include "mfax/normalize.hpp"

namespace mfax::phone {

struct NumberAnswer {
  bool is_valid = false;
  LineType type = LineType::unknown;
  std::string_view region;  ///< alpha-2; "" = none
};

const NumberAnswer& number_answer(std::string_view digits) noexcept;

}  // namespace mfax::phone
