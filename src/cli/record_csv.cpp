// NDJSON of our own making -> CSV (RFC 4180). In: pieces of lines as normalize_logs writes them. Out: header and rows.
// The lines are read by the JSON scanner, so that there is one reader of JSON. Called by command_normalize.cpp.
#include "cli/record_csv.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace mfax::cli {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{256} * 1024, kPadding = 64;

struct Column {
  std::string_view name, path;
};
constexpr std::array kMessageColumns = {
    Column{"type", "type"}, Column{"row", "row"}, Column{"line", "line"}, Column{"number", "number"},
    Column{"number_status", "number_status"}, Column{"extension", "extension"}, Column{"confidence", "confidence"},
    Column{"direction", "direction"}, Column{"channel", "channel"}, Column{"message_type", "message_type"},
    Column{"sent_at", "sent_at"}, Column{"carrier", "carrier"}, Column{"carrier_name", "carrier_name"},
    Column{"carrier_raw", "carrier_raw"}, Column{"country", "country"}, Column{"state", "state"},
    Column{"message_id", "message_id"}, Column{"counts", "counts"}, Column{"duplicate_of", "duplicate_of"},
    Column{"field", "field"}, Column{"excerpt", "excerpt"}, Column{"codes", "codes[]"}};
constexpr std::array kPersonColumns = {
    Column{"type", "type"}, Column{"row", "row"}, Column{"line", "line"}, Column{"id", "id"}, Column{"username", "username"},
    Column{"email", "email"}, Column{"display_name", "display_name"}, Column{"number", "numbers[].number"},
    Column{"number_status", "numbers[].number_status"}, Column{"extension", "numbers[].extension"},
    Column{"kind", "numbers[].kind"}, Column{"use", "numbers[].use"}, Column{"field", "numbers[].field"},
    Column{"status", "status"}, Column{"groups", "groups[]"}, Column{"privileged", "privileged"}, Column{"factors", "factors[]"},
    Column{"country", "country"}, Column{"state", "state"}, Column{"locale", "locale"}, Column{"title", "title"},
    Column{"department", "department"}, Column{"manager", "manager"}, Column{"last_login_at", "last_login_at"},
    Column{"excerpt", "excerpt"}, Column{"codes", "codes[]"}};

/// OWASP "CSV injection"; product.md 10.
bool begins_like_formula(std::string_view text) noexcept {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

bool is_phone(std::string_view text) noexcept {
  return text.size() > 1 && text.front() == '+' && std::all_of(text.begin() + 1, text.end(), is_ascii_digit);
}

}  // namespace

RecordCsv::RecordCsv(bool people, bool with_trail, CsvDialect dialect, Sink next) : dialect_(dialect), next_(std::move(next)) {
  const auto take = [this](const auto& columns) {
    for (const Column& column : columns) {
      names_.push_back(column.name);
      plan_.json_paths.emplace_back(column.path);
    }
  };
  if (people)
    take(kPersonColumns);
  else
    take(kMessageColumns);
  if (with_trail) take(std::array{Column{"trail", "trail[]"}});
  plan_.slot_count = names_.size();
  std::string header = dialect_ == CsvDialect::spreadsheet ? "\xEF\xBB\xBF" : "";
  for (std::size_t i = 0; i < names_.size(); ++i) (header += i == 0 ? "" : ",") += names_[i];
  next_(header + "\r\n");
}

void RecordCsv::add(std::string_view piece) {
  lines_ += piece;
  if (lines_.size() < kBatchBytes) return;
  if (const std::size_t end = lines_.rfind('\n'); end != std::string::npos) convert(end + 1);
}

void RecordCsv::finish() { convert(lines_.size()); }

void RecordCsv::convert(std::size_t size) {
  std::vector<char> buffer(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(size));
  buffer.resize(size + kPadding, '\0');
  lines_.erase(0, size);
  Chunk chunk(std::move(buffer), size, FileId{}, 0, 0, 0);
  for (std::size_t begin = 0; begin < size;) {
    const std::size_t end = std::min(chunk.bytes().find('\n', begin), size);
    Chunk::Span span;
    span.begin = static_cast<std::uint32_t>(begin);
    span.size = static_cast<std::uint32_t>(end - begin);
    if (span.size > 0) chunk.add_span(span);
    begin = end + 1;
  }
  Dialect dialect;
  dialect.container = Container::json_lines;
  const ReadOptions options;
  JsonScanner scanner(chunk, dialect, plan_, options);
  std::string out;
  while (const std::optional<RawRow> row = scanner.next()) {
    if (row->fault != DiagCode::none || row->blank) continue;
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
      if (i > 0) out += ',';
      append_cell(out, names_[i], row->cells[i]);
    }
    out += "\r\n";
  }
  if (!out.empty()) next_(out);
}

void RecordCsv::append_cell(std::string& out, std::string_view column, const Cell& cell) const {
  std::string text;
  for (const std::string_view part : split(cell.text, kValueSeparator)) {
    if (!text.empty() || part.data() != cell.text.data()) text += ';';
    if (column == "number" && dialect_ == CsvDialect::spreadsheet && is_phone(part)) text += "tel:";
    text += part;
  }
  if (dialect_ == CsvDialect::spreadsheet && begins_like_formula(text)) text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace mfax::cli
