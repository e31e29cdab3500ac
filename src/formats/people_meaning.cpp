// In: a table of people nobody has described and the rules of a generic directory format. Out: which column is the
// login, the address, a phone ... (directory-formats 14). Next: bind.cpp makes slots of the choices.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/meaning.hpp"
#include "formats/value_shapes.hpp"

namespace mfax {
namespace {

constexpr double kHalf = 0.5;
// Not phones in spite of their names: rooms, personnel numbers, counts.
constexpr std::array<std::string_view, 9> kNotPhones = {"officenumber", "employeenumber",   "number",
                                                        "phones",       "departmentnumber", "roomnumber",
                                                        "uidnumber",    "accountnumber",    "costcenternumber"};
constexpr std::array<std::string_view, 13> kNumberedThings = {"uid", "gid", "zip",  "postal", "postcode", "cost", "count",
                                                              "id",  "ssn", "date", "serial", "badge",    "size"};
// "Employee Number" is none, "Employee Mobile" is the employee's.
constexpr std::array<std::string_view, 3> kNumberedPeople = {"employee", "personnel", "room"};
constexpr std::array<std::string_view, 11> kTelephones = {"phone",  "telephone", "mobile", "cell",    "cellphone", "cellular",
                                                          "tel",    "gsm",       "fax",    "telefon", "handy"};
// A phone of somebody else stands in the row, too: it must not make the employee a holder of that number.
constexpr std::array<std::string_view, 18> kOtherPeople = {
    "manager",   "mgr",        "supervisor",   "spouse",       "kin",         "partner",        "assistant",      "secretary", "boss",
    "dependent", "dependents", "vorgesetzter", "vorgesetzte",  "superviseur", "notfallkontakt", "notfallkontakte", "jefe",     "reports"};

// What proves who somebody is, whatever it looks like: neither read nor printed.
constexpr std::array<std::string_view, 7> kSecrets = {"password",   "passwd",           "passwort",        "kennwort",
                                                      "motdepasse", "recoveryquestion", "securityquestion"};
constexpr std::array<std::string_view, 8> kSecretWords = {"pwd", "pass", "pin", "answer", "credential", "credentials", "secret", "hash"};

bool is_secret(const ColumnView& column, bool is_json) {
  const std::string name = fold_name(column.name);
  return std::any_of(kSecrets.begin(), kSecrets.end(), [&](std::string_view part) { return name.find(part) != name.npos; }) ||
         has_word(is_json ? name_words(column.name) : column.words, kSecretWords);
}

bool is_counted_thing(const ColumnView& column, bool is_json) {
  return has_word(column.words, kNumberedThings) || is_about_others(column, is_json) || is_secret(column, is_json);
}

bool is_not_a_phone(const ColumnView& column, bool is_json) {
  const std::string& name = column.forms.empty() ? column.name : column.forms.front();
  return std::find(kNotPhones.begin(), kNotPhones.end(), name) != kNotPhones.end() || is_counted_thing(column, is_json) ||
         (has_word(column.words, kNumberedPeople) && !has_word(column.words, kTelephones));
}

class PeopleReader {
 public:
  PeopleReader(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
               const std::set<std::size_t>& taken)
      : rules_(names_of_rules(spec, view.is_json)), view_(view), mapped_(mapped), taken_(taken) {}

  Meaning read() {
    choose_phones();
    for (const RuleNames& names : rules_)
      if (names.rule->field != Field::phone) choose_for(names);
    choose_phones_by_value(is_chosen(Field::phone));
    note_phones_of_others();
    judge();
    return std::move(meaning_);
  }

 private:
  bool is_chosen(Field field) const {
    return mapped_.count(field) != 0 || std::any_of(meaning_.choices.begin(), meaning_.choices.end(),
                                                    [&](const ColumnChoice& choice) { return choice.field == field; });
  }
  void take(Field field, std::size_t column, const ColumnRule* rule, std::int32_t parent = -1) {
    ColumnChoice choice;
    choice.field = field;
    choice.column = column;
    choice.rule = rule;
    choice.parent = parent;
    meaning_.choices.push_back(choice);
    taken_.insert(column);
  }

  void note_phones_of_others() {
    if (mapped_.count(Field::phone) != 0) return;
    for (const ColumnView& column : view_.columns)
      if (is_phone_of_others(column, view_.is_json)) meaning_.notes.push_back(note_on_phone_of_others(column));
  }

  void choose_phones() {
    if (mapped_.count(Field::phone) != 0) return;
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      if (taken_.count(i) != 0 || is_not_a_phone(column, view_.is_json)) continue;
      const ColumnRule* best = nullptr;
      NameRank best_rank;
      for (const RuleNames& names : rules_) {
        if (names.rule->field != Field::phone) continue;
        const auto rank = rank_of(column, view_.is_json, names, true);
        // Over several rules the exact name decides; among words the first rule, the most specific kind.
        if (rank && (!best || (rank->is_exact && !best_rank.is_exact))) best = names.rule, best_rank = *rank;
      }
      if (!best || share_of(column.values, looks_like_phone, best_rank.is_exact ? 1 : 0) < kHalf) continue;
      take(Field::phone, i, best);
      choose_extension(*best, static_cast<std::int32_t>(meaning_.choices.size()) - 1);
    }
  }
  void choose_extension(const ColumnRule& rule, std::int32_t phone) {
    for (const std::string& name : rule.extension_names)
      for (const std::size_t column : view_.find(name))
        if (taken_.insert(column).second) return take(Field::phone_extension, column, &rule, phone);
  }

  /// Beside phone columns known by name a further one needs values that leave no doubt: no number of a person is lost.
  void choose_phones_by_value(bool has_named_phone) {
    if (mapped_.count(Field::phone) != 0) return;
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      if (taken_.count(i) != 0 || share_of(column.values, looks_like_phone, 0) < kHalf) continue;
      // "phones" is a count in many exports, and the numbers themselves in others: then its values leave no doubt.
      if (is_not_a_phone(column, view_.is_json) && !is_further_phone(column, view_.is_json)) continue;
      const double dates = share_of(
          column.values, [](const std::string& value) { return time_shape(value) == TimeShape::date; }, 0);
      // Bare short digits may be any number of a person; a plus, blanks or length speak for phones.
      const double marked = share_of(
          column.values,
          [](const std::string& value) {
            return value.find_first_of("+ -()") != std::string::npos || trim_ascii(value).size() >= 10;
          },
          0);
      if (dates >= kHalf || marked < kHalf) continue;
      if (has_named_phone && !is_further_phone(column, view_.is_json)) continue;
      for (const RuleNames& names : rules_) {
        if (names.rule->field != Field::phone || names.rule->kind != NumberKind::other) continue;
        take(Field::phone, i, names.rule);
        meaning_.notes.push_back(
            fmt::format("column \"{}\" is taken as a phone number by its values", printable_name(column.name)));
        break;
      }
    }
  }

  void choose_for(const RuleNames& names) {
    const ColumnRule& rule = *names.rule;
    const bool is_many = field_info(rule.field).many;
    if (mapped_.count(rule.field) != 0) return;
    std::vector<std::pair<NameRank, std::size_t>> found;
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      if (taken_.count(i) != 0) continue;
      const auto rank = rank_of(view_.columns[i], view_.is_json, names, rule.field == Field::email);
      if (rank && suits(rule, view_.columns[i])) found.emplace_back(*rank, i);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [rank, column] : found) {
      take(rule.field, column, &rule);
      if (!is_many) return;
    }
  }

  /// Names that mean different things in different files: the values decide.
  bool suits(const ColumnRule& rule, const ColumnView& column) const {
    const auto is_number = [](const std::string& value) {
      return trim_ascii(value).find_first_not_of("0123456789") == std::string_view::npos;
    };
    switch (rule.field) {
      case Field::email:
        return share_of(column.values, looks_like_email, 1) >= kHalf;
      case Field::username:
        return column.forms.empty() || column.forms.front() != "userid" ||
               share_of(column.values, is_number, 0) < kHalf;
      case Field::state:
        return share_of(column.values, looks_like_status, 0) < kHalf;
      case Field::status:
        return share_of(
                   column.values,
                   [&](const std::string& value) {
                     return looks_like_status(value) || knows_value(rule.values, value);
                   },
                   1) >= kHalf;
      case Field::display_name:
        return share_of(column.values, looks_like_name, 1) >= kHalf;
      case Field::last_login_at:
      case Field::created_at:
        return share_of(
                   column.values, [](const std::string& value) { return time_shape(value) != TimeShape::none; }, 1) >=
               kHalf;
      default:
        return true;
    }
  }

  void judge() {
    const bool has_login = is_chosen(Field::username) || is_chosen(Field::email);
    const bool has_person = has_login || is_chosen(Field::person_id) || is_chosen(Field::employee_id) ||
                            is_chosen(Field::display_name) || is_chosen(Field::last_name);
    const bool has_phone = is_chosen(Field::phone);
    meaning_.fits = has_person && (has_phone || (has_login && meaning_.choices.size() >= 2 && !has_message_columns()));
    if (!has_person)
      meaning_.reason = "no column names a person (login, e-mail, id or name)";
    else if (!meaning_.fits)
      meaning_.reason = "no phone column";
    else
      meaning_.reason = has_phone ? "person and phone columns by meaning" : "person columns by meaning";
    if (meaning_.fits && !has_phone)
      meaning_.notes.push_back(
          "no phone column: the file adds names and states of people, but cannot be joined to a log by itself");
  }
  /// Texts, recipients: a message log with a name column is no directory.
  bool has_message_columns() const {
    constexpr std::array<std::string_view, 6> kMessageNames = {"messageid",   "body", "recipient",
                                                               "destination", "to",   "direction"};
    return std::any_of(view_.columns.begin(), view_.columns.end(), [&](const ColumnView& column) {
      return !column.forms.empty() &&
             std::find(kMessageNames.begin(), kMessageNames.end(), column.forms.front()) != kMessageNames.end();
    });
  }

  std::vector<RuleNames> rules_;
  const TableView& view_;
  const std::set<Field>& mapped_;
  std::set<std::size_t> taken_;
  Meaning meaning_;
};

}  // namespace

bool is_about_others(const ColumnView& column, bool is_json) {
  const std::vector<std::string> words = is_json ? name_words(column.name) : column.words;
  constexpr std::array<std::string_view, 1> kEmergency = {"emergency"}, kContact = {"contact"};
  return has_word(words, kOtherPeople) || (has_word(words, kEmergency) && has_word(words, kContact));
}

bool is_further_phone(const ColumnView& column, bool is_json) {
  return !is_counted_thing(column, is_json) && share_of(column.values, is_surely_phone, 0) >= kHalf;
}

bool is_phone_of_others(const ColumnView& column, bool is_json) {
  return is_about_others(column, is_json) && share_of(column.values, looks_like_phone, 0) >= kHalf;
}

std::string note_on_phone_of_others(const ColumnView& column) {
  return fmt::format(
      "column \"{0}\" holds numbers of other people than the row's and is not read, unless --map 'phone={0}' is given",
      printable_name(column.name));
}

Meaning people_meaning(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
                       const std::set<std::size_t>& taken) {
  return PeopleReader(spec, view, mapped, taken).read();
}

}  // namespace mfax
