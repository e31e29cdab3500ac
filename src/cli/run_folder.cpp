// Report -> stdout, file or run folder. In: a report and a destination. Out: files (0600, folder 0700) and manifest.json with
// their digests. Called by the commands analyze and report; read back by command_verify.cpp.
#include "cli/run_folder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "cli/files.hpp"
#include "cli/json_text.hpp"
#include "cli/output.hpp"
#include "cli/suggest.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "manifest.json";

const Renderer* renderer_of_extension(const std::string& path) {
  const std::string extension = fs::path(path).extension().string();
  for (const Renderer& renderer : renderers())
    if (!extension.empty() && renderer.extension == extension) return &renderer;
  return nullptr;
}

std::vector<const Renderer*> asked_formats(const Words& words) {
  std::vector<const Renderer*> formats;
  for (const std::string& name : words.many("format")) {
    const Renderer* renderer = find_renderer(name);
    if (renderer == nullptr) {
      std::vector<std::string> names;
      for (const Renderer& known : renderers()) names.emplace_back(known.name);
      std::string hint = did_you_mean(name, names);
      throw FatalError(ExitCode::usage, fmt::format("--format: no format '{}'", name),
                       hint.empty() ? fmt::format("one of: {}", fmt::join(names, ", ")) : std::move(hint));
    }
    if (std::find(formats.begin(), formats.end(), renderer) == formats.end()) formats.push_back(renderer);
  }
  return formats;
}

void require_one(const std::vector<const Renderer*>& formats, std::string_view where) {
  if (formats.size() > 1)
    throw FatalError(ExitCode::usage, fmt::format("{} takes one --format, given {}", where, formats.size()),
                     "-o DIR/ takes several");
}

/// The table people.csv is what `--format csv` means in a folder.
std::string folder_name(const Renderer& renderer) {
  if (renderer.name == "text") return "summary.txt";
  if (renderer.name == "csv") return "people.csv";
  return fmt::format("report{}", renderer.extension);
}

std::string manifest_text(const Report& report, const std::vector<PendingFile>& files) {
  JsonText json(true);
  json.begin_object().key("document_type").text("manifest").key("schema_version").text("1.0.0");
  json.key("tool").begin_object().key("name").text(report.tool.name).key("version").text(report.tool.version).end();
  json.key("report_id").text(report.report_id).key("generated_at").text(report.generated_at);
  json.key("outputs").begin_array();
  for (const PendingFile& file : files)
    json.begin_object().key("file").text(fs::path(file.path()).filename().string()).key("sha256").text(file.sha256())
        .key("bytes").integer(file.bytes()).end();
  json.end().key("inputs").begin_array();
  for (const InputFacts& input : report.inputs)
    json.begin_object().key("id").text(input.id).key("role").text(input.role).key("path").text(input.path)
        .key("sha256").text(input.sha256).key("bytes").integer(input.bytes).end();
  json.end().end();
  return std::move(json).finish();
}

std::vector<std::string> write_folder(const Report& report, const RenderOptions& options, const Destination& to,
                                      const std::stop_token& stop) {
  make_folder(to.path);
  std::vector<PendingFile> files;
  const auto add = [&](std::string_view name, const auto& render) {
    PendingFile& file = files.emplace_back(to.path + std::string(name), to.may_replace, stop);
    render(file.sink());
    file.finish();
  };
  for (const Renderer* document : to.documents)
    if (document->name != "csv")
      add(folder_name(*document), [&](const Sink& sink) { document->render(report, options, sink); });
  for (const Table& table : tables()) add(table.file, [&](const Sink& sink) { table.render(report, options, sink); });
  const std::string manifest = manifest_text(report, files);
  add(kManifest, [&](const Sink& sink) { sink(manifest); });
  std::vector<std::string> wrote;
  for (PendingFile& file : files) {
    file.publish();
    wrote.push_back(file.path());
  }
  // The screen has room for few names: the manifest right after the list of people.
  const auto people = std::find(wrote.begin(), wrote.end(), to.path + "people.csv");
  if (people != wrote.end()) std::rotate(people + 1, wrote.end() - 1, wrote.end());
  return wrote;
}

}  // namespace

Destination plan_destination(const Words& words, std::span<const std::string> inputs) {
  Destination to;
  to.may_replace = words.flag("force");
  to.documents = asked_formats(words);
  to.path = words.one("output");
  std::error_code ignored;
  if (to.path.empty() || to.path == "-") {
    require_one(to.documents, "standard output");
    if (to.documents.empty()) to.documents.push_back(find_renderer("text"));
    return to;
  }
  const Renderer* by_extension = renderer_of_extension(to.path);
  const bool is_folder = fs::is_directory(to.path, ignored) || to.path.ends_with('/') ||
                         (by_extension == nullptr && !is_special_file(to.path));
  if (!is_folder) {
    to.kind = Destination::Kind::file;
    require_one(to.documents, "a file");
    if (to.documents.empty()) to.documents.push_back(by_extension != nullptr ? by_extension : find_renderer("text"));
  } else {
    to.kind = Destination::Kind::folder;
    if (!to.path.ends_with('/')) to.path += '/';
    if (to.documents.empty()) to.documents = {find_renderer("json"), find_renderer("html")};
  }
  for (const std::string& file : planned_files(to)) {
    check_is_no_input(file, inputs);
    check_writable(file, to.may_replace);
  }
  return to;
}

std::vector<std::string> planned_files(const Destination& to) {
  if (to.kind == Destination::Kind::standard_output) return {};
  if (to.kind == Destination::Kind::file) return {to.path};
  std::vector<std::string> files;
  for (const Renderer* document : to.documents)
    if (document->name != "csv") files.push_back(to.path + folder_name(*document));
  for (const Table& table : tables()) files.push_back(to.path + std::string(table.file));
  files.push_back(to.path + std::string(kManifest));
  return files;
}

std::vector<std::string> write_report(const Report& report, const RenderOptions& options, const Destination& to,
                                      const std::stop_token& stop) {
  if (to.kind == Destination::Kind::folder) return write_folder(report, options, to, stop);
  if (to.kind == Destination::Kind::standard_output) {
    StandardOutput out(stop);
    to.documents.front()->render(report, options, out.sink());
    out.finish();
    return {};
  }
  if (!is_special_file(to.path)) make_folder(fs::path(to.path).parent_path().string());
  PendingFile file(to.path, to.may_replace, stop);
  to.documents.front()->render(report, options, file.sink());
  file.finish();
  file.publish();
  return {to.path};
}

}  // namespace mfax::cli
