// Where a JSON text is broken. In: a text that did not parse and the parser's code. Out: "file:line:column: reason".
// Called by load.cpp on its failure path only.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

namespace mfax {

std::string json_error_text(const simdjson::padded_string& text, simdjson::error_code error, std::string_view origin);

}  // namespace mfax
