// `mfax inspect`: files -> what each of them is and why. In: a session. Out: text or one JSON document; a file that is not
// understood is told and does not hide the others (exit 3 at the end).
#include "cli/analyze_options.hpp"
#include "cli/commands.hpp"
#include "cli/inspection_text.hpp"
#include "cli/output.hpp"

#include <utility>

namespace mfax::cli {

int run_inspect(const Session& session) {
  const Words& words = session.words;
  const AnalyzeOptions options = to_analyze_options(words, session.around);
  const std::vector<std::string> files = expand_inputs(words.operands, "inspect");
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  const bool as_json = words.flag("json");
  StandardOutput out(session.stop);
  JsonText json(true);
  json.begin_object().key("document_type").text("inspection").key("schema_version").text("1.0.0").key("files").begin_array();
  int exit_code = 0;
  bool is_first = true;
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
    const Inspection found = inspect_file(file, words.one("as"), options, formats);
    if (as_json)
      append_inspection(json, file.name(), found);
    else
      out.text((std::exchange(is_first, false) ? "" : "\n") + inspection_text(file.name(), found));
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
