// `mfax explain`: a code -> what it means; a number, person or row -> why it is (not) in a saved report. In: a session. Out: text
// or JSON; "not found" is an answer too (exit 0, "found": false).
#include <fmt/format.h>

#include <algorithm>

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

std::string_view effect_of(const DiagInfo& info) {
  if (info.rejects) return "a row whose number has this fault is rejected";
  CodeSet alone;
  alone.add(info.code);
  return has_unreadable_time(alone) ? "the time is not used; the row counts without one" : "the value is used";
}

std::string code_text(const DiagInfo& info, bool as_json) {
  if (!as_json)
    return fmt::format("{}  {}\n  {}\n  {}\n", info.id, info.title, effect_of(info), info.help);
  JsonText json(true);
  json.begin_object().key("document_type").text("explanation").key("schema_version").text("1.0.0").key("question").text(info.id);
  json.key("kind").text("code").key("found").boolean(true).key("title").text(info.title).key("rejects").boolean(info.rejects);
  json.key("help").text(info.help).end();
  return std::move(json).finish();
}

/// "P_FOO": a letter of a family, an underscore, capitals. Nobody's login is meant.
bool is_like_code(std::string_view text) {
  return text.size() > 2 && std::string_view("CDEJLPRTV").find(text[0]) != std::string_view::npos && text[1] == '_' &&
         std::all_of(text.begin() + 2, text.end(), [](char c) { return c == '_' || is_ascii_digit(c) || (c >= 'A' && c <= 'Z'); });
}

[[noreturn]] void fail_unknown_code(const std::string& question) {
  std::vector<std::string> ids, family;
  for (const DiagInfo& info : diag_infos()) {
    if (info.code == DiagCode::none) continue;
    ids.emplace_back(to_lower_ascii(info.id));
    if (info.id.starts_with(question.substr(0, 2))) family.emplace_back(info.id);
  }
  const std::string near = upper(nearest(question, ids));
  throw FatalError(ExitCode::usage, fmt::format("there is no code {}", question),
                   near.empty() ? fmt::format("the codes of its kind: {}", fmt::join(family, ", ")) : fmt::format("did you mean {}?", near));
}

std::string signal_text(const SignalRule& rule, bool as_json) {
  if (!as_json)
    return fmt::format("{}  {}\n  a signal; by the built-in policy it adds {} to the score (mfax analyze --print-policy)\n", rule.code, rule.title, rule.weight);
  JsonText json(true);
  json.begin_object().key("document_type").text("explanation").key("schema_version").text("1.0.0").key("question").text(rule.code);
  json.key("kind").text("signal").key("found").boolean(true).key("title").text(rule.title).key("weight").integer(rule.weight).end();
  return std::move(json).finish();
}

const std::string& name_of(const ExposedPerson& person) { return person.username.empty() ? person.person_id : person.username; }

/// A signal in one report: by its own policy, and who has it. "" when the report does not know it.
std::string signal_of_report(const Report& report, std::string_view code, bool as_json) {
  const auto info = std::find_if(report.signals.begin(), report.signals.end(), [&](const SignalInfo& known) { return known.code == code; });
  if (info == report.signals.end()) return {};
  std::vector<std::pair<const ExposedPerson*, const Signal*>> found;
  for (const ExposedPerson& person : report.people)
    for (const Signal& signal : person.signals)
      if (signal.code == code) found.emplace_back(&person, &signal);
  if (as_json) {
    JsonText json(true);
    json.begin_object().key("document_type").text("explanation").key("schema_version").text("1.0.0").key("question").text(info->code);
    json.key("kind").text("signal").key("found").boolean(true).key("title").text(info->title).key("weight").integer(info->weight);
    json.key("person_ids").begin_array();
    for (const auto& [person, signal] : found) json.text(person->person_id);
    json.end().end();
    return std::move(json).finish();
  }
  constexpr std::size_t kShown = 20;
  std::string out = terminal_safe(fmt::format("{}  {}", info->code, info->title)) + '\n';
  out += terminal_safe(fmt::format("  a signal; by the policy {} it adds {} to the score; {} of {} exposed people have it", report.run.policy,
                                   info->weight, found.size(), report.people.size())) + '\n';
  for (std::size_t i = 0; i < std::min(kShown, found.size()); ++i)
    out += terminal_safe(fmt::format("  {} ({}): {}  {}", name_of(*found[i].first), found[i].first->person_id, found[i].second->detail,
                                     fmt::join(found[i].second->row_refs, " "))) + '\n';
  if (found.size() > kShown) out += fmt::format("  and {} more, see people.csv\n", found.size() - kShown);
  return out;
}

[[noreturn]] void fail_without_report(const std::string& question) {
  std::vector<std::string> ids;
  for (const DiagInfo& info : diag_infos())
    if (info.code != DiagCode::none) ids.emplace_back(to_lower_ascii(info.id));
  for (const SignalRule& rule : built_in_policy().signals) ids.push_back(rule.code);
  const std::string near = question.find('_') == std::string::npos ? std::string() : nearest(question, ids);
  const bool is_signal = built_in_policy().find(near) != nullptr;
  throw FatalError(ExitCode::usage, fmt::format("explain {} needs --report FILE", question),
                   near.empty()  ? "the report.json of the run"
                   : is_signal ? fmt::format("did you mean the signal {}?", near)
                               : fmt::format("did you mean the code {}?", upper(near)));
}

/// "Not found" must mean that nothing is there: not that a copy does not have it any more, nor that a code was mistyped.
void fail_unanswerable(const Report& report, const std::string& question) {
  if (is_like_code(question)) fail_unknown_code(question);
  const bool is_id = question.starts_with("p-") || question.starts_with("n-") || question.find(':') != std::string::npos;
  if (report.privacy.is_redacted && !is_id)
    throw FatalError(ExitCode::usage, fmt::format("explain {}: this report is a copy without names and numbers: it cannot say who or what that is", question),
                     "ask for an id of the copy (p-0001, n-0001) or a row (in1:2), or look into the report it was made of");
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
  if (question.empty()) throw FatalError(ExitCode::usage, "explain: the question is empty", "a number, a login, an address, a row (in1:2), a signal or a code");
  if (is_like_code(question) && !words.has("report")) fail_unknown_code(question);
  if (const SignalRule* rule = built_in_policy().find(question); rule != nullptr && !words.has("report")) {
    out.text(signal_text(*rule, as_json));
    out.finish();
    return 0;
  }
  if (!words.has("report")) fail_without_report(question);
  ExplainOptions options;
  if (words.has("default-region")) options.default_region = to_region(words.one("default-region"));
  options.hmac_key = load_key(words);
  const Report report = load_saved_report(words.one("report"));
  const Explanation found = explain(report, question, options);
  // A person of that name comes first.
  if (const std::string text = found.is_found() ? std::string() : signal_of_report(report, question, as_json); !text.empty()) {
    out.text(text);
    out.finish();
    return 0;
  }
  if (!found.is_found()) fail_unanswerable(report, question);
  out.text(as_json ? explanation_json(found) : explanation_text(found, report));
  out.finish();
  return 0;
}

}  // namespace mfax::cli
