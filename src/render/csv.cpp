// Cells -> CSV lines (RFC 4180, CRLF), and the people table. In: a report. Out: text in pieces of 64 KiB.
// Called through renderers.cpp (--format csv) and tables.cpp (people.csv of a run folder).
#include "render/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <concepts>

#include "base/text.hpp"
#include "render/documents.hpp"
#include "render/json_writer.hpp"

namespace mfax {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // Excel reads UTF-8 only with it

/// Valid UTF-8 without controls but tab and line ends, which a quoted cell may hold.
std::string clean_cell(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint c = decode_utf8(value, at);
    at += c.size;
    const bool is_blank = c.value == '\t' || c.value == '\n' || c.value == '\r';
    const bool is_control = (c.value < 0x20 && !is_blank) || (c.value >= 0x7f && c.value <= 0x9f);
    append_utf8(out, is_control ? char32_t{0xFFFD} : c.value);
  }
  return out;
}

/// OWASP "CSV injection": these make a spreadsheet read a formula.
bool begins_like_formula(std::string_view text) noexcept {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

/// Neither cleaned nor quoted nor a formula in any dialect: printable ASCII without comma and quote.
bool is_plain(std::string_view text) noexcept {
  if (begins_like_formula(text)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f && c != ',' && c != '"'; });
}

template <std::integral Int>
void append_number(std::string& out, Int value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

bool is_whole_number(std::string_view text) noexcept {
  return text.size() > 1 && text.front() == '+' && std::all_of(text.begin() + 1, text.end(), is_ascii_digit);
}

}  // namespace

CsvWriter::CsvWriter(CsvDialect dialect, const Sink& sink, bool is_part) : dialect_(dialect), sink_(sink) {
  if (dialect_ == CsvDialect::spreadsheet && !is_part) out_ += kByteOrderMark;
}

void CsvWriter::begin_cell() {
  if (!is_first_) out_ += ',';
  is_first_ = false;
}

CsvWriter& CsvWriter::cell(std::string_view value) {
  begin_cell();
  if (is_plain(value)) {  // nearly every cell
    out_ += value;
    return *this;
  }
  std::string text = clean_cell(value);
  if (dialect_ == CsvDialect::spreadsheet && begins_like_formula(text)) text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out_ += text;
    return *this;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

CsvWriter& CsvWriter::number(std::uint64_t value) {
  begin_cell();
  append_number(out_, value);
  return *this;
}

CsvWriter& CsvWriter::signed_number(std::int64_t value) {
  begin_cell();
  append_number(out_, value);
  return *this;
}

std::string CsvWriter::phone_text(std::string_view value) const {
  if (dialect_ == CsvDialect::spreadsheet && is_whole_number(value)) return fmt::format("tel:{}", value);
  return std::string(value);
}

CsvWriter& CsvWriter::phone(std::string_view value) { return cell(phone_text(value)); }

CsvWriter& CsvWriter::list(std::span<const std::string> values) {
  joined_.clear();
  for (const std::string& value : values) {
    if (&value != values.data()) joined_ += kListSeparator;
    joined_ += value;
  }
  return cell(joined_);
}

CsvWriter& CsvWriter::tallies(std::span<const Tally> values) {
  joined_.clear();
  for (const Tally& tally : values) {
    if (!joined_.empty()) joined_ += kListSeparator;
    joined_ += tally.name;
    joined_ += '=';
    append_number(joined_, tally.count);
  }
  return cell(joined_);
}

void CsvWriter::end_row() {
  out_ += "\r\n";
  is_first_ = true;
  if (out_.size() >= kPieceBytes) finish();
}

void CsvWriter::finish() {
  if (out_.empty()) return;
  sink_(out_);
  out_.clear();
}

void render_csv(const Report& report, const RenderOptions& options, const Sink& sink) {
  write_people_table(report, options, sink);
}

}  // namespace mfax
