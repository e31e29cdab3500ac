// An Explanation -> text for people, or JSON. In: entries of a report. Out: lines safe for a terminal; one document.
// Called by command_explain.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "cli/explanation.hpp"
#include "cli/json_text.hpp"
#include "mfax/render.hpp"

namespace mfax::cli {
namespace {

std::string_view method_text(std::string_view method) {
  if (method == "e164_equal") return "the log and the directory hold the same international number";
  if (method == "region_applied") return "the same number, after a country was applied to one written without";
  if (method == "plan_equivalent") return "another valid form of the same line in its numbering plan";
  if (method == "likely_equivalent") return "probably the same line; check before you act";
  return method;
}

std::string_view outcome_text(const LogNumber& number) {
  if (number.outcome == "matched") return "matched: exactly one person holds it";
  if (number.outcome == "ambiguous") return "ambiguous: several people hold it, so each is only possibly exposed";
  if (number.reason == "below_min_confidence") return "unmatched: the only holders are below --min-confidence";
  if (number.outcome == "unmatched") return "unmatched: nobody in the directories holds it";
  if (number.reason == "ignore_list") return "ignored: it is on the --ignore list";
  if (number.reason == "generic") return "generic: more people hold it than --generic-threshold allows; evidence for nobody";
  return number.outcome;
}

std::string_view not_exposed_text(std::string_view reason) {
  if (reason == "no_number") return "the directories give no number for this person, so nothing can be matched";
  if (reason == "no_usable_number") return "no number that the directories give for this person can be read";
  if (reason == "below_min_confidence") return "a number of the log may be this person's, but the match is below --min-confidence";
  if (reason == "generic_number") return "the only number in the log is held by more people than --generic-threshold allows";
  if (reason == "ignored_number") return "the only number in the log is on the --ignore list";
  if (reason == "outside_window") return "messages to this person's number are in the log, but outside the window";
  if (reason == "not_in_log") return "no message of the logs went to a number that the directories give for this person";
  return reason;
}

std::string_view left_out_text(std::string_view reason) {
  if (reason == "duplicate") return "the same message is counted already: it was delivered twice";
  if (reason == "out_of_window") return "outside the window, so out of scope";
  if (reason == "not_counted") return "no exposure by nature";
  return reason;
}

const std::string& name_of(const ExposedPerson& person) {
  if (!person.username.empty()) return person.username;
  return person.display_name.empty() ? person.person_id : person.display_name;
}

std::string period_text(const std::string& first, const std::string& last) {
  return first.empty() ? std::string("no usable time") : fmt::format("{} .. {}", first, last);
}

class Lines {
 public:
  void add(std::size_t depth, std::string_view text) { out_ += std::string(2 * depth, ' ') + terminal_safe(text) + '\n'; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void add_person_number(Lines& lines, const PersonNumber& own, std::size_t depth) {
  lines.add(depth, fmt::format("{}  {}: {}", own.masked, own.confidence, method_text(own.method)));
  lines.add(depth + 1, fmt::format("directory {} field {} ({}, {})", own.directory_row, own.directory_field, own.use, own.kind));
  lines.add(depth + 1, fmt::format("{} messages, rows {}{}", own.message_count, fmt::join(own.row_refs, " "),
                                   own.message_count > own.row_refs.size() ? " ..." : ""));
  if (own.holder_count > 1) lines.add(depth + 1, fmt::format("{} people hold this number", own.holder_count));
}

void add_person(Lines& lines, const ExposedPerson& person) {
  lines.add(0, fmt::format("{}  {}  {}  {}", name_of(person), person.display_name, person.email, person.person_id));
  lines.add(1, person.certainty == "certain" ? "exposed: certain" : "exposed: possible (every number is shared with others)");
  lines.add(1, fmt::format("severity {}, score {}; account {}", person.severity, person.score, person.account_status));
  lines.add(1, fmt::format("{} messages on {} days, {}", person.message_count, person.active_day_count,
                           period_text(person.first_sent_at, person.last_sent_at)));
  lines.add(1, fmt::format("disclosed: {}", fmt::join(person.exposed_elements, ", ")));
  lines.add(1, "because of");
  for (const PersonNumber& own : person.numbers) add_person_number(lines, own, 2);
  if (!person.signals.empty()) lines.add(1, "signals");
  for (const Signal& signal : person.signals)
    lines.add(2, fmt::format("{} {:+}  {}  {}", signal.code, signal.weight, signal.detail, fmt::join(signal.row_refs, " ")));
  if (!person.recommended_actions.empty()) lines.add(1, fmt::format("do: {}", fmt::join(person.recommended_actions, ", ")));
  lines.add(1, fmt::format("directory rows {}", fmt::join(person.directory_rows, " ")));
}

void add_number(Lines& lines, const Explanation::FoundNumber& found, std::size_t depth) {
  const LogNumber& number = *found.number;
  lines.add(depth, fmt::format("{}  {}  {}", number.masked, number.number_id, outcome_text(number)));
  if (!found.alias.empty()) lines.add(depth + 1, fmt::format("found as {}", found.alias));
  lines.add(depth + 1, fmt::format("{} messages, {}; rows {}", number.message_count, period_text(number.first_sent_at, number.last_sent_at),
                                   fmt::join(number.row_refs, " ")));
  for (const ExposedPerson* person : found.people) {
    lines.add(depth + 1, fmt::format("{} ({}, {})", name_of(*person), person->person_id, person->certainty));
    for (const PersonNumber& own : person->numbers)
      if (own.number_id == number.number_id) add_person_number(lines, own, depth + 2);
  }
  if (found.shared != nullptr) {
    for (const SharedHolder& holder : found.shared->holders) lines.add(depth + 1, fmt::format("held by {} ({})", holder.label, holder.person_id));
    if (found.shared->holder_count > found.shared->holders.size())
      lines.add(depth + 1, fmt::format("and by {} more", found.shared->holder_count - found.shared->holders.size()));
    return;
  }
  if (!found.people.empty()) return;
  for (const NumberHolder& holder : number.holders)
    lines.add(depth + 1, fmt::format("candidate {} at confidence {}", holder.person_id, holder.confidence));
}

/// "region_applied (2.4.11, P_REGION_ASSUMED)"
std::string rule_text(std::string_view id) {
  for (const NumberRule& rule : number_rules())
    if (rule.id == id)
      return fmt::format("{} ({}{}{})", id, rule.step, rule.code == DiagCode::none ? "" : ", ", diag_info(rule.code).id);
  return std::string(id);
}

void add_reading(Lines& lines, const Explanation& e) {
  const bool is_as_asked = e.read_as == e.question && e.trail.empty();
  if (!e.read_as.empty() && !is_as_asked)
    lines.add(0, fmt::format("{} read as {}", e.question, e.read_as == e.question ? "it is written" : e.read_as));
  for (const std::string& rule : e.trail) lines.add(1, rule_text(rule));
}

void add_not_exposed(Lines& lines, const NotExposed& person) {
  lines.add(0, fmt::format("{}  {}  {}", person.username.empty() ? person.email : person.username, person.email, person.person_id));
  lines.add(1, fmt::format("not exposed: {}", not_exposed_text(person.reason)));
  lines.add(1, "the log may be incomplete: see \"quality\" in the report for silent days and rejected rows");
}

void add_left_out(Lines& lines, const Explanation& e) {
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < std::min(kShown, e.left_out.size()); ++i) {
    const LeftOutRow& row = *e.left_out[i];
    lines.add(0, fmt::format("{}: {}: {}", row.row, row.reason, left_out_text(row.reason)));
    lines.add(1, fmt::format("number {}, {}", row.masked.empty() ? "none" : row.masked, row.sent_at.empty() ? "without a time" : row.sent_at));
    for (const std::string& code : row.codes)
      if (const auto known = parse_diag_code(code)) lines.add(1, fmt::format("{}: {}", code, diag_info(*known).title));
  }
  if (e.left_out.size() > kShown) lines.add(0, fmt::format("and {} more rows that are not counted", e.left_out.size() - kShown));
}

void add_not_found(Lines& lines, const Explanation& e, const Report& report) {
  lines.add(0, fmt::format("{}: not found in this report", e.question));
  if (e.kind == Explanation::Kind::person) {
    const bool lists_all = report.not_exposed.size() >= report.accounting.people.not_exposed;
    lines.add(1, fmt::format("none of the {} exposed people has this name, login, address or id, and none of the {} others{} this login or address",
                             report.people.size(), report.not_exposed.size(), lists_all ? "" : " that the report lists"));
    lines.add(1, lists_all ? "whoever is in no directory cannot be matched: add the directory with --directory, or ask for the number"
                           : "the report does not list everybody who is not exposed: ask for the number");
    if (!e.near_person.empty()) lines.add(1, fmt::format("did you mean {}?", e.near_person));
  } else if (e.kind == Explanation::Kind::number && !e.read_as.empty()) {
    lines.add(1, "no message in scope went to it: it is not in the logs, or only outside the window, or its rows were rejected");
  }
}

void append_number(JsonText& json, const Explanation::FoundNumber& found) {
  const LogNumber& number = *found.number;
  json.begin_object().key("number_id").text(number.number_id).key("masked").text(number.masked).key("outcome").text(number.outcome);
  json.key("reason").text_or_null(number.reason).key("explanation").text(outcome_text(number)).key("alias").text_or_null(found.alias);
  json.key("message_count").integer(number.message_count).key("first_sent_at").text_or_null(number.first_sent_at);
  json.key("last_sent_at").text_or_null(number.last_sent_at).key("row_refs").texts(number.row_refs).key("person_ids").begin_array();
  for (const ExposedPerson* person : found.people) json.text(person->person_id);
  json.end().key("candidates").begin_array();
  for (const NumberHolder& holder : number.holders)
    json.begin_object().key("person_id").text(holder.person_id).key("confidence").text(holder.confidence).end();
  json.end().key("holders").begin_array();
  if (found.shared != nullptr)
    for (const SharedHolder& holder : found.shared->holders)
      json.begin_object().key("person_id").text(holder.person_id).key("label").text(holder.label).end();
  json.end().end();
}

void append_person(JsonText& json, const ExposedPerson& person) {
  json.begin_object().key("person_id").text(person.person_id).key("username").text_or_null(person.username);
  json.key("display_name").text_or_null(person.display_name).key("email").text_or_null(person.email);
  json.key("certainty").text(person.certainty).key("severity").text(person.severity).key("score").integer(person.score);
  json.key("message_count").integer(person.message_count).key("first_sent_at").text_or_null(person.first_sent_at);
  json.key("last_sent_at").text_or_null(person.last_sent_at).key("numbers").begin_array();
  for (const PersonNumber& own : person.numbers)
    json.begin_object().key("number_id").text(own.number_id).key("masked").text(own.masked).key("confidence").text(own.confidence)
        .key("method").text(own.method).key("explanation").text(method_text(own.method)).key("directory_field").text(own.directory_field)
        .key("directory_row").text(own.directory_row).key("use").text(own.use).key("holder_count").integer(own.holder_count)
        .key("message_count").integer(own.message_count).key("row_refs").texts(own.row_refs).end();
  json.end().key("signals").begin_array();
  for (const Signal& signal : person.signals)
    json.begin_object().key("code").text(signal.code).key("weight").integer(signal.weight).key("detail").text(signal.detail)
        .key("row_refs").texts(signal.row_refs).end();
  json.end().key("recommended_actions").texts(person.recommended_actions).key("directory_rows").texts(person.directory_rows).end();
}

}  // namespace

std::string explanation_text(const Explanation& e, const Report& report) {
  Lines lines;
  add_reading(lines, e);
  if (!e.is_found()) add_not_found(lines, e, report);
  if (e.is_found() && !e.is_certain)
    lines.add(0, fmt::format("the numbers of this report are masked: {} consistent with the question, which is no proof",
                             e.numbers.size() + e.left_out.size() == 1 ? "this entry is"
                                                                       : fmt::format("these {} entries are", e.numbers.size() + e.left_out.size())));
  for (const auto& found : e.numbers) add_number(lines, found, 0);
  for (const ExposedPerson* person : e.people) add_person(lines, *person);
  for (const NotExposed* person : e.not_exposed) add_not_exposed(lines, *person);
  add_left_out(lines, e);
  for (const RejectedRow* reject : e.rejects) {
    lines.add(0, fmt::format("{}: rejected, no usable number in {}: {}", reject->row, reject->field, reject->excerpt));
    for (const std::string& code : reject->codes)
      if (const auto known = parse_diag_code(code)) lines.add(1, fmt::format("{}: {}; {}", code, diag_info(*known).title, diag_info(*known).help));
  }
  if (!e.near_numbers.empty()) lines.add(0, "similar, but not taken for the same:");
  for (const auto& near : e.near_numbers) add_number(lines, near, 1);
  for (const std::string& note : e.notes) lines.add(0, note);
  return lines.take();
}

std::string explanation_json(const Explanation& e) {
  static constexpr std::string_view kKinds[] = {"number", "person", "row"};
  JsonText json(true);
  json.begin_object().key("document_type").text("explanation").key("schema_version").text("1.0.0").key("question").text(e.question);
  json.key("kind").text(kKinds[static_cast<std::size_t>(e.kind)]).key("found").boolean(e.is_found());
  json.key("read_as").text_or_null(e.read_as).key("trail").texts(e.trail).key("is_certain").boolean(e.is_certain);
  json.key("numbers").begin_array();
  for (const auto& found : e.numbers) append_number(json, found);
  json.end().key("people").begin_array();
  for (const ExposedPerson* person : e.people) append_person(json, *person);
  json.end().key("rejects").begin_array();
  for (const RejectedRow* reject : e.rejects)
    json.begin_object().key("row").text(reject->row).key("field").text(reject->field).key("codes").texts(reject->codes).key("excerpt")
        .text(reject->excerpt).end();
  json.end().key("left_out").begin_array();
  for (const LeftOutRow* row : e.left_out)
    json.begin_object().key("row").text(row->row).key("reason").text(row->reason).key("explanation").text(left_out_text(row->reason))
        .key("masked").text(row->masked).key("sent_at").text_or_null(row->sent_at).key("codes").texts(row->codes).end();
  json.end().key("not_exposed").begin_array();
  for (const NotExposed* person : e.not_exposed)
    json.begin_object().key("person_id").text(person->person_id).key("username").text_or_null(person->username).key("email")
        .text_or_null(person->email).key("reason").text(person->reason).key("explanation").text(not_exposed_text(person->reason)).end();
  json.end().key("similar_numbers").begin_array();
  for (const auto& near : e.near_numbers) append_number(json, near);
  json.end().key("similar_person").text_or_null(e.near_person).key("notes").texts(e.notes).end();
  return std::move(json).finish();
}

}  // namespace mfax::cli
