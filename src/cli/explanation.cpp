// A question -> entries of a report. In: a saved report and a number, person or row. Out: an Explanation; nearest candidates are
// listed apart and never accepted. Called by command_explain.cpp; printed by explanation_text.cpp.
#include "cli/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/suggest.hpp"
#include "mfax/error.hpp"
#include "mfax/normalize.hpp"

namespace mfax::cli {
namespace {

constexpr std::size_t kNearLimit = 10, kNearDigits = 7, kShownDigits = 4, kLeastDigits = 5;

MaskMode mask_of(const Report& report) {
  const std::string& word = report.privacy.mask.empty() ? report.run.mask : report.privacy.mask;
  return word == "none" ? MaskMode::none : word == "full" || word == "removed" ? MaskMode::full : word == "hmac" ? MaskMode::hmac : MaskMode::last4;
}

template <class Fn>
void for_each_number(const Report& report, Fn&& fn) {
  for (const auto* list : {&report.numbers, &report.ambiguous, &report.unmatched, &report.ignored})
    for (const LogNumber& number : *list) fn(number);
}

Explanation::FoundNumber with_people(const Report& report, const LogNumber& number, std::string alias) {
  Explanation::FoundNumber found;
  found.number = &number;
  found.alias = std::move(alias);
  for (const SharedNumber& shared : report.shared)
    if (shared.number_id == number.number_id) found.shared = &shared;
  for (const ExposedPerson& person : report.people)
    if (std::any_of(person.numbers.begin(), person.numbers.end(),
                    [&number](const PersonNumber& own) { return own.number_id == number.number_id; }))
      found.people.push_back(&person);
  return found;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_ascii_digit);
  return digits;
}

std::string tail(const std::string& digits, std::size_t count) {
  return digits.size() <= count ? digits : digits.substr(digits.size() - count);
}

bool is_row(std::string_view text) {
  if (!text.starts_with("in")) return false;
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon > 2 && colon + 1 < text.size() &&
         text.substr(2).find_first_not_of("0123456789:.") == std::string_view::npos;
}

/// Digits without letters; "tel:" and what follows a plus may hold some (an extension).
bool is_like_number(std::string_view text) {
  if (digits_of(text).size() < kLeastDigits || text.find('@') != std::string_view::npos) return false;
  return text.starts_with('+') || text.starts_with("tel:") || std::none_of(text.begin(), text.end(), is_ascii_letter);
}

bool is_person(const ExposedPerson& person, std::string_view name) {
  for (const std::string* own : {&person.person_id, &person.username, &person.email, &person.display_name, &person.directory_id,
                                 &person.employee_id})
    if (!own->empty() && fold_text(*own) == fold_text(name)) return true;
  return false;
}

/// People who are not exposed, with the number that is theirs but evidence for nobody.
void find_not_exposed(const Report& report, Explanation& out) {
  const std::string asked = fold_text(out.question);
  for (const NotExposed& person : report.not_exposed) {
    const std::string* names[] = {&person.person_id, &person.username, &person.email};
    const bool is_meant = std::any_of(std::begin(names), std::end(names),
                                      [&](const std::string* own) { return !own->empty() && fold_text(*own) == asked; });
    if (!is_meant) continue;
    out.not_exposed.push_back(&person);
    for_each_number(report, [&](const LogNumber& number) {
      Explanation::FoundNumber found = with_people(report, number, {});
      if (found.shared == nullptr) return;
      const auto& holders = found.shared->holders;
      if (std::any_of(holders.begin(), holders.end(), [&](const SharedHolder& h) { return h.person_id == person.person_id; }))
        out.numbers.push_back(std::move(found));
    });
  }
}

void find_people(const Report& report, Explanation& out) {
  for (const ExposedPerson& person : report.people)
    if (is_person(person, out.question)) out.people.push_back(&person);
  for_each_number(report, [&](const LogNumber& number) {
    const bool is_holder = std::any_of(number.holders.begin(), number.holders.end(),
                                       [&out](const NumberHolder& holder) { return holder.person_id == out.question; });
    if (number.number_id == out.question || (is_holder && out.people.empty()))
      out.numbers.push_back(with_people(report, number, {}));
  });
  if (out.people.empty()) find_not_exposed(report, out);
}

void find_near_person(const Report& report, Explanation& out) {
  std::vector<std::string> names;
  for (const ExposedPerson& person : report.people)
    for (const std::string* own : {&person.username, &person.email, &person.display_name})
      if (!own->empty()) names.push_back(to_lower_ascii(*own));
  for (const NotExposed& person : report.not_exposed)
    for (const std::string* own : {&person.username, &person.email})
      if (!own->empty()) names.push_back(to_lower_ascii(*own));
  out.near_person = nearest(out.question, names);
}

void find_row(const Report& report, Explanation& out) {
  const auto has = [&out](const std::vector<std::string>& refs) {
    return std::find(refs.begin(), refs.end(), out.question) != refs.end();
  };
  for_each_number(report, [&](const LogNumber& number) {
    if (has(number.row_refs)) out.numbers.push_back(with_people(report, number, {}));
  });
  const auto shows_signal = [&has](const ExposedPerson& person) {
    return std::any_of(person.signals.begin(), person.signals.end(), [&has](const Signal& signal) { return has(signal.row_refs); });
  };
  for (const ExposedPerson& person : report.people)
    if (has(person.directory_rows) || (out.numbers.empty() && shows_signal(person))) out.people.push_back(&person);
  for (const LeftOutRow& row : report.quality.left_out)
    if (row.row == out.question) out.left_out.push_back(&row);
  for (const RejectedRow& reject : report.quality.rejects)
    if (reject.row == out.question) out.rejects.push_back(&reject);
  if (out.is_found()) return;
  const std::string input = out.question.substr(0, out.question.find(':'));
  const auto is_it = [&input](const InputFacts& facts) { return facts.id == input; };
  const auto known = std::find_if(report.inputs.begin(), report.inputs.end(), is_it);
  if (!report.inputs.empty() && known == report.inputs.end())
    out.notes.push_back(fmt::format("the report has no input {}: its inputs are {} to {}", input, report.inputs.front().id, report.inputs.back().id));
  else if (known != report.inputs.end() && known->role == "directory")
    out.notes.push_back("a directory row: it is blank, is no person, or belongs to somebody who is not exposed; ask for the person's login");
  else
    out.notes.push_back("a blank line, a header, or a counted message");
  if (known == report.inputs.end() || known->role != "directory")
    out.notes.push_back(fmt::format("a report keeps the first {} rows of a number as evidence; this row may belong to one with more",
                                    kRowRefLimit));
}

/// "same last 7 digits" and "one digit wrong" where digits are readable; the last four where only those are.
void find_near_numbers(const Report& report, PhoneKey key, MaskMode mask, Explanation& out) {
  if (mask != MaskMode::none && mask != MaskMode::last4) return;
  const std::string asked = digits_of(to_e164(key));
  for_each_number(report, [&](const LogNumber& number) {
    const auto same = [&number](const Explanation::FoundNumber& found) { return found.number == &number; };
    if (out.near_numbers.size() >= kNearLimit || std::any_of(out.numbers.begin(), out.numbers.end(), same)) return;
    const std::string listed = digits_of(number.masked);
    const bool is_near = mask == MaskMode::none ? tail(listed, kNearDigits) == tail(asked, kNearDigits) || edit_distance(listed, asked) == 1
                                                : tail(listed, kShownDigits) == tail(asked, kShownDigits);
    if (is_near) out.near_numbers.push_back(with_people(report, number, {}));
  });
}

void find_number(const Report& report, PhoneKey key, std::string_view hmac_key, Explanation& out) {
  const MaskMode mask = mask_of(report);
  if (mask == MaskMode::hmac && hmac_key.empty())
    throw FatalError(ExitCode::usage, "the numbers of this report are pseudonyms", "--key-file: the key with which it was made");
  out.is_certain = mask == MaskMode::none || mask == MaskMode::hmac;
  std::vector<std::pair<std::string, std::string>> forms{{mask_number(key, mask, hmac_key), ""}};
  for (const NumberAlias& alias : number_aliases(key))
    forms.emplace_back(mask_number(alias.key, mask, hmac_key),
                       fmt::format("{} ({})", to_e164(alias.key), diag_info(alias.code).title));
  for (const auto& [masked, alias] : forms) {
    for_each_number(report, [&, &shown = masked, &reason = alias](const LogNumber& number) {
      const auto same = [&number](const Explanation::FoundNumber& found) { return found.number == &number; };
      if (number.masked == shown && std::none_of(out.numbers.begin(), out.numbers.end(), same))
        out.numbers.push_back(with_people(report, number, reason));
    });
  }
  if (mask != MaskMode::full)
    for (const LeftOutRow& row : report.quality.left_out)
      if (std::any_of(forms.begin(), forms.end(), [&row](const auto& form) { return form.first == row.masked; })) out.left_out.push_back(&row);
  find_near_numbers(report, key, mask, out);
}

/// What the number was read as, or why it could not be.
PhoneKey read_number(const Report& report, const ExplainOptions& options, Explanation& out) {
  NumberParser parser;
  NumberContext context;
  context.region = options.default_region.empty() ? std::string_view(report.run.default_region) : std::string_view(options.default_region);
  const Cell cell{out.question, CellKind::text};
  ParsedNumber number = parser.parse(cell, context);
  if (!number.key) {  // "12025550143": people drop the plus when they ask
    context.form = NumberForm::international;
    if (const ParsedNumber again = parser.parse(cell, context); again.key) number = again;
  }
  for (const std::string_view rule : number_trail(number.codes, number.trims)) out.trail.emplace_back(rule);
  if (number.key) {
    out.read_as = to_e164(number.key);
    return number.key;
  }
  number.codes.for_each([&out](DiagCode code) {
    out.notes.push_back(fmt::format("{}: {}; {}", diag_info(code).id, diag_info(code).title, diag_info(code).help));
  });
  if (number.codes.has(DiagCode::P_NEEDS_REGION)) out.notes.emplace_back("--default-region CC says in which country the number is");
  return {};
}

}  // namespace

Explanation explain(const Report& report, std::string_view question, const ExplainOptions& options) {
  Explanation out;
  out.question = std::string(trim_ascii(question));
  if (is_row(out.question)) {
    out.kind = Explanation::Kind::row;
    find_row(report, out);
    return out;
  }
  find_people(report, out);
  const bool is_like_a_number = is_like_number(out.question);
  if (!out.is_found() && is_like_a_number) {
    if (const PhoneKey key = read_number(report, options, out)) find_number(report, key, options.hmac_key, out);
    return out;
  }
  if (out.people.empty() && !out.numbers.empty()) return out;  // a number id, or somebody who only might hold a number
  out.kind = Explanation::Kind::person;
  if (out.people.empty()) find_near_person(report, out);
  return out;
}

}  // namespace mfax::cli
