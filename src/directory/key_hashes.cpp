// See key_hashes.hpp.
#include "directory/key_hashes.hpp"

#include <bit>

namespace mfax::directory {

FirstBearers::FirstBearers(std::size_t keys) : slots_(std::bit_ceil(keys * 2 + 1)), mask_(slots_.size() - 1) {}

/// A second address of one person may be somebody else's first: then his rows bear it, too.
std::vector<KeyHashes::Key> KeyHashes::keys_of(Pass pass) const {
  std::vector<Key> keys;
  const auto for_each = [this](Pass of, auto&& fn) {
    for (const Chunk& chunk : chunks_)
      for (const JoinKey& key : *chunk.keys)
        if (key.pass == static_cast<std::uint8_t>(of)) fn(Key{key.hash, chunk.first_row + key.row});
  };
  std::size_t count = 0;
  for_each(pass, [&count](const Key&) { ++count; });
  keys.reserve(count);
  for_each(pass, [&keys](const Key& key) { keys.push_back(key); });
  if (pass != Pass::alias_address || keys.empty()) return keys;
  FirstBearers further(keys.size());
  for (const Key& key : keys) further.at(key.hash).row = 1;
  for_each(Pass::address, [&](const Key& key) {
    if (further.at(key.hash).row != 0) keys.push_back(key);
  });
  return keys;
}

}  // namespace mfax::directory
