// The beginning of a JSON text in, the path of the array that holds its rows out; json_sample.cpp is the caller.
#pragma once

#include <string>
#include <string_view>

namespace mfax {

struct JsonEnvelope {
  std::string rows_path;  ///< as Dialect::rows_path; "" = the documents (or a top-level array's elements) are the rows
  bool is_empty = false;  ///< the array is there and holds nothing
};
/// `text` may end anywhere. `is_lines`: one object a line, which mostly are the rows themselves.
JsonEnvelope find_json_envelope(std::string_view text, bool is_lines);

}  // namespace mfax
