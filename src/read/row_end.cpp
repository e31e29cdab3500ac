// Bytes and a dialect in, the end of a row out: the one place that decides where a CSV row ends. Used by
// chunk_reader.cpp to cut and by csv_scanner.cpp to split; the rule mentions bytes only, never chunks.
#include "read/row_end.hpp"

#include <algorithm>
#include <cstring>

#include "read/line_ends.hpp"

namespace mfax {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::size_t find_char(std::string_view bytes, char c, std::size_t from, std::size_t to) noexcept {
  if (from >= to) return kNone;
  const void* hit = std::memchr(bytes.data() + from, c, to - from);
  return hit == nullptr ? kNone : static_cast<std::size_t>(static_cast<const char*>(hit) - bytes.data());
}

std::size_t find_last_char(std::string_view bytes, char c, std::size_t from, std::size_t to) noexcept {
  if (from >= to) return kNone;
  const std::size_t hit = bytes.substr(from, to - from).rfind(c);
  return hit == kNone ? kNone : from + hit;
}

bool is_escaped(std::string_view bytes, std::size_t from, std::size_t at) noexcept {
  std::size_t run = 0;
  while (at - run > from && bytes[at - run - 1] == '\\') ++run;
  return run % 2 == 1;
}

/// First byte after the line end at `at` (LF or CR); npos when a CR is the last byte so far and an LF may follow.
std::size_t after_line_end(std::string_view bytes, std::size_t at, bool at_end_of_file) noexcept {
  if (bytes[at] == '\n') return at + 1;
  if (at + 1 < bytes.size()) return bytes[at + 1] == '\n' ? at + 2 : at + 1;
  return at_end_of_file ? at + 1 : kNone;
}

/// First LF or CR in [from, end).
std::size_t find_line_end(std::string_view bytes, std::size_t from) noexcept {
  const std::size_t feed = find_char(bytes, '\n', from, bytes.size());
  const std::size_t carriage = find_char(bytes, '\r', from, feed == kNone ? bytes.size() : feed);
  return carriage != kNone ? carriage : feed;
}

std::size_t find_cell_end(std::string_view bytes, std::size_t from, char delimiter) noexcept {
  for (std::size_t i = from; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == delimiter || c == '\n' || c == '\r') return i;
  }
  return kNone;
}

/// First byte after the last line end in [from, to), where no quote is open; npos = none that is decided.
std::size_t last_line_end(std::string_view bytes, std::size_t from, std::size_t to) noexcept {
  const std::size_t feed = find_last_char(bytes, '\n', from, to);
  const std::size_t after_feed = feed == kNone ? from : feed + 1;
  std::size_t carriage = find_last_char(bytes, '\r', after_feed, to);
  if (carriage != kNone && carriage + 1 == bytes.size())  // an LF may follow
    carriage = find_last_char(bytes, '\r', after_feed, carriage);
  if (carriage != kNone) return carriage + 1;
  return feed == kNone ? kNone : feed + 1;
}

bool opens_cell(std::string_view bytes, std::size_t quote_at, std::size_t row_start, char delimiter) noexcept {
  if (quote_at == row_start) return true;
  const char before = bytes[quote_at - 1];
  return before == delimiter || before == '\n' || before == '\r';
}

}  // namespace

QuoteScan scan_quote(std::string_view bytes, std::size_t quote_at, const Dialect& dialect, const ReadOptions& options,
                     bool at_end_of_file) noexcept {
  const std::size_t first = quote_at + 1;
  // The closing quote must stand within open_quote_bytes bytes and open_quote_lines line ends.
  const bool limited = bytes.size() - first > options.open_quote_bytes;
  const std::size_t stop = limited ? first + options.open_quote_bytes + 1 : bytes.size();
  std::size_t from = first, counted = first;
  std::uint64_t lines = 0;
  for (;;) {
    const std::size_t hit = find_char(bytes, dialect.quote, from, stop);
    const std::size_t end = std::min(hit, stop);
    if (end - first > options.open_quote_lines && end > counted) {  // fewer bytes cannot hold too many lines
      lines += count_line_ends(bytes, counted, end);
      // A CR at the end of what is known so far may be half of a CRLF that is counted later.
      if (end == bytes.size() && !at_end_of_file && bytes.back() == '\r' && lines > 0) --lines;
      if (lines > options.open_quote_lines) return {QuoteState::unclosed, 0};
      counted = end;
    }
    if (hit == kNone) return {limited || at_end_of_file ? QuoteState::unclosed : QuoteState::undecided, 0};
    if (dialect.backslash_escape && is_escaped(bytes, from, hit)) {
      from = hit + 1;
      continue;
    }
    if (hit + 1 == bytes.size()) return {at_end_of_file ? QuoteState::closed : QuoteState::undecided, hit};
    if (bytes[hit + 1] != dialect.quote) return {QuoteState::closed, hit};
    from = hit + 2;
  }
}

RowEnd walk_row(std::string_view bytes, RowWalk& walk, const Dialect& dialect, const ReadOptions& options,
                bool at_end_of_file) noexcept {
  using State = RowWalk::State;
  const RowEnd open{at_end_of_file ? bytes.size() : kNone, walk.fault};
  for (;;) {
    if (walk.state == State::cell_start && walk.pos < bytes.size() && bytes[walk.pos] == dialect.quote &&
        dialect.quote != '\0') {
      const QuoteScan quote = scan_quote(bytes, walk.pos, dialect, options, at_end_of_file);
      if (quote.state == QuoteState::undecided) return {kNone, walk.fault};
      if (quote.state == QuoteState::closed) {
        walk.pos = quote.close + 1;
        walk.state = State::in_cell;
      } else {
        ++walk.pos;
        walk.state = State::rest_of_line;
        walk.fault = DiagCode::V_UNCLOSED_QUOTE;
      }
    }
    const bool rest = walk.state == State::rest_of_line;
    const std::size_t hit = rest ? find_line_end(bytes, walk.pos) : find_cell_end(bytes, walk.pos, dialect.delimiter);
    if (hit == kNone) {
      if (walk.state == State::cell_start && walk.pos < bytes.size()) walk.state = State::in_cell;
      walk.pos = bytes.size();
      return {open.next, walk.fault};
    }
    const char c = bytes[hit];
    if (c == '\n' || c == '\r') {
      const std::size_t next = after_line_end(bytes, hit, at_end_of_file);
      if (next == kNone && hit > walk.pos && walk.state == State::cell_start) walk.state = State::in_cell;
      walk.pos = hit;
      return {next, walk.fault};
    }
    walk.pos = hit + 1;
    walk.state = State::cell_start;
  }
}

RowEnd find_row_end(std::string_view bytes, std::size_t row_start, const Dialect& dialect, const ReadOptions& options,
                    bool at_end_of_file) noexcept {
  RowWalk walk;
  walk.pos = row_start;
  return walk_row(bytes, walk, dialect, options, at_end_of_file);
}

std::size_t find_last_row_end(std::string_view bytes, std::size_t row_start, const Dialect& dialect,
                              const ReadOptions& options, bool at_end_of_file) noexcept {
  if (row_start >= bytes.size()) return kNone;
  if (at_end_of_file) return bytes.size();  // the last byte of a file always ends a row
  std::size_t last = kNone;
  std::size_t segment = row_start;  // no quote is open from here to `from`
  std::size_t from = row_start;
  for (;;) {
    const std::size_t quote = dialect.quote == '\0' ? kNone : find_char(bytes, dialect.quote, from, bytes.size());
    if (quote != kNone && !opens_cell(bytes, quote, row_start, dialect.delimiter)) {
      from = quote + 1;
      continue;
    }
    const std::size_t before = last_line_end(bytes, segment, std::min(quote, bytes.size()));
    if (before != kNone) last = before;
    if (quote == kNone) return last;
    const QuoteScan scan = scan_quote(bytes, quote, dialect, options, at_end_of_file);
    if (scan.state == QuoteState::undecided) return last;
    if (scan.state == QuoteState::closed) {
      segment = from = scan.close + 1;
      continue;
    }
    const std::size_t line_end = find_line_end(bytes, quote + 1);
    const std::size_t next = line_end == kNone ? kNone : after_line_end(bytes, line_end, at_end_of_file);
    if (next == kNone) return last;
    last = segment = from = next;
  }
}

std::string_view shown_of_long_row(std::string_view row, const ReadOptions& options) noexcept {
  return row.substr(0, std::min<std::size_t>(options.max_row_bytes, 4096));
}

}  // namespace mfax
