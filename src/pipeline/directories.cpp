// See directories.hpp. The same reader, scanners, threads and number parser as for logs. Next: directory/build.cpp.
#include "pipeline/directories.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/line_places.hpp"
#include "pipeline/chunks.hpp"
#include "pipeline/owners.hpp"

namespace mfax {
namespace {

/// What a worker makes of a chunk: places are not final.
struct ReadChunk {
  FileId file{};
  std::uint32_t index = 0, lines_before = 0, lines = 0, rows_on_last_line = 0;
  DirectoryChunk rows;
  std::vector<RowPos> places_of_damaged;
  DirectoryFileFacts facts;
};

/// Rows of a chunk -> rows of people. One per thread: the normalizer remembers numbers.
class DirectoryWorker {
 public:
  DirectoryWorker(const Input& input, const AnalyzeOptions& options)
      : plan_(input.detection.plan), read_(options.read),
        normalizer_(std::make_unique<DirectoryNormalizer>(plan_, options.normalize)), has_owner_lists_(has_owner_lists(plan_)) {}

  ReadChunk operator()(const Job& job) {
    ReadChunk out;
    out.file = job.chunk.file();
    out.index = job.chunk.index();
    out.lines_before = job.chunk.lines_before();
    out.rows.people.rows.reserve(most_rows_);  // a chunk has about as many as the one before
    if (plan_.dialect.container == Container::csv)
      add_rows(CsvScanner(job.chunk, plan_.dialect, plan_.columns, read_), out);
    else
      add_rows(JsonScanner(job.chunk, plan_.dialect, plan_.columns, read_), out);
    const std::size_t rows = out.rows.people.rows.size();
    most_rows_ = std::max(most_rows_, rows + rows / 16);
    return out;
  }

 private:
  template <class Scanner>
  void add_rows(Scanner scanner, ReadChunk& out) {
    while (const auto row = scanner.next()) add_row(*row, out);
    out.lines = scanner.lines();
    out.rows_on_last_line = scanner.rows_on_last_line();
  }

  void add_row(const RawRow& row, ReadChunk& out) {
    constexpr std::size_t kExcerptBytes = 4096;
    DirectoryFileFacts& facts = out.facts;
    ++facts.rows;
    CodeSet codes = row.notes;
    if (row.blank || row.repeated_header) {
      ++facts.blank;
      return;
    }
    DirectoryRows& people = out.rows.people;
    if (row.fault != DiagCode::none) {
      ++facts.rejected;
      codes.add(row.fault);
      facts.codes.add(codes);
      out.rows.damaged.push_back({people.rows.size(), {}, codes, std::string(row.raw.substr(0, kExcerptBytes))});
      out.places_of_damaged.push_back(row.pos);
      return;
    }
    const bool is_record = normalizer_->add_row(row, codes, people);
    facts.codes.add(codes);
    if (!is_record) {
      ++facts.not_people;
      return;
    }
    for (const DirectoryNumber& number : people.rows.back().numbers) {
      ++facts.numbers;
      if (!number.key) ++facts.numbers_without_key;
      facts.codes.add(number.codes);
    }
    const std::size_t last = people.rows.size() - 1;
    if (has_owner_lists_) divide_by_owners(people);
    facts.rows += people.rows.size() - 1 - last;  // as of a list within a JSON record
    for (std::size_t i = last; i < people.rows.size(); ++i) ++(people.rows[i].is_membership ? facts.not_people : facts.people);
  }

  /// The last row becomes several, one for each of its owners.
  void divide_by_owners(DirectoryRows& people) const {
    const std::vector<DirectoryRecord> owners = records_of_owners(to_record(people.rows.back()), plan_);
    if (owners.size() < 2) return;
    const std::size_t last = people.rows.size() - 1;
    while (!people.keys.empty() && people.keys.back().row == last) people.keys.pop_back();
    people.rows.pop_back();
    for (const DirectoryRecord& owner : owners) add_record(owner, people);
  }

  const TablePlan& plan_;
  const ReadOptions& read_;
  std::unique_ptr<DirectoryNormalizer> normalizer_;
  bool has_owner_lists_;
  std::size_t most_rows_ = 0;
};

/// The line of a row is that of its chunk until here.
void set_places(ReadChunk& chunk, const LinePlaces& places) {
  RowPos pos;
  pos.file = chunk.file;
  pos.chunk = chunk.index;
  for (DirectoryRow& row : chunk.rows.people.rows) {
    pos.line_in_chunk = static_cast<std::uint32_t>(row.row.line - 1);
    pos.nth_on_line = row.row.nth_on_line;
    row.row = places.place(pos);
    for (DirectoryNumber& number : row.numbers.elements_to_change()) number.row = row.row;
  }
  for (std::size_t i = 0; i < chunk.rows.damaged.size(); ++i) chunk.rows.damaged[i].row = places.place(chunk.places_of_damaged[i]);
}

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
                               const std::function<void(DirectoryChunk&&)>& sink) {
  LoadedDirectory loaded;
  loaded.facts.file = input.file;
  LinePlaces places;
  const auto merge = [&](ReadChunk&& chunk) {
    places.begin_chunk(chunk.file, chunk.lines_before);
    set_places(chunk, places);
    places.end_chunk(chunk.file, chunk.lines, chunk.rows_on_last_line);
    add(chunk.facts, loaded.facts);
    sink(std::move(chunk.rows));
  };
  JobSource source(std::span(&input, 1), options.read, progress);
  for_each_chunk(source, options.threads, stop, [&] { return DirectoryWorker(input, options); }, merge);
  loaded.file = source.facts().front();
  return loaded;
}

}  // namespace mfax
