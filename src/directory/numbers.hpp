// The telephone numbers of one row. Comes in: RowValues and the person's region; goes out: DirectoryRecord::numbers
// with kind, use, extension and codes; called by normalize.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "directory/row_values.hpp"
#include "mfax/directory.hpp"
#include "mfax/normalize.hpp"

namespace mfax::directory {

/// One per file: keeps the parser's memory of odd strings. Not thread-safe.
class NumberReader {
 public:
  /// `region`: alpha-2 for national numbers, "" = none. The codes of a number stay with it; what concerns the row or a
  /// dropped empty value is added to record.codes.
  void add_numbers(const RowValues&, const NumberDecision&, std::string_view region, DirectoryRecord&);

 private:
  void add_source(const RowValues&, const Source&, const NumberContext&, NumberUse, DirectoryRecord&);
  /// `like`: what all numbers of the element share.
  void add_element(const Cell& element, const NumberContext&, DirectoryNumber like, DirectoryRecord&);

  NumberForm form_of(std::string_view number) const;

  NumberDecision decision_;  // of the file
  NumberParser parser_;
  std::vector<ParsedNumber> parsed_;
  std::unordered_set<std::uint64_t> seen_;  // keys of the row, told apart by use
};

}  // namespace mfax::directory
