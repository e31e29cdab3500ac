// In: the clean text of one cell. Out: the text without spreadsheet guards, or the finding that it is no number at all:
// an empty word, a withheld number, spreadsheet damage. Next: phone_mask.hpp, then phone_parts.hpp.
#pragma once

#include <string>
#include <string_view>

#include "mfax/diagnostic.hpp"
#include "mfax/types.hpp"

namespace mfax::phone {

std::string_view trim(std::string_view) noexcept;

/// docs/normalization.md 2.4 step 2: a leading apostrophe, ="...", quotes. P_GUARD.
std::string_view strip_guards(std::string_view, CodeSet&) noexcept;

/// Step 3: null, withheld or masked for a known word, else ok.
NumberStatus word_status(std::string_view) noexcept;
/// The same for words of other scripts, in the cell as it was written, without outer blanks.
NumberStatus foreign_word_status(std::string_view raw);
/// "null; n/a", "anonymous, anonymous": null or withheld where every place of a list says so, else ok.
NumberStatus word_list_status(std::string_view);
/// "redacted" and its like.
bool is_mask_word(std::string_view) noexcept;
/// "Anonymous <sip:anonymous@anonymous.invalid>" (RFC 3323 4.1.1.3): withheld words with a scheme and a host at most.
bool says_withheld(std::string_view) noexcept;

/// Step 5. `text` is rewritten when a spreadsheet's form still holds every digit; false when digits are lost, and `codes`
/// says how.
bool undo_spreadsheet(std::string& text, CodeSet& codes);

/// A date or an IPv4 address: digits and dots, but no number.
bool is_date_or_address(std::string_view) noexcept;

}  // namespace mfax::phone
