// In: the head of a delimited text. Out: delimiter and escape, by instruction (option, "sep=" line) or by score.
// Next: header.cpp splits rows with it and looks for the header.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "formats/table_view.hpp"

namespace mfax {
namespace {

constexpr std::size_t kScoredBytes = std::size_t{64} << 10;
constexpr std::array kDelimiters = {',', ';', '\t', '|'};

std::string printable(char delimiter) { return delimiter == '\t' ? "TAB" : std::string(1, delimiter); }

/// Share of the rows with the most frequent width, times (1 - 1/width): docs/normalization.md 6.
double score_of(std::string_view text, const Dialect& dialect, bool is_whole) {
  const ReadOptions read;
  std::map<std::size_t, std::size_t> rows_by_width;
  std::size_t rows = 0;
  for (std::size_t at = 0; at < text.size();) {
    const RowEnd end = find_row_end(text, at, dialect, read, is_whole);
    if (end.next == std::string_view::npos || end.next <= at) break;
    const std::vector<std::string> cells = split_csv_row(text.substr(at, end.next - at), dialect);
    at = end.next;
    const bool is_blank =
        std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trim_ascii(cell).empty(); });
    if (is_blank) continue;
    ++rows_by_width[cells.size()];
    ++rows;
  }
  std::size_t width = 1, most = 0;
  for (const auto& [cells, count] : rows_by_width)
    if (count >= most) width = cells, most = count;
  return rows == 0 ? 0 : static_cast<double>(most) / static_cast<double>(rows) * (1 - 1 / static_cast<double>(width));
}

/// A backslash before a quote is an escape only when rows then fit better, and clearly so.
bool wants_backslash(std::string_view text, Dialect dialect, double plain_score, bool is_whole) {
  if (text.find("\\\"") == std::string_view::npos) return false;
  dialect.backslash_escape = true;
  return score_of(text, dialect, is_whole) > plain_score + 0.02;
}

std::size_t line_size(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return text.size();
  return text.substr(end, 2) == "\r\n" ? end + 2 : end + 1;
}

/// "sep=;" as Excel writes it: an instruction, not data. Also quoted: "sep=;".
std::optional<char> sep_line(std::string_view line) {
  std::string_view text = line;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  if (text.size() != 5 || !equals_ignore_case(text.substr(0, 4), "sep=")) return std::nullopt;
  return text[4];
}

}  // namespace

FoundDialect find_dialect(std::string_view head, bool head_is_whole_file, std::optional<char> delimiter) {
  FoundDialect found;
  Dialect& dialect = found.dialect;
  const std::size_t first_line = line_size(head);
  const std::optional<char> instructed = sep_line(head.substr(0, first_line));
  if (instructed) {
    dialect.skip_bytes = first_line;
    dialect.skip_lines = 1;
    dialect.delimiter = *instructed;
    found.notes.push_back(fmt::format("the first line says that '{}' separates columns", printable(*instructed)));
  }
  const std::string_view text = head.substr(dialect.skip_bytes, kScoredBytes);
  const bool is_whole = head_is_whole_file && text.size() == head.size() - dialect.skip_bytes;
  double best = -1;
  if (delimiter) {
    if (instructed && *instructed != *delimiter)
      found.notes.push_back("the option for the delimiter contradicts that line; the option is obeyed");
    dialect.delimiter = *delimiter;
  } else if (!instructed) {
    for (const char candidate : kDelimiters) {
      Dialect tried = dialect;
      tried.delimiter = candidate;
      const double score = score_of(text, tried, is_whole);
      if (score > best) best = score, dialect.delimiter = candidate;
    }
  }
  if (best < 0) best = score_of(text, dialect, is_whole);
  dialect.backslash_escape = wants_backslash(text, dialect, best, is_whole);
  if (dialect.backslash_escape) found.notes.push_back("quotes within quoted cells are escaped by a backslash");
  return found;
}

}  // namespace mfax
