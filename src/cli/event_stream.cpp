// See event_stream.hpp. The file is read once, in blocks; the last line is held back from the digest.
#include "cli/event_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {
namespace {

constexpr std::string_view kBegin = R"({"type":"run_started",)", kEnd = R"({"type":"run_finished",)";
constexpr std::size_t kBlock = std::size_t{256} * 1024, kLongestTrailer = std::size_t{1} << 20;

std::ifstream open(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw FatalError(ExitCode::bad_input, fmt::format("cannot read {}", path));
  return file;
}

/// The value of a key of the last line, without its quotes. Our own writer puts these two at its end.
std::string_view value_of(std::string_view line, std::string_view key) {
  const std::string quoted = fmt::format("\"{}\":", key);
  const std::size_t at = line.rfind(quoted);
  if (at == std::string_view::npos) return {};
  std::string_view rest = line.substr(at + quoted.size());
  if (rest.starts_with('"')) rest.remove_prefix(1);
  return rest.substr(0, std::min(rest.find_first_of("\",}"), rest.size()));
}

}  // namespace

bool is_event_stream(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(kBegin.size(), '\0');
  return file.read(head.data(), static_cast<std::streamsize>(head.size())) && head == kBegin;
}

std::string event_stream_fault(const std::string& path, const std::stop_token& stop) {
  std::ifstream file = open(path);
  Sha256 hash;
  std::uint64_t lines = 0;
  std::string held;  // from the beginning of the last line seen
  std::string block(kBlock, '\0');
  while (file) {
    if (stop.stop_requested()) throw FatalError(ExitCode::interrupted, "interrupted");
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    held.append(block, 0, static_cast<std::size_t>(file.gcount()));
    // Everything up to the line end before the last one is settled.
    const std::size_t last_end = held.rfind('\n');
    if (last_end == std::string::npos || last_end == 0) continue;
    const std::size_t before = held.rfind('\n', last_end - 1);
    if (before == std::string::npos) continue;
    const std::string_view settled = std::string_view(held).substr(0, before + 1);
    hash.add(settled);
    lines += static_cast<std::uint64_t>(std::count(settled.begin(), settled.end(), '\n'));
    held.erase(0, before + 1);
  }
  if (!held.ends_with('\n')) return "the last line has no end: the stream was cut";
  const std::string_view trailer = trim_ascii(held);
  if (trailer.size() > kLongestTrailer || !trailer.starts_with(kEnd)) return "the last line is no run_finished: the stream was cut";
  std::uint64_t said = 0;
  const std::string_view count = value_of(trailer, "line_count");
  if (std::from_chars(count.data(), count.data() + count.size(), said).ec != std::errc() || said != lines)
    return fmt::format("{} lines, the last line says {}", lines, count);
  if (hash.finish() != value_of(trailer, "sha256")) return "the lines are not those whose digest the last line has";
  return {};
}

}  // namespace mfax::cli
