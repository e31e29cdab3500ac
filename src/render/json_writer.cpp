// Values -> JSON text. In: keys and values in document order. Out: text in a buffer that is handed to a sink.
// Called by report_json.hpp, json.cpp, ndjson.cpp and record_json.cpp.
#include "render/json_writer.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/text.hpp"
#include "render/escape.hpp"

namespace mfax {
namespace {

constexpr bool is_plain(unsigned char c) noexcept { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

void append_escaped(std::string& out, char32_t c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  // Beyond what RFC 8259 asks: C1 and bidi controls too, so that a terminal survives a look at the file.
  if (is_unsafe_control(c))
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c));
  else
    append_utf8(out, c);
}

}  // namespace

void append_json_string(std::string& out, std::string_view value) {
  out += '"';
  std::size_t at = 0;
  while (at < value.size()) {
    std::size_t end = at;
    while (end < value.size() && is_plain(static_cast<unsigned char>(value[end]))) ++end;
    out.append(value, at, end - at);
    at = end;
    if (at == value.size()) break;
    const CodePoint c = decode_utf8(value, at);
    append_escaped(out, c.value);
    at += c.size;
  }
  out += '"';
}

void JsonWriter::new_line(std::size_t depth) {
  out_ += '\n';
  out_.append(2 * depth, ' ');
}

void JsonWriter::before_element() {
  if (frames_.empty()) return;
  Frame& frame = frames_.back();
  if (!frame.is_empty) out_ += ',';
  frame.is_empty = false;
  if (sink_ != nullptr && out_.size() >= kPieceBytes) flush();
  if (frame.is_multiline) new_line(frames_.size());
}

void JsonWriter::before_value() {
  if (has_key_)
    has_key_ = false;
  else
    before_element();
}

void JsonWriter::begin(char open, char close, bool is_multiline) {
  before_value();
  out_ += open;
  Frame frame;
  frame.close = close;
  frame.is_multiline = is_multiline;
  frames_.push_back(frame);
}

void JsonWriter::end() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.is_multiline && !frame.is_empty) new_line(frames_.size());
  out_ += frame.close;
}

void JsonWriter::key(std::string_view name) {
  before_element();
  append_json_string(out_, name);
  out_ += is_multiline() ? ": " : ":";
  has_key_ = true;
}

void JsonWriter::text(std::string_view value) {
  before_value();
  append_json_string(out_, value);
}

void JsonWriter::text_or_null(std::string_view value) {
  if (value.empty())
    null();
  else
    text(value);
}

void JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
}

void JsonWriter::null() {
  before_value();
  out_ += "null";
}

JsonWriter JsonWriter::part(std::string& out, bool is_first) const {
  JsonWriter writer(out);
  writer.frames_ = frames_;
  writer.frames_.back().is_empty = is_first;
  return writer;
}

void JsonWriter::elements(std::string_view text) {
  if (text.empty()) return;
  frames_.back().is_empty = false;
  out_ += text;
  if (sink_ != nullptr && out_.size() >= kPieceBytes) flush();
}

void JsonWriter::flush() {
  if (sink_ != nullptr && !out_.empty()) {
    (*sink_)(out_);
    out_.clear();
  }
}

}  // namespace mfax
