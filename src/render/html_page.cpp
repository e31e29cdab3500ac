// Markup and values -> HTML text. In: trusted markup and hostile values. Out: pieces of 64 KiB.
// Called by the html_*.cpp files; the only place where values become HTML.
#include "render/html_page.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "render/escape.hpp"
#include "render/json_writer.hpp"
#include "render/words.hpp"

namespace mfax {

Page& Page::raw(std::string_view markup) {
  out_ += markup;
  if (out_.size() >= kPieceBytes) finish();
  return *this;
}

Page& Page::text(std::string_view value, std::size_t limit) {
  append_html(out_, value, limit);
  return *this;
}

Page& Page::value(std::string_view text_value) { return raw("<bdi>").text(text_value).raw("</bdi>"); }

Page& Page::number(std::uint64_t count) { return raw(with_thousands(count)); }

void Page::begin_section(std::string_view id, std::string_view title) {
  raw(fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-h\"><h2 id=\"{0}-h\">{1}</h2>\n", id, title));
}

void Page::begin_table(std::string_view caption, const std::vector<std::string_view>& columns) {
  raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").text(caption).raw("\"><table><caption>").text(caption);
  raw("</caption><thead><tr>");
  for (const std::string_view name : columns) {
    const bool is_number = name.starts_with('#');
    raw(is_number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").text(is_number ? name.substr(1) : name).raw("</th>");
  }
  raw("</tr></thead><tbody>\n");
}

void Page::end_table() { raw("</tbody></table></div>\n"); }

Page& Page::cell(std::string_view value, std::size_t limit) {
  return raw("<td><bdi>").text(value, limit).raw("</bdi></td>");
}

Page& Page::count_cell(std::uint64_t count) { return raw("<td class=\"n\">").number(count).raw("</td>"); }

Page& Page::row_head(std::string_view value) {
  return raw("<th scope=\"row\"><bdi>").text(value, 80).raw("</bdi></th>");
}

void Page::cut_note(std::size_t total, std::size_t shown, std::string_view file) {
  if (total <= shown) return;
  raw("<p class=\"note\">").number(total - shown).raw(total - shown == 1 ? " more is" : " more are").raw(" not shown here; all of them are in ").raw(file).raw(".</p>\n");
}

void Page::severity_badge(std::string_view severity) {
  // The word comes from the table, never from the report: it becomes a class name.
  const std::string_view word = kSeverities[severity_index(severity)];
  raw("<span class=\"sev ").raw(word).raw("\">").raw(word).raw("</span>");
}

void Page::finish() {
  if (out_.empty()) return;
  sink_(out_);
  out_.clear();
}

std::string csp_hash(std::string_view inline_text) {
  const std::string hex = sha256_hex(inline_text);
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto nibble = [&hex](std::size_t i) -> unsigned {
    if (i >= hex.size()) return 0;
    return hex[i] <= '9' ? static_cast<unsigned>(hex[i] - '0') : static_cast<unsigned>(hex[i] - 'a' + 10);
  };
  std::string out = "sha256-";
  // 32 bytes are 64 nibbles; three of them make two base64 digits (RFC 4648 4), and one '=' fills the last group.
  for (std::size_t i = 0; i < hex.size(); i += 3) {
    const unsigned bits = nibble(i) << 8 | nibble(i + 1) << 4 | nibble(i + 2);
    out += kDigits[bits >> 6];
    if (i + 1 < hex.size()) out += kDigits[bits & 63];
  }
  while ((out.size() - 7) % 4 != 0) out += '=';
  return out;
}

}  // namespace mfax
