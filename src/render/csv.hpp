// Cells -> CSV lines (RFC 4180, CRLF). Two dialects: strict for programs, spreadsheet for people with Excel.
// Used by csv.cpp (people) and tables.cpp (the other tables).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/in_order.hpp"
#include "mfax/render.hpp"

namespace mfax {

inline constexpr std::string_view kListSeparator = ";";
inline constexpr std::size_t kRowsOfPiece = 2048;  ///< some 300 KB of people.csv

class CsvWriter {
 public:
  /// `is_part`: what it writes goes behind other rows of the same file.
  CsvWriter(CsvDialect dialect, const Sink& sink, bool is_part = false);
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
  std::string joined_;  ///< scratch of lists
  bool is_first_ = true;
};

/// Rows of a list, made on options.threads threads: row(csv, entry) writes one.
/// `is_brief`: it needs no evidence.
template <class T, class Row>
void write_rows(const Entries<T>& list, const RenderOptions& options, const Sink& sink, const Row& row, bool is_brief = false) {
  make_in_order(
      list.size(), kRowsOfPiece, options.threads,
      [&](std::size_t from, std::size_t to, std::string& text) {
        const Sink piece = [&text](std::string_view rows) { text += rows; };
        CsvWriter csv(options.csv, piece, true);
        for (const T& entry : list.range(from, to, is_brief)) row(csv, entry);
        csv.finish();
      },
      sink);
}

void write_people_table(const Report&, const RenderOptions&, const Sink&);

}  // namespace mfax
