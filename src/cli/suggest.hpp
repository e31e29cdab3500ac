// A wrong word and the right ones -> "did you mean". Used for commands, options, choices, formats and schemas.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mfax::cli {

/// Restricted Damerau-Levenshtein distance: insertions, deletions, substitutions, neighbours exchanged.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The nearest candidate, if it is near enough to be a slip; "" otherwise. Ties: the first.
std::string nearest(std::string_view wrong, const std::vector<std::string>& candidates);
/// "did you mean --directory?" or "".
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace mfax::cli
