// A CSV chunk in, rows of the wanted cells out, as views into the chunk (or into scratch where quotes had to go). Rows
// end where row_end.hpp says; normalize/ reads the cells next.
#include <algorithm>
#include <bit>
#include <memory>

#include "base/text.hpp"
#include "mfax/read.hpp"
#include "read/byte_mask.hpp"
#include "read/csv_cell.hpp"
#include "read/line_ends.hpp"
#include "read/row_end.hpp"

namespace mfax {

struct CsvScanner::State {
  State(const Chunk& from, const Dialect& row_dialect, const ColumnPlan& column_plan, const ReadOptions& read_options)
      : chunk(from),
        bytes(from.bytes()),
        dialect(row_dialect),
        plan(column_plan),
        options(read_options),
        cells(column_plan.slot_count) {
    if (!dialect.header.empty()) first_header = trim_ascii(dialect.header.front());
    if (!chunk.spans().empty()) long_row = chunk.spans().front();
  }

  std::optional<RawRow> next();
  /// Reads the cell at pos; false when it was the row's last.
  bool read_cell();
  void read_quoted_cell(std::size_t close);
  void store(std::string_view text);
  void end_row(std::size_t at);
  std::size_t find_special(std::size_t from);
  void load(std::size_t at);
  bool is_blank(std::string_view raw) const noexcept;
  bool is_repeated_header(std::string_view raw) const;

  const Chunk& chunk;
  std::string_view bytes;
  const Dialect& dialect;
  const ColumnPlan& plan;
  const ReadOptions& options;
  std::vector<Cell> cells;
  std::string_view first_header;
  Chunk::Span long_row;             // size 0 = none
  std::unique_ptr<char[]> scratch;  // of the chunk's size: a row's unquoted cells cannot be longer
  char* scratch_end = nullptr;

  std::size_t pos = 0, block_at = std::string_view::npos, row_end = 0;
  std::uint64_t specials = 0;  // of the 64 bytes at block_at: delimiters and line ends
  std::uint32_t lines = 0;
  std::size_t column = 0;
  std::string_view first_cell;
  bool quotes_are_data = false, has_extra_text = false;
  bool has_nul = bytes.find('\0') != std::string_view::npos;  // once a chunk; rows are asked only then
  CodeSet notes;
};

void CsvScanner::State::load(std::size_t at) {
  const ByteBlock block = ByteBlock::load(bytes.data() + at);  // 64 bytes of padding follow every chunk
  specials = block.equal(dialect.delimiter) | block.equal('\n') | block.equal('\r');
  if (bytes.size() - at < 64) specials &= (std::uint64_t{1} << (bytes.size() - at)) - 1;
  block_at = at;
}

std::size_t CsvScanner::State::find_special(std::size_t from) {
  if (from >= bytes.size()) return bytes.size();
  std::size_t at = from & ~std::size_t{63};
  if (at != block_at) load(at);
  const std::uint64_t rest = specials >> (from - at);
  if (rest != 0) return from + static_cast<std::size_t>(std::countr_zero(rest));
  for (at += 64; at < bytes.size(); at += 64) {
    load(at);
    if (specials != 0) return at + static_cast<std::size_t>(std::countr_zero(specials));
  }
  return bytes.size();
}

void CsvScanner::State::store(std::string_view text) {
  if (column == 0) first_cell = text;
  if (column < plan.csv_columns.size()) {
    const std::int32_t slot = plan.csv_columns[column];
    if (slot >= 0) cells[static_cast<std::size_t>(slot)] = {text, CellKind::text};
  }
  if (column >= dialect.header.size() && !text.empty() && !has_extra_text) has_extra_text = !trim_ascii(text).empty();
  ++column;
}

void CsvScanner::State::read_quoted_cell(std::size_t close) {
  const std::string_view inner = bytes.substr(pos + 1, close - pos - 1);
  lines += static_cast<std::uint32_t>(count_line_ends(bytes, pos + 1, close));
  const std::size_t end = find_special(close + 1);
  const std::string_view tail = bytes.substr(close + 1, end - close - 1);
  pos = end;
  if (!trim_ascii(tail).empty()) notes.add(DiagCode::V_QUOTE);
  if (tail.empty() && is_plain_inside(inner, dialect)) return store(inner);
  if (!scratch) scratch = std::make_unique_for_overwrite<char[]>(bytes.size());
  if (scratch_end == nullptr) scratch_end = scratch.get();
  char* const begin = scratch_end;
  scratch_end = unquote_cell(inner, dialect, begin);
  scratch_end = std::copy(tail.begin(), tail.end(), scratch_end);
  store({begin, static_cast<std::size_t>(scratch_end - begin)});
}

bool CsvScanner::State::read_cell() {
  const std::size_t start = pos;
  bool is_quoted = false;
  if (start < bytes.size() && bytes[start] == dialect.quote && !quotes_are_data && dialect.quote != '\0') {
    // A chunk holds whole rows: a quote that is open at its end stays open in the file, too.
    const QuoteScan quote = scan_quote(bytes, start, dialect, options, true);
    is_quoted = quote.state == QuoteState::closed;
    if (is_quoted) {
      read_quoted_cell(quote.close);
    } else {
      quotes_are_data = true;
      notes.add(DiagCode::V_UNCLOSED_QUOTE);
    }
  }
  if (!is_quoted) {
    pos = find_special(start);
    store(bytes.substr(start, pos - start));
  }
  if (pos < bytes.size() && bytes[pos] == dialect.delimiter) {
    ++pos;
    return true;
  }
  end_row(pos);
  return false;
}

void CsvScanner::State::end_row(std::size_t at) {
  row_end = at;
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

std::optional<RawRow> CsvScanner::State::next() {
  if (pos >= bytes.size()) return std::nullopt;
  RawRow row;
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
    return row;
  }
  std::fill(cells.begin(), cells.end(), Cell{});
  column = 0;
  quotes_are_data = has_extra_text = false;
  scratch_end = nullptr;
  notes = {};
  while (read_cell()) {
  }
  row.raw = bytes.substr(start, row_end - start);
  if (row.raw.size() > options.max_row_bytes) {
    row.fault = DiagCode::V_ROW_TOO_LONG;
    row.raw = shown_of_long_row(row.raw, options);
    return row;
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
  return row;
}

CsvScanner::CsvScanner(const Chunk& chunk, const Dialect& dialect, const ColumnPlan& plan, const ReadOptions& options)
    : state_(std::make_unique<State>(chunk, dialect, plan, options)) {}
CsvScanner::~CsvScanner() = default;
std::optional<RawRow> CsvScanner::next() { return state_->next(); }
std::uint32_t CsvScanner::lines() const noexcept { return state_->lines; }
std::uint32_t CsvScanner::rows_on_last_line() const noexcept { return 0; }

}  // namespace mfax
