// In: the clean text of one cell. Out: whether some of its digits are hidden. Next: phone.cpp, which then gives no key.
#pragma once

#include <string_view>

#include "normalize/phone_read.hpp"

namespace mfax::phone {

/// docs/normalization.md 2.4 step 4. `reader` tells whether what stands before an `x` is a whole number.
bool is_masked(std::string_view text, const NumberContext&, NumberReader& reader);

/// "*67 ", "*82", "#31#", "*31#" in front of a number: the width of the code, 0 = none.
std::size_t service_code_width(std::string_view text) noexcept;

/// A number that needs no further digit, so that what follows is an extension.
bool is_complete_number(std::string_view text, const NumberContext&, NumberReader& reader);

/// A number of a plan in which all numbers have one length: no digit more can belong to it.
bool is_whole_number(std::string_view text, const NumberContext&, NumberReader& reader);

}  // namespace mfax::phone
