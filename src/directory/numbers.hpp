// The telephone numbers of one row. Comes in: RowValues and the person's region; goes out: DirectoryRow::numbers
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
  /// dropped empty value is added to row.codes.
  void add_numbers(const RowValues&, const NumberDecision&, std::string_view region, DirectoryRow&, Arena&);

 private:
  void add_source(const RowValues&, const Source&, NumberUse);
  /// `like`: what all numbers of the element share.
  void add_element(const Cell& element, DirectoryNumber like);
  void add_part(const Cell& part, DirectoryNumber& like);
  bool is_new(PhoneKey, NumberUse);
  NumberForm form_of(std::string_view number) const;

  NumberDecision decision_;  // of the file
  NumberParser parser_;
  std::vector<ParsedNumber> parsed_;
  // Of the row:
  NumberContext context_;
  DirectoryRow* row_ = nullptr;
  Arena* arena_ = nullptr;
  std::vector<DirectoryNumber> numbers_;
  std::vector<std::uint64_t> keys_;             // told apart by use
  std::unordered_set<std::uint64_t> many_keys_;  // the same, from some dozens on
};

}  // namespace mfax::directory
