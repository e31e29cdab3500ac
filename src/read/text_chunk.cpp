// Bytes or a text held in memory -> the text and the one chunk of rows that chunk_reader.cpp would make of a file. Next: a scanner.
#include <algorithm>
#include <utility>

#include "mfax/read.hpp"
#include "read/charset.hpp"
#include "read/json_rows.hpp"
#include "read/line_records.hpp"

namespace mfax {
namespace {

class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view text) : text_(text) {}
  std::string_view next_block() override { return std::exchange(text_, std::string_view()); }

 private:
  std::string_view text_;
};

}  // namespace

std::string decoded_text(std::string_view bytes) {
  MemoryStream memory(bytes);
  TextDecoder decoder(memory, std::nullopt);
  std::string out;
  for (std::string_view block = decoder.next_block(); !block.empty(); block = decoder.next_block()) out += block;
  return out;
}

std::string records_of_text(std::string_view text, const std::string& name, const ReadOptions& options) {
  MemoryStream memory(text);
  LineRecords records(memory, name, options.max_row_bytes);
  std::string out;
  for (std::string_view block = records.next_block(); !block.empty(); block = records.next_block()) out += block;
  return out;
}

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
