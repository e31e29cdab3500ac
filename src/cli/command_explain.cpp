// `mfax explain`: a code -> what it means; a number, person or row -> why it is (not) in a saved report. In: a session. Out: text
// or JSON; "not found" is an answer too (exit 0, "found": false).
#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/analyze_options.hpp"
#include "cli/commands.hpp"
#include "cli/explanation.hpp"
#include "cli/json_text.hpp"
#include "cli/output.hpp"
#include "cli/suggest.hpp"
#include "cli/values.hpp"

namespace mfax::cli {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

std::string code_text(const DiagInfo& info, bool as_json) {
  if (!as_json)
    return fmt::format("{}  {}\n  {}\n  {}\n", info.id, info.title,
                       info.rejects ? "a row whose number has this fault is rejected" : "the value is used", info.help);
  JsonText json(true);
  json.begin_object().key("document_type").text("explanation").key("schema_version").text("1.0.0").key("question").text(info.id);
  json.key("kind").text("code").key("found").boolean(true).key("title").text(info.title).key("rejects").boolean(info.rejects);
  json.key("help").text(info.help).end();
  return std::move(json).finish();
}

[[noreturn]] void fail_without_report(const std::string& question) {
  std::vector<std::string> ids;
  for (const DiagInfo& info : diag_infos())
    if (info.code != DiagCode::none) ids.emplace_back(to_lower_ascii(info.id));
  const std::string near = question.find('_') == std::string::npos ? std::string() : upper(nearest(question, ids));
  throw FatalError(ExitCode::usage, fmt::format("explain {} needs --report FILE", question),
                   near.empty() ? "the report.json of the run" : fmt::format("did you mean the code {}?", near));
}

}  // namespace

int run_explain(const Session& session) {
  const Words& words = session.words;
  const std::string& question = words.operands.front();
  const bool as_json = words.flag("json");
  StandardOutput out(session.stop);
  const std::optional<DiagCode> code = parse_diag_code(upper(question));
  if (code && *code != DiagCode::none) {
    out.text(code_text(diag_info(*code), as_json));
    out.finish();
    return 0;
  }
  if (!words.has("report")) fail_without_report(question);
  ExplainOptions options;
  if (words.has("default-region")) options.default_region = to_region(words.one("default-region"));
  options.hmac_key = load_key(words);
  const Report report = load_saved_report(words.one("report"));
  const Explanation found = explain(report, question, options);
  out.text(as_json ? explanation_json(found) : explanation_text(found, report));
  out.finish();
  return 0;
}

}  // namespace mfax::cli
