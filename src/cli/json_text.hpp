// Values -> compact JSON text (RFC 8259) for the small documents of the program itself: manifest, --json answers, messages.
// Keys come out in the order of the calls.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mfax::cli {

/// A JSON string with its quotes; valid UTF-8 and free of control characters whatever the bytes are.
void append_json_string(std::string& out, std::string_view value);

class JsonText {
 public:
  /// `is_indented`: one member a line, for documents that people open.
  explicit JsonText(bool is_indented = false) : is_indented_(is_indented) {}

  JsonText& begin_object() { return begin('{', '}'); }
  JsonText& begin_array() { return begin('[', ']'); }
  JsonText& end();
  JsonText& key(std::string_view name);
  JsonText& text(std::string_view value);
  JsonText& boolean(bool value) { return raw(value ? "true" : "false"); }
  template <std::integral Int>
  JsonText& integer(Int value) {
    return raw(std::to_string(value));
  }
  /// null for "".
  JsonText& text_or_null(std::string_view value) { return value.empty() ? raw("null") : text(value); }
  JsonText& texts(const std::vector<std::string>& values);
  /// A value that is JSON already.
  JsonText& raw(std::string_view json);

  /// With a final line end.
  std::string finish() &&;

 private:
  struct Frame {
    char close;
    bool is_empty;
  };
  JsonText& begin(char open, char close);
  void before_value();
  void new_line();

  std::string out_;
  std::vector<Frame> frames_;
  bool is_indented_;
  bool has_key_ = false;
};

}  // namespace mfax::cli
