// Values of a breached party -> text that is harmless where it is shown. One function per place; every renderer calls
// the one of its place for every value (product.md 11).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mfax {

/// Controls that act on a terminal or on the order of text: C0, DEL, C1, line and paragraph separator, bidi controls.
bool is_unsafe_control(char32_t) noexcept;

/// One line for people: unsafe controls visible as "\u{1b}", blanks other than ' ' become ' ', invalid bytes U+FFFD.
/// At most `limit` code points; a cut value ends in an ellipsis.
std::string visible(std::string_view value, std::size_t limit = 300);

void append_html(std::string& out, std::string_view value, std::size_t limit = 300);
/// One line of CommonMark in which nothing is markup: specials get a backslash, HTML becomes entities, no bare links.
std::string markdown_safe(std::string_view value, std::size_t limit = 300);

}  // namespace mfax
