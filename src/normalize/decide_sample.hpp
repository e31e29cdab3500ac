// In: the head of a file and the plan of its columns. Out: the distinct times and numbers that decisions are made from.
// Next: decide.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/format.hpp"
#include "mfax/read.hpp"

namespace mfax {

struct SampledTime {
  std::size_t slot = 0;
  std::string text;
  std::uint64_t line = 0;   ///< 0 = not known (a value inside a JSON document)
  std::uint64_t count = 1;  ///< rows with this text
};

struct HeadSample {
  std::vector<SampledTime> times;        ///< distinct texts in file order
  std::vector<std::string> digits_only;  ///< distinct numbers written without anything but digits
  bool some_with_plus = false;
  bool has_american_zones = false;  ///< a column of zones holds "PST" and none that means something else elsewhere
  std::size_t rows = 0;
};

/// Up to 20,000 rows, through the scanner that will read the file. Never throws for what is in the head.
HeadSample sample_head(const TablePlan&, std::string_view head, bool head_is_whole_file, const ReadOptions&);

/// The columns of a log or directory that hold times and numbers.
bool is_time_field(Field) noexcept;
bool is_number_field(Field) noexcept;

}  // namespace mfax
