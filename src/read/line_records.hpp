// Decoded text in, the same text out, unless it is of a kind that is neither a table nor JSON: LDIF, CEF lines, key=value
// lines, JSON behind a time on every line, JSON in a column of a table, the answer of a log query. Those become one JSON object a record, so that scanners, detection and format
// files need not know them. Every record begins on the line it has in the input: row references stay true.
// Between charset.cpp and chunk_reader.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "mfax/read.hpp"
#include "read/byte_stream.hpp"
#include "read/json_query.hpp"

namespace mfax {

/// Takes lines (without their ends) and appends JSON objects and line ends to the text.
class LineConverter {
 public:
  LineConverter() = default;
  LineConverter(const LineConverter&) = delete;
  LineConverter& operator=(const LineConverter&) = delete;
  virtual ~LineConverter() = default;
  virtual void add(std::string_view line, std::string& out) = 0;
  /// After the last line.
  virtual void finish(std::string& out) = 0;
  /// Bytes held back for the record that is not complete.
  virtual std::size_t held() const noexcept = 0;
};

class LineRecords final : public ByteStream {
 public:
  /// `name` for messages, `max_record_bytes` for a record that never ends.
  LineRecords(ByteStream& text, std::string name, std::size_t max_record_bytes);
  std::string_view next_block() override;
  /// What the text is; none: it is passed on as it is. Known after the first block.
  TextKind kind() const noexcept { return kind_; }

 private:
  void convert(std::string_view block);
  void convert_answer(std::string_view block);
  [[noreturn]] void refuse_record() const;

  ByteStream& text_;
  std::string name_;
  std::size_t max_record_bytes_;
  TextKind kind_ = TextKind::table_or_json;
  std::unique_ptr<LineConverter> converter_;
  std::unique_ptr<QueryAnswer> query_;  ///< instead of a converter: JSON may be one long line
  bool is_first_ = true, is_at_end_ = false;
  std::string line_;  ///< begun in an earlier block
  std::string out_;
  std::uint64_t lines_ = 0;
};

/// The kind by the text's first lines (whole lines only; at most the first 20 that are not blank are looked at).
TextKind sniff_text_kind(std::string_view first_block);

/// `"..."` with the escapes of RFC 8259.
void append_json_text(std::string& out, std::string_view text);

/// A line of no known shape: an object that is no JSON, so that its row is rejected (J_BAD_RECORD) in sight of the user.
void append_unread_line(std::string& out, std::string_view line);

std::unique_ptr<LineConverter> make_ldif_converter();        // ldif.cpp
std::unique_ptr<LineConverter> make_cef_converter();         // key_values.cpp
std::unique_ptr<LineConverter> make_key_value_converter();   // key_values.cpp
std::unique_ptr<LineConverter> make_json_table_converter();  // json_table.cpp
/// The header names a column that carries records, and the first row has JSON in it.
bool begins_json_table(std::string_view header, std::string_view first_row);
bool is_cef_line(std::string_view line) noexcept;
/// Most of the line is key=value, at least three of them.
bool is_key_value_line(std::string_view line);

}  // namespace mfax
