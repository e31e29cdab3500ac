// In: the embedded format files and those the user gives. Out: all FormatSpecs, sorted by kind and id.
// Next: detect.cpp chooses one for a file.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/embedded.hpp"
#include "mfax/error.hpp"
#include "mfax/format.hpp"

namespace mfax {
namespace {

constexpr std::string_view kFolders[] = {"src/formats/log/", "src/formats/directory/"};
constexpr std::size_t kLargestFormatFile = std::size_t{1} << 20;

bool is_format_file(std::string_view path) {
  return std::any_of(std::begin(kFolders), std::end(kFolders),
                     [&](std::string_view folder) { return path.starts_with(folder) && path.ends_with(".json"); });
}

std::string read_format_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kLargestFormatFile + 1, '\0');
  if (file) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad())
    throw FatalError(ExitCode::usage, fmt::format("{}: the format file cannot be read", path));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kLargestFormatFile)
    throw FatalError(ExitCode::usage, fmt::format("{}: a format file is at most 1 MB", path));
  return text;
}

void add_or_replace(std::vector<FormatSpec>& specs, FormatSpec spec) {
  const auto same =
      std::find_if(specs.begin(), specs.end(), [&](const FormatSpec& other) { return other.id == spec.id; });
  if (same == specs.end())
    specs.push_back(std::move(spec));
  else
    *same = std::move(spec);
}

}  // namespace

std::vector<FormatSpec> load_formats(std::span<const std::string> extra_files) {
  std::vector<FormatSpec> specs;
  for (const EmbeddedFile& file : embedded_files())
    if (is_format_file(file.path)) specs.push_back(load_format(file.text, std::string(file.path)));
  for (const std::string& path : extra_files) add_or_replace(specs, load_format(read_format_file(path), path));
  std::sort(specs.begin(), specs.end(),
            [](const FormatSpec& a, const FormatSpec& b) { return a.kind != b.kind ? a.kind < b.kind : a.id < b.id; });
  return specs;
}

const FormatSpec* find_format(std::span<const FormatSpec> specs, FormatKind kind, std::string_view id) noexcept {
  for (const FormatSpec& spec : specs)
    if (spec.kind == kind && spec.id == id) return &spec;
  return nullptr;
}

std::string_view format_source(std::string_view id) noexcept {
  for (const EmbeddedFile& file : embedded_files()) {
    if (!is_format_file(file.path)) continue;
    const std::string_view name = file.path.substr(file.path.rfind('/') + 1);
    if (name.substr(0, name.size() - 5) == id) return file.text;
  }
  return {};
}

}  // namespace mfax
