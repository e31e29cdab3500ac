// In: a table of cases beside the tests. Out: its rows; a table that is missing or empty fails the test.
// Next: place_test.cpp, carrier_test.cpp.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "mfax/diagnostic.hpp"

namespace mfax::test {

inline std::vector<std::vector<std::string>> read_cases(const std::string& name, std::size_t width) {
  std::ifstream file(MFAX_SOURCE_DIR "/tests/unit/normalize/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line, '\t')) cells.emplace_back(cell);
    REQUIRE(cells.size() == width);
    rows.push_back(std::move(cells));
  }
  REQUIRE(rows.size() > 20);
  return rows;
}

inline std::string ids_of(const CodeSet& codes) {
  std::string text;
  codes.for_each([&text](DiagCode code) {
    if (!text.empty()) text += ' ';
    text += diag_info(code).id;
  });
  return text;
}

/// "US L_ALIAS", "- L_UNKNOWN", "US".
inline std::string with_codes(std::string_view value, const CodeSet& codes) {
  std::string text(value.empty() ? "-" : value);
  if (!codes.empty()) text += ' ' + ids_of(codes);
  return text;
}

}  // namespace mfax::test
