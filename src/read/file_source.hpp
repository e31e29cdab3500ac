// A path or stdin in, blocks of raw bytes and the facts of the evidence (size, SHA-256, changed while read) out;
// inflate and charset come next.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "mfax/read.hpp"
#include "read/byte_stream.hpp"

namespace mfax {

/// Bytes of an input as they lie on disk, or of a member of an archive, and the evidence about the file on disk.
class InputSource : public ByteStream {
 public:
  /// The first block, which next_block() will return (again).
  virtual std::string_view peek() = 0;
  /// For messages: the path, and the member.
  virtual std::string name() const = 0;
  virtual std::uint64_t bytes_read() const noexcept = 0;  ///< from disk, so far
  virtual std::uint64_t bytes() const noexcept = 0;       ///< of the file on disk, once all was read
  /// Of the whole file on disk; "" before its end was read.
  virtual const std::string& sha256() const noexcept = 0;
  virtual bool changed_while_read() const noexcept = 0;
  /// Already undone in these bytes.
  virtual Compression compression() const noexcept = 0;
};

class FileSource final : public InputSource {
 public:
  /// "-" is stdin. Throws FatalError(bad_input) for what cannot be opened.
  explicit FileSource(std::string path);
  ~FileSource() override;
  std::string_view next_block() override;
  std::string_view peek() override;
  std::string name() const override { return path_; }
  std::uint64_t bytes_read() const noexcept override { return bytes_; }
  std::uint64_t bytes() const noexcept override { return bytes_; }
  const std::string& sha256() const noexcept override { return digest_; }
  bool changed_while_read() const noexcept override { return changed_; }
  Compression compression() const noexcept override { return Compression::none; }

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
