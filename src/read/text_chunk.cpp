// A text held in memory -> one chunk with the rows that chunk_reader.cpp would find in a file. Next: a scanner.
#include <algorithm>
#include <utility>

#include "mfax/read.hpp"
#include "read/json_rows.hpp"

namespace mfax {

Chunk chunk_of_text(std::string_view text, const Dialect& dialect, const ReadOptions& options) {
  constexpr std::size_t kPadding = 64;
  text.remove_prefix(std::min<std::size_t>(dialect.skip_bytes, text.size()));
  std::vector<char> buffer(text.begin(), text.end());
  buffer.resize(text.size() + kPadding, '\0');
  Chunk chunk(std::move(buffer), text.size(), FileId{}, 0, 0, dialect.skip_bytes);
  if (dialect.container == Container::csv) return chunk;
  std::vector<JsonRow> rows;
  JsonRowSplitter(dialect, options).scan(chunk.bytes(), 0, true, rows);
  for (const JsonRow& row : rows)
    chunk.add_span({static_cast<std::uint32_t>(row.begin), static_cast<std::uint32_t>(row.size), row.fault});
  return chunk;
}

}  // namespace mfax
