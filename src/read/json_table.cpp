// A table one column of which holds the record as JSON in, one JSON object a row out: `@timestamp,@message` of CloudWatch
// Logs Insights (log-formats 10.1), the console's `timestamp,message`, the `_raw` of Splunk, the `primaryEmail,JSON` of GAM. The record stays a text
// within the object: detection knows the members that carry records. Between charset.cpp and chunk_reader.cpp.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "read/line_records.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMostColumns = 8;    // more of them say more than the one
constexpr std::size_t kMostBesideRaw = 100;  // but not than a column whose name says that it is the record itself
constexpr std::size_t kMostLines = 1000;   // normalization.md 6: a quote open longer than this is data

/// Columns whose names promise a record.
struct JsonColumns {
  Dialect dialect;
  std::vector<std::size_t> indexes;
};

std::optional<JsonColumns> find_json_columns(std::string_view header) {
  constexpr std::array<std::string_view, 10> kNames = {"@message", "_raw",   "event.original", "message", "log",
                                                       "json",     "record", "payload",        "event",   "detail"};
  constexpr std::size_t kRawNames = 3;
  for (const char delimiter : {',', ';', '\t'}) {
    JsonColumns found;
    found.dialect.delimiter = delimiter;
    const std::vector<std::string> cells = split_csv_row(header, found.dialect);
    if (cells.size() < 2 || cells.size() > kMostBesideRaw) continue;
    const std::span<const std::string_view> names = std::span(kNames).first(cells.size() > kMostColumns ? kRawNames : kNames.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (std::any_of(names.begin(), names.end(), [&](std::string_view name) { return equals_ignore_case(trim_ascii(cells[i]), name); }))
        found.indexes.push_back(i);
    if (!found.indexes.empty()) return found;
  }
  return std::nullopt;
}

/// GAM can be told to quote by apostrophes, so that those of the JSON need not be doubled.
char quote_of(std::string_view row, char delimiter) {
  const std::string apostrophe = std::string(1, delimiter) + "'{", usual = std::string(1, delimiter) + "\"{";
  return row.find(apostrophe) < row.find(usual) ? '\'' : '"';
}

class JsonTable final : public LineConverter {
 public:
  void add(std::string_view line, std::string& out) override {
    if (header_.empty()) {
      if (const auto columns = find_json_columns(line)) {
        dialect_ = columns->dialect;
        header_ = split_csv_row(line, dialect_);
      }
      out += '\n';
      return;
    }
    if (std::exchange(is_first_row_, false)) dialect_.quote = quote_of(line, dialect_.delimiter);
    if (lines_ > 0) row_ += '\n';
    row_ += line;
    ++lines_;
    quotes_ += static_cast<std::size_t>(std::count(line.begin(), line.end(), dialect_.quote));
    if (quotes_ % 2 == 0 || ends_at_once())
      end_row(out);
    else if (lines_ > kMostLines)
      give_up(out);
  }
  void finish(std::string& out) override {
    if (lines_ > 0) give_up(out);
  }
  std::size_t held() const noexcept override { return row_.size(); }

 private:
  /// A quote inside a cell that does not begin with one is data: 19" rack.
  bool ends_at_once() const {
    if (lines_ != 1) return false;
    const std::string line = row_ + '\n';
    return find_row_end(line, 0, dialect_, ReadOptions(), false).next == line.size();
  }
  /// The row begins on its line; those it went on for follow it.
  void end_row(std::string& out) {
    const std::vector<std::string> cells = split_csv_row(row_, dialect_);
    if (!trim_ascii(row_).empty() && cells != header_) {
      out += '{';
      for (std::size_t i = 0; i < std::min(cells.size(), header_.size()); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, trim_ascii(header_[i]));
        out += ':';
        append_json_text(out, cells[i]);
      }
      out += '}';
    }
    out.append(lines_, '\n');
    reset();
  }
  /// A quote that is never closed: the lines stay as they are, and each is rejected.
  void give_up(std::string& out) {
    for (std::string_view rest = row_; lines_ > 0; --lines_) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      append_unread_line(out, rest.substr(0, end));
      out += '\n';
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    reset();
  }
  void reset() {
    row_.clear();
    lines_ = quotes_ = 0;
  }

  Dialect dialect_;
  std::vector<std::string> header_;
  std::string row_;  ///< not complete yet
  std::size_t lines_ = 0, quotes_ = 0;
  bool is_first_row_ = true;
};

}  // namespace

bool begins_json_table(std::string_view header, std::string_view first_row) {
  const auto columns = find_json_columns(header);
  if (!columns) return false;
  // The JSON may go on on further lines: its quote is open then, and stands before the brace.
  Dialect dialect = columns->dialect;
  dialect.quote = quote_of(first_row, dialect.delimiter);
  const std::vector<std::string> cells = split_csv_row(first_row, dialect);
  return std::any_of(columns->indexes.begin(), columns->indexes.end(), [&](std::size_t index) {
    if (index >= cells.size()) return false;
    std::string_view cell = trim_ascii(cells[index]);
    if (cell.starts_with(dialect.quote)) cell.remove_prefix(1);
    return trim_ascii(cell).starts_with('{');
  });
}

std::unique_ptr<LineConverter> make_json_table_converter() { return std::make_unique<JsonTable>(); }

}  // namespace mfax
