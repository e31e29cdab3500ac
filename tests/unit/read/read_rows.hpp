// Bytes in, all rows of the reading layer out as plain values with final places; and one function that reads them every
// way: every chunk size, LF and CRLF, with and without a final line end. Used by the tests of src/read.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"

namespace mfax::test {

/// A file in memory that lives as long as the object: the tests make tens of thousands of them.
class TempFile {
 public:
  explicit TempFile(std::string_view bytes) : descriptor_(::memfd_create("mfax_read", MFD_CLOEXEC)) {
    REQUIRE(descriptor_ >= 0);
    path_ = "/proc/self/fd/" + std::to_string(descriptor_);
    write(bytes);
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  ~TempFile() { ::close(descriptor_); }
  void write(std::string_view bytes) const {
    REQUIRE(::ftruncate(descriptor_, 0) == 0);
    while (!bytes.empty()) {
      const ssize_t done = ::pwrite(descriptor_, bytes.data(), bytes.size(), ::lseek(descriptor_, 0, SEEK_END));
      REQUIRE(done > 0);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  const std::string& path() const { return path_; }

 private:
  int descriptor_;
  std::string path_;
};

/// A row with everything that must not depend on how the file was cut.
struct SeenRow {
  std::vector<std::string> cells;  ///< "-" for absent
  std::uint64_t line = 0, nth = 0, byte = 0;
  DiagCode fault = DiagCode::none;
  CodeSet notes;
  bool blank = false, repeated_header = false;
  std::string raw;
  friend bool operator==(const SeenRow&, const SeenRow&) = default;
};

struct SeenFile {
  std::vector<SeenRow> rows;
  std::uint64_t lines = 0;
  std::string head;
  FileFacts facts;
  std::size_t chunks = 0, largest_chunk = 0;
};

inline std::vector<std::string> cell_texts(const RawRow& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) texts.push_back(cell.kind == CellKind::absent ? "-" : std::string(cell.text));
  return texts;
}

template <class Scanner>
void scan_chunk(const Chunk& chunk, const Dialect& dialect, const ColumnPlan& plan, const ReadOptions& options,
                SeenFile& seen, std::uint64_t& carry) {
  seen.lines += chunk.lines_before();
  if (chunk.lines_before() > 0) carry = 0;
  Scanner scanner(chunk, dialect, plan, options);
  while (const auto row = scanner.next()) {
    SeenRow copy;
    if (row->fault == DiagCode::none) copy.cells = cell_texts(*row);
    copy.line = 1 + seen.lines + row->pos.line_in_chunk;
    copy.nth = row->pos.nth_on_line + (row->pos.line_in_chunk == 0 ? carry : 0);
    copy.byte = row->pos.byte;
    copy.fault = row->fault;
    copy.notes = row->notes;
    copy.blank = row->blank;
    copy.repeated_header = row->repeated_header;
    copy.raw = std::string(row->raw);
    CHECK(row->pos.chunk == chunk.index());
    seen.rows.push_back(std::move(copy));
  }
  seen.lines += scanner.lines();
  carry = scanner.rows_on_last_line() + (scanner.lines() == 0 ? carry : 0);
}

inline SeenFile read_file(const std::string& path, const Dialect& dialect, const ColumnPlan& plan,
                          const ReadOptions& options) {
  SeenFile seen;
  ChunkReader reader(FileId{}, path, options);
  seen.head = std::string(reader.head());
  reader.start(dialect, 7);
  std::uint64_t carry = 0, sequence = 7;
  std::vector<char> reuse;
  while (auto chunk = reader.next(std::move(reuse))) {
    CHECK(chunk->sequence() == sequence++);
    CHECK(chunk->index() == seen.chunks++);
    seen.largest_chunk = std::max(seen.largest_chunk, chunk->bytes().size());
    if (dialect.container == Container::csv)
      scan_chunk<CsvScanner>(*chunk, dialect, plan, options, seen, carry);
    else
      scan_chunk<JsonScanner>(*chunk, dialect, plan, options, seen, carry);
    reuse = std::move(*chunk).release_buffer();
  }
  seen.facts = reader.facts();
  return seen;
}

inline SeenFile read_bytes(std::string_view bytes, const Dialect& dialect, const ColumnPlan& plan,
                           const ReadOptions& options = {}) {
  const TempFile file(bytes);
  return read_file(file.path(), dialect, plan, options);
}

/// The same rows, places and lines for every chunk size; returns them.
inline SeenFile read_every_way(std::string_view bytes, const Dialect& dialect, const ColumnPlan& plan,
                               ReadOptions options = {}) {
  const TempFile file(bytes);
  const SeenFile whole = read_file(file.path(), dialect, plan, options);
  const std::size_t step = std::max<std::size_t>(1, bytes.size() / 70);
  for (std::size_t size = 1; size <= bytes.size() + 1; size += size < 20 ? 1 : step) {
    options.chunk_bytes = size;
    options.head_bytes = 1 + size % 13;
    const SeenFile cut = read_file(file.path(), dialect, plan, options);
    INFO("chunk size " << size);
    REQUIRE(cut.rows.size() == whole.rows.size());
    for (std::size_t i = 0; i < cut.rows.size(); ++i) {
      INFO("row " << i << ": " << whole.rows[i].raw);
      REQUIRE(cut.rows[i].raw == whole.rows[i].raw);
      REQUIRE(cut.rows[i].line == whole.rows[i].line);
      REQUIRE(cut.rows[i].byte == whole.rows[i].byte);
      REQUIRE(cut.rows[i] == whole.rows[i]);
    }
    REQUIRE(cut.lines == whole.lines);
    REQUIRE(cut.facts.sha256 == whole.facts.sha256);
    REQUIRE(cut.facts.decoded_bytes == whole.facts.decoded_bytes);
  }
  return whole;
}

/// The cells of every row, for comparing with what is expected at a glance.
inline std::vector<std::vector<std::string>> cells_of(const SeenFile& seen) {
  std::vector<std::vector<std::string>> cells;
  for (const SeenRow& row : seen.rows) cells.push_back(row.cells);
  return cells;
}

/// CSV without positions: LF and CRLF, with and without the final line end, every chunk size. `text` is written with
/// LF.
inline void check_csv(std::string_view text, const Dialect& dialect, const ColumnPlan& plan,
                      const std::vector<std::vector<std::string>>& expected, const ReadOptions& options = {}) {
  for (const bool with_return : {false, true})
    for (const bool with_end : {true, false}) {
      std::string bytes, wanted_end = with_return ? "\r\n" : "\n";
      for (const char c : text) bytes += c == '\n' ? wanted_end : std::string(1, c);
      if (with_end) bytes += wanted_end;
      auto rows = expected;
      if (with_return)
        for (auto& row : rows)
          for (auto& cell : row)
            for (std::size_t at = 0; (at = cell.find('\n', at)) != std::string::npos; at += 2)
              cell.replace(at, 1, "\r\n");
      INFO("CRLF " << with_return << ", final line end " << with_end);
      CHECK(cells_of(read_every_way(bytes, dialect, plan, options)) == rows);
    }
}

inline ColumnPlan all_columns(std::size_t count) {
  ColumnPlan plan;
  plan.slot_count = count;
  for (std::size_t i = 0; i < count; ++i) plan.csv_columns.push_back(static_cast<std::int32_t>(i));
  return plan;
}

inline ColumnPlan json_plan(std::vector<std::string> paths) {
  ColumnPlan plan;
  plan.slot_count = paths.size();
  plan.json_paths = std::move(paths);
  return plan;
}

}  // namespace mfax::test
