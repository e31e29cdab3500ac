// In: nothing. Out: a compiler's verdict. The bytes of a temporary chunk would dangle: Chunk::bytes() && is deleted.
#include "mfax/read.hpp"

mfax::Chunk make_chunk();

std::size_t use() {
#ifdef MFAX_BAD
  const std::string_view bytes = make_chunk().bytes();
#else
  const mfax::Chunk chunk = make_chunk();
  const std::string_view bytes = chunk.bytes();
#endif
  return bytes.size();
}
