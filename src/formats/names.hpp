// In: the spellings of columns, in a file and in format files. Out: folded forms, matches, near misses.
// Used by table_view, detection and binding. Names are compared through base/text.hpp's fold_name only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

/// "phones[].Number" -> "phones[].number": every segment folded, the marks "[]", "!", "@" and "." kept.
std::string fold_path(std::string_view path);
/// A name of a format file, folded; '#' (digits) and '*' (anything) stay what they are.
std::string fold_pattern(std::string_view name, bool is_path);
/// '#' is any run of digits, '*' any run of characters, also empty ones.
bool matches_pattern(std::string_view pattern, std::string_view text);
bool has_wildcard(std::string_view name) noexcept;

/// The readings of a column's name, folded, best first: whole, without bracketed notes, content of square brackets.
std::vector<std::string> csv_name_forms(std::string_view name);
/// Words of a name: split at everything but letters and digits and at the humps of camelCase; folded.
std::vector<std::string> name_words(std::string_view name);
/// `phrase` (words) occurs in `words` as a run.
bool has_phrase(std::span<const std::string> words, std::span<const std::string> phrase);
bool has_word(std::span<const std::string> words, std::span<const std::string_view> any_of);

/// Up to three of `known` whose folded spelling is near `name`, nearest first.
std::vector<std::string> nearest_names(std::string_view name, std::span<const std::string> known);
/// "#3" -> 3; empty for anything else.
std::optional<std::size_t> column_position(std::string_view text) noexcept;
/// A name for a message: control characters replaced, at most 60 bytes.
std::string printable_name(std::string_view name);
/// "a, b, c and 4 more"
std::string list_names(std::span<const std::string> names, std::size_t limit);

}  // namespace mfax
