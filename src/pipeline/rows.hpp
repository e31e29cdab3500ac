// Rows of a chunk -> records, for analyze, normalize and inspect alike. The inner loop of the program.
#pragma once

#include <array>
#include <vector>

#include "base/text.hpp"
#include "mfax/match.hpp"
#include "mfax/normalize.hpp"
#include "mfax/read.hpp"

namespace mfax {

/// What a chunk has beside its records.
struct ChunkTail {
  std::uint32_t lines = 0, rows_on_last_line = 0;
  RowCounts rows;    ///< read: all records and rows without one; blank and not_counted: rows without one
  std::vector<RowPos> repeated_headers;
  CodeCounts codes;  ///< of the rows without a record; a record's own codes hold its row's notes
};

/// A trailer below the data: "Total,,12480", "=====", "End of report". Only rows without content are asked.
inline bool is_trailer(std::string_view raw) {
  static constexpr std::array<std::string_view, 12> kWords{"total",  "grand total", "totals", "sum",           "summe",        "gesamt",
                                                           "rows:",  "records",     "count",  "end of report", "row count", "total rows"};
  const std::string text = fold_text(raw.substr(0, 256));
  const std::size_t first = text.find_first_not_of(" \"',;|\t");
  if (first == std::string::npos) return false;
  const std::string_view rest = std::string_view(text).substr(first);
  if (rest.find_first_not_of("=-_*#, ;\"") == std::string_view::npos) return true;
  for (const std::string_view word : kWords)
    if (rest.starts_with(word) && (rest.size() == word.size() || !is_ascii_letter(rest[word.size()]))) return true;
  return false;
}

/// Neither a number nor a mask of one, nor a time: only such a row may be a trailer.
inline bool is_without_content(const MessageRecord& record) noexcept {
  const NumberStatus status = record.number_status;
  return record.counts && !record.has_time &&
         (status == NumberStatus::null || status == NumberStatus::not_phone || status == NumberStatus::alpha_sender ||
          status == NumberStatus::short_code);
}

/// The record of a row that cannot be read: rejected with the scanner's reason.
inline MessageRecord damaged_record(const RawRow& row) {
  MessageRecord record;
  record.pos = row.pos;
  record.number_status = NumberStatus::damaged;
  record.codes = row.notes;
  record.codes.add(row.fault);
  return record;
}

/// "Total" in the time column is no time that could not be read.
inline CodeSet trailer_codes(const CodeSet& of_row) {
  CodeSet codes;
  of_row.for_each([&](DiagCode code) { codes.add(code == DiagCode::T_INVALID ? DiagCode::T_MISSING : code); });
  codes.add(DiagCode::V_TOTAL_ROW);
  return codes;
}

/// Calls sink(record, fault) for every record, in row order.
template <RowScanner Scanner, class Sink>
ChunkTail for_each_record(Scanner& scanner, RecordNormalizer& normalizer, StringTable& names, Sink&& sink) {
  ChunkTail tail;
  std::vector<MessageRecord> records;
  while (const auto row = scanner.next()) {
    if (row->blank || row->repeated_header) {
      ++tail.rows.read;
      ++(row->blank ? tail.rows.blank : tail.rows.not_counted);
      CodeSet codes = row->notes;
      if (row->repeated_header) codes.add(DiagCode::V_REPEATED_HEADER);
      if (row->repeated_header && !row->blank) tail.repeated_headers.push_back(row->pos);
      tail.codes.add(codes);
      continue;
    }
    if (row->fault != DiagCode::none) {
      ++tail.rows.read;
      sink(damaged_record(*row), RecordNormalizer::Fault{Field::none, row->raw});
      continue;
    }
    normalizer.to_records(*row, names, records);
    for (MessageRecord& record : records) {
      ++tail.rows.read;
      if (is_without_content(record) && is_trailer(row->raw)) {
        record.counts = false;
        record.codes = trailer_codes(record.codes);
      }
      sink(record, normalizer.last_fault());
    }
  }
  tail.lines = scanner.lines();
  tail.rows_on_last_line = scanner.rows_on_last_line();
  return tail;
}

/// The same with the scanner that the dialect asks for.
template <class Sink>
ChunkTail for_each_record(const Chunk& chunk, const TablePlan& plan, const ReadOptions& read, RecordNormalizer& normalizer,
                          StringTable& names, Sink&& sink) {
  if (plan.dialect.container == Container::csv) {
    CsvScanner scanner(chunk, plan.dialect, plan.columns, read);
    return for_each_record(scanner, normalizer, names, sink);
  }
  JsonScanner scanner(chunk, plan.dialect, plan.columns, read);
  return for_each_record(scanner, normalizer, names, sink);
}

}  // namespace mfax
