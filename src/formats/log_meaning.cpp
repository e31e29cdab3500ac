// In: a log nobody has described and the rules of a generic log format. Out: which column is the phone, the time, the
// carrier ... by name first, and always by values. Here: the order of the steps, the numbers and the verdict; times and
// the rest are in log_times.cpp and log_details.cpp. Next: bind.cpp makes slots of the choices.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/log_reader.hpp"

namespace mfax {
namespace {

/// A name that says "phone number" outright needs less proof: a small file may well hold more masks, damage and blanks than numbers.
constexpr double kSomePhones = 0.2;

constexpr std::array<std::string_view, 14> kSenderWords = {
    "from",        "sender", "source", "src",    "originator", "originating", "origin",
    "origination", "orig",   "cli",    "caller", "calling",    "sourcetn",    "absender"};
/// Languages without blanks between words (sender, origin of sending), anywhere in the name.
constexpr std::array<std::string_view, 3> kSenderSigns = {"\xE7\x99\xBA\xE4\xBF\xA1", "\xE9\x80\x81\xE4\xBF\xA1\xE5\x85\x83",
                                                         "\xE9\x80\x81\xE4\xBF\xA1\xE8\x80\x85"};
// A number of the organisation that had the messages sent, not of the one who got them.
constexpr std::array<std::string_view, 11> kOrganisationWords = {"account", "company", "organization", "organisation", "org", "office",
                                                                 "support", "billing", "tenant",       "helpdesk",     "business"};

// What is numbered there is no telephone: "Order Number", "Ticket no".
constexpr std::array<std::string_view, 18> kRecordNumberWords = {
    "order",  "invoice", "ticket",   "transaction", "reference", "serial",   "case",     "employee", "tracking",
    "batch",  "sequence", "seq",     "row",         "line",      "record",   "request",  "contract", "policy"};

}  // namespace

bool is_about_sender(const ColumnView& column, bool is_json) {
  const bool by_sign = std::any_of(kSenderSigns.begin(), kSenderSigns.end(), [&](std::string_view sign) {
    return column.name.find(sign) != std::string::npos;
  });
  // "Absendernummer", "senderphone": run together.
  const bool by_beginning = std::any_of(column.words.begin(), column.words.end(), [](const std::string& word) {
    return word.starts_with("absender") || word.starts_with("sender") || word.starts_with("source");
  });
  return by_sign || by_beginning || has_word(column.words, kSenderWords) ||
         (is_json && (column.name.starts_with("from.") || column.name.starts_with("sender.")));
}

LogReader::LogReader(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
                     const std::set<std::size_t>& taken)
    : rules_(names_of_rules(spec, view.is_json)), view_(view), mapped_(mapped), taken_(taken) {}

Meaning LogReader::read() {
  choose_time();
  choose_zone();
  choose_phone();
  choose_direction_and_sender();
  choose_codes();
  choose_carrier_and_country();
  choose_state();
  choose_channel();
  choose_type();
  choose_id();
  note_excel_times();
  note_unread_phones();
  judge();
  return std::move(meaning_);
}

bool LogReader::is_chosen(Field field) const {
  return mapped_.count(field) != 0 || std::any_of(meaning_.choices.begin(), meaning_.choices.end(),
                                                  [&](const ColumnChoice& choice) { return choice.field == field; });
}

void LogReader::take(Field field, std::size_t column, const ColumnRule* rule) {
  ColumnChoice choice;
  choice.field = field;
  choice.column = column;
  choice.rule = rule;
  meaning_.choices.push_back(choice);
  taken_.insert(column);
}

void LogReader::speak_against(std::size_t column, std::string why) { meaning_.against.emplace(column, std::move(why)); }

const RuleNames* LogReader::names_of(Field field) const {
  for (const RuleNames& names : rules_)
    if (names.rule->field == field) return &names;
  return nullptr;
}

const ColumnRule* LogReader::rule_of(Field field) const {
  const RuleNames* names = names_of(field);
  return names ? names->rule : nullptr;
}

void LogReader::sort(std::vector<Ranked>& columns) {
  std::stable_sort(columns.begin(), columns.end(), [](const Ranked& a, const Ranked& b) {
    return a.penalty != b.penalty ? a.penalty < b.penalty : a.rank < b.rank;
  });
}

bool LogReader::is_of_the_owner(const ColumnView& column) const { return has_word(column.words, kOrganisationWords); }

void LogReader::choose_phone() {
  if (mapped_.count(Field::to_number) != 0 || !rule_of(Field::to_number)) return;
  std::vector<Ranked> phones = ranked(Field::to_number, [&](const ColumnView& column, bool is_exact) {
    if (has_word(column.words, kAmountWords) || is_about_sender(column, view_.is_json) || is_record_number(column, is_exact)) return false;
    return share_before_totals(column, looks_like_phone, is_exact ? 1 : 0) >= (is_exact ? kSomePhones : kMostPhones);
  });
  for (Ranked& phone : phones)
    if (is_of_the_owner(view_.columns[phone.column])) phone.penalty += 1;
  sort(phones);
  if (phones.empty()) return choose_phone_by_value();
  if (phones.size() > 1 && are_rivals(phones[0], phones[1])) return refuse_rivals(phones[0].column, phones[1].column);
  take(Field::to_number, phones.front().column, phones.front().rule);
  further_phones_.assign(phones.begin() + 1, phones.end());
}

bool LogReader::is_record_number(const ColumnView& column, bool is_exact) const {
  return !is_exact && has_word(column.words, kRecordNumberWords) && share_of(column.values, is_surely_phone, 0) < kMost;
}

/// "Phone 1" and "Phone 2": equally good names over different numbers. Columns of one name are told apart by position and
/// read in turn, a column that is mostly empty rivals nobody.
bool LogReader::are_rivals(const Ranked& a, const Ranked& b) const {
  const ColumnView &first = view_.columns[a.column], &second = view_.columns[b.column];
  if (a.penalty != b.penalty || a.rank < b.rank || b.rank < a.rank || first.is_repeated || second.is_repeated) return false;
  return phone_share(second, 0) >= kMost && phone_share(first, 0) >= kMost && !hold_the_same_numbers(first, second);
}

void LogReader::refuse_rivals(std::size_t first, std::size_t second) {
  const std::string one = name_for_map(first), other = name_for_map(second);
  meaning_.ambiguity =
      fmt::format("columns \"{}\" and \"{}\" both hold phone numbers, and no name says which is the recipient's", one, other);
  meaning_.ambiguity_hint =
      fmt::format("say which: --map 'to_number={0}' or --map 'to_number={1}'; both, if both were messaged", one, other);
}

void LogReader::choose_phone_by_value() {
  std::vector<std::size_t> by_value;
  for (std::size_t i = 0; i < view_.columns.size(); ++i) {
    const ColumnView& column = view_.columns[i];
    if (!is_open(i) || is_list(column) || is_about_sender(column, view_.is_json) || has_word(column.words, kAmountWords) ||
        has_word(column.words, kIdWords))
      continue;
    const bool is_time = has_shape(column, TimeShape::date) || share_of(column.values, is_epoch_ms, 0) >= kMost ||
                         (has_shape(column, TimeShape::epoch) && has_clock_word(column));
    if (is_time || is_record_number(column, false) || phone_share(column, 0) < kMostPhones) continue;
    by_value.push_back(i);
  }
  if (by_value.size() == 1) {
    take(Field::to_number, by_value.front(), rule_of(Field::to_number));
    meaning_.notes.push_back(fmt::format("column \"{}\" is taken as the phone number by its values",
                                         printable_name(view_.columns[by_value.front()].name)));
  } else if (by_value.size() > 1) {
    refuse_rivals(by_value[0], by_value[1]);
  }
}

void LogReader::choose_direction_and_sender() {
  const ColumnRule* rule = rule_of(Field::direction);
  const auto is_direction = [&](const ColumnView& column, bool) {
    return share_of(
               column.values, [&](const std::string& value) { return knows_value(rule->values, value); }, 1) >=
           kMostPhones;
  };
  if (const std::vector<Ranked> found = ranked(Field::direction, is_direction); !found.empty())
    take(Field::direction, found.front().column, found.front().rule);
  if (!is_chosen(Field::direction)) return;  // without it nobody knows who the user is: log-formats 18.3
  const std::vector<Ranked> senders = ranked(
      Field::from_number, [](const ColumnView& column, bool) { return !has_word(column.words, kAmountWords); });
  for (const Ranked& sender : senders) {
    if (phone_share(view_.columns[sender.column], 1) < 0.2) continue;  // names, states of the sender
    return take(Field::from_number, sender.column, sender.rule);
  }
}

/// Only one column is the recipient's; numbers in another one must not be passed over in silence. --map settles it.
void LogReader::note_unread_phones() {
  if (mapped_.count(Field::to_number) != 0 || !is_chosen(Field::to_number)) return;
  const std::size_t read = std::find_if(meaning_.choices.begin(), meaning_.choices.end(), [](const ColumnChoice& choice) {
                             return choice.field == Field::to_number;
                           })->column;
  for (std::size_t i = 0; i < view_.columns.size(); ++i) {
    const ColumnView& column = view_.columns[i];
    if (!is_open(i) || is_about_sender(column, view_.is_json) || has_word(column.words, kAmountWords)) continue;
    const bool is_named = std::any_of(further_phones_.begin(), further_phones_.end(),
                                      [i](const Ranked& further) { return further.column == i; });
    const double phones = share_of(column.values, is_named ? looks_like_phone : is_surely_phone, 0);
    if (phones < kMost || repeats_the_number(column)) continue;
    meaning_.unread_phone_columns.push_back(printable_name(column.name));
    speak_against(i, fmt::format("holds phone numbers, too; \"{}\" is the recipient's", printable_name(view_.columns[read].name)));
    meaning_.notes.push_back(fmt::format(
        "column \"{}\" holds phone numbers, too, and is not read; if its numbers were messaged as well: --map "
        "'to_number={}' --map 'to_number={}', if not, say which column counts with --map",
        printable_name(column.name), name_for_map(read), name_for_map(i)));
  }
}

/// What --map can find the column by: a name that occurs twice means its first column.
std::string LogReader::name_for_map(std::size_t column) const {
  const ColumnView& found = view_.columns[column];
  return found.is_repeated ? fmt::format("#{}", column + 1) : printable_name(found.name);
}

/// A second spelling of the number that is read ("to", "to_formatted") exposes nobody else.
bool LogReader::repeats_the_number(const ColumnView& column) const {
  const auto chosen = std::find_if(meaning_.choices.begin(), meaning_.choices.end(),
                                   [](const ColumnChoice& choice) { return choice.field == Field::to_number; });
  return hold_the_same_numbers(view_.columns[chosen->column], column);
}

bool LogReader::hold_the_same_numbers(const ColumnView& a, const ColumnView& b) {
  return std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(), may_be_one_number);
}

void LogReader::judge() {
  const std::size_t people = static_cast<std::size_t>(
      std::count_if(view_.columns.begin(), view_.columns.end(),
                    [&](const ColumnView& column) { return is_person_column(column, view_.is_json); }));
  const bool has_phone = is_chosen(Field::to_number), has_time = is_chosen(Field::sent_at);
  if (!has_phone) {
    meaning_.reason = meaning_.ambiguity.empty() ? "no column is a recipient's phone number by name or values"
                                                 : "two phone columns";
  } else if (people > 0 && !has_time) {
    meaning_.reason = "names people and has no time column: a directory?";
  } else if (people >= 2 && has_record_time_only()) {
    meaning_.reason = "its columns describe people: a directory?";
  } else {
    meaning_.fits = true;
    meaning_.reason = "phone and time columns by meaning";
  }
  if (!meaning_.fits || has_time) return;
  meaning_.reason = "a phone column by meaning";
  meaning_.notes.push_back("no time column: every row is undated, still an exposure");
}

/// The only time is when something was created, as in every table of people.
bool LogReader::has_record_time_only() const {
  if (mapped_.count(Field::sent_at) != 0) return false;
  for (const ColumnChoice& choice : meaning_.choices)
    if (choice.field == Field::sent_at) return has_word(view_.columns[choice.column].words, kRecordWords);
  return false;
}

Meaning log_meaning(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
                    const std::set<std::size_t>& taken) {
  return LogReader(spec, view, mapped, taken).read();
}

}  // namespace mfax
