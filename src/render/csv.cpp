// Cells -> CSV lines (RFC 4180, CRLF), and the people table. In: a report. Out: text in pieces of 64 KiB.
// Called through renderers.cpp (--format csv) and tables.cpp (people.csv of a run folder).
#include "render/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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

bool is_whole_number(std::string_view text) noexcept {
  return text.size() > 1 && text.front() == '+' && std::all_of(text.begin() + 1, text.end(), is_ascii_digit);
}

}  // namespace

CsvWriter::CsvWriter(CsvDialect dialect, const Sink& sink) : dialect_(dialect), sink_(sink) {
  if (dialect_ == CsvDialect::spreadsheet) out_ += kByteOrderMark;
}

void CsvWriter::begin_cell() {
  if (!is_first_) out_ += ',';
  is_first_ = false;
}

CsvWriter& CsvWriter::cell(std::string_view value) {
  begin_cell();
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
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

CsvWriter& CsvWriter::signed_number(std::int64_t value) {
  begin_cell();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

std::string CsvWriter::phone_text(std::string_view value) const {
  if (dialect_ == CsvDialect::spreadsheet && is_whole_number(value)) return fmt::format("tel:{}", value);
  return std::string(value);
}

CsvWriter& CsvWriter::phone(std::string_view value) { return cell(phone_text(value)); }

CsvWriter& CsvWriter::list(std::span<const std::string> values) {
  return cell(fmt::format("{}", fmt::join(values, kListSeparator)));
}

CsvWriter& CsvWriter::tallies(std::span<const Tally> values) {
  std::string text;
  for (const Tally& tally : values)
    fmt::format_to(std::back_inserter(text), "{}{}={}", text.empty() ? std::string_view() : kListSeparator, tally.name,
                   tally.count);
  return cell(text);
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

namespace {

constexpr std::string_view kPeopleColumns[] = {
    "person_id", "directory_id", "employee_id", "username", "display_name", "email", "account_status", "title",
    "department", "manager", "residence_country", "residence_state", "locale", "is_privileged", "certainty",
    "confidence", "severity", "score", "signals", "numbers", "number_count", "message_count", "active_day_count",
    "undated_count", "first_sent_at", "last_sent_at", "carriers", "log_countries", "log_states", "number_countries",
    "channels", "message_types", "exposed_elements", "work_list", "recommended_actions", "row_refs", "directory_rows"};

/// First rows of evidence over all numbers; the report has them by number.
std::vector<std::string> row_refs_of(const ExposedPerson& person) {
  std::vector<std::string> refs;
  for (const PersonNumber& number : person.numbers) refs.insert(refs.end(), number.row_refs.begin(), number.row_refs.end());
  return refs;
}

void write_person(CsvWriter& csv, const ExposedPerson& p) {
  std::vector<std::string> signals, numbers;
  for (const Signal& signal : p.signals) signals.push_back(signal.code);
  for (const PersonNumber& number : p.numbers) numbers.push_back(csv.phone_text(number.masked));
  csv.cell(p.person_id).cell(p.directory_id).cell(p.employee_id).cell(p.username).cell(p.display_name).cell(p.email);
  csv.cell(p.account_status).cell(p.title).cell(p.department).cell(p.manager).cell(p.residence_country);
  csv.cell(p.residence_state).cell(p.locale).cell(p.is_privileged ? "true" : "false").cell(p.certainty);
  csv.cell(p.confidence).cell(p.severity).signed_number(p.score).list(signals).list(numbers).number(p.numbers.size());
  csv.number(p.message_count).number(p.active_day_count).number(p.undated_count).cell(p.first_sent_at);
  csv.cell(p.last_sent_at).list(p.carriers).list(p.log_countries).list(p.log_states).list(p.number_countries);
  csv.tallies(p.channels).tallies(p.message_types).list(p.exposed_elements).cell(p.work_list);
  csv.list(p.recommended_actions).list(row_refs_of(p)).list(p.directory_rows);
  csv.end_row();
}

}  // namespace

void write_people_table(const Report& report, const RenderOptions& options, const Sink& sink) {
  CsvWriter csv(options.csv, sink);
  for (const std::string_view name : kPeopleColumns) csv.cell(name);
  csv.end_row();
  for (const ExposedPerson& person : report.people) write_person(csv, person);
  csv.finish();
}

void render_csv(const Report& report, const RenderOptions& options, const Sink& sink) {
  write_people_table(report, options, sink);
}

}  // namespace mfax
