// In: a column and the names of a rule, best first. Out: how well they agree.
// Next: log_meaning.cpp and people_meaning.cpp choose the best column for each field.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/meaning.hpp"

namespace mfax {
namespace {

/// Readings of the name; a JSON path is read whole and by its last segment.
std::vector<std::string> readings(const ColumnView& column, bool is_json) {
  if (!is_json || column.forms.empty()) return column.forms;
  std::vector<std::string> out = column.forms;
  std::string_view last = out.front();
  while (last.ends_with("[]")) last.remove_suffix(2);
  if (const std::size_t dot = last.rfind('.'); dot != std::string_view::npos) last.remove_prefix(dot + 1);
  out.emplace_back(last);
  return out;
}

/// "recipient.carrier.name" is a "carrier name": the member that holds it says what the name is of.
std::string last_two_segments(const ColumnView& column) {
  std::string joined = column.forms.empty() ? "" : column.forms.front();
  const std::size_t last = joined.rfind('.');
  if (last == std::string::npos) return {};
  joined.erase(last, 1);
  if (const std::size_t before = joined.rfind('.'); before != std::string::npos) joined.erase(0, before + 1);
  return joined.find_first_of("[!@") == std::string::npos ? joined : std::string();
}

/// Words that are written together: the known name ends one ("Empfaengertelefonnummer", "customerphonenumber"), or, in
/// a script without blanks, stands anywhere in it.
bool is_part_of_word(const std::vector<std::string>& words, const std::string& pattern) {
  constexpr std::size_t kTellingLetters = 8, kTwoSigns = 6;
  if (has_wildcard(pattern)) return false;
  const bool has_no_blanks = std::all_of(pattern.begin(), pattern.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (has_no_blanks) return pattern.size() >= kTwoSigns && word.find(pattern) != std::string::npos;
    return pattern.size() >= kTellingLetters && word.size() > pattern.size() && word.ends_with(pattern);
  });
}

}  // namespace

RuleNames::RuleNames(const ColumnRule& of_rule, bool is_json) : rule(&of_rule) {
  for (const std::string& name : of_rule.names) {
    patterns.push_back(fold_pattern(name, is_json));
    phrases.push_back(name_words(name));
  }
}

std::vector<RuleNames> names_of_rules(const FormatSpec& spec, bool is_json) {
  std::vector<RuleNames> out;
  for (const ColumnRule& rule : spec.columns) out.emplace_back(rule, is_json);
  return out;
}

std::optional<NameRank> rank_of(const ColumnView& column, bool is_json, const RuleNames& names, bool allow_words) {
  std::vector<std::string> forms = readings(column, is_json);
  if (is_json) forms.push_back(last_two_segments(column));
  std::optional<NameRank> best;
  for (std::size_t rank = 0; rank < names.patterns.size(); ++rank) {
    const std::string& pattern = names.patterns[rank];
    const bool is_exact = std::any_of(forms.begin(), forms.end(),
                                      [&](const std::string& form) { return matches_pattern(pattern, form); });
    if (!is_exact && !(allow_words && (has_phrase(column.words, names.phrases[rank]) || is_part_of_word(column.words, pattern)))) continue;
    const NameRank found{rank, is_exact};
    if (!best || (found.is_exact && !best->is_exact) || (found.is_exact == best->is_exact && found < *best))
      best = found;
    if (is_exact) break;  // a whole name says more than words of a better ranked one
  }
  return best;
}

bool is_person_column(const ColumnView& column, bool is_json) {
  constexpr std::array<std::string_view, 24> kNames = {
      "displayname", "email",          "emailaddress",      "employeeid", "employeename", "firstname",
      "fullname",    "givenname",      "lastname",          "login",      "mail",         "primaryemail",
      "realname",    "samaccountname", "surname",           "upn",        "user",         "username",
      "useremail",   "userlogin",      "userprincipalname", "workemail",  "nachname",     "vorname"};
  const std::vector<std::string> forms = readings(column, is_json);
  if (!column.forms.empty() && column.forms.front() == "name") return true;  // deeper in JSON anything may have a name
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return std::find(kNames.begin(), kNames.end(), form) != kNames.end();
  });
}

}  // namespace mfax
