// Where a JSON text is broken. In: a text that did not parse and the parser's code. Out: "file:line:column: reason".
// Called by load.cpp: the DOM parser does not tell the place, so the on-demand parser walks to it a second time.
#include "report/json_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace mfax {
namespace {

namespace ondemand = simdjson::ondemand;

// The on-demand parser of simdjson 3.0 checks no depth by itself; the DOM parser refuses what is deeper.
constexpr std::size_t kMaxDepth = simdjson::DEFAULT_MAX_DEPTH;

simdjson::error_code walk(ondemand::value value, std::size_t depth);

simdjson::error_code walk_object(ondemand::object object, std::size_t depth) {
  for (auto field : object) {
    if (const simdjson::error_code error = field.error(); error != simdjson::SUCCESS) return error;
    std::string_view key;
    if (const simdjson::error_code error = field.unescaped_key().get(key); error != simdjson::SUCCESS) return error;
    if (const simdjson::error_code error = walk(field.value(), depth); error != simdjson::SUCCESS) return error;
  }
  return simdjson::SUCCESS;
}

simdjson::error_code walk_array(ondemand::array array, std::size_t depth) {
  for (auto item : array) {
    ondemand::value value;
    if (const simdjson::error_code error = item.get(value); error != simdjson::SUCCESS) return error;
    if (const simdjson::error_code error = walk(value, depth); error != simdjson::SUCCESS) return error;
  }
  return simdjson::SUCCESS;
}

simdjson::error_code walk(ondemand::value value, std::size_t depth) {
  if (depth == kMaxDepth) return simdjson::DEPTH_ERROR;
  ondemand::json_type type{};
  if (const simdjson::error_code error = value.type().get(type); error != simdjson::SUCCESS) return error;
  switch (type) {
    case ondemand::json_type::object: {
      ondemand::object object;
      const simdjson::error_code error = value.get_object().get(object);
      return error == simdjson::SUCCESS ? walk_object(object, depth + 1) : error;
    }
    case ondemand::json_type::array: {
      ondemand::array array;
      const simdjson::error_code error = value.get_array().get(array);
      return error == simdjson::SUCCESS ? walk_array(array, depth + 1) : error;
    }
    case ondemand::json_type::string: {
      std::string_view text;
      return value.get_string().get(text);
    }
    case ondemand::json_type::number: {
      ondemand::number number;
      return value.get_number().get(number);
    }
    case ondemand::json_type::boolean: {
      bool flag = false;
      return value.get_bool().get(flag);
    }
    case ondemand::json_type::null: {
      bool is_null = false;  // asked for with get(): what begins with 'n' and is no null is an error, not false
      const simdjson::error_code error = value.is_null().get(is_null);
      return error != simdjson::SUCCESS || is_null ? error : simdjson::N_ATOM_ERROR;
    }
  }
  return simdjson::TAPE_ERROR;
}

/// Offset of the first byte that is no UTF-8.
std::optional<std::size_t> bad_byte_offset(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (c.value == 0xFFFD && text.substr(at, kReplacement.size()) != kReplacement) return at;
    at += c.size;
  }
  return std::nullopt;
}

/// Offset of the fault, as far as the parser can tell.
std::optional<std::size_t> fault_offset(const simdjson::padded_string& text, simdjson::error_code parsed) {
  // Found before any value is looked at, so there is nothing to walk to.
  if (parsed == simdjson::EMPTY) return std::nullopt;
  if (parsed == simdjson::UTF8_ERROR) return bad_byte_offset(std::string_view(text.data(), text.size()));
  if (parsed == simdjson::UNCLOSED_STRING) return text.size();
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(text).get(document) != simdjson::SUCCESS) return std::nullopt;
  ondemand::value root;
  simdjson::error_code error = document.get_value().get(root);
  if (error == simdjson::SUCCESS) error = walk(root, 0);
  const char* at = nullptr;
  if (document.current_location().get(at) != simdjson::SUCCESS || at < text.data() || at > text.data() + text.size())
    return std::nullopt;
  return static_cast<std::size_t>(at - text.data());
}

std::string_view reason_of(simdjson::error_code error) noexcept {
  switch (error) {
    case simdjson::EMPTY: return "the file is empty";
    case simdjson::UTF8_ERROR: return "the text is not valid UTF-8";
    case simdjson::UNCLOSED_STRING: return "a string is not closed; was the file cut off?";
    case simdjson::UNESCAPED_CHARS: return "a control character stands in a string without escape";
    case simdjson::TAPE_ERROR: return "a comma, a bracket or a quote is missing or one too many; was the file cut off?";
    case simdjson::DEPTH_ERROR: return "the document is nested too deeply";
    case simdjson::CAPACITY: return "the document is larger than 4 GiB";
    case simdjson::MEMALLOC: return "not enough memory for the document";
    default: return simdjson::error_message(error);
  }
}

}  // namespace

std::string json_error_text(const simdjson::padded_string& text, simdjson::error_code error, std::string_view origin) {
  const std::optional<std::size_t> offset = fault_offset(text, error);
  if (!offset) return fmt::format("{}: not valid JSON: {}", origin, reason_of(error));
  const std::string_view before(text.data(), *offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return fmt::format("{}:{}:{}: not valid JSON: {}", origin, line, *offset - line_start + 1, reason_of(error));
}

}  // namespace mfax
