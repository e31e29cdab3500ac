// Plain bytes in any of the encodings in, UTF-8 without byte order mark out; chunk_reader.cpp cuts it into chunks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mfax/read.hpp"
#include "read/byte_stream.hpp"

namespace mfax {

/// docs/normalization.md 6. UTF-8 or windows-1252 is decided once for the file, in the first window of 64 KiB (counted
/// from the file's first byte, so that no block size matters) that holds a byte above 0x7F.
class TextDecoder final : public ByteStream {
 public:
  /// `forced` overrides the decision.
  TextDecoder(ByteStream& source, std::optional<Encoding> forced);
  std::string_view next_block() override;
  /// Final at the end of the file; until a non-ASCII byte was seen it says utf8.
  Encoding encoding() const noexcept { return encoding_; }
  std::uint64_t bad_bytes() const noexcept { return bad_bytes_; }

  static constexpr std::size_t kWindowBytes = std::size_t{64} << 10;

 private:
  void fill_window();
  void sniff();
  std::string_view decode_window();
  std::string_view decode_utf8_window();
  std::string_view decode_windows1252();
  std::string_view decode_utf16(bool little_endian);
  /// The first `used` bytes of the window are done, the rest waits for the next one.
  void keep_from(std::size_t used) { carried_.assign(window_, used, std::string::npos); }

  ByteStream& source_;
  std::string_view block_;
  std::string window_, carried_, decoded_;
  Encoding encoding_ = Encoding::utf8;
  std::uint64_t bad_bytes_ = 0;
  bool is_forced_ = false, is_sniffed_ = false, is_decided_ = false, at_end_ = false;
};

}  // namespace mfax
