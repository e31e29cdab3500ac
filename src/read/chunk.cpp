// Names of encodings and compressions, and the chunk: a buffer of whole rows on its way from ChunkReader to a scanner.
#include <utility>

#include "mfax/read.hpp"

namespace mfax {

std::string_view to_text(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8:
      return "utf-8";
    case Encoding::utf8_bom:
      return "utf-8-bom";
    case Encoding::utf16le:
      return "utf-16le";
    case Encoding::utf16be:
      return "utf-16be";
    case Encoding::windows1252:
      return "windows-1252";
  }
  return "";
}

std::string_view to_text(Compression compression) noexcept {
  switch (compression) {
    case Compression::none:
      return "none";
    case Compression::gzip:
      return "gzip";
    case Compression::zstd:
      return "zstd";
    case Compression::bzip2:
      return "bzip2";
    case Compression::xz:
      return "xz";
  }
  return "";
}

Chunk::Chunk(std::vector<char> buffer, std::size_t size, FileId file, std::uint32_t index, std::uint64_t sequence,
             std::uint64_t byte_offset)
    : buffer_(std::move(buffer)),
      size_(size),
      file_(file),
      index_(index),
      sequence_(sequence),
      byte_offset_(byte_offset) {
  if (buffer_.size() < size_ + 64) buffer_.resize(size_ + 64);
}

}  // namespace mfax
