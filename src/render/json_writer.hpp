// Values -> JSON text (RFC 8259), in order, without a document in memory. Used by the report, the event stream and the
// records of `normalize`. Multi-line containers put one element on a line; inside a single-line one everything is compact.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/render.hpp"

namespace mfax {

inline constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;  ///< what a sink gets at a time

/// A JSON string with its quotes. Always valid UTF-8 and free of controls, whatever the bytes.
void append_json_string(std::string& out, std::string_view value);

class JsonWriter {
 public:
  /// Appends to `out`; with a sink the text moves on whenever it has grown to kPieceBytes.
  explicit JsonWriter(std::string& out, const Sink* sink = nullptr) : out_(out), sink_(sink) {}

  void begin_object(bool is_multiline = false) { begin('{', '}', is_multiline); }
  void begin_array(bool is_multiline = false) { begin('[', ']', is_multiline); }
  void end();
  void key(std::string_view name);

  void text(std::string_view value);
  /// null for "".
  void text_or_null(std::string_view value);
  void boolean(bool value);
  void null();
  template <std::integral Int>
  void integer(Int value) {
    char digits[24];
    const auto result = std::to_chars(digits, digits + sizeof digits, value);
    before_value();
    out_.append(digits, result.ptr);
  }

  /// A writer of further elements of the container that is open now, into another text: for lists made in pieces.
  JsonWriter part(std::string& out, bool is_first) const;
  /// What a part wrote, in its place.
  void elements(std::string_view text);

  bool is_multiline() const noexcept { return frames_.empty() || frames_.back().is_multiline; }
  std::size_t depth() const noexcept { return frames_.size(); }
  void flush();

 private:
  struct Frame {
    char close = '}';
    bool is_multiline = false;
    bool is_empty = true;
  };
  void begin(char open, char close, bool is_multiline);
  void before_element();
  void before_value();
  void new_line(std::size_t depth);

  std::string& out_;
  const Sink* sink_;
  std::vector<Frame> frames_;
  bool has_key_ = false;
};

}  // namespace mfax
