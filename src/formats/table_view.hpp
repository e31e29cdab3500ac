// The head of a file as named columns of sampled values, the same for delimited text and JSON: all that detection and
// binding look at. Made by text_table.cpp and json_table.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/names.hpp"
#include "mfax/format.hpp"

namespace mfax {

inline constexpr std::size_t kSampleRows = 200;   ///< rows whose values are looked at, and filled values of a column that begins late
inline constexpr std::size_t kNamedRows = 5000;   ///< rows in which columns may appear, or be filled, for the first time

struct ColumnView {
  std::string name;                 ///< CSV: the header cell as written, JSON: the path
  std::vector<std::string> forms;   ///< folded readings of the name, best first; JSON: one
  std::vector<std::string> words;   ///< of the name; JSON: of the last segment
  std::vector<std::string> values;  ///< sampled, in file order
  bool is_repeated = false;         ///< an earlier column has the same name
};

struct TableView {
  Dialect dialect;
  bool is_json = false;
  bool has_header = true;  ///< CSV: false = columns are "#1", "#2", ...
  std::vector<ColumnView> columns;
  std::vector<std::string> notes;

  std::vector<std::string> names() const;
  /// Columns the name of a format file means, in file order; JSON: exact spelling first.
  std::vector<std::size_t> find(std::string_view name) const;
  /// As find(), but a JSON path also counts when the file only has paths that continue it.
  std::vector<std::size_t> find_or_below(std::string_view name) const;
};

/// Everything that can be a column name, for finding the header of a delimited file.
struct KnownNames {
  std::vector<std::string> patterns;              ///< folded, sorted, may have wildcards
  std::vector<std::vector<std::string>> phrases;  ///< words, of the generic formats
  std::vector<std::string> phone_patterns;        ///< names of phone columns
  std::vector<std::vector<std::string>> phone_phrases;
  bool knows(const std::vector<std::string>& forms) const;
  bool knows_words(const std::vector<std::string>& words) const;
  bool knows_phone(const ColumnView&) const;
};
KnownNames known_names(std::span<const FormatSpec>, FormatKind, const DetectOptions&);

/// Steps 2 and 3 of detection for delimited text: dialect, then header. Throws FatalError(bad_input).
TableView view_text_table(std::string_view path, std::string_view head, bool head_is_whole_file, const KnownNames&,
                          const DetectOptions&);
/// Delimiter, quote and escape by the score of docs/normalization.md 6; obeys a "sep=" line and the option.
struct FoundDialect {
  Dialect dialect;  ///< skip_bytes and skip_lines cover the "sep=" line
  std::vector<std::string> notes;
};
FoundDialect find_dialect(std::string_view head, bool head_is_whole_file, std::optional<char> delimiter);

/// The JSON counterpart. Empty when `head` is not JSON.
std::optional<TableView> view_json_table(std::string_view head, bool head_is_whole_file);
/// The same with rows at `rows_path`; empty when there are none.
std::optional<TableView> view_json_rows_at(std::string_view head, bool head_is_whole_file, const std::string& rows_path);
/// The view of what stands at `path` in every record, as text or as object: Dialect::embedded_json.
std::optional<TableView> view_embedded(const TableView& outer, const std::string& path, std::string_view head,
                                       bool head_is_whole_file);
/// Where shippers put the record they carry, as text or as object: log-formats 1.5, 10.1.
inline constexpr std::array<std::string_view, 16> kShipperPaths = {
    "message", "event.original", "Message", "_raw",    "result._raw", "@message", "detail",
    "record",  "payload",        "_source", "log",     "jsonPayload", "event",   "_source.event.original", "_source.message", "event\\.original"};

}  // namespace mfax
