// In: the name of a renderer or table and a report. Out: its whole output. Also a reader of RFC 4180 that knows nothing of the
// writer, and the controls that must not reach a terminal. Used by the tests of all renderers.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "mfax/render.hpp"

namespace mfax::test {

inline std::string rendered(std::string_view name, const Report& report, const RenderOptions& options = {}) {
  const Renderer* renderer = find_renderer(name);
  if (renderer == nullptr) throw std::runtime_error("no renderer " + std::string(name));
  std::string out;
  renderer->render(report, options, [&out](std::string_view piece) { out += piece; });
  return out;
}

inline std::string rendered_table(std::string_view file, const Report& report, const RenderOptions& options = {}) {
  for (const Table& table : tables()) {
    if (table.file != file) continue;
    std::string out;
    table.render(report, options, [&out](std::string_view piece) { out += piece; });
    return out;
  }
  throw std::runtime_error("no table " + std::string(file));
}

inline RenderOptions with_dialect(CsvDialect dialect) {
  RenderOptions options;
  options.csv = dialect;
  return options;
}

using Rows = std::vector<std::vector<std::string>>;

/// RFC 4180, CRLF only; throws when the text is not of that form.
inline Rows read_csv(std::string_view text) {
  Rows rows;
  std::size_t at = 0;
  while (at < text.size()) {
    std::vector<std::string> row;
    for (bool is_last = false; !is_last;) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        for (++at;; ++at) {
          if (at >= text.size()) throw std::runtime_error("unclosed quote");
          if (text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"')) break;
          if (text[at] == '"') ++at;
          cell += text[at];
        }
        ++at;
      } else {
        const std::size_t end = std::min(text.find_first_of(",\r", at), text.size());
        cell = text.substr(at, end - at);
        if (cell.find_first_of("\"\n") != std::string::npos) throw std::runtime_error("bare quote or line end");
        at = end;
      }
      row.push_back(std::move(cell));
      if (at < text.size() && text[at] == ',') {
        ++at;
      } else if (text.substr(at, 2) == "\r\n") {
        at += 2;
        is_last = true;
      } else {
        throw std::runtime_error("text after a cell");
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The cell of a row under a column name.
inline std::string cell_of(const Rows& rows, std::size_t row, std::string_view column) {
  for (std::size_t i = 0; i < rows.at(0).size(); ++i)
    if (rows[0][i] == column) return rows.at(row).at(i);
  throw std::runtime_error("no column " + std::string(column));
}

/// The first byte that must not be shown to a terminal: controls but '\n' (and what `allowed` names), C1, bidi controls, line
/// separators, bytes that are no UTF-8. "" when there is none, else where.
inline std::string unsafe_place(std::string_view text, std::string_view allowed = "\n") {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    const bool is_invalid = c.value == 0xFFFD && text.substr(at, 3) != "\xEF\xBF\xBD";
    const bool is_control = (c.value < 0x20 && allowed.find(static_cast<char>(c.value)) == std::string_view::npos) ||
                            (c.value >= 0x7f && c.value <= 0x9f);
    const bool is_bidi = c.value == 0x61c || c.value == 0x200e || c.value == 0x200f ||
                         (c.value >= 0x2028 && c.value <= 0x202e) || (c.value >= 0x2066 && c.value <= 0x2069);
    if (is_invalid || is_control || is_bidi)
      return "at byte " + std::to_string(at) + ": code point " + std::to_string(static_cast<std::uint32_t>(c.value));
    at += c.size;
  }
  return {};
}

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) lines.emplace_back(line);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace mfax::test
