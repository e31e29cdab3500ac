// Data files compiled into the program by embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace mfax {

struct EmbeddedFile {
  std::string_view path;  ///< below the source root: "src/formats/log/duo-telephony-v2.json"
  std::string_view text;
};
/// Sorted by path.
std::span<const EmbeddedFile> embedded_files() noexcept;

/// Text of one file, "" when there is none.
inline std::string_view embedded_file(std::string_view path) noexcept {
  for (const EmbeddedFile& file : embedded_files())
    if (file.path == path) return file.text;
  return {};
}

}  // namespace mfax
