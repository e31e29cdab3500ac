// Compressed bytes in, plain bytes out, with limits; decided by magic bytes, never by the file's name. charset.cpp
// next.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "mfax/read.hpp"
#include "read/byte_stream.hpp"

namespace mfax {

Compression sniff_compression(std::string_view first_bytes) noexcept;

/// isal: the fast one for gzip. zlib: the portable one, and its twin in the tests.
enum class GzipEngine : std::uint8_t { isal, zlib };

/// `source` must outlive the result; `path` is for messages. Damaged or cut data throws FatalError(bad_input) with the
/// compressed offset.
std::unique_ptr<ByteStream> make_inflater(Compression, ByteStream& source, std::string path, const ReadOptions&,
                                          GzipEngine = GzipEngine::isal);

/// Throws FatalError(bad_input) with advice when the bytes are a file of a kind that cannot hold rows (ZIP, PDF ...).
void reject_foreign_file(std::string_view first_bytes, const std::string& path);

}  // namespace mfax
