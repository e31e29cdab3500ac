// One end of every stage of the reader: blocks of bytes, each valid until the next call. FileSource makes them, inflate
// and charset turn one stream into another, chunk_reader.cpp consumes the last.
#pragma once

#include <string_view>

namespace mfax {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;
  /// Empty at the end, and then for ever. Throws FatalError(bad_input).
  virtual std::string_view next_block() = 0;
};

inline constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

}  // namespace mfax
