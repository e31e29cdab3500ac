// `mfax verify`: manifest.json -> is every output and input what it was, and is nothing else in the folder. In: a run folder, its
// manifest, or a saved event stream. Out: one line a file, exit 6 on any difference. Written by run_folder.cpp.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <set>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/event_stream.hpp"
#include "cli/files.hpp"
#include "cli/output.hpp"
#include "mfax/read.hpp"

namespace mfax::cli {
namespace {

namespace fs = std::filesystem;

struct Recorded {
  std::string name, sha256;
  std::uint64_t bytes = 0;
};
struct Manifest {
  std::vector<Recorded> outputs, inputs;
};

constexpr std::string_view kRemovedName = "(removed)";  // what `mfax redact` leaves of a path

constexpr std::string_view kHint = "give the folder or the manifest.json that `mfax analyze -o DIR` wrote, or a file of `--format ndjson`";

[[noreturn]] void fail(const std::string& path, std::string_view why) {
  throw FatalError(ExitCode::bad_input, fmt::format("{}: {}", path, why), std::string(kHint));
}

std::vector<Recorded> recorded(const std::string& path, const Cell& names, const Cell& digests, const Cell& sizes) {
  std::vector<Recorded> list;
  if (names.kind == CellKind::absent && digests.kind == CellKind::absent) return list;
  const auto name = split(names.text, kValueSeparator), digest = split(digests.text, kValueSeparator),
             size = split(sizes.text, kValueSeparator);
  if (name.size() != digest.size() || name.size() != size.size()) fail(path, "damaged: names, digests and sizes do not belong together");
  for (std::size_t i = 0; i < name.size(); ++i) {
    Recorded entry{std::string(name[i]), std::string(digest[i]), 0};
    const auto result = std::from_chars(size[i].data(), size[i].data() + size[i].size(), entry.bytes);
    if (result.ec != std::errc() || entry.name.empty() || entry.sha256.size() != 64) fail(path, "damaged: an entry is not complete");
    list.push_back(std::move(entry));
  }
  return list;
}

/// Through the reader of all JSON inputs: a manifest may be as hostile as they are.
Manifest load_manifest(const std::string& path) {
  ReadOptions options;
  options.max_row_bytes = std::size_t{16} << 20;
  ChunkReader reader(FileId{}, path, options);
  Dialect dialect;
  dialect.container = Container::json_values;
  ColumnPlan plan;
  plan.json_paths = {"document_type",   "outputs[].file",  "outputs[].sha256", "outputs[].bytes",
                     "inputs[].path", "inputs[].sha256", "inputs[].bytes"};
  plan.slot_count = plan.json_paths.size();
  reader.start(dialect, 0);
  while (const std::optional<Chunk> chunk = reader.next()) {
    JsonScanner scanner(*chunk, dialect, plan, options);
    while (const std::optional<RawRow> row = scanner.next()) {
      if (row->blank) continue;
      if (row->fault != DiagCode::none || row->cells[0].text != "manifest") fail(path, "not a manifest");
      Manifest manifest;
      manifest.outputs = recorded(path, row->cells[1], row->cells[2], row->cells[3]);
      manifest.inputs = recorded(path, row->cells[4], row->cells[5], row->cells[6]);
      for (const Recorded& output : manifest.outputs)
        if (output.name.find('/') != std::string::npos) fail(path, "damaged: an output outside the folder");
      return manifest;
    }
  }
  fail(path, "not a manifest");
}

/// "ok", "changed" or "missing"; empty file name: not found.
std::string_view compared(const std::string& file, const Recorded& entry, const std::stop_token& stop) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a fifo in place of a file must not hang
  if (fd < 0) return "missing";
  Sha256 hash;
  std::uint64_t bytes = 0;
  std::string block(std::size_t{256} * 1024, '\0');
  ssize_t got = 0;
  while ((got = ::read(fd, block.data(), block.size())) > 0 || (got < 0 && errno == EINTR)) {
    if (stop.stop_requested()) break;
    if (got < 0) continue;
    bytes += static_cast<std::uint64_t>(got);
    hash.add(std::string_view(block).substr(0, static_cast<std::size_t>(got)));
  }
  ::close(fd);
  if (stop.stop_requested()) throw FatalError(ExitCode::interrupted, "interrupted");
  return got == 0 && bytes == entry.bytes && hash.finish() == entry.sha256 ? "ok" : "changed";
}

/// What lies in the run folder and was not written by the run. A folder of that name counts as one entry.
std::vector<std::string> added_files(const fs::path& manifest_path, const Manifest& manifest) {
  std::vector<std::string> names;
  const fs::path folder = manifest_path.has_parent_path() ? manifest_path.parent_path() : fs::path(".");
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const auto is_it = [&name](const Recorded& output) { return output.name == name; };
    const bool is_input = std::any_of(manifest.inputs.begin(), manifest.inputs.end(), [&at](const Recorded& input) {
      std::error_code unknown;
      return fs::equivalent(at->path(), input.name, unknown);
    });
    if (!is_input && name != manifest_path.filename() && std::none_of(manifest.outputs.begin(), manifest.outputs.end(), is_it))
      names.push_back(name);
  }
  if (error) throw FatalError(ExitCode::bad_input, fmt::format("cannot list {}: {}", folder.string(), error.message()));
  std::sort(names.begin(), names.end());
  return names;
}

std::string find_input(const std::string& recorded_path, const std::string& folder) {
  if (folder.empty()) return recorded_path;
  return (fs::path(folder) / fs::path(recorded_path).filename()).string();
}

int verify_stream(const std::string& path, const Session& session) {
  StandardOutput out(session.stop);
  const std::string fault = event_stream_fault(path, session.stop);
  out.text(fault.empty() ? fmt::format("ok       events {}\n", terminal_safe(path))
                         : fmt::format("changed  events {}: {}\n", terminal_safe(path), terminal_safe(fault)));
  out.finish();
  return fault.empty() ? 0 : static_cast<int>(ExitCode::verify_failed);
}

}  // namespace

int run_verify(const Session& session) {
  std::string path = session.words.operands.front();
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) path = (fs::path(path) / "manifest.json").string();
  // What is read twice, or lies beside other files, must be a file.
  if (path == "-" || (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)))
    throw FatalError(ExitCode::usage, fmt::format("verify {}: this is no file", path), std::string(kHint));
  const std::string folder = session.words.one("inputs");
  if (is_event_stream(path)) {
    if (!folder.empty()) throw FatalError(ExitCode::usage, "--inputs: a stream of events names no digests of inputs to compare", "verify the run folder");
    return verify_stream(path, session);
  }
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    throw FatalError(ExitCode::bad_input, fmt::format("--inputs: {} is no folder", folder));
  const Manifest manifest = load_manifest(path);
  StandardOutput out(session.stop);
  std::size_t differences = 0, checked = 0;
  const auto tell = [&](std::string_view verdict, std::string_view role, const std::string& name) {
    out.text(fmt::format("{:<8} {:<6} {}\n", verdict, role, terminal_safe(name)));
    ++checked;
    if (verdict == "changed" || verdict == "missing" || verdict == "added") ++differences;
  };
  for (const Recorded& output : manifest.outputs)
    tell(compared((fs::path(path).parent_path() / output.name).string(), output, session.stop), "output", output.name);
  std::set<std::string> seen;
  for (const Recorded& input : manifest.inputs) {
    if (!seen.insert(input.name).second) continue;  // an archive stands once for each of its members
    if (input.name == kRemovedName)
      tell("unknown", "input", "its name was removed from this copy");
    else if (input.name == "-" || input.name.starts_with("/dev/fd/") || input.name.starts_with("/proc/self/fd/"))
      tell("unknown", "input", input.name == "-" ? "standard input was not kept" : input.name + " was a pipe and not kept");
    else
      tell(compared(find_input(input.name, folder), input, session.stop), "input", input.name);
  }
  for (const std::string& name : added_files(fs::path(path), manifest)) tell("added", "output", name);
  out.text(differences == 0 ? fmt::format("{} files, no difference\n", checked)
                            : fmt::format("{} files, {} changed, missing or added\n", checked, differences));
  out.finish();
  return differences == 0 ? 0 : static_cast<int>(ExitCode::verify_failed);
}

}  // namespace mfax::cli
