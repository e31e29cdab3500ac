// In: digits and a region, or a key. Out: what libphonenumber says. This is the only door to the library, and nothing but
// ASCII digits passes it: with letters it converts masks into other people's numbers. Next: phone_read.cpp.
#pragma once

#include <string>
#include <string_view>

#include "mfax/normalize.hpp"

namespace mfax::phone {

/// Whether the library's metadata know the number. Microseconds, under a lock: remember the answer.
bool library_is_valid(PhoneKey);
/// `digits` as dialled within `region` (alpha-2), trunk and carrier codes included; absent when it is no possible number
/// of that region.
PhoneKey library_national(std::string_view digits, std::string_view region);

struct LibraryFacts {
  LineType type = LineType::unknown;
  std::string region;  ///< "" = none
};
LibraryFacts library_facts(PhoneKey);

}  // namespace mfax::phone
