// Any bytes as a CSV chunk: every byte belongs to one row, the places add up, and rows end where find_row_end says.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  if (size < 3) return 0;
  Dialect dialect;
  dialect.backslash_escape = (data[0] & 1) != 0;
  if ((data[0] & 2) != 0) dialect.delimiter = '\t';
  dialect.header = {"a", "b"};
  ReadOptions options;
  options.open_quote_bytes = data[1];
  options.open_quote_lines = data[2] % 8;
  options.max_row_bytes = (data[0] & 4) != 0 ? 16 : 1U << 20;
  size -= 3;
  std::vector<char> buffer(size + 64);
  if (size > 0) std::memcpy(buffer.data(), data + 3, size);
  const Chunk chunk(std::move(buffer), size, FileId{}, 0, 0, 0);
  ColumnPlan plan;
  plan.slot_count = 2;
  plan.csv_columns = {1, -1, 0};
  CsvScanner scanner(chunk, dialect, plan, options);
  std::size_t at = 0;
  std::uint32_t line = 0;
  while (const auto row = scanner.next()) {
    if (row->pos.byte != at || row->pos.line_in_chunk < line) std::abort();
    if (row->fault == DiagCode::none && row->cells.size() != 2) std::abort();
    std::size_t touched = 0;
    if (row->fault == DiagCode::none)
      for (const Cell& cell : row->cells)
        for (const char c : cell.text) touched += c != 'x' ? 1U : 0U;
    if (touched > chunk.bytes().size()) std::abort();
    line = row->pos.line_in_chunk;
    at = find_row_end(chunk.bytes(), at, dialect, options, true).next;
  }
  if (at != chunk.bytes().size() || scanner.lines() < line) std::abort();
  return 0;
}
