// NDJSON records of `normalize` -> CSV with flat columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"
#include "mfax/render.hpp"

namespace mfax::cli {

/// Takes NDJSON in pieces, hands CSV lines on. Lists become one cell, parted by ';'.
class RecordCsv {
 public:
  /// `people`: the columns of directory records, else those of messages.
  RecordCsv(bool people, bool with_trail, CsvDialect, Sink next);
  void add(std::string_view piece);
  void finish();

 private:
  void convert(std::size_t size);
  void append_cell(std::string& out, std::string_view column, const Cell&) const;

  CsvDialect dialect_;
  Sink next_;
  std::vector<std::string_view> names_;
  ColumnPlan plan_;
  std::string lines_;
};

}  // namespace mfax::cli
