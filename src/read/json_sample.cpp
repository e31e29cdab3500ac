// The first bytes of a JSON text in, what kind of stream it is, where its rows are and a few of them flattened out;
// formats/ decides the format from that.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "read/json_cell.hpp"
#include "read/json_envelope.hpp"
#include "read/json_path.hpp"
#include "read/json_rows.hpp"

namespace mfax {
namespace {

using Element = simdjson::dom::element;

class RecordParser {
 public:
  RecordParser() {
    if (parser_.allocate(4096, kMaxJsonDepth + 1) != simdjson::SUCCESS) throw std::bad_alloc();
  }
  std::optional<Element> parse(std::string_view text) {
    Element value;
    if (parser_.parse(text.data(), text.size(), true).get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
  }

 private:
  simdjson::dom::parser parser_;
};

void flatten(const Element& value, const std::string& path, JsonRecordSample& record) {
  simdjson::dom::object object;
  simdjson::dom::array array;
  std::string scratch;
  if (value.get(object) == simdjson::SUCCESS && object.size() > 0) {
    for (const auto field : object)
      flatten(field.value, (path.empty() ? path : path + ".") + escape_json_key(field.key), record);
  } else if (value.get(array) == simdjson::SUCCESS && array.size() > 0) {
    for (const Element element : array) flatten(element, path + "[]", record);
  } else if (!path.empty()) {  // null, {} and [] still tell that the key is there
    record.values.emplace_back(path + (value.is_array() ? "[]" : ""), std::string(to_cell(value, scratch).text));
  }
}

/// Whether the text is one JSON object a line, judged by its first lines; a broken one among them does not matter.
bool is_one_object_a_line(std::string_view head, bool whole_file, RecordParser& parser) {
  constexpr std::size_t kLines = 20;
  std::size_t lines = 0, objects = 0;
  for (std::size_t at = 0; at < head.size() && lines < kLines;) {
    const std::size_t end = std::min(head.find_first_of("\r\n", at), head.size());
    const std::string_view line = trim_ascii(head.substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    const bool is_cut = end == head.size() && !whole_file;
    if (is_cut) return objects > 0 && line.starts_with('{') && 2 * objects >= lines;
    ++lines;
    const auto value = line.starts_with('{') ? parser.parse(line) : std::nullopt;
    if (value && value->is_object()) ++objects;
  }
  return objects >= 2 && 2 * objects >= lines;
}

std::vector<JsonRow> find_rows(std::string_view head, bool whole_file, const Dialect& dialect) {
  std::vector<JsonRow> rows;
  const ReadOptions options;
  JsonRowSplitter splitter(dialect, options);
  splitter.scan(head, 0, whole_file, rows);
  return rows;
}

}  // namespace

namespace {

JsonSample sample_rows(std::string_view head, bool whole_file, std::size_t max_records, const std::string* rows_path) {
  JsonSample sample;
  std::size_t first = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (first < head.size() && (is_ascii_space(head[first]) || head[first] == '\x1E')) ++first;
  const std::string_view text = head.substr(first);
  if (!text.starts_with('{') && !text.starts_with('[')) return sample;

  RecordParser parser;
  const bool is_lines = text.starts_with('{') && is_one_object_a_line(text, whole_file, parser);
  const JsonEnvelope envelope = rows_path ? JsonEnvelope{*rows_path, false} : find_json_envelope(text, is_lines);
  Dialect dialect;
  dialect.rows_path = envelope.rows_path;
  dialect.container = is_lines && envelope.rows_path.empty() ? Container::json_lines : Container::json_values;
  sample.container = dialect.container;
  sample.rows_path = dialect.rows_path;
  for (const JsonRow& row : find_rows(text, whole_file, dialect)) {
    if (sample.records.size() >= max_records) break;
    if (row.fault != DiagCode::none) continue;
    const auto value =
        parser.parse(text.substr(static_cast<std::size_t>(row.begin), static_cast<std::size_t>(row.size)));
    if (!value || !value->is_object()) continue;
    flatten(*value, {}, sample.records.emplace_back());
  }
  // "[1] text" and "{name}" are no JSON: some record must have been there, or an array that is known to be empty.
  sample.is_json = !sample.records.empty() || envelope.is_empty || (whole_file && parser.parse(text).has_value());
  return sample;
}

}  // namespace

JsonSample sample_json(std::string_view head, bool whole_file, std::size_t max_records) {
  return sample_rows(head, whole_file, max_records, nullptr);
}

JsonSample sample_json_at(std::string_view head, bool whole_file, std::size_t max_records,
                          const std::string& rows_path) {
  return sample_rows(head, whole_file, max_records, &rows_path);
}

}  // namespace mfax
