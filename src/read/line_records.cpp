// See line_records.hpp.
#include "read/line_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "mfax/error.hpp"

namespace mfax {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSniffedLines = 20;
constexpr std::size_t kMostPrefixBytes = 256;  // a syslog header with host and program (RFC 5424 6.2)

/// `2016-06-28T00:40:34.558Z {...}`, as consoles, S3 exports and syslog write events.
std::size_t json_begin(std::string_view line) noexcept {
  const std::size_t begin = line.find('{');
  if (begin == std::string_view::npos || begin == 0 || begin > kMostPrefixBytes || line.back() != '}') return std::string_view::npos;
  const char before = line[begin - 1];
  const char inside = begin + 1 < line.size() ? line[begin + 1] : ' ';
  const bool is_plain = line.substr(0, begin).find_first_of("\"[") == std::string_view::npos;
  return (before == ' ' || before == '\t') && (inside == '"' || inside == ' ' || inside == '}') && is_plain ? begin : std::string_view::npos;
}

/// +12025550143, not +00:00: what stands before the JSON is more than a time.
bool has_number(std::string_view text) noexcept {
  constexpr std::size_t kLongestOffset = 4;
  for (std::size_t at = text.find('+'); at != std::string_view::npos; at = text.find('+', at + 1))
    if (std::min(text.find_first_not_of("0123456789", at + 1), text.size()) > at + 1 + kLongestOffset) return true;
  return false;
}

/// A row of a table whose last cell is JSON: as many delimiters before the brace as the header has.
bool is_row_of(std::string_view header, std::string_view before_json) noexcept {
  for (const char delimiter : {'\t', ',', ';', '|'}) {
    const auto cells = std::count(header.begin(), header.end(), delimiter);
    if (cells > 0 && std::count(before_json.begin(), before_json.end(), delimiter) == cells) return true;
  }
  return false;
}

bool begins_ldif(std::string_view line) noexcept {
  const auto begins = [line](std::string_view word) {
    return line.size() >= word.size() && equals_ignore_case(line.substr(0, word.size()), word);
  };
  if (begins("dn:"sv)) return line.find('=') != std::string_view::npos || begins("dn::"sv) || line.size() <= 4;
  return begins("version:"sv) && trim_ascii(line.substr(8)) == "1";
}

class PrefixedJson final : public LineConverter {
 public:
  void add(std::string_view line, std::string& out) override {
    line = trim_ascii(line);
    const std::size_t begin = json_begin(line);
    out += begin == std::string_view::npos ? line : line.substr(begin);  // JSON or damaged: the splitter tells
    out += '\n';
  }
  void finish(std::string&) override {}
  std::size_t held() const noexcept override { return 0; }
};

std::unique_ptr<LineConverter> make_converter(TextKind kind) {
  switch (kind) {
    case TextKind::ldif: return make_ldif_converter();
    case TextKind::cef: return make_cef_converter();
    case TextKind::key_value: return make_key_value_converter();
    case TextKind::prefixed_json: return std::make_unique<PrefixedJson>();
    case TextKind::json_table: return make_json_table_converter();
    case TextKind::query_answer:  // not by lines
    case TextKind::table_or_json: break;
  }
  return nullptr;
}

}  // namespace

std::string_view to_text(TextKind kind) noexcept {
  switch (kind) {
    case TextKind::table_or_json: return "";
    case TextKind::ldif: return "LDIF (RFC 2849)";
    case TextKind::cef: return "CEF lines";
    case TextKind::key_value: return "key=value lines";
    case TextKind::prefixed_json: return "JSON behind a time on every line";
    case TextKind::json_table: return "JSON in a column of a table";
    case TextKind::query_answer: return "rows of a query's answer (CloudWatch Logs Insights, Azure Log Analytics)";
  }
  return "";
}

TextKind sniff_text_kind(std::string_view block) {
  std::size_t lines = 0, cef = 0, pairs = 0, prefixed = 0;
  bool is_first_pairs = false, had_text = false;
  std::string_view header, table_header;
  for (std::size_t at = 0; at < block.size() && lines < kSniffedLines;) {
    const std::size_t end = block.find('\n', at);
    if (end == std::string_view::npos && lines > 0) break;  // perhaps cut
    const std::string_view line = trim_ascii(block.substr(at, std::min(end, block.size()) - at));
    at = end == std::string_view::npos ? block.size() : end + 1;
    if (line.empty()) continue;
    if (!had_text && line.front() == '#') continue;  // comments of ldapsearch
    if (!std::exchange(had_text, true)) {
      if (begins_ldif(line)) return TextKind::ldif;
      if (line.front() == '{' || line.front() == '[') return begins_query_answer(block) ? TextKind::query_answer : TextKind::table_or_json;
      is_first_pairs = is_key_value_line(line);
      header = line;
    } else if (begins_json_table(header, line)) {
      return TextKind::json_table;
    }
    ++lines;
    cef += is_cef_line(line) ? 1U : 0U;
    pairs += is_key_value_line(line) ? 1U : 0U;
    const std::size_t json = json_begin(line);
    const bool is_header = lines == 1 && json == std::string_view::npos;
    if (is_header) table_header = line;
    const std::string_view before = line.substr(0, std::min(json, line.size()));
    if (json != std::string_view::npos && !has_number(before) && !is_row_of(table_header, before)) ++prefixed;
  }
  const auto most = [lines](std::size_t count) { return count > 0 && 5 * count >= 4 * lines; };
  if (most(cef)) return TextKind::cef;
  if (most(prefixed)) return TextKind::prefixed_json;
  return is_first_pairs && most(pairs) ? TextKind::key_value : TextKind::table_or_json;
}

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out.append({'\\', c});
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  out += '"';
}

void append_unread_line(std::string& out, std::string_view line) {
  out += "{unread ";
  append_json_text(out, line);
  out += '}';
}

LineRecords::LineRecords(ByteStream& text, std::string name, std::size_t max_record_bytes)
    : text_(text), name_(std::move(name)), max_record_bytes_(max_record_bytes) {}

std::string_view LineRecords::next_block() {
  if (is_at_end_) return {};
  for (;;) {
    const std::string_view block = text_.next_block();
    if (std::exchange(is_first_, false)) {
      kind_ = sniff_text_kind(block);
      converter_ = make_converter(kind_);
      if (kind_ == TextKind::query_answer) query_ = std::make_unique<QueryAnswer>();
    }
    if (!converter_ && !query_) return block;
    out_.clear();
    if (query_) {
      convert_answer(block);
      if (is_at_end_ || !out_.empty()) return out_;
      continue;
    }
    if (block.empty()) {
      is_at_end_ = true;
      const bool is_unended = !line_.empty();
      if (is_unended) converter_->add(line_, out_);
      converter_->finish(out_);
      if (is_unended && !out_.empty() && out_.back() == '\n') out_.pop_back();  // as many line ends as the text has
      return out_;
    }
    convert(block);
    if (!out_.empty()) return out_;
  }
}

void LineRecords::convert_answer(std::string_view block) {
  is_at_end_ = block.empty();
  if (is_at_end_) return query_->finish(out_);
  query_->add(block, out_);
  lines_ += static_cast<std::uint64_t>(std::count(block.begin(), block.end(), '\n'));
  if (query_->held() > max_record_bytes_) refuse_record();
}

void LineRecords::refuse_record() const {
  throw FatalError(ExitCode::bad_input, fmt::format("{}:{}: a record of more than {} bytes", name_, lines_ + 1, max_record_bytes_),
                   "is this the file that was exported?");
}

void LineRecords::convert(std::string_view block) {
  while (!block.empty()) {
    const std::size_t end = block.find('\n');
    line_ += block.substr(0, end);
    if (line_.size() + converter_->held() > max_record_bytes_) refuse_record();
    if (end == std::string_view::npos) return;
    block.remove_prefix(end + 1);
    if (!line_.empty() && line_.back() == '\r') line_.pop_back();
    ++lines_;
    converter_->add(line_, out_);
    line_.clear();
  }
}

}  // namespace mfax
