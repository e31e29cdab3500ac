// `mfax inspect`: files -> what each of them is and why. In: a session. Out: text or one JSON document; a file that is not
// understood is told and does not hide the others (exit 3 at the end).
#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "cli/analyze_options.hpp"
#include "cli/commands.hpp"
#include "cli/inspection_text.hpp"
#include "cli/output.hpp"

namespace mfax::cli {

namespace {

/// The definition and where it went; the reader is told how to go on.
void write_format(const Session& session, const std::string& file, const Inspection& found, const AnalyzeOptions& options,
                  const std::vector<FormatSpec>& formats) {
  const std::string path = session.words.one("write-format");
  const FormatSpec spec = derive_format(file, found, options, formats);
  if (const std::vector<std::string> faults = check_samples(spec, formats); !faults.empty())
    throw FatalError(ExitCode::bad_input, fmt::format("{}: no definition that passes its own check can be made of it: {}", file, faults.front()),
                     "start from `mfax formats ID` instead, and please report the layout of this file (its header, no data)");
  if (!is_special_file(path)) make_folder(std::filesystem::path(path).parent_path().string());
  PendingFile out(path, session.words.flag("force"), session.stop);
  out.sink()(format_text(spec));
  out.finish();
  out.publish();
  session.console.note(fmt::format("wrote {}: edit it, check it with `mfax formats --check {}`, use it with --format-file", path, path));
}

void check_write_format(const Words& words, const std::vector<std::string>& files) {
  if (!words.has("write-format")) return;
  if (files.size() != 1)
    throw FatalError(ExitCode::usage, "--write-format makes a definition of one file", fmt::format("given {}", files.size()));
  check_is_no_input(words.one("write-format"), files);
  check_writable(words.one("write-format"), words.flag("force"));
}

/// Of a sample the reader knows only what it has read; the size of the file is what the file system says.
void set_whole_size(const InputFile& file, Inspection& found) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(file.path, failed);
  if (file.member.empty() && !found.is_whole_file && !failed) found.facts.bytes = size;
}

}  // namespace

int run_inspect(const Session& session) {
  const Words& words = session.words;
  const AnalyzeOptions options = to_analyze_options(words, session.around);
  const std::vector<std::string> files = expand_inputs(words.operands, "inspect");
  check_write_format(words, files);
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  const bool as_json = words.flag("json");
  StandardOutput out(session.stop);
  JsonText json(true);
  json.begin_object().key("document_type").text("inspection").key("schema_version").text("1.0.0").key("files").begin_array();
  int exit_code = 0;
  bool is_first = true, has_written = false;
  const auto attempt = [&](const std::string& name, const auto& work) {
    if (session.stop.stop_requested()) throw FatalError(ExitCode::interrupted, "interrupted");
    try {
      work();
    } catch (const FatalError& error) {
      if (error.code() != ExitCode::bad_input) throw;
      session.console.error(error);
      exit_code = static_cast<int>(error.code());
      if (as_json) json.begin_object().key("path").text(name).key("error").text(error.what()).key("hint").text_or_null(error.hint()).end();
    }
  };
  const auto inspect_one = [&](const InputFile& file) {
    Inspection found = inspect_file(file, words.one("as"), options, formats);
    set_whole_size(file, found);
    if (as_json)
      append_inspection(json, file.name(), found);
    else
      out.text((std::exchange(is_first, false) ? "" : "\n") + inspection_text(file.name(), found));
    if (!words.has("write-format")) return;
    if (std::exchange(has_written, true))
      throw FatalError(ExitCode::usage, "--write-format makes a definition of one file", "unpack the archive and name the member");
    write_format(session, file.name(), found, options, formats);
  };
  for (const std::string& path : files)
    attempt(path, [&] {
      for (const InputFile& file : files_at(path, options.read)) attempt(file.name(), [&] { inspect_one(file); });
    });
  json.end().end();
  if (as_json) out.text(std::move(json).finish());
  out.finish();
  return exit_code;
}

}  // namespace mfax::cli
