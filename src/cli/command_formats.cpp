// `mfax formats`: what is understood; a definition to start from; is a definition correct. In: the registry. Out: text or JSON.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/json_text.hpp"
#include "cli/output.hpp"
#include "cli/suggest.hpp"
#include "mfax/format.hpp"
#include "mfax/pipeline.hpp"

namespace mfax::cli {
namespace {

int print(std::string text) {
  StandardOutput out;
  out.text(text);
  out.finish();
  return 0;
}

std::string as_json(const std::vector<FormatSpec>& formats) {
  JsonText json(true);
  json.begin_object().key("formats").begin_array();
  for (const FormatSpec& format : formats) {
    json.begin_object().key("id").text(format.id).key("kind").text(to_text(format.kind)).key("product").text_or_null(format.product);
    json.key("title").text(format.title).key("container").text(format.container == Container::csv ? "csv" : "json");
    json.key("origin").text(format.origin).key("note").text_or_null(format.note).key("is_generic").boolean(format.is_generic).end();
  }
  json.end().key("fields").begin_array();
  for (std::size_t i = 1; i < static_cast<std::size_t>(Field::count_); ++i) {
    const FieldInfo& field = field_info(static_cast<Field>(i));
    json.begin_object().key("name").text(field.name).key("in_logs").boolean(field.in_logs);
    json.key("in_directories").boolean(field.in_directories).key("many").boolean(field.many).key("summary").text(field.summary).end();
  }
  json.end().end();
  return std::move(json).finish();
}

std::string as_text(const std::vector<FormatSpec>& formats) {
  std::string out;
  std::size_t widest = 0;
  for (const FormatSpec& format : formats) widest = std::max(widest, format.id.size());
  for (const FormatKind kind : {FormatKind::log, FormatKind::directory}) {
    out += kind == FormatKind::log ? "Message logs\n" : "\nDirectories\n";
    for (const FormatSpec& format : formats)
      if (format.kind == kind) out += fmt::format("  {:<{}}  {}\n", format.id, widest, format.title);
  }
  out += "\nFields (--map FIELD=COLUMN)\n";
  for (std::size_t i = 1; i < static_cast<std::size_t>(Field::count_); ++i) {
    const FieldInfo& field = field_info(static_cast<Field>(i));
    const std::string_view where = field.in_logs && field.in_directories ? "both" : field.in_logs ? "log" : "directory";
    out += fmt::format("  {:<16} {:<10} {}\n", field.name, where, field.summary);
  }
  return out + "\nmfax formats ID prints a definition to start from; --check FILE checks yours\n";
}

}  // namespace

int run_formats(const Session& session) {
  const Words& words = session.words;
  if (words.has("check")) {
    const std::string path = words.one("check");
    constexpr std::size_t kMostBytes = std::size_t{4} << 20;
    const FormatSpec format = load_format(read_small_file(path, kMostBytes, ExitCode::bad_input), path);
    if (const std::vector<std::string> faults = check_samples(format, load_formats({})); !faults.empty())
      throw FatalError(ExitCode::usage, fmt::format("{}: {}{}", path, faults.front(),
                                                    faults.size() > 1 ? fmt::format(" (and {} more)", faults.size() - 1) : std::string()),
                       "the file is well-formed, but a sample does not give what it says; docs/format-files.md");
    return print(fmt::format("{}: ok: {} format {}, {} column rules, {} samples\n", terminal_safe(path), to_text(format.kind),
                             format.id, format.columns.size(), format.samples.size()));
  }
  const std::vector<FormatSpec> formats = load_formats({});
  if (words.operands.empty()) return print(words.flag("json") ? as_json(formats) : as_text(formats));
  const std::string& id = words.operands.front();
  const std::string_view source = format_source(id);
  if (source.empty()) {
    std::vector<std::string> ids;
    for (const FormatSpec& format : formats) ids.push_back(format.id);
    std::string hint = did_you_mean(id, ids);
    throw FatalError(ExitCode::usage, fmt::format("no format '{}'", id), hint.empty() ? "mfax formats lists them" : std::move(hint));
  }
  return print(std::string(source));
}

}  // namespace mfax::cli
