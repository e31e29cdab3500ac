// A CSV chunk in, rows of the wanted cells out, as views into the chunk (or into scratch where quotes had to go). Rows
// end where row_end.hpp says; normalize/ reads the cells next.
#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "mfax/read.hpp"
#include "read/csv_cell.hpp"
#include "read/line_ends.hpp"
#include "read/row_end.hpp"
#include "read/special_bytes.hpp"

namespace mfax {

struct CsvScanner::State {
  State(const Chunk& from, const Dialect& row_dialect, const ColumnPlan& column_plan, const ReadOptions& read_options)
      : chunk(from),
        bytes(from.bytes()),
        dialect(row_dialect),
        plan(column_plan),
        options(read_options),
        cells(column_plan.slot_count),
        specials(bytes, {row_dialect.delimiter, '\n', '\r', row_dialect.quote == '\0' ? row_dialect.delimiter : row_dialect.quote}) {
    if (!dialect.header.empty()) first_header = trim_ascii(dialect.header.front());
    if (!chunk.spans().empty()) long_row = chunk.spans().front();
  }

  std::optional<RawRow> next_row();
  void read_row();
  bool read_plain_cells(std::size_t& start);
  std::size_t read_quoted_cell(std::size_t start);
  std::size_t find_near_close(std::size_t start, bool& has_line_ends) noexcept;
  std::size_t find_cell_end(std::size_t from) noexcept;
  void store(std::size_t at, const char* begin, std::size_t size);
  void end_row(std::size_t at);
  bool is_blank(std::string_view raw) const noexcept;
  bool is_repeated_header(std::string_view raw) const;

  static constexpr std::size_t kNone = std::string_view::npos;
  const Chunk& chunk;
  std::string_view bytes;
  const Dialect& dialect;
  const ColumnPlan& plan;
  const ReadOptions& options;
  const std::int32_t* const slots = plan.csv_columns.data();
  const std::size_t slot_count = plan.csv_columns.size(), header_size = dialect.header.size();
  std::vector<Cell> cells;          // a column that a row lacks is made absent again at the row's end
  SpecialBytes specials;
  std::string_view first_header;
  Chunk::Span long_row;             // size 0 = none
  std::unique_ptr<char[]> scratch;  // of the chunk's size: a row's unquoted cells cannot be longer
  char* scratch_end = nullptr;

  std::size_t pos = 0, row_end = 0;
  std::uint32_t lines = 0;
  std::size_t column = 0;
  std::string_view first_cell;
  bool quotes_are_data = false, has_extra_text = false;
  // Once a chunk; rows are asked only then.
  bool has_nul = bytes.find('\0') != kNone, has_lists = bytes.find(kValueSeparator) != kNone;
  CodeSet notes;
};

/// The cell of the column. Columns beyond the header matter only when something is in them.
inline void CsvScanner::State::store(std::size_t at, const char* begin, std::size_t size) {
  if (at < slot_count) {
    if (const std::int32_t slot = slots[at]; slot >= 0) {
      Cell& cell = cells[static_cast<std::size_t>(slot)];
      cell.text = {begin, size};
      cell.kind = CellKind::text;
    }
  }
  if (at == 0) first_cell = {begin, size};
  if (at >= header_size && size > 0 && !has_extra_text) [[unlikely]] has_extra_text = !trim_ascii({begin, size}).empty();
}

/// Quotes within a cell are data.
std::size_t CsvScanner::State::find_cell_end(std::size_t from) noexcept {
  for (;; ++from) {
    from = specials.at_or_after(from);
    if (from == bytes.size() || bytes[from] != dialect.quote || dialect.quote == '\0') return from;
  }
}

/// Where the quote that opens at `start` closes, when it closes nearby and no other quote stands between; npos: not so.
std::size_t CsvScanner::State::find_near_close(std::size_t start, bool& has_line_ends) noexcept {
  const std::size_t near = std::min(options.open_quote_bytes, options.open_quote_lines);  // so few bytes cannot hold too many lines
  if (dialect.backslash_escape) return kNone;
  for (std::size_t at = specials.at_or_after(start + 1); at + 1 < bytes.size() && at - start - 1 <= near; at = specials.at_or_after(at + 1)) {
    if (bytes[at] == dialect.quote) return bytes[at + 1] == dialect.quote ? kNone : at;
    has_line_ends = has_line_ends || bytes[at] == '\n' || bytes[at] == '\r';
  }
  return kNone;
}

/// Returns the cell's end; `start` when the quote is data.
std::size_t CsvScanner::State::read_quoted_cell(std::size_t start) {
  bool has_line_ends = false;
  std::size_t close = find_near_close(start, has_line_ends);
  const bool is_plain = close != kNone;
  if (!is_plain) {
    // A chunk holds whole rows: a quote that is open at its end stays open in the file, too.
    const QuoteScan quote = scan_quote(bytes, start, dialect, options, true);
    if (quote.state != QuoteState::closed) {
      specials.go_back(start);
      quotes_are_data = true;
      notes.add(DiagCode::V_UNCLOSED_QUOTE);
      return start;
    }
    close = quote.close;
    has_line_ends = true;  // perhaps
  }
  const std::string_view inner = bytes.substr(start + 1, close - start - 1);
  if (has_line_ends) lines += static_cast<std::uint32_t>(count_line_ends(bytes, start + 1, close));
  const std::size_t end = find_cell_end(close + 1);
  const std::string_view tail = bytes.substr(close + 1, end - close - 1);
  if (!trim_ascii(tail).empty()) notes.add(DiagCode::V_QUOTE);
  if (tail.empty() && (is_plain || is_plain_inside(inner, dialect))) {
    store(column++, inner.data(), inner.size());
    return end;
  }
  if (!scratch) scratch = std::make_unique_for_overwrite<char[]>(bytes.size());
  if (scratch_end == nullptr) scratch_end = scratch.get();
  char* const begin = scratch_end;
  scratch_end = unquote_cell(inner, dialect, begin);
  scratch_end = std::copy(tail.begin(), tail.end(), scratch_end);
  store(column++, begin, static_cast<std::size_t>(scratch_end - begin));
  return end;
}

/// Cells without quotes, as far as their ends are known: nearly all there are. True at the row's end; else `start` is where the
/// next cell begins.
bool CsvScanner::State::read_plain_cells(std::size_t& start) {
  const char* const text = bytes.data();
  const char delimiter = dialect.delimiter, quote = dialect.quote;
  std::size_t at = column, begin = start;
  bool is_end = false;
  for (const std::uint32_t* place = specials.known_from(start); place != specials.known_end() && !is_end; ++place) {
    const std::size_t end = *place;
    if (text[begin] == quote || text[end] == quote) break;
    store(at++, text + begin, end - begin);
    begin = end + 1;
    is_end = text[end] != delimiter;
  }
  column = at;
  start = begin;
  if (is_end) end_row(begin - 1);
  return is_end;
}

void CsvScanner::State::read_row() {
  column = 0;
  for (std::size_t start = pos; !read_plain_cells(start);) {
    std::size_t end = start;
    const bool opens = start < bytes.size() && bytes[start] == dialect.quote && !quotes_are_data && dialect.quote != '\0';
    const std::size_t stored = column;
    if (opens) end = read_quoted_cell(start);
    if (column == stored) {
      end = find_cell_end(start);
      store(column++, bytes.data() + start, end - start);
    }
    if (end == bytes.size() || bytes[end] != dialect.delimiter) return end_row(end);
    start = end + 1;
  }
}

void CsvScanner::State::end_row(std::size_t at) {
  for (std::size_t missing = column; missing < plan.csv_columns.size(); ++missing)
    if (const std::int32_t slot = plan.csv_columns[missing]; slot >= 0) cells[static_cast<std::size_t>(slot)] = {};
  row_end = pos = at;
  if (at == bytes.size()) return;
  ++lines;
  pos = at + (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2U : 1U);
}

bool CsvScanner::State::is_blank(std::string_view raw) const noexcept {
  return std::all_of(raw.begin(), raw.end(), [this](char c) { return is_ascii_space(c) || c == dialect.delimiter; });
}

bool CsvScanner::State::is_repeated_header(std::string_view raw) const {
  if (column != dialect.header.size() || column == 0 || !equals_ignore_case(trim_ascii(first_cell), first_header))
    return false;
  const std::vector<std::string> row = split_csv_row(raw, dialect);
  return std::equal(
      row.begin(), row.end(), dialect.header.begin(), dialect.header.end(),
      [](const std::string& a, const std::string& b) { return equals_ignore_case(trim_ascii(a), trim_ascii(b)); });
}

std::optional<RawRow> CsvScanner::State::next_row() {
  std::optional<RawRow> out(std::in_place);  // in its final place: copying it took as long as scanning three cells
  RawRow& row = *out;
  row.pos.file = chunk.file();
  row.pos.chunk = chunk.index();
  row.pos.line_in_chunk = lines;
  row.pos.byte = chunk.byte_offset() + pos;
  const std::size_t start = pos;
  if (long_row.size > 0 && start == long_row.begin) {
    row.fault = long_row.fault;
    row.raw = shown_of_long_row(bytes.substr(start), options);
    lines += static_cast<std::uint32_t>(count_line_ends(bytes, start, bytes.size()));
    pos = bytes.size();
    return out;
  }
  quotes_are_data = has_extra_text = false;
  scratch_end = nullptr;
  notes = {};
  read_row();
  row.raw = bytes.substr(start, row_end - start);
  if (row.raw.size() > options.max_row_bytes) {
    row.fault = DiagCode::V_ROW_TOO_LONG;
    row.raw = shown_of_long_row(row.raw, options);
    return out;
  }
  row.blank = is_blank(row.raw);
  if (!dialect.header.empty() && !row.blank) {
    if (column < dialect.header.size()) notes.add(DiagCode::V_SHORT);
    if (column > dialect.header.size() && has_extra_text) notes.add(DiagCode::V_LONG);
    row.repeated_header = is_repeated_header(row.raw);
  }
  if (has_nul && row.raw.find('\0') != std::string_view::npos) notes.add(DiagCode::E_NUL);
  row.notes = notes;
  row.cells = cells;
  row.may_hold_lists = has_lists;
  return out;
}

CsvScanner::CsvScanner(const Chunk& chunk, const Dialect& dialect, const ColumnPlan& plan, const ReadOptions& options)
    : state_(std::make_unique<State>(chunk, dialect, plan, options)) {}
CsvScanner::~CsvScanner() = default;
std::optional<RawRow> CsvScanner::next() { return state_->pos < state_->bytes.size() ? state_->next_row() : std::nullopt; }
std::uint32_t CsvScanner::lines() const noexcept { return state_->lines; }
std::uint32_t CsvScanner::rows_on_last_line() const noexcept { return 0; }

}  // namespace mfax
