// Cells -> CSV lines (RFC 4180, CRLF). Two dialects: strict for programs, spreadsheet for people with Excel.
// Used by csv.cpp (people) and tables.cpp (the other tables).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "mfax/render.hpp"

namespace mfax {

inline constexpr std::string_view kListSeparator = ";";

class CsvWriter {
 public:
  CsvWriter(CsvDialect dialect, const Sink& sink);
  CsvWriter& cell(std::string_view value);
  CsvWriter& number(std::uint64_t value);
  CsvWriter& signed_number(std::int64_t value);
  /// A masked or whole phone number: "tel:+1..." in the spreadsheet dialect when it is whole.
  CsvWriter& phone(std::string_view value);
  CsvWriter& list(std::span<const std::string> values);
  /// "sms=49;voice=12"
  CsvWriter& tallies(std::span<const Tally> values);
  void end_row();
  void finish();
  /// phone() without writing a cell: for lists of numbers.
  std::string phone_text(std::string_view value) const;

 private:
  void begin_cell();
  CsvDialect dialect_;
  const Sink& sink_;
  std::string out_;
  bool is_first_ = true;
};

void write_people_table(const Report&, const RenderOptions&, const Sink&);

}  // namespace mfax
