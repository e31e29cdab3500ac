// In: the head of a JSON text. Out: its first records as columns (paths) of values.
// Next: detect.cpp compares the paths with the formats.
#include <algorithm>
#include <unordered_map>

#include "formats/table_view.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMostPaths = 5000;  // a map with keys of its own (ids as keys) must not grow without bound

std::string_view last_segment(std::string_view path) {
  while (path.ends_with("[]")) path.remove_suffix(2);
  for (std::size_t at = path.size(); at > 0; --at)
    if (path[at - 1] == '.' && (at < 2 || path[at - 2] != '\\')) return path.substr(at);
  return path;
}

/// Collects (path, value) pairs into columns, in order of first appearance.
class ColumnCollector {
 public:
  void add(const std::string& path, const std::string& value) {
    const auto [at, is_new] = index_.try_emplace(path, columns_.size());
    if (is_new) {
      if (columns_.size() >= kMostPaths) {
        index_.erase(at);
        return;
      }
      ColumnView column;
      column.name = path;
      column.forms = {fold_path(path)};
      column.words = name_words(last_segment(path));
      columns_.push_back(std::move(column));
    }
    if (auto& values = columns_[at->second].values; values.size() < kSampleRows) values.push_back(value);
  }
  std::vector<ColumnView> take() { return std::move(columns_); }

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<ColumnView> columns_;
};

std::string padded(std::string_view text) {
  std::string out(text);
  out.append(64, ' ');  // sample_json may read so far behind the end
  return out;
}

}  // namespace

namespace {

std::optional<TableView> view_sample(const JsonSample& sample) {
  if (!sample.is_json) return std::nullopt;
  ColumnCollector collector;
  for (const JsonRecordSample& record : sample.records)
    for (const auto& [path, value] : record.values) collector.add(path, value);
  TableView view;
  view.is_json = true;
  view.dialect.container = sample.container;
  view.dialect.rows_path = sample.rows_path;
  view.columns = collector.take();
  return view;
}

}  // namespace

std::optional<TableView> view_json_table(std::string_view head, bool head_is_whole_file) {
  return view_sample(sample_json(head, head_is_whole_file, kNamedRows));
}

std::optional<TableView> view_json_rows_at(std::string_view head, bool head_is_whole_file,
                                           const std::string& rows_path) {
  const JsonSample sample = sample_json_at(head, head_is_whole_file, kNamedRows, rows_path);
  return sample.records.empty() ? std::nullopt : view_sample(sample);
}

std::optional<TableView> view_embedded(const TableView& outer, const std::string& path, std::string_view head,
                                       bool head_is_whole_file) {
  const JsonSample sample = sample_json_at(head, head_is_whole_file, kNamedRows, outer.dialect.rows_path);
  ColumnCollector collector;
  bool is_found = false;
  for (const JsonRecordSample& record : sample.records) {
    for (const auto& [name, value] : record.values) {
      if (name.size() > path.size() + 1 && name.starts_with(path) && name[path.size()] == '.') {
        collector.add(name.substr(path.size() + 1), value);
        is_found = true;
      } else if (name == path && value.find('{') != std::string::npos) {
        const std::string text = padded(value);
        const JsonSample inner = sample_json(std::string_view(text).substr(0, value.size()), true, 1);
        for (const JsonRecordSample& row : inner.records)
          for (const auto& [inner_name, inner_value] : row.values) collector.add(inner_name, inner_value);
        is_found = is_found || (inner.is_json && !inner.records.empty());
      }
    }
  }
  if (!is_found) return std::nullopt;
  TableView view;
  view.is_json = true;
  view.dialect = outer.dialect;
  view.dialect.embedded_json = path;
  view.columns = collector.take();
  return view;
}

}  // namespace mfax
