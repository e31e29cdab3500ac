// In: a log nobody has described and the rules of a generic log format. Out: which column is the phone, the time, the
// carrier ... by name first, and always by values. Next: bind.cpp makes slots of the choices.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/meaning.hpp"
#include "formats/value_shapes.hpp"

namespace mfax {
namespace {

constexpr double kMostPhones = 0.8, kMostTimes = 0.8, kMost = 0.5;
/// A name that says "phone number" outright needs less proof: a small file may well hold more masks, damage and blanks than numbers.
constexpr double kSomePhones = 0.2;

// Words that turn a good name into something else: "Carrier Fee", "Queued Count" (log-formats 16, 18.3).
constexpr std::array<std::string_view, 21> kAmountWords = {
    "fee",     "fees",     "latency",  "cost", "price",  "rate",   "queued", "count", "counts",   "credit", "credits",
    "segment", "segments", "duration", "size", "length", "amount", "units",  "total", "attempts", "error"};
constexpr std::array<std::string_view, 13> kSenderWords = {
    "from",        "sender", "source", "src",    "originator", "originating", "origin",
    "origination", "orig",   "cli",    "caller", "calling",    "sourcetn"};
constexpr std::array<std::string_view, 10> kOwnerWords = {"account",  "user",    "customer", "profile", "campaign",
                                                          "template", "service", "parent",   "batch",   "api"};
constexpr std::array<std::string_view, 13> kLateTimeWords = {"delivered", "delivery",  "done",    "updated",   "update",
                                                             "received",  "completed", "final",   "finalized", "end",
                                                             "expires",   "expiry",    "answered"};
constexpr std::array<std::string_view, 8> kPersonTimeWords = {"birth", "hire",   "hired",    "login",
                                                              "logon", "logoff", "enrolled", "password"};
constexpr std::array<std::string_view, 4> kRecordWords = {"created", "modified", "changed", "creation"};
constexpr std::array<std::string_view, 8> kNetworkPlaceWords = {"ip",     "geo",    "geolocation", "geographical",
                                                                "access", "client", "device",      "browser"};
constexpr std::array<std::string_view, 5> kIdWords = {"id", "sid", "uuid", "guid", "ref"};

class LogReader {
 public:
  LogReader(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
            const std::set<std::size_t>& taken)
      : rules_(names_of_rules(spec, view.is_json)), view_(view), mapped_(mapped), taken_(taken) {}

  Meaning read() {
    choose_time();
    choose_phone();
    choose_direction_and_sender();
    choose_codes();
    choose_where_amounts_do_not_count(Field::carrier, looks_like_name);
    choose_where_amounts_do_not_count(Field::country, looks_like_country);
    choose_place_of_state();
    choose_channel();
    choose_type();
    choose_id();
    note_unread_phones();
    judge();
    return std::move(meaning_);
  }

 private:
  struct Ranked {
    std::size_t column = 0;
    const ColumnRule* rule = nullptr;
    NameRank rank;
    int penalty = 0;
  };

  bool is_open(std::size_t column) const { return taken_.count(column) == 0; }
  bool is_chosen(Field field) const {
    return mapped_.count(field) != 0 || std::any_of(meaning_.choices.begin(), meaning_.choices.end(),
                                                    [&](const ColumnChoice& choice) { return choice.field == field; });
  }
  void take(Field field, std::size_t column, const ColumnRule* rule) {
    ColumnChoice choice;
    choice.field = field;
    choice.column = column;
    choice.rule = rule;
    meaning_.choices.push_back(choice);
    taken_.insert(column);
  }
  const RuleNames* names_of(Field field) const {
    for (const RuleNames& names : rules_)
      if (names.rule->field == field) return &names;
    return nullptr;
  }
  const ColumnRule* rule_of(Field field) const {
    const RuleNames* names = names_of(field);
    return names ? names->rule : nullptr;
  }

  /// Open columns whose name says `field` and which pass `test`, best first; ties by place in the file.
  template <class Test>
  std::vector<Ranked> ranked(Field field, Test&& test) const {
    std::vector<Ranked> out;
    if (mapped_.count(field) != 0) return out;
    const RuleNames* names = names_of(field);
    if (!names) return out;
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      if (!is_open(i) || is_list(column)) continue;
      const std::optional<NameRank> rank = rank_of(column, view_.is_json, *names, true);
      if (!rank || !test(column, rank->is_exact)) continue;
      out.push_back({i, names->rule, *rank, 0});
    }
    sort(out);
    return out;
  }
  static void sort(std::vector<Ranked>& columns) {
    std::stable_sort(columns.begin(), columns.end(), [](const Ranked& a, const Ranked& b) {
      return a.penalty != b.penalty ? a.penalty < b.penalty : a.rank < b.rank;
    });
  }
  /// A list within a JSON row (several values in one cell) is no plain column.
  bool is_list(const ColumnView& column) const { return view_.is_json && column.name.find("[]") != std::string::npos; }
  bool is_about_sender(const ColumnView& column) const {
    return has_word(column.words, kSenderWords) ||
           (view_.is_json && (column.name.starts_with("from.") || column.name.starts_with("sender.")));
  }

  void choose_time() {
    std::vector<Ranked> times = ranked(Field::sent_at, [](const ColumnView& column, bool is_exact) {
      if (has_word(column.words, kAmountWords) || has_word(column.words, kPersonTimeWords)) return false;
      const auto is_time = [](const std::string& value) { return time_shape(value) != TimeShape::none; };
      return share_before_totals(column, is_time, 1) >= (is_exact ? kMost : kMostTimes);
    });
    for (Ranked& time : times) {
      const ColumnView& column = view_.columns[time.column];
      if (has_word(column.words, kLateTimeWords)) time.penalty += 4;
      if (has_shape(column, TimeShape::time_of_day)) time.penalty += 8;
      if (has_shape(column, TimeShape::date) && !find_time_of_day(time.column)) time.penalty += 2;
    }
    sort(times);
    if (times.empty() || times.front().penalty >= 8) return choose_time_by_value();
    take(Field::sent_at, times.front().column, times.front().rule);
    const ColumnView& chosen = view_.columns[times.front().column];
    if (has_blank(chosen.values)) take_spare_times(times);
    const bool is_date = has_shape(chosen, TimeShape::date) || (!is_filled(chosen.values) && !has_clock_word(chosen));
    if (!is_date || mapped_.count(Field::sent_time) != 0) return;
    if (const auto clock = find_time_of_day(times.front().column))
      take(Field::sent_time, *clock, rule_of(Field::sent_time) ? rule_of(Field::sent_time) : times.front().rule);
  }
  /// Where the best time is empty (never sent) another of the message's times stands in, but none of its end.
  void take_spare_times(const std::vector<Ranked>& times) {
    for (std::size_t i = 1; i < times.size(); ++i) {
      if (times[i].penalty != 0 || has_shape(view_.columns[times[i].column], TimeShape::date)) continue;
      take(Field::sent_at, times[i].column, times[i].rule);
    }
  }
  static bool has_blank(const std::vector<std::string>& values) {
    return is_filled(values) && std::any_of(values.begin(), values.end(), [](const std::string& value) {
             return trim_ascii(value).empty();
           });
  }
  /// No name speaks of time: the one column that holds times.
  void choose_time_by_value() {
    if (mapped_.count(Field::sent_at) != 0) return;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      const bool is_other = has_word(column.words, kLateTimeWords) || has_word(column.words, kPersonTimeWords) ||
                            has_word(column.words, kRecordWords);
      if (is_open(i) && !is_list(column) && !is_other && (has_shape(column, TimeShape::date_time) || holds_epoch_ms(column)))
        found.push_back(i);
    }
    if (found.size() != 1) return;
    take(Field::sent_at, found.front(), rule_of(Field::sent_at));
    meaning_.notes.push_back(fmt::format("column \"{}\" is taken as the time by its values",
                                         printable_name(view_.columns[found.front()].name)));
  }
  static bool has_shape(const ColumnView& column, TimeShape shape) {
    return share_before_totals(
               column, [&](const std::string& value) { return time_shape(value) == shape; }, 0) >= kMostTimes;
  }
  static bool holds_epoch_ms(const ColumnView& column) {
    return !has_word(column.words, kIdWords) && share_before_totals(column, is_epoch_ms, 0) >= kMostTimes;
  }
  static bool has_clock_word(const ColumnView& column) {
    constexpr std::array<std::string_view, 6> kClock = {"time", "timestamp", "datetime", "at", "ts", "epoch"};
    return has_word(column.words, kClock);
  }
  /// A column with times of day beside a date column; in a file without rows, one that is called time.
  std::optional<std::size_t> find_time_of_day(std::size_t date_column) const {
    const RuleNames* names = names_of(Field::sent_time);
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      if (i == date_column || !is_open(i) || has_word(column.words, kLateTimeWords)) continue;
      if (has_shape(column, TimeShape::time_of_day)) {
        if (!has_word(column.words, kAmountWords)) return i;
      } else if (!is_filled(column.values) && names && rank_of(column, view_.is_json, *names, false)) {
        return i;
      }
    }
    return std::nullopt;
  }

  static double phone_share(const ColumnView& column, double if_empty) {
    return share_of(column.values, looks_like_phone, if_empty);
  }
  /// A file of three messages and a line of totals is no file of which a quarter is wrong.
  template <class Test>
  static double share_before_totals(const ColumnView& column, Test&& test, double if_empty) {
    std::span<const std::string> values = column.values;
    if (values.size() >= 3 && !test(values.back())) values = values.first(values.size() - 1);
    return share_of(values, test, if_empty);
  }

  void choose_phone() {
    if (mapped_.count(Field::to_number) != 0) return;
    const std::vector<Ranked> phones = ranked(Field::to_number, [&](const ColumnView& column, bool is_exact) {
      if (has_word(column.words, kAmountWords) || is_about_sender(column)) return false;
      return share_before_totals(column, looks_like_phone, is_exact ? 1 : 0) >= (is_exact ? kSomePhones : kMostPhones);
    });
    if (!phones.empty()) {
      take(Field::to_number, phones.front().column, phones.front().rule);
      further_phones_.assign(phones.begin() + 1, phones.end());
      return;
    }
    std::vector<std::size_t> by_value;
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      if (!is_open(i) || is_list(column) || is_about_sender(column) || has_word(column.words, kAmountWords) ||
          has_word(column.words, kIdWords))
        continue;
      const bool is_time = has_shape(column, TimeShape::date) || share_of(column.values, is_epoch_ms, 0) >= kMost ||
                           (has_shape(column, TimeShape::epoch) && has_clock_word(column));
      if (is_time || phone_share(column, 0) < kMostPhones) continue;
      by_value.push_back(i);
    }
    if (by_value.size() == 1) {
      take(Field::to_number, by_value.front(), rule_of(Field::to_number));
      meaning_.notes.push_back(fmt::format("column \"{}\" is taken as the phone number by its values",
                                           printable_name(view_.columns[by_value.front()].name)));
    } else if (by_value.size() > 1) {
      const std::string& first = view_.columns[by_value[0]].name;
      const std::string& second = view_.columns[by_value[1]].name;
      meaning_.ambiguity =
          fmt::format("columns \"{}\" and \"{}\" both hold phone numbers, and no name says which is the recipient's",
                      printable_name(first), printable_name(second));
      meaning_.ambiguity_hint = fmt::format("say which: --map to_number={} or --map to_number={}",
                                            printable_name(first), printable_name(second));
    }
  }

  void choose_direction_and_sender() {
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

  void choose_codes() {
    const auto is_code = [](const std::string& value) { return looks_like_network_code(value); };
    const auto is_part = [](const std::string& value) { return is_small_number(value); };
    for (const Field field : {Field::mccmnc, Field::mcc, Field::mnc}) {
      const auto found = ranked(field, [&](const ColumnView& column, bool is_exact) {
        if (has_word(column.words, kAmountWords) || is_about_sender(column)) return false;
        const double if_empty = is_exact ? 1 : 0;
        return (field == Field::mccmnc ? share_of(column.values, is_code, if_empty)
                                       : share_of(column.values, is_part, if_empty)) >= kMost;
      });
      if (!found.empty()) take(field, found.front().column, found.front().rule);
    }
    if (is_chosen(Field::mccmnc)) return;
    // A carrier column that holds codes only.
    const auto carriers = ranked(Field::carrier, [&](const ColumnView& column, bool) {
      return !has_word(column.words, kAmountWords) && !is_about_sender(column) &&
             share_of(column.values, is_code, 0) >= kMostPhones;
    });
    const ColumnRule* rule = rule_of(Field::mccmnc);
    if (!carriers.empty() && rule) take(Field::mccmnc, carriers.front().column, rule);
  }

  template <class Shape>
  void choose_where_amounts_do_not_count(Field field, Shape&& has_shape_of_value) {
    const auto found = ranked(field, [&](const ColumnView& column, bool) {
      if (has_word(column.words, kAmountWords) || is_about_sender(column) || is_about_network(column)) return false;
      return share_of(
                 column.values, [&](const std::string& value) { return has_shape_of_value(value); }, 1) >= kMost;
    });
    if (!found.empty()) take(field, found.front().column, found.front().rule);
  }
  /// Country and state of an IP address are not the message's: log-formats 1.7, 13, 14.
  bool is_about_network(const ColumnView& column) const {
    return has_word(column.words, kNetworkPlaceWords) ||
           (view_.is_json && has_word(name_words(column.name), kNetworkPlaceWords));
  }

  void choose_place_of_state() {
    const auto found = ranked(Field::state, [&](const ColumnView& column, bool) {
      if (is_about_sender(column) || is_about_network(column)) return false;
      return share_of(column.values, looks_like_state, 0) >= kMost;
    });
    if (!found.empty()) take(Field::state, found.front().column, found.front().rule);
  }

  void choose_channel() {
    const ColumnRule* rule = rule_of(Field::channel);
    const auto found = ranked(Field::channel, [&](const ColumnView& column, bool is_exact) {
      return share_of(
                 column.values, [&](const std::string& value) { return knows_value(rule->values, value); },
                 is_exact ? 1 : 0) >= kMost;
    });
    if (!found.empty()) take(Field::channel, found.front().column, found.front().rule);
  }
  void choose_type() {
    const auto found = ranked(Field::message_type, [&](const ColumnView& column, bool) {
      if (has_word(column.words, kIdWords) || has_word(column.words, kAmountWords)) return false;
      const bool is_word = share_of(column.values, looks_like_name, 1) >= kMost;
      return is_word &&
             share_of(
                 column.values, [](const std::string& value) { return value.size() <= 60; }, 1) >= kMostPhones;
    });
    if (!found.empty()) take(Field::message_type, found.front().column, found.front().rule);
  }
  void choose_id() {
    const auto found = ranked(Field::message_id, [&](const ColumnView& column, bool) {
      return !has_word(column.words, kOwnerWords) && !has_word(column.words, kAmountWords) &&
             distinct_ratio(column.values) >= kMost;
    });
    if (!found.empty()) take(Field::message_id, found.front().column, found.front().rule);
  }

  /// Only one column is the recipient's; numbers in another one must not be passed over in silence. --map settles it.
  void note_unread_phones() {
    for (const Ranked& further : further_phones_) {
      const ColumnView& column = view_.columns[further.column];
      if (!is_open(further.column) || phone_share(column, 0) < kMost || repeats_the_number(column)) continue;
      meaning_.unread_phone_columns.push_back(printable_name(column.name));
      meaning_.notes.push_back(fmt::format(
          "column \"{0}\" holds phone numbers, too, and is not read; if its numbers were messaged, run once more with "
          "--map 'to_number={0}', if not, say which column counts with --map",
          printable_name(column.name)));
    }
  }
  /// A second spelling of the number that is read ("to", "to_formatted") exposes nobody else.
  bool repeats_the_number(const ColumnView& column) const {
    const auto chosen = std::find_if(meaning_.choices.begin(), meaning_.choices.end(),
                                     [](const ColumnChoice& choice) { return choice.field == Field::to_number; });
    const std::vector<std::string>& read = view_.columns[chosen->column].values;
    return std::equal(read.begin(), read.end(), column.values.begin(), column.values.end(), may_be_one_number);
  }
  void judge() {
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
  bool has_record_time_only() const {
    if (mapped_.count(Field::sent_at) != 0) return false;
    for (const ColumnChoice& choice : meaning_.choices)
      if (choice.field == Field::sent_at) return has_word(view_.columns[choice.column].words, kRecordWords);
    return false;
  }

  std::vector<RuleNames> rules_;
  const TableView& view_;
  const std::set<Field>& mapped_;
  std::set<std::size_t> taken_;
  std::vector<Ranked> further_phones_;  ///< columns named like the recipient's that were not chosen
  Meaning meaning_;
};

}  // namespace

Meaning log_meaning(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
                    const std::set<std::size_t>& taken) {
  return LogReader(spec, view, mapped, taken).read();
}

}  // namespace mfax
