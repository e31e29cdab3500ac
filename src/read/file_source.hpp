// A path or stdin in, blocks of raw bytes and the facts of the evidence (size, SHA-256, changed while read) out;
// inflate and charset come next.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "read/byte_stream.hpp"

namespace mfax {

class FileSource : public ByteStream {
 public:
  /// "-" is stdin. Throws FatalError(bad_input) for what cannot be opened.
  explicit FileSource(std::string path);
  ~FileSource() override;
  std::string_view next_block() override;
  /// The first block, which next_block() will return (again).
  std::string_view peek();

  const std::string& path() const noexcept { return path_; }
  std::uint64_t bytes() const noexcept { return bytes_; }
  /// Of the whole file; "" before its end was read.
  const std::string& sha256() const noexcept { return digest_; }
  bool changed_while_read() const noexcept { return changed_; }

 private:
  void read_block();
  void finish();

  std::string path_;
  int descriptor_ = -1;
  struct stat at_open_ {};
  Sha256 hash_;
  std::string digest_;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
  std::uint64_t bytes_ = 0;
  bool peeked_ = false, at_end_ = false, changed_ = false;
};

}  // namespace mfax
