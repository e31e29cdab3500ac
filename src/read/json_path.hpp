// The dotted paths of a ColumnPlan in, steps to walk out; json_scanner.cpp walks them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

/// key: the member of that name. each: every element of the array ("[]"). parse: the string is JSON ("!").
struct JsonStep {
  enum class Kind : std::uint8_t { key, each, parse };
  Kind kind = Kind::key;
  std::string key;
};

/// "a[].b!.c" -> key a, each, key b, parse, key c. A literal dot, bracket or exclamation mark follows a backslash.
std::vector<JsonStep> parse_json_path(std::string_view path);

/// A key as it is written in a path: "a.b" -> "a\.b".
std::string escape_json_key(std::string_view key);

}  // namespace mfax
