// A JSON text in pieces of any size in, the places of its rows out. Finds where values begin and end and no more:
// whether they are valid is json_scanner.cpp's question. chunk_reader.cpp makes chunks of the places, json_sample.cpp
// samples.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"

namespace mfax {

/// Offsets in the decoded text of the whole file.
struct JsonRow {
  std::uint64_t begin = 0, size = 0;
  DiagCode fault = DiagCode::none;
};

inline constexpr unsigned kMaxJsonDepth = 64;

/// The parts of a dotted path; a literal dot is written "\.".
std::vector<std::string> split_json_path(std::string_view path);

/// Resumable at any byte. Where a row begins and ends depends on the text, never on how it was cut into pieces.
class JsonRowSplitter {
 public:
  JsonRowSplitter(const Dialect&, const ReadOptions&, std::uint64_t begin = 0);
  /// `bytes` lies at `base` in the file; it must hold everything from retain_from() on. Goes on where it stopped.
  void scan(std::string_view bytes, std::uint64_t base, bool at_end_of_file, std::vector<JsonRow>& rows);
  /// The first byte that is still needed: the begin of the open row, else where scanning stopped.
  std::uint64_t retain_from() const noexcept;

 private:
  enum class State : std::uint8_t {
    line_start,
    in_line,
    skip_line,  // json_lines
    between,
    key,
    long_key,
    colon,
    member,  // json_values: outside of values
    brackets,
    text,
    scalar,  // inside a value
    seek     // after broken bytes: to the next line that begins with '{'
  };
  /// An open object or array on the way to the rows. `level`: how many parts of the path are behind us.
  struct Frame {
    bool is_array;
    std::size_t level;
  };
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};
  static constexpr std::uint32_t kSharedLine = ~std::uint32_t{0};  ///< something stands before it on its line

  void scan_line();
  void scan_between();
  void begin_element(char c);
  void scan_key();
  void scan_member();
  void begin_matched_member(char c);
  void scan_brackets();
  void scan_text();
  void scan_scalar();
  void scan_seek();
  bool follow_bracket(std::size_t at, bool opens);
  bool may_open_here(std::size_t at) const;
  void finish();

  void begin_value(bool is_row);
  void end_value(std::size_t end);
  void begin_document();
  void end_document();
  void break_at(std::size_t at);
  void give_up_big_row();
  void emit(std::uint64_t begin, std::uint64_t end, DiagCode fault);
  /// End of what may be scanned of the open value now: the piece's end, or where the row becomes too big.
  std::size_t scan_limit() const;
  bool is_too_big(std::size_t at) const;
  void note_blank(char c);

  std::vector<std::string> path_;
  std::uint64_t max_row_bytes_;

  // The piece at hand.
  std::string_view bytes_;
  std::uint64_t base_ = 0;
  bool at_end_of_file_ = false;
  std::vector<JsonRow>* rows_ = nullptr;
  std::size_t at_ = 0;

  // What is remembered between pieces.
  std::uint64_t pos_ = 0;
  State state_;
  std::vector<Frame> frames_;
  std::uint64_t row_begin_ = kNone;       ///< of the open row
  std::uint64_t document_begin_ = kNone;  ///< of a document in which rows_path has not been found yet
  std::uint32_t indent_ = 0;              ///< blanks before this place on its line
  std::uint32_t row_indent_ = 0;
  bool key_matches_ = false, is_escaped_ = false, in_string_ = false, is_too_deep_ = false, is_finished_ = false;
  unsigned depth_ = 0;
  std::uint64_t objects_ = 0;  ///< bit d: the bracket at depth d is '{'
};

}  // namespace mfax
