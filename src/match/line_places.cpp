// See line_places.hpp. A row of the chunk's first line has company from the chunk before (JSON: many rows on one line).
#include "match/line_places.hpp"

namespace mfax {

void LinePlaces::begin_chunk(const ChunkResult& result) {
  const auto index = static_cast<std::size_t>(result.file);
  if (files_.size() <= index) files_.resize(index + 1);
  File& file = files_[index];
  if (result.lines_before > 0) file.nth_on_line = 0;
  file.line += result.lines_before;
  file.chunks.push_back({file.line, file.nth_on_line});
}

void LinePlaces::end_chunk(const ChunkResult& result) {
  File& file = files_[static_cast<std::size_t>(result.file)];
  file.line += result.lines;
  file.nth_on_line = result.rows_on_last_line + (result.lines == 0 ? file.nth_on_line : 0);
}

RowRef LinePlaces::place(const RowPos& pos) const {
  const File::Base& base = files_[static_cast<std::size_t>(pos.file)].chunks[pos.chunk];
  RowRef ref;
  ref.file = pos.file;
  ref.line = base.line + pos.line_in_chunk;
  ref.nth_on_line = pos.nth_on_line + (pos.line_in_chunk == 0 ? base.nth_on_line : 0);
  return ref;
}

}  // namespace mfax
