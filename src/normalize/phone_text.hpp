// In: the bytes of one cell. Out: plain ASCII in which every digit, dash, blank, plus and mask sign of any script has
// its one spelling, so that the later steps read only ASCII. Next: phone_cell.hpp takes guards and words off.
#pragma once

#include <string>
#include <string_view>

#include "mfax/diagnostic.hpp"

namespace mfax::phone {

/// Stands for a character that has no place in a number (a letter of another script, a broken byte).
inline constexpr char kForeign = '\x01';

struct CleanText {
  std::string text;  ///< 0x20..0x7E, '\n' between lines, kForeign; '*' for every mask sign
  CodeSet codes;     ///< P_UNICODE_DIGITS, P_TRIMMED
  bool had_entities = false;  ///< "&nbsp;", "%2B": something was decoded
};

/// docs/normalization.md 2.4 step 2, inner part: decodes HTML entities and %2B, drops invisible characters.
CleanText clean_text(std::string_view bytes);

/// Value of a decimal digit of any script (circled and raised ones too), -1 for everything else.
int digit_value(char32_t) noexcept;

}  // namespace mfax::phone
