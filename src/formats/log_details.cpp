// In: a log nobody has described, whose number and time are found. Out: carrier, network codes, country, state, channel,
// type and id, by name and by values. Part of LogReader (log_reader.hpp); next: log_meaning.cpp passes the verdict.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/log_reader.hpp"

namespace mfax {
namespace {

constexpr std::array<std::string_view, 8> kNetworkPlaceWords = {"ip",     "geo",    "geolocation", "geographical",
                                                                "access", "client", "device",      "browser"};
constexpr double kFewStates = 0.2;      // more of them make a column of countries doubtful
constexpr double kFewDeliveries = 0.3;  // of the values of a column of places none is "delivered"

}  // namespace

void LogReader::choose_codes() {
  const auto is_code = [](const std::string& value) { return looks_like_network_code(value); };
  const auto is_part = [](const std::string& value) { return is_small_number(value); };
  for (const Field field : {Field::mccmnc, Field::mcc, Field::mnc}) {
    const auto found = ranked(field, [&](const ColumnView& column, bool is_exact) {
      if (has_word(column.words, kAmountWords) || is_about_sender(column, view_.is_json)) return false;
      const double if_empty = is_exact ? 1 : 0;
      return (field == Field::mccmnc ? share_of(column.values, is_code, if_empty)
                                     : share_of(column.values, is_part, if_empty)) >= kMost;
    });
    if (!found.empty()) take(field, found.front().column, found.front().rule);
  }
  if (is_chosen(Field::mccmnc)) return;
  // A carrier column that holds codes only.
  const auto carriers = ranked(Field::carrier, [&](const ColumnView& column, bool) {
    return !has_word(column.words, kAmountWords) && !is_about_sender(column, view_.is_json) &&
           share_of(column.values, is_code, 0) >= kMostPhones;
  });
  const ColumnRule* rule = rule_of(Field::mccmnc);
  if (!carriers.empty() && rule) take(Field::mccmnc, carriers.front().column, rule);
}

void LogReader::choose_carrier_and_country() {
  for (const Field field : {Field::carrier, Field::country}) {
    const auto found = ranked(field, [&](const ColumnView& column, bool) {
      if (has_word(column.words, kAmountWords) || is_about_sender(column, view_.is_json) || is_about_network(column)) return false;
      // "Staat" is a country or a state: its values say which.
      if (field == Field::country && is_named_like_a_state(column) &&
          (share_of(column.values, looks_like_state, 1) >= kFewStates || share_of(column.values, says_delivery, 0) >= kFewStates))
        return false;
      return share_of(column.values, field == Field::carrier ? looks_like_name : looks_like_country, 1) >= kMost;
    });
    if (!found.empty()) take(field, found.front().column, found.front().rule);
  }
}

bool LogReader::is_named_like_a_state(const ColumnView& column) const {
  const RuleNames* names = names_of(Field::state);
  const std::optional<NameRank> rank = names ? rank_of(column, view_.is_json, *names, false) : std::nullopt;
  return rank && rank->is_exact;
}

/// Country and state of an IP address are not the message's: log-formats 1.7, 13, 14.
bool LogReader::is_about_network(const ColumnView& column) const {
  return has_word(column.words, kNetworkPlaceWords) ||
         (view_.is_json && has_word(name_words(column.name), kNetworkPlaceWords));
}

/// American and Canadian states first. Other places are kept, too, and counted as L_UNKNOWN_STATE where the table does not
/// know them; a column of delivery states never (log-formats 16).
void LogReader::choose_state() {
  const auto is_delivery = [](const std::string& value) { return !looks_like_state(value) && says_delivery(value); };  // "OK"
  const auto is_place = [](const std::string& value) {
    return looks_like_state(value) || (looks_like_country(value) && !is_small_number(value) && !says_delivery(value));
  };
  const auto candidates = ranked(Field::state, [&](const ColumnView& column, bool) {
    return !is_about_sender(column, view_.is_json) && !is_about_network(column) && !has_word(column.words, kAmountWords);
  });
  for (const bool wants_known_states : {true, false}) {
    for (const Ranked& candidate : candidates) {
      const ColumnView& column = view_.columns[candidate.column];
      if (share_of(column.values, is_delivery, 0) >= kFewDeliveries) {
        speak_against(candidate.column, "holds delivery states, no places");
        continue;
      }
      const bool suits = wants_known_states
                             ? share_of(column.values, looks_like_state, 0) >= kMost
                             : candidate.rank.is_exact && share_of(column.values, is_place, 1) >= kMostPhones;
      if (suits) return take(Field::state, candidate.column, candidate.rule);
    }
  }
  for (const Ranked& candidate : candidates) speak_against(candidate.column, "its values are no names of places");
}

void LogReader::choose_channel() {
  const ColumnRule* rule = rule_of(Field::channel);
  const auto found = ranked(Field::channel, [&](const ColumnView& column, bool is_exact) {
    return share_of(
               column.values, [&](const std::string& value) { return knows_value(rule->values, value); },
               is_exact ? 1 : 0) >= kMost;
  });
  if (!found.empty()) take(Field::channel, found.front().column, found.front().rule);
}

void LogReader::choose_type() {
  const auto found = ranked(Field::message_type, [&](const ColumnView& column, bool) {
    if (has_word(column.words, kIdWords) || has_word(column.words, kAmountWords)) return false;
    const bool is_word = share_of(column.values, looks_like_name, 1) >= kMost;
    return is_word &&
           share_of(
               column.values, [](const std::string& value) { return value.size() <= 60; }, 1) >= kMostPhones;
  });
  if (!found.empty()) take(Field::message_type, found.front().column, found.front().rule);
}

void LogReader::choose_id() {
  const auto found = ranked(Field::message_id, [&](const ColumnView& column, bool) {
    return !has_word(column.words, kOwnerWords) && !has_word(column.words, kAmountWords) &&
           distinct_ratio(column.values) >= kMost;
  });
  if (!found.empty()) take(Field::message_id, found.front().column, found.front().rule);
}

}  // namespace mfax
