// Values of a breached party -> terminal, HTML and Markdown text. In: any bytes. Out: valid UTF-8 on one line.
// Called by every renderer that writes for people; JSON and CSV have their own rules (json_writer.cpp, csv.cpp).
#include "escape.hpp"

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

bool is_markdown_special(char32_t c) noexcept {
  // CommonMark 2.4: any ASCII punctuation may be escaped. These are the ones that can begin something anywhere in a
  // line, also in the GitHub dialect: tables, strike-through, mentions and issue references.
  return c < 0x80 && std::string_view("\\`*_{}[]()#+-!|~@$=").find(static_cast<char>(c)) != std::string_view::npos;
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
    const auto code = static_cast<unsigned char>(c);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == ':') {
      out += "&#58;";  // "http://..." is a link by itself in the GitHub dialect
    } else if (c == '.' && at >= 3 && equals_ignore_case(std::string_view(line).substr(at - 3, 3), "www")) {
      out += "&#46;";
    } else if (code < 0x80 && is_markdown_special(code)) {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace mfax
