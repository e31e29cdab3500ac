// In: clean text without masks that may hold more than a number: a scheme, a name, a label, an extension. Out: the part
// that is the number. Next: phone.cpp reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mfax::phone {

/// "tel:+1-201-555-0123;ext=5", "sip:+12015550123@example.com".
struct Address {
  std::string number;     ///< "" when the scheme names somebody by letters
  std::string extension;
  bool has_context = false;  ///< `number` begins with a phone-context
};
/// docs/normalization.md 2.4 step 6; empty when the text begins with none of the known schemes.
std::optional<Address> read_address(std::string_view);

struct Extension {
  std::string_view number;  ///< what stands before the mark
  std::string_view digits;  ///< "" = mark without digits
  bool by_word = false;     ///< "ext", "poste" ...; else a sign that needs a whole number before it
  bool by_tilde = false;    ///< a separator in Japan: an extension mark only where the number has one length
};
/// Step 12; empty when nothing looks like an extension.
std::optional<Extension> split_extension(std::string_view) noexcept;

/// "John <+1415...>", "My iPhone X (734-555-2342)": the one bracketed part with seven digits and no letters, "" = none.
std::string_view bracketed_number(std::string_view) noexcept;

/// "+1415... (2)": without a short number in brackets behind seven digits or more.
std::string_view strip_counter(std::string_view) noexcept;

/// "+1415... (Jane)": without a remark of letters in round brackets behind the number, unless it says that digits are missing.
std::string_view strip_remark(std::string_view) noexcept;

/// Without a known label ("Mobile:", "(cell)") before or behind the number.
std::string_view strip_labels(std::string_view) noexcept;

/// Without the brackets and quotes of a list: ["+1..."], {+1...}, ('...').
std::string_view strip_list_signs(std::string_view) noexcept;

/// Without blanks and list separators at either end: "+1...;" is a list of one.
std::string_view trim_list(std::string_view) noexcept;

/// Step 7: the parts at the separators of one level; levels go from strong (line end, ; | or) to weak (/ and " +").
inline constexpr int kSplitLevels = 4;
std::vector<std::string_view> split_level(std::string_view, int level);

/// Keypad digits for letters (ITU-T E.161); "" when the letters are fewer than three, or all the same, as in a mask.
std::string keypad_digits(std::string_view);

bool has_letter(std::string_view) noexcept;
std::size_t digit_count(std::string_view) noexcept;

}  // namespace mfax::phone
