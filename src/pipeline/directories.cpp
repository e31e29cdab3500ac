// See directories.hpp. The same reader, scanners, threads and number parser as for logs. Next: directory/build.cpp.
#include "pipeline/directories.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/line_places.hpp"
#include "pipeline/chunks.hpp"
#include "pipeline/owners.hpp"

namespace mfax {
namespace {

/// A row that is somebody, or one that is damaged.
struct DirectoryRow {
  RowPos pos;
  std::optional<DirectoryRecord> record;
  CodeSet codes;    ///< of a damaged row
  std::string raw;
};

struct DirectoryChunk {
  FileId file{};
  std::uint32_t lines_before = 0, lines = 0, rows_on_last_line = 0;
  std::vector<DirectoryRow> rows;
  DirectoryFileFacts facts;
};

/// Rows of a chunk -> records. One per thread: the normalizer remembers numbers.
class DirectoryWorker {
 public:
  DirectoryWorker(const Input& input, const AnalyzeOptions& options)
      : plan_(input.detection.plan), read_(options.read),
        normalizer_(std::make_unique<DirectoryNormalizer>(plan_, options.normalize)) {}

  DirectoryChunk operator()(const Job& job) {
    DirectoryChunk out;
    out.file = job.chunk.file();
    out.lines_before = job.chunk.lines_before();
    if (plan_.dialect.container == Container::csv)
      add_rows(CsvScanner(job.chunk, plan_.dialect, plan_.columns, read_), out);
    else
      add_rows(JsonScanner(job.chunk, plan_.dialect, plan_.columns, read_), out);
    return out;
  }

 private:
  template <class Scanner>
  void add_rows(Scanner scanner, DirectoryChunk& out) {
    while (const auto row = scanner.next()) add_row(*row, out);
    out.lines = scanner.lines();
    out.rows_on_last_line = scanner.rows_on_last_line();
  }

  void add_row(const RawRow& row, DirectoryChunk& out) {
    constexpr std::size_t kExcerptBytes = 4096;
    DirectoryFileFacts& facts = out.facts;
    ++facts.rows;
    CodeSet codes = row.notes;
    if (row.blank || row.repeated_header) {
      ++facts.blank;
      return;
    }
    if (row.fault != DiagCode::none) {
      ++facts.rejected;
      codes.add(row.fault);
      facts.codes.add(codes);
      out.rows.push_back({row.pos, std::nullopt, codes, std::string(row.raw.substr(0, kExcerptBytes))});
      return;
    }
    auto record = normalizer_->to_record(row, codes);
    facts.codes.add(codes);
    if (!record) {
      ++facts.not_people;
      return;
    }
    for (const DirectoryNumber& number : record->numbers) {
      ++facts.numbers;
      if (!number.key) ++facts.numbers_without_key;
      facts.codes.add(number.codes);
    }
    std::vector<DirectoryRecord> owners = records_of_owners(std::move(*record), plan_);
    facts.rows += owners.size() - 1;  // as of a list within a JSON record
    for (DirectoryRecord& owner : owners) {
      ++(owner.is_membership ? facts.not_people : facts.people);
      out.rows.push_back({row.pos, std::move(owner), {}, {}});
    }
  }

  const TablePlan& plan_;
  const ReadOptions& read_;
  std::unique_ptr<DirectoryNormalizer> normalizer_;
};

void add(const DirectoryFileFacts& from, DirectoryFileFacts& to) {
  to.rows += from.rows;
  to.blank += from.blank;
  to.people += from.people;
  to.not_people += from.not_people;
  to.rejected += from.rejected;
  to.numbers += from.numbers;
  to.numbers_without_key += from.numbers_without_key;
  to.codes.add(from.codes);
}

}  // namespace

LoadedDirectory read_directory(Input& input, const AnalyzeOptions& options, Progress& progress, const std::stop_token& stop,
                               const std::function<void(DirectoryRecord&&)>& sink, const RowFaultFn& on_fault) {
  LoadedDirectory loaded;
  loaded.facts.file = input.file;
  LinePlaces places;
  const auto merge = [&](DirectoryChunk&& chunk) {
    places.begin_chunk(chunk.file, chunk.lines_before);
    for (DirectoryRow& row : chunk.rows) {
      const RowRef place = places.place(row.pos);
      if (!row.record) {
        on_fault(place, row.codes, row.raw);
        continue;
      }
      row.record->row = place;
      for (DirectoryNumber& number : row.record->numbers) number.row = place;
      sink(std::move(*row.record));
    }
    places.end_chunk(chunk.file, chunk.lines, chunk.rows_on_last_line);
    add(chunk.facts, loaded.facts);
  };
  JobSource source(std::span(&input, 1), options.read, progress);
  for_each_chunk(source, options.threads, stop, [&] { return DirectoryWorker(input, options); }, merge);
  loaded.file = source.facts().front();
  return loaded;
}

}  // namespace mfax
