// How the columns of a log nobody has described are understood: the class behind log_meaning(). Its steps are in
// log_meaning.cpp (numbers, verdict), log_times.cpp (times, zones) and log_details.cpp (carrier, place, channel, ids).
#pragma once

#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/meaning.hpp"
#include "formats/value_shapes.hpp"

namespace mfax {

inline constexpr double kMostPhones = 0.8, kMostTimes = 0.8, kMost = 0.5;

// Words that turn a good name into something else: "Carrier Fee", "Queued Count" (log-formats 16, 18.3).
inline constexpr std::array<std::string_view, 21> kAmountWords = {
    "fee",     "fees",     "latency",  "cost", "price",  "rate",   "queued", "count", "counts",   "credit", "credits",
    "segment", "segments", "duration", "size", "length", "amount", "units",  "total", "attempts", "error"};
inline constexpr std::array<std::string_view, 10> kOwnerWords = {"account",  "user",    "customer", "profile", "campaign",
                                                                 "template", "service", "parent",   "batch",   "api"};
inline constexpr std::array<std::string_view, 4> kRecordWords = {"created", "modified", "changed", "creation"};
inline constexpr std::array<std::string_view, 5> kIdWords = {"id", "sid", "uuid", "guid", "ref"};

/// "Send Time", "ts": a name that promises more than a date.
inline bool has_clock_word(const ColumnView& column) {
  constexpr std::array<std::string_view, 6> kClock = {"time", "timestamp", "datetime", "at", "ts", "epoch"};
  return has_word(column.words, kClock);
}

class LogReader {
 public:
  LogReader(const FormatSpec& spec, const TableView& view, const std::set<Field>& mapped,
            const std::set<std::size_t>& taken);
  Meaning read();

 private:
  struct Ranked {
    std::size_t column = 0;
    const ColumnRule* rule = nullptr;
    NameRank rank;
    int penalty = 0;
  };

  bool is_open(std::size_t column) const { return taken_.count(column) == 0; }
  bool is_chosen(Field) const;
  void take(Field, std::size_t column, const ColumnRule*);
  /// What speaks against a column that might be expected to be read; the first word counts.
  void speak_against(std::size_t column, std::string why);
  const RuleNames* names_of(Field) const;
  const ColumnRule* rule_of(Field) const;

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
  static void sort(std::vector<Ranked>&);
  /// A list within a JSON row (several values in one cell) is no plain column.
  bool is_list(const ColumnView& column) const { return view_.is_json && column.name.find("[]") != std::string::npos; }

  void choose_time();
  void take_spare_times(const std::vector<Ranked>&);
  void choose_time_by_value();
  std::optional<std::size_t> find_time_of_day(std::size_t date_column) const;
  void choose_zone();
  void note_excel_times();

  void choose_phone();
  void choose_phone_by_value();
  bool is_of_the_owner(const ColumnView&) const;
  bool is_record_number(const ColumnView&, bool is_exact) const;
  bool are_rivals(const Ranked&, const Ranked&) const;
  void refuse_rivals(std::size_t first, std::size_t second);
  void choose_direction_and_sender();
  void note_unread_phones();
  bool repeats_the_number(const ColumnView&) const;
  static bool hold_the_same_numbers(const ColumnView&, const ColumnView&);
  std::string name_for_map(std::size_t column) const;

  void choose_codes();
  void choose_carrier_and_country();
  bool is_about_network(const ColumnView&) const;
  bool is_named_like_a_state(const ColumnView&) const;
  void choose_state();
  void choose_channel();
  void choose_type();
  void choose_id();

  void judge();
  bool has_record_time_only() const;

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
  static bool has_shape(const ColumnView&, TimeShape);

  std::vector<RuleNames> rules_;
  const TableView& view_;
  const std::set<Field>& mapped_;
  std::set<std::size_t> taken_;
  std::vector<Ranked> further_phones_;  ///< columns named like the recipient's that were not chosen
  Meaning meaning_;
};

}  // namespace mfax
