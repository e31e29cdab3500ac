// Chunk-relative positions -> file-wide lines. Chunks are told in file order; a position may be asked for at any later time.
#pragma once

#include <cstdint>
#include <vector>

#include "mfax/types.hpp"

namespace mfax {

class LinePlaces {
 public:
  /// Before the chunk's positions are asked for. `lines_before`: line ends between the previous chunk and this one.
  void begin_chunk(FileId, std::uint32_t lines_before);
  /// `rows_on_last_line`: rows that began after the chunk's last line end (JSON: many rows on one line).
  void end_chunk(FileId, std::uint32_t lines, std::uint32_t rows_on_last_line);
  RowRef place(const RowPos&) const;

 private:
  struct Base {
    std::uint64_t line = 1;
    std::uint32_t nth_on_line = 0;
  };
  struct File {
    Base next;                 ///< of the coming chunk's first byte
    std::vector<Base> chunks;  ///< 16 bytes a chunk: 16 KB per GB of log
  };
  std::vector<File> files_;
};

}  // namespace mfax
