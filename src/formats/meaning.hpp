// In: a file whose layout is nobody's in particular, and a generic format (names in rank order). Out: which column
// means what, by name and values: log-formats by log_meaning.cpp, directories by people_meaning.cpp. Next: bind.cpp
// makes slots of the choices.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table_view.hpp"
#include "mfax/format.hpp"

namespace mfax {

/// One column that feeds one field.
struct ColumnChoice {
  const ColumnRule* rule = nullptr;
  Field field{};
  std::size_t column = 0;    ///< index into TableView::columns
  std::int32_t parent = -1;  ///< index of the choice it belongs to (phone_extension, phone_kind)
};

struct Meaning {
  bool fits = false;
  std::vector<ColumnChoice> choices;
  std::vector<std::string> notes;
  std::vector<std::string> unread_phone_columns;  ///< logs: hold numbers, and nothing says that they are the sender's
  std::map<std::size_t, std::string> against;  ///< columns one might expect to be read, and why they are not
  std::optional<std::size_t> excel_time;       ///< logs: a time column of Excel's serial dates, not read
  std::string reason;     ///< "phone column Destination, time column Sent At" / "no phone column"
  std::string ambiguity;  ///< not empty: two columns are equally good, the user must say
  std::string ambiguity_hint;
};

/// `mapped`: fields the user has given a column for; `taken`: those columns.
Meaning log_meaning(const FormatSpec&, const TableView&, const std::set<Field>& mapped,
                    const std::set<std::size_t>& taken);
Meaning people_meaning(const FormatSpec&, const TableView&, const std::set<Field>& mapped,
                       const std::set<std::size_t>& taken);

/// The manager's, an emergency contact's: nobody in the row holds that number.
bool is_about_others(const ColumnView&, bool is_json);
bool is_phone_of_others(const ColumnView&, bool is_json);
std::string note_on_phone_of_others(const ColumnView&);
/// Values written as only phones are, in a column that no rule names: no number of a person may be lost.
bool is_further_phone(const ColumnView&, bool is_json);

/// The sender's, by its name: "from", "Caller ID", "Absendernummer".
bool is_about_sender(const ColumnView&, bool is_json);

/// How well a column's name says a field: lower is better.
struct NameRank {
  std::size_t rank = 0;   ///< place of the matching name in the rule
  bool is_exact = false;  ///< the whole name, not only words of it
  friend bool operator<(const NameRank& a, const NameRank& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.is_exact && !b.is_exact;
  }
};
/// A rule whose names are folded and split once, not once a column.
struct RuleNames {
  explicit RuleNames(const ColumnRule& of_rule, bool is_json);
  const ColumnRule* rule;
  std::vector<std::string> patterns;
  std::vector<std::vector<std::string>> phrases;
};
std::vector<RuleNames> names_of_rules(const FormatSpec&, bool is_json);

/// `allow_words`: also a name that contains the words of a known name ("Customer MSISDN").
std::optional<NameRank> rank_of(const ColumnView&, bool is_json, const RuleNames&, bool allow_words);

/// "by its name; 198 of 200 sampled values look like phone numbers"
std::string column_evidence(const ColumnRule&, const ColumnView&, bool is_json, bool is_mapped);

/// Columns that name or describe a person: logs do not have them.
bool is_person_column(const ColumnView&, bool is_json);

}  // namespace mfax
