// Values -> JSON text. In: keys and values in document order. Out: one document.
// Called by run_folder.cpp, console.cpp and every command with --json.
#include "cli/json_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/text.hpp"

namespace mfax::cli {

void append_json_string(std::string& out, std::string_view value) {
  out += '"';
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint c = decode_utf8(value, at);
    at += c.size;
    // C1 and the bidi controls too, so that a terminal survives a look at the file.
    const bool is_control = c.value < 0x20 || (c.value >= 0x7f && c.value <= 0x9f) || c.value == 0x061c || c.value == 0x200e ||
                            c.value == 0x200f || (c.value >= 0x2028 && c.value <= 0x202e) ||
                            (c.value >= 0x2066 && c.value <= 0x2069);
    if (c.value == '"' || c.value == '\\')
      (out += '\\') += static_cast<char>(c.value);
    else if (is_control)
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c.value));
    else
      append_utf8(out, c.value);
  }
  out += '"';
}

JsonText& JsonText::begin(char open, char close) {
  before_value();
  out_ += open;
  frames_.push_back(Frame{close, true});
  return *this;
}

JsonText& JsonText::end() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (!frame.is_empty) new_line();
  out_ += frame.close;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  before_value();
  append_json_string(out_, name);
  out_ += is_indented_ ? ": " : ":";
  has_key_ = true;
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  before_value();
  append_json_string(out_, value);
  return *this;
}

JsonText& JsonText::texts(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) text(value);
  return end();
}

JsonText& JsonText::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

std::string JsonText::finish() && {
  out_ += '\n';
  return std::move(out_);
}

void JsonText::before_value() {
  if (has_key_) {
    has_key_ = false;
    return;
  }
  if (frames_.empty()) return;
  if (!frames_.back().is_empty) out_ += ',';
  frames_.back().is_empty = false;
  new_line();
}

void JsonText::new_line() {
  if (!is_indented_) return;
  out_ += '\n';
  out_.append(2 * frames_.size(), ' ');
}

}  // namespace mfax::cli
