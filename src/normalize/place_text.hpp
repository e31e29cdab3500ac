// In: the name of a country or state in any script. Out: the key that names are compared by, and its other spellings.
// docs/normalization.md 4. Next: place.cpp, place_state.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mfax::place_text {

/// Folded, punctuation to blanks (dots to nothing: "U.S.A." = "USA"), '&' as "and", "saint" as "st", no "the".
std::string place_key(std::string_view text);
/// "Korea, Republic of" -> "Republic of Korea", also "Korea (Republic of)"; "" where there is nothing to turn round.
std::string uninverted(std::string_view text);
/// Key of "Republik Angola", "Reino de Dinamarca" without the words for its form of state; "" without such a word.
std::string short_form(std::string_view text);
/// "Cote d'Ivoire" -> "Cote d Ivoire", as systems without apostrophes write it; "" without one.
std::string without_apostrophes(std::string_view text);
/// O umlaut of Austria's German name -> "Oe", and so on; "" without such a letter.
std::string german_spelling(std::string_view text);
/// What stands between brackets, bars, slashes, commas and spaced hyphens, and a calling code apart from its name.
std::vector<std::string_view> parts(std::string_view text);

}  // namespace mfax::place_text
