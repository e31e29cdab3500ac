// In: the head of a delimited text and its dialect. Out: where the header is, what stands before it, and the columns
// with sampled values. Next: detect.cpp compares the columns with the formats.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "formats/table_view.hpp"
#include "formats/value_shapes.hpp"
#include "mfax/error.hpp"

namespace mfax {
namespace {

constexpr std::size_t kHeaderRows = 30;  // docs/normalization.md 6
constexpr std::size_t kLongestHeaderCell = 120;
constexpr std::size_t kNamedCells = 300;    // of a row; a header shows itself earlier
constexpr std::size_t kMostColumns = 4000;  // what is beyond is not looked at

struct SampledRow {
  std::size_t begin = 0, end = 0;
  std::vector<std::string> cells;
  bool is_blank = false;
};

std::vector<SampledRow> sample_rows(std::string_view head, bool head_is_whole_file, const Dialect& dialect) {
  const ReadOptions read;
  std::vector<SampledRow> rows;
  std::size_t at = dialect.skip_bytes;
  while (at < head.size() && rows.size() < kHeaderRows + kNamedRows) {
    const RowEnd end = find_row_end(head, at, dialect, read, head_is_whole_file);
    if (end.next == std::string_view::npos || end.next <= at) break;
    SampledRow row;
    row.begin = at;
    row.end = end.next;
    row.cells = split_csv_row(head.substr(at, end.next - at), dialect);
    if (row.cells.size() > kMostColumns) row.cells.resize(kMostColumns);
    row.is_blank = std::all_of(row.cells.begin(), row.cells.end(),
                               [](const std::string& cell) { return trim_ascii(cell).empty(); });
    rows.push_back(std::move(row));
    at = end.next;
  }
  return rows;
}

bool looks_like_data(const std::string& cell) {
  return looks_like_phone(cell) || time_shape(cell) != TimeShape::none || looks_like_email(cell);
}
bool is_data_row(const SampledRow& row) { return std::any_of(row.cells.begin(), row.cells.end(), looks_like_data); }

std::size_t usual_width(const std::vector<SampledRow>& rows) {
  std::map<std::size_t, std::size_t> count;
  for (const SampledRow& row : rows)
    if (!row.is_blank) ++count[row.cells.size()];
  std::size_t width = 0, most = 0;
  for (const auto& [cells, times] : count)
    if (times >= most) width = cells, most = times;
  return width;
}

ColumnView column_named(std::string name) {
  ColumnView column;
  column.forms = csv_name_forms(name);
  column.words = name_words(name);
  column.name = std::move(name);
  return column;
}

/// How many different cells of the row are known names; `by_words` also counts names that contain a known phrase.
std::size_t known_cells(const SampledRow& row, const KnownNames& known, bool by_words) {
  std::set<std::string> found;
  for (std::size_t c = 0; c < row.cells.size() && c < kNamedCells; ++c) {
    const std::string& cell = row.cells[c];
    if (cell.size() > kLongestHeaderCell || trim_ascii(cell).empty()) continue;
    const ColumnView column = column_named(cell);
    if (!column.forms.empty() && (known.knows(column.forms) || (by_words && known.knows_words(column.words))))
      found.insert(column.forms.front());
  }
  return found.size();
}

std::optional<std::size_t> find_by_names(const std::vector<SampledRow>& rows, const KnownNames& known, bool by_words,
                                         std::size_t width) {
  for (std::size_t i = 0; i < rows.size() && i < kHeaderRows; ++i) {
    const SampledRow& row = rows[i];
    if (row.is_blank || is_data_row(row)) continue;
    if (by_words && row.cells.size() != width) continue;  // a sentence above the table may hold known words, too
    if (known_cells(row, known, by_words) >= 2) return i;
  }
  return std::nullopt;
}

/// A list with one column: the last text before the first number, if it speaks of phones.
std::optional<std::size_t> find_in_list(const std::vector<SampledRow>& rows, const KnownNames& known) {
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < rows.size() && i < kHeaderRows; ++i) {
    if (rows[i].is_blank) continue;
    if (rows[i].cells.size() != 1) return std::nullopt;
    if (is_data_row(rows[i])) break;
    last = i;
  }
  if (!last || !known.knows_phone(column_named(rows[*last].cells.front()))) return std::nullopt;
  return last;
}

/// Names nobody knows: a row of the usual width without anything like data, all cells filled and different, and data
/// below it. Then the values decide what the columns are.
std::optional<std::size_t> find_by_shape(const std::vector<SampledRow>& rows, std::size_t width) {
  for (std::size_t i = 0; i + 1 < rows.size() && i < kHeaderRows; ++i) {
    const SampledRow& row = rows[i];
    if (row.is_blank) continue;
    if (is_data_row(row)) return std::nullopt;
    if (row.cells.size() != width) continue;
    std::set<std::string_view> distinct;
    for (const std::string& cell : row.cells)
      if (!trim_ascii(cell).empty() && cell.size() <= kLongestHeaderCell && !is_small_number(cell))
        distinct.insert(cell);
    const bool has_data_below = std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1, rows.end(), is_data_row);
    if (distinct.size() == width && has_data_below) return i;
  }
  return std::nullopt;
}

std::uint32_t count_line_ends(std::string_view text) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) ++count;
  return count;
}

bool starts_line(const SampledRow& row, std::string_view word) {
  return !row.cells.empty() && std::string_view(row.cells.front()).starts_with(word);
}

void note_preamble(const std::vector<SampledRow>& rows, std::size_t header, TableView& view) {
  std::size_t others = 0;
  for (std::size_t i = 0; i < header; ++i) {
    if (rows[i].is_blank) continue;
    if (starts_line(rows[i], "#TYPE"))
      view.notes.push_back("skipped the line \"#TYPE ...\" of Export-Csv");
    else if (starts_line(rows[i], "version:v1.0"))
      view.notes.push_back("skipped the line \"version:v1.0\"");
    else
      ++others;
  }
  if (others > 0)
    view.notes.push_back(fmt::format("skipped {} line{} before the header", others, others == 1 ? "" : "s"));
}

void note_repeated_names(TableView& view) {
  std::set<std::string> seen;
  for (ColumnView& column : view.columns) {
    if (column.forms.empty() || seen.insert(column.forms.front()).second) continue;
    column.is_repeated = true;
    view.notes.push_back(fmt::format("column \"{}\" occurs more than once; the first value of a row counts",
                                     printable_name(column.name)));
  }
}

void add_values(const std::vector<SampledRow>& rows, std::size_t first, TableView& view) {
  for (std::size_t i = first; i < rows.size() && i < first + kSampleRows; ++i) {
    if (rows[i].is_blank) continue;
    for (std::size_t c = 0; c < view.columns.size(); ++c)
      view.columns[c].values.push_back(c < rows[i].cells.size() ? rows[i].cells[c] : std::string());
  }
  // A column that is empty for long holds somebody's number all the same.
  const auto is_blank = [](const std::string& value) { return trim_ascii(value).empty(); };
  for (std::size_t c = 0; c < view.columns.size(); ++c) {
    std::vector<std::string>& values = view.columns[c].values;
    if (!std::all_of(values.begin(), values.end(), is_blank)) continue;
    const std::size_t most = values.size() + kSampleRows;
    for (std::size_t i = first + kSampleRows; i < rows.size() && values.size() < most; ++i)
      if (c < rows[i].cells.size() && !is_blank(rows[i].cells[c])) values.push_back(rows[i].cells[c]);
  }
}

TableView view_with_header(std::string_view head, const std::vector<SampledRow>& rows, std::size_t header,
                           FoundDialect found) {
  TableView view;
  view.notes = std::move(found.notes);
  view.dialect = std::move(found.dialect);
  note_preamble(rows, header, view);
  view.dialect.header = rows[header].cells;
  view.dialect.skip_bytes = rows[header].end;
  view.dialect.skip_lines = count_line_ends(head.substr(0, rows[header].end));
  for (const std::string& cell : rows[header].cells) view.columns.push_back(column_named(cell));
  note_repeated_names(view);
  add_values(rows, header + 1, view);
  return view;
}

TableView view_by_position(const std::vector<SampledRow>& rows, std::size_t first, std::size_t width,
                           FoundDialect found) {
  TableView view;
  view.notes = std::move(found.notes);
  view.dialect = std::move(found.dialect);
  view.has_header = false;
  for (std::size_t c = 0; c < width; ++c) view.columns.push_back(column_named(fmt::format("#{}", c + 1)));
  add_values(rows, first, view);
  view.notes.push_back("the file has no header; its columns are #1, #2, ...");
  return view;
}

std::size_t first_filled_row(const std::vector<SampledRow>& rows) {
  const auto filled = std::find_if(rows.begin(), rows.end(), [](const SampledRow& row) { return !row.is_blank; });
  return static_cast<std::size_t>(filled - rows.begin());
}

[[noreturn]] void refuse_headerless(std::string_view path, const SampledRow& row) {
  std::vector<std::string> shapes;
  std::string phone, time, email;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const std::string& cell = row.cells[c];
    if (looks_like_phone(cell)) {
      shapes.push_back(fmt::format("#{} like a phone number", c + 1));
      if (phone.empty()) phone = fmt::format("#{}", c + 1);
    } else if (time_shape(cell) != TimeShape::none) {
      shapes.push_back(fmt::format("#{} like a time", c + 1));
      if (time.empty()) time = fmt::format("#{}", c + 1);
    } else if (looks_like_email(cell)) {
      shapes.push_back(fmt::format("#{} like an e-mail address", c + 1));
      if (email.empty()) email = fmt::format("#{}", c + 1);
    }
  }
  if (shapes.empty()) {
    std::vector<std::string> cells;
    for (const std::string& cell : row.cells) cells.push_back(fmt::format("\"{}\"", printable_name(cell)));
    throw FatalError(ExitCode::bad_input,
                     fmt::format("{}: none of the first {} rows holds names of columns that are known; the first row reads {}", path,
                                 kHeaderRows, list_names(cells, 12)),
                     "name the columns: --map to_number=COLUMN --map sent_at=COLUMN (a directory: --map phone=COLUMN --map "
                     "username=COLUMN); if this is no such table, give another file");
  }
  throw FatalError(
      ExitCode::bad_input,
      fmt::format("{}: no header: none of the first {} rows holds names of columns that are known{}{}", path,
                  kHeaderRows, "; the first row looks like data: ", list_names(shapes, 6)),
      fmt::format("say what the columns are by position: --map 'to_number={0}' --map 'sent_at={1}' (a directory: --map "
                  "'phone={0}' --map '{2}')",
                  phone.empty() ? "#N" : phone, time.empty() ? "#N" : time,
                  email.empty() ? "username=#N" : "email=" + email));
}

}  // namespace

TableView view_text_table(std::string_view path, std::string_view head, bool head_is_whole_file,
                          const KnownNames& known, const DetectOptions& options) {
  FoundDialect found = find_dialect(head, head_is_whole_file, options.delimiter);
  const std::vector<SampledRow> rows = sample_rows(head, head_is_whole_file, found.dialect);
  const std::size_t first = first_filled_row(rows);
  if (first == rows.size())
    throw FatalError(ExitCode::bad_input, fmt::format("{}: the file holds no rows", path),
                     "export it again, or leave it out");
  const std::size_t width = usual_width(rows);
  const bool by_position = std::any_of(options.map.begin(), options.map.end(),
                                       [](const auto& entry) { return column_position(entry.second).has_value(); });
  if (by_position && is_data_row(rows[first])) return view_by_position(rows, first, width, std::move(found));

  std::optional<std::size_t> header = find_by_names(rows, known, false, width);
  if (!header) header = find_by_names(rows, known, true, width);
  if (!header) header = find_in_list(rows, known);
  if (!header) header = find_by_shape(rows, width);
  if (!header && by_position) header = first;
  if (header) return view_with_header(head, rows, *header, std::move(found));
  if (width == 1) return view_by_position(rows, first, width, std::move(found));  // a bare list of numbers
  refuse_headerless(path, rows[first]);
}

}  // namespace mfax
