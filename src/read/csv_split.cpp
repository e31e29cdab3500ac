// One CSV row in, its cells as strings out: the slow and obvious way, for detection, headers and as the scanner's twin
// in tests. formats/ is the caller.
#include "mfax/read.hpp"
#include "read/csv_cell.hpp"
#include "read/row_end.hpp"

namespace mfax {

std::vector<std::string> split_csv_row(std::string_view row, const Dialect& dialect) {
  if (!row.empty() && row.back() == '\n') row.remove_suffix(1);
  if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
  const ReadOptions options;
  std::vector<std::string> cells;
  bool quotes_are_data = dialect.quote == '\0';
  std::size_t at = 0;
  for (;;) {
    std::string text;
    if (!quotes_are_data && at < row.size() && row[at] == dialect.quote) {
      const QuoteScan quote = scan_quote(row, at, dialect, options, true);
      if (quote.state == QuoteState::closed) {
        text.resize(quote.close - at - 1);
        const char* end = unquote_cell(row.substr(at + 1, text.size()), dialect, text.data());
        text.resize(static_cast<std::size_t>(end - text.data()));
        at = quote.close + 1;
      } else {
        quotes_are_data = true;
      }
    }
    const std::size_t end = std::min(row.find(dialect.delimiter, at), row.size());
    text.append(row, at, end - at);
    cells.push_back(std::move(text));
    if (end == row.size()) return cells;
    at = end + 1;
  }
}

}  // namespace mfax
