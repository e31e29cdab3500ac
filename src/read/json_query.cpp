// See json_query.hpp.
#include "read/json_query.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <new>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "read/json_rows.hpp"
#include "read/line_records.hpp"

namespace mfax {
namespace {

using Element = simdjson::dom::element;

bool is_white(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The text behind `word` and blanks, from the first place where it stands; npos: it does not.
std::string_view behind(std::string_view text, std::string_view word) noexcept {
  const std::size_t at = text.find(word);
  return at == std::string_view::npos ? std::string_view() : trim_ascii(text.substr(at + word.size()));
}

/// `"key": [ [ {`, blanks anywhere.
bool continues_with(std::string_view text, std::string_view signs) noexcept {
  for (const char sign : signs) {
    text = trim_ascii(text);
    if (text.empty() || text.front() != sign) return false;
    text.remove_prefix(1);
  }
  return true;
}

void append_member(std::string& out, bool is_first, std::string_view name, const std::string& value) {
  if (!is_first) out += ',';
  append_json_text(out, name);
  out += ':';
  out += value;
}

/// [{"field": "@timestamp", "value": "..."}, ...]
bool append_fields(const simdjson::dom::array& row, std::string& out) {
  bool is_first = true;
  for (const Element cell : row) {
    std::string_view name;
    Element value;
    if (cell["field"].get(name) != simdjson::SUCCESS) return false;
    if (cell["value"].get(value) != simdjson::SUCCESS) continue;  // a field without a value has none
    append_member(out, std::exchange(is_first, false), name, simdjson::minify(value));
  }
  return true;
}

bool append_cells(const simdjson::dom::array& row, const std::vector<std::string>& columns, std::string& out) {
  if (columns.empty() || row.size() != columns.size()) return false;
  std::size_t at = 0;
  for (const Element cell : row) {
    append_member(out, at == 0, columns[at], simdjson::minify(cell));
    ++at;
  }
  return true;
}

}  // namespace

struct QueryAnswer::Parser {
  simdjson::dom::parser parser;

  Parser() {
    if (parser.allocate(4096, kMaxJsonDepth + 1) != simdjson::SUCCESS) throw std::bad_alloc();
  }
  std::optional<Element> parse(std::string_view json) {
    Element value;
    if (parser.parse(json.data(), json.size(), true).get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
  }
};

bool begins_query_answer(std::string_view block) noexcept {
  constexpr std::size_t kBeforeRows = 4096;  // statistics and a status may come first
  const std::string_view text = trim_ascii(block);
  if (!text.starts_with('{')) return false;
  const std::string_view head = text.substr(0, kBeforeRows);
  for (const std::string_view signs : {std::string_view(":[[{"), std::string_view(":[[]")})
    if (continues_with(behind(head, "\"results\""), signs)) return behind(text, "\"results\"").find("\"field\"") != std::string_view::npos;
  const std::string_view tables = behind(head, "\"tables\"");
  return continues_with(tables, ":[{") && continues_with(behind(tables, "\"columns\""), ":[{");
}

QueryAnswer::QueryAnswer() : parser_(std::make_unique<Parser>()) {}
QueryAnswer::~QueryAnswer() = default;

void QueryAnswer::add(std::string_view block, std::string& out) {
  for (const char c : block) take(c, out);
}

void QueryAnswer::take(char c, std::string& out) {
  if (value_ != Value::none) {
    const bool is_part = !is_scalar_ || !ends_value(c);
    if (is_part) return take_of_value(c, out);
    end_value(out);
  }
  if (in_key_) {
    if (is_escaped_ || c != '"') {
      key_ += c;
      is_escaped_ = !is_escaped_ && c == '\\';
    } else {
      in_key_ = false;
    }
    return;
  }
  if (place_ == Place::outside) take_outside(c);
  if (c == '\n') {
    if (place_ == Place::outside) give_up_held(out);
    out += '\n';
    return;
  }
  if (is_white(c) || c == ',') return;
  switch (place_) {
    case Place::outside:
      if (c != '{') return;
      give_up_held(out);
      place_ = Place::answer;
      return;
    case Place::answer:
    case Place::table: return take_member(c, out);
    case Place::results:
    case Place::tables:
    case Place::rows: return take_element(c, out);
  }
}

/// Between answers nothing stands but blanks: anything else is said.
void QueryAnswer::take_outside(char c) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF\x1E";  // some tools write one before every document
  if (!is_white(c) && c != '{' && kMark.find(c) == std::string_view::npos) held_ += c;
}

/// A number, true, null: its end is seen at the byte behind it.
bool QueryAnswer::ends_value(char c) { return is_white(c) || c == ',' || c == '}' || c == ']'; }

void QueryAnswer::take_of_value(char c, std::string& out) {
  if (value_ == Value::kept) held_ += c;
  if (c == '\n') {
    if (value_ == Value::kept)
      ++lines_;
    else
      out += '\n';
  }
  if (is_scalar_) return;
  if (in_string_) {
    if (!is_escaped_ && c == '"') in_string_ = false;
    is_escaped_ = !is_escaped_ && c == '\\';
  } else if (c == '"') {
    in_string_ = true;
    is_escaped_ = false;
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else if (c == '}' || c == ']') {
    --depth_;
  }
  if (depth_ == 0 && !in_string_) end_value(out);
}

void QueryAnswer::begin_value(char c, std::string& out) {
  depth_ = 0;
  in_string_ = is_escaped_ = false;
  is_scalar_ = c != '"' && c != '{' && c != '[';
  take_of_value(c, out);
}

void QueryAnswer::begin_kept(char c, std::string& out) {
  value_ = Value::kept;
  held_.clear();
  lines_ = 0;
  begin_value(c, out);
}

void QueryAnswer::take_member(char c, std::string& out) {
  if (c == '}') {
    is_after_colon_ = false;
    place_ = place_ == Place::table ? Place::tables : Place::outside;
    return;
  }
  if (!is_after_colon_) {
    if (c == '"') {
      key_.clear();
      in_key_ = true;
      is_escaped_ = false;
    }
    is_after_colon_ = c == ':';
    return;
  }
  is_after_colon_ = false;
  const bool is_table = place_ == Place::table;
  if (!is_table && c == '[' && key_ == "results") {
    place_ = Place::results;
  } else if (!is_table && c == '[' && key_ == "tables") {
    place_ = Place::tables;
  } else if (is_table && c == '[' && key_ == "rows") {
    place_ = Place::rows;
  } else if (is_table ? key_ == "columns" : key_ == "status" || key_ == "error") {
    begin_kept(c, out);
  } else {
    value_ = Value::skipped;
    begin_value(c, out);
  }
}

void QueryAnswer::take_element(char c, std::string& out) {
  if (c == ']') {
    place_ = place_ == Place::rows ? Place::table : Place::answer;
  } else if (c == '{' && place_ == Place::tables) {
    columns_.clear();
    place_ = Place::table;
  } else {
    begin_kept(c, out);
  }
}

void QueryAnswer::end_value(std::string& out) {
  const bool is_kept = value_ == Value::kept;
  value_ = Value::none;
  is_scalar_ = false;
  if (!is_kept) return;
  if (place_ == Place::table) {
    columns_.clear();
    simdjson::dom::array list;
    const auto value = parser_->parse(held_);
    if (value && value->get(list) == simdjson::SUCCESS)
      for (const Element column : list) {
        std::string_view name;
        columns_.emplace_back(column["name"].get(name) == simdjson::SUCCESS ? name : std::string_view());
      }
  } else if (place_ == Place::answer) {
    end_answer(out);
  } else {
    end_row(out);
  }
  out.append(lines_, '\n');
  held_.clear();
  lines_ = 0;
}

void QueryAnswer::end_row(std::string& out) {
  const std::size_t begin = out.size();
  out += '{';
  simdjson::dom::array row;
  const auto value = parser_->parse(held_);
  const bool is_good = value && value->get(row) == simdjson::SUCCESS &&
                       (place_ == Place::results ? append_fields(row, out) : append_cells(row, columns_, out));
  if (is_good) {
    out += "} ";
    return;
  }
  out.resize(begin);
  append_unread_line(out, held_);
}

/// Rows of a query that still runs, or failed in part, are not all there are: a rejected record says so.
void QueryAnswer::end_answer(std::string& out) {
  const bool is_good = key_ == "status" ? held_ == "\"Complete\"" : held_ == "null";
  if (!is_good) append_unread_line(out, fmt::format("{}: {}", key_, held_));
}

void QueryAnswer::give_up_held(std::string& out) {
  if (!held_.empty()) append_unread_line(out, held_);
  held_.clear();
}

void QueryAnswer::finish(std::string& out) {
  if (place_ != Place::outside) held_ = held_.empty() ? "the file ends within an answer" : held_;
  give_up_held(out);
}

}  // namespace mfax
