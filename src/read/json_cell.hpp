// A JSON value as simdjson gives it in, its cell out. Shared by json_scanner.cpp and json_sample.cpp, nobody else.
#pragma once

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <iterator>
#include <string>

#include "mfax/read.hpp"

namespace mfax {

/// Number as text: integers keep their digits, whole doubles below 2^53 print as integers, others in shortest form.
inline void append_json_number(const simdjson::dom::element& value, std::string& out) {
  std::int64_t integer = 0;
  std::uint64_t large = 0;
  double real = 0;
  if (value.get(integer) == simdjson::SUCCESS) {
    fmt::format_to(std::back_inserter(out), "{}", integer);
  } else if (value.get(large) == simdjson::SUCCESS) {
    fmt::format_to(std::back_inserter(out), "{}", large);
  } else if (value.get(real) == simdjson::SUCCESS) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (std::abs(real) < kExact && real == std::trunc(real))
      fmt::format_to(std::back_inserter(out), "{}", static_cast<std::int64_t>(real));
    else
      fmt::format_to(std::back_inserter(out), "{}", real);
  }
}

/// Strings are views into the parser; numbers are written to `scratch`. Objects, arrays and null are absent.
inline Cell to_cell(const simdjson::dom::element& value, std::string& scratch) {
  using Type = simdjson::dom::element_type;
  switch (value.type()) {
    case Type::STRING:
      return {value.get_string().value_unsafe(), CellKind::text};
    case Type::BOOL:
      return {value.get_bool().value_unsafe() ? "true" : "false", CellKind::boolean};
    case Type::INT64:
    case Type::UINT64:
    case Type::DOUBLE:
      scratch.clear();
      append_json_number(value, scratch);
      return {scratch, CellKind::number};
    case Type::ARRAY:
    case Type::OBJECT:
    case Type::NULL_VALUE:
      break;
  }
  return {};
}

}  // namespace mfax
