// In: sampled values of a column. Out: what they look like. Shapes only, no parsing: the normalizers decide what a
// value means; here it is decided what a column holds. Used by meaning.cpp, people_meaning.cpp and header.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mfax {

/// 7-15 digits in any spelling, masked ("+1XXX5550100") or damaged ("1.2E+10") numbers; no dates, no IP addresses.
bool looks_like_phone(std::string_view);

/// Two spellings of one number, national and international, agree in the last seven digits. Also true where `other` has none.
bool may_be_one_number(std::string_view number, std::string_view other);

enum class TimeShape { none, date_time, date, time_of_day, epoch };
TimeShape time_shape(std::string_view);

/// Milliseconds since 1970 of our years, "1709561000123": no telephone number of 13 digits begins so.
bool is_epoch_ms(std::string_view);

/// Written as only phones are: a plus, or blanks and brackets among ten digits and more.
bool is_surely_phone(std::string_view);
/// Days since 1899-12-30 of our years, as a spreadsheet stores a time: "45355.58485", "45355".
bool is_excel_serial(std::string_view);
/// A time zone: "UTC", "PST", "+05:30", "America/New_York".
bool looks_like_zone(std::string_view);
/// A word of any of the eight languages for what became of a message: "Delivered to handset", "zugestellt".
bool says_delivery(std::string_view);

bool looks_like_state(std::string_view);         ///< US and Canadian codes and names, ISO 3166-2 codes
bool looks_like_country(std::string_view);       ///< letters, or a code of at most four digits
bool looks_like_name(std::string_view);          ///< has letters, is neither number nor status nor address
bool looks_like_network_code(std::string_view);  ///< MCC+MNC: "310260", "310-260"
bool looks_like_email(std::string_view);
bool looks_like_status(std::string_view);  ///< "delivered", "failed", "active" ...
bool is_small_number(std::string_view);    ///< an integer of at most four digits

bool is_missing(std::string_view);  ///< blank, or a word for nothing: "null", "N/A", "-"

/// Share of the values that are there for which `test` holds; `if_empty` when there are none.
template <class Test>
double share_of(std::span<const std::string> values, Test&& test, double if_empty) {
  std::size_t filled = 0, good = 0;
  for (const std::string& value : values) {
    if (is_missing(value)) continue;
    ++filled;
    if (test(value)) ++good;
  }
  return filled == 0 ? if_empty : static_cast<double>(good) / static_cast<double>(filled);
}
bool is_filled(std::span<const std::string> values);
/// Distinct values : non-empty values; 1 when there are none.
double distinct_ratio(std::span<const std::string> values);
/// Does the value map of a rule (folded text, "abc*", never "*") know the value?
bool knows_value(std::span<const std::pair<std::string, std::string>> value_map, std::string_view value);

}  // namespace mfax
