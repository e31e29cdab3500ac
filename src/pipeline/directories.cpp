// See directories.hpp. The same reader, scanners and number parser as for logs. Next: directory/build.cpp.
#include "pipeline/directories.hpp"

#include "base/line_places.hpp"
#include "pipeline/chunks.hpp"

namespace mfax {
namespace {

class DirectoryRows {
 public:
  DirectoryRows(Input& input, const AnalyzeOptions& options, const std::function<void(DirectoryRecord&&)>& sink,
                const RowFaultFn& on_fault)
      : plan_(input.detection.plan), read_(options.read), normalizer_(plan_, options.normalize), sink_(sink), on_fault_(on_fault) {
    facts_.file = input.file;
  }

  void add(const Chunk& chunk) {
    places_.begin_chunk(chunk.file(), chunk.lines_before());
    if (plan_.dialect.container == Container::csv)
      add_rows(chunk, CsvScanner(chunk, plan_.dialect, plan_.columns, read_));
    else
      add_rows(chunk, JsonScanner(chunk, plan_.dialect, plan_.columns, read_));
  }
  DirectoryFileFacts facts() const { return facts_; }

 private:
  template <class Scanner>
  void add_rows(const Chunk& chunk, Scanner scanner) {
    while (const auto row = scanner.next()) add_row(*row);
    places_.end_chunk(chunk.file(), scanner.lines(), scanner.rows_on_last_line());
  }

  void add_row(const RawRow& row) {
    ++facts_.rows;
    CodeSet codes = row.notes;
    if (row.blank || row.repeated_header) {
      ++facts_.blank;
      return;
    }
    const RowRef place = places_.place(row.pos);
    if (row.fault != DiagCode::none) {
      ++facts_.rejected;
      codes.add(row.fault);
      facts_.codes.add(codes);
      on_fault_(place, codes, row.raw);
      return;
    }
    auto record = normalizer_.to_record(row, codes);
    facts_.codes.add(codes);
    if (!record) {
      ++facts_.not_people;
      return;
    }
    record->row = place;
    for (DirectoryNumber& number : record->numbers) {
      number.row = place;
      ++facts_.numbers;
      if (!number.key) ++facts_.numbers_without_key;
      facts_.codes.add(number.codes);
    }
    ++(record->is_membership ? facts_.not_people : facts_.people);
    sink_(std::move(*record));
  }

  const TablePlan& plan_;
  const ReadOptions& read_;
  DirectoryNormalizer normalizer_;
  const std::function<void(DirectoryRecord&&)>& sink_;
  const RowFaultFn& on_fault_;
  LinePlaces places_;
  DirectoryFileFacts facts_;
};

}  // namespace

LoadedDirectory read_directory(Input& input, const AnalyzeOptions& options, Progress& progress, const std::stop_token& stop,
                               const std::function<void(DirectoryRecord&&)>& sink, const RowFaultFn& on_fault) {
  DirectoryRows rows(input, options, sink, on_fault);
  ChunkReader reader = take_reader(input, options.read);
  reader.start(input.detection.plan.dialect, 0);
  while (const auto chunk = reader.next()) {
    throw_if_stopped(stop);
    rows.add(*chunk);
  }
  progress.bytes_read += reader.bytes_read();
  LoadedDirectory loaded;
  loaded.facts = rows.facts();
  loaded.file = reader.facts();
  return loaded;
}

}  // namespace mfax
