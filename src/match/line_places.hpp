// Chunk-relative positions -> file-wide lines. Chunks are told in file order; a position may be asked for at any later time.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "mfax/match.hpp"

namespace mfax {

class LinePlaces {
 public:
  /// Before the chunk's positions are asked for.
  void begin_chunk(const ChunkResult&);
  void end_chunk(const ChunkResult&);
  RowRef place(const RowPos&) const;

 private:
  struct File {
    std::uint64_t line = 1;         ///< of the next chunk's first byte
    std::uint32_t nth_on_line = 0;  ///< rows that began on that line already
    struct Base {
      std::uint64_t line = 1;
      std::uint32_t nth_on_line = 0;
    };
    std::vector<Base> chunks;       ///< 16 bytes a chunk: 16 KB per GB of log
  };
  std::vector<File> files_;
};

}  // namespace mfax
