// See line_places.hpp. A row on the chunk's first line may have company from the chunk before.
#include "base/line_places.hpp"

namespace mfax {

void LinePlaces::begin_chunk(FileId id, std::uint32_t lines_before) {
  const auto index = static_cast<std::size_t>(id);
  if (files_.size() <= index) files_.resize(index + 1);
  File& file = files_[index];
  if (lines_before > 0) file.next.nth_on_line = 0;
  file.next.line += lines_before;
  file.chunks.push_back(file.next);
}

void LinePlaces::end_chunk(FileId id, std::uint32_t lines, std::uint32_t rows_on_last_line) {
  Base& next = files_[static_cast<std::size_t>(id)].next;
  next.line += lines;
  next.nth_on_line = rows_on_last_line + (lines == 0 ? next.nth_on_line : 0);
}

RowRef LinePlaces::place(const RowPos& pos) const {
  const Base& base = files_[static_cast<std::size_t>(pos.file)].chunks[pos.chunk];
  RowRef ref;
  ref.file = pos.file;
  ref.line = base.line + pos.line_in_chunk;
  ref.nth_on_line = pos.nth_on_line + (pos.line_in_chunk == 0 ? base.nth_on_line : 0);
  return ref;
}

}  // namespace mfax
