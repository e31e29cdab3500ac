// Any bytes as a JSON stream: the rows are the same in one piece and in many, and the sample never fails.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "read/json_rows.hpp"

namespace {

bool is_same(const std::vector<mfax::JsonRow>& a, const std::vector<mfax::JsonRow>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].begin != b[i].begin || a[i].size != b[i].size || a[i].fault != b[i].fault) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  if (size < 2) return 0;
  Dialect dialect;
  dialect.container = (data[0] & 1) != 0 ? Container::json_lines : Container::json_values;
  if ((data[0] & 2) != 0) dialect.rows_path = (data[0] & 4) != 0 ? "a.b" : "a";
  ReadOptions options;
  options.max_row_bytes = (data[0] & 8) != 0 ? 24 : 1U << 20;
  const std::size_t step = 1 + data[1] % 80;
  const std::vector<char> bytes(data + 2, data + size);
  const std::string_view text(bytes.data(), bytes.size());

  std::vector<JsonRow> whole, pieces;
  JsonRowSplitter(dialect, options).scan(text, 0, true, whole);
  JsonRowSplitter splitter(dialect, options);
  for (std::size_t known = 0; known < text.size();) {
    known = std::min(known + step, text.size());
    const auto from = static_cast<std::size_t>(splitter.retain_from());
    const std::vector<char> held(text.begin() + static_cast<std::ptrdiff_t>(from),
                                 text.begin() + static_cast<std::ptrdiff_t>(known));
    splitter.scan({held.data(), held.size()}, from, known == text.size(), pieces);
  }
  if (!text.empty() && !is_same(whole, pieces)) std::abort();

  std::uint64_t end = 0;
  for (const JsonRow& row : whole) {
    if (row.begin < end || row.begin + row.size > text.size()) std::abort();
    end = row.begin + (row.fault == DiagCode::J_TOO_BIG ? 0 : row.size);
  }
  std::vector<char> buffer(text.begin(), text.end());
  buffer.resize(text.size() + 64);
  Chunk chunk(std::move(buffer), text.size(), FileId{}, 0, 0, 0);
  for (const JsonRow& row : whole)
    chunk.add_span({static_cast<std::uint32_t>(row.begin), static_cast<std::uint32_t>(row.size), row.fault});
  ColumnPlan plan;
  plan.json_paths = {"i", "x[].y", "a!.b", "@.c"};
  plan.slot_count = plan.json_paths.size();
  dialect.each = (data[0] & 16) != 0 ? "x" : "";
  JsonScanner scanner(chunk, dialect, plan, options);
  while (const auto row = scanner.next())
    if (row->fault == DiagCode::none && row->cells.size() != 4) std::abort();
  sample_json(text, (data[0] & 32) != 0, 5);
  return 0;
}
