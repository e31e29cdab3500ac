// Values of a breached party -> terminal, HTML and Markdown text. In: any bytes. Out: valid UTF-8 on one line.
// Called by every renderer that writes for people; JSON and CSV have their own rules (json_writer.cpp, csv.cpp).
#include "render/escape.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

#include "base/text.hpp"
#include "mfax/render.hpp"

namespace mfax {
namespace {

constexpr char32_t kEllipsis = 0x2026;

void append_escape(std::string& out, char32_t c) {
  fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<std::uint32_t>(c));
}

/// Calls fn(code point) for each of the first `limit`; true when something was left.
template <class Fn>
bool for_each_code_point(std::string_view value, std::size_t limit, Fn&& fn) {
  std::size_t at = 0;
  for (std::size_t n = 0; at < value.size(); ++n) {
    if (n == limit) return true;
    const CodePoint c = decode_utf8(value, at);
    at += c.size;
    fn(c.value);
  }
  return false;
}

/// CommonMark 2.4 lets any ASCII punctuation be escaped; only what would do something here is, so that tickets that show
/// the source stay readable.
bool needs_backslash(std::string_view line, std::size_t at) noexcept {
  const char c = line[at];
  const char before = at == 0 ? ' ' : line[at - 1];
  if (std::string_view("\\`*_[]|~#$").find(c) != std::string_view::npos) return true;
  if (c == '@') return !is_ascii_letter(before) && !is_ascii_digit(before);  // a mention in the GitHub dialect
  if (at == 0) return c == '-' || c == '+' || c == '=';                     // list item, heading underline
  if (c != '.' && c != ')') return false;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits == at;  // "1." begins a numbered list
}

/// "http://x", "mailto:x" and "www.x" are links by themselves in the GitHub dialect.
bool begins_link(std::string_view line, std::size_t at) noexcept {
  if (line[at] == ':') return at + 1 < line.size() && line[at + 1] != ' ' && !is_ascii_digit(line[at + 1]);
  return line[at] == '.' && at >= 3 && equals_ignore_case(line.substr(at - 3, 3), "www");
}

}  // namespace

bool is_unsafe_control(char32_t c) noexcept {
  if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) return true;
  // UAX #9: every explicit bidi control; they reorder what stands around them.
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

std::string terminal_safe(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for_each_code_point(value, value.size() + 1, [&out](char32_t c) {
    if (is_unsafe_control(c))
      append_escape(out, c);
    else
      append_utf8(out, c);
  });
  return out;
}

std::string visible(std::string_view value, std::size_t limit) {
  std::string out;
  const bool is_cut = for_each_code_point(value, limit, [&out](char32_t c) {
    if (c == '\t' || c == '\n' || c == '\r')
      out += ' ';
    else if (is_unsafe_control(c))
      append_escape(out, c);
    else
      append_utf8(out, c);
  });
  if (is_cut) append_utf8(out, kEllipsis);
  return out;
}

void append_html(std::string& out, std::string_view value, std::size_t limit) {
  for (const char c : visible(value, limit)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
}

std::string markdown_safe(std::string_view value, std::size_t limit) {
  const std::string line = visible(value, limit);
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (begins_link(line, at)) {
      out += c == ':' ? "&#58;" : "&#46;";
    } else {
      if (needs_backslash(line, at)) out += '\\';
      out += c;
    }
  }
  return out;
}

}  // namespace mfax
