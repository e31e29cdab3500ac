// In: a column and the rule it was bound to. Out: one line that says what speaks for it: its name, and how many of its
// sampled values look as they should. Next: bind.cpp keeps it with the slot, `mfax inspect` prints it.
#include <fmt/format.h>

#include <algorithm>

#include "formats/meaning.hpp"
#include "formats/value_shapes.hpp"

namespace mfax {
namespace {

struct Share {
  std::size_t good = 0, filled = 0;
};

template <class Test>
Share count(const ColumnView& column, Test&& test) {
  Share share;
  for (const std::string& value : column.values) {
    if (is_missing(value)) continue;
    ++share.filled;
    if (test(value)) ++share.good;
  }
  return share;
}

std::string said(const Share& share, std::string_view what) {
  if (share.filled == 0) return "no value in the sampled rows";
  return fmt::format("{} of {} sampled values {}", share.good, share.filled, what);
}

std::string values_text(const ColumnRule& rule, const ColumnView& column) {
  switch (rule.field) {
    case Field::to_number:
    case Field::from_number:
    case Field::phone:
    case Field::factor_phone:
      return said(count(column, looks_like_phone), "look like phone numbers");
    case Field::sent_at:
    case Field::sent_time:
    case Field::last_login_at:
    case Field::created_at:
      return said(count(column, [](const std::string& value) { return time_shape(value) != TimeShape::none; }), "look like times");
    case Field::state:
      return said(count(column, looks_like_state), "are states of the US or Canada");
    case Field::country:
    case Field::from_country:
      return said(count(column, looks_like_country), "look like countries");
    case Field::email:
      return said(count(column, looks_like_email), "look like addresses");
    case Field::mccmnc:
      return said(count(column, looks_like_network_code), "look like network codes");
    case Field::timezone:
      return said(count(column, looks_like_zone), "look like zones");
    default:
      break;
  }
  if (!rule.values.empty()) return said(count(column, [&](const std::string& value) { return knows_value(rule.values, value); }), "are known words");
  return said(count(column, [](const std::string&) { return true; }), "are filled");
}

}  // namespace

std::string column_evidence(const ColumnRule& rule, const ColumnView& column, bool is_json, bool is_mapped) {
  std::string name = "by --map";
  if (!is_mapped) {
    const auto rank = rank_of(column, is_json, RuleNames(rule, is_json), true);
    name = !rank ? "by its values" : rank->is_exact ? "by its name" : "by words of its name";
  }
  return fmt::format("{}; {}", name, values_text(rule, column));
}

}  // namespace mfax
