// In: a country or state as a log or directory writes it. Out: ISO 3166 codes, or a code that says why there is none.
// Exact tables only, nothing by similarity; docs/normalization.md 4.2 and 4.3.
// Next: record.cpp and directory/.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "normalize/table_rows.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMaxPlaceText = 128;  // longer texts are no names; folding them would only cost time

struct CountryRow {
  std::string_view alpha2, name;
};

struct NameEntry {
  std::string_view alpha2;
  bool is_alias = false;
};

std::string_view after_prefix(std::string_view text, std::string_view prefix) noexcept {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

/// Folded, punctuation to blanks (dots to nothing: "U.S.A." = "USA"), '&' as "and", "saint" as "st".
std::string place_key(std::string_view text) {
  std::string spaced;
  for (const char c : fold_text(text)) {
    if (c == '&')
      spaced += " and ";
    else if (is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80)
      spaced += c;
    else if (c != '.')
      spaced += ' ';
  }
  std::string key;
  for (const std::string_view word : split(spaced, ' ')) {
    if (word.empty() || word == "the") continue;
    if (!key.empty()) key += ' ';
    key += word == "saint" ? std::string_view{"st"} : word;
  }
  return key;
}

/// "Korea, Republic of" -> "Republic of Korea"; "" without a single comma.
std::string uninverted(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos) return {};
  return std::string(trim_ascii(text.substr(comma + 1))) + ' ' + std::string(trim_ascii(text.substr(0, comma)));
}

class CountryTable {
 public:
  CountryTable() {
    for_each_table_row("src/normalize/data/countries.tsv", 6,
                       [this](const std::vector<std::string_view>& cells) { add(cells); });
  }
  static const CountryTable& instance() {
    static const CountryTable table;
    return table;
  }

  std::string_view find(const std::unordered_map<std::string, std::string_view>& index, const std::string& key) const {
    const auto found = index.find(key);
    return found == index.end() ? std::string_view{} : found->second;
  }
  const NameEntry* by_name(const std::string& key) const {
    const auto found = names_.find(key);
    if (found != names_.end()) return &found->second;
    const std::string shorter(after_prefix(key, "republic of "));
    const auto second = shorter == key ? names_.end() : names_.find(shorter);
    return second == names_.end() ? nullptr : &second->second;
  }
  const CountryRow* row(std::string_view alpha2) const {
    const auto found = rows_.find(alpha2);
    return found == rows_.end() ? nullptr : &found->second;
  }
  std::string_view by_alpha3(const std::string& key) const { return find(alpha3_, key); }
  std::string_view by_numeric(const std::string& key) const { return find(numeric_, key); }
  const std::vector<std::string_view>* by_calling_code(const std::string& digits) const {
    const auto found = calling_.find(digits);
    return found == calling_.end() ? nullptr : &found->second;
  }

 private:
  void add(const std::vector<std::string_view>& cells) {
    const std::string_view alpha2 = cells[0];
    rows_.emplace(alpha2, CountryRow{alpha2, cells[4]});
    if (!cells[1].empty()) alpha3_.emplace(to_lower_ascii(cells[1]), alpha2);
    if (!cells[2].empty()) numeric_.emplace(cells[2], alpha2);
    for (const std::string_view code : split(cells[3], '|')) {
      std::string digits;
      for (const char c : code)
        if (is_ascii_digit(c)) digits += c;
      if (!digits.empty()) calling_[digits].push_back(alpha2);
    }
    add_name(cells[4], alpha2, false);
    for (const std::string_view alias : split(cells[5], '|')) add_name(alias, alpha2, true);
  }
  void add_name(std::string_view name, std::string_view alpha2, bool is_alias) {
    for (const std::string& form : {std::string(name), uninverted(name)})
      if (const std::string key = place_key(form); !key.empty()) names_.emplace(key, NameEntry{alpha2, is_alias});
  }

  std::unordered_map<std::string_view, CountryRow> rows_;
  std::unordered_map<std::string, std::string_view> alpha3_, numeric_;
  std::unordered_map<std::string, std::vector<std::string_view>> calling_;
  std::unordered_map<std::string, NameEntry> names_;
};

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

Country found_country(std::string_view alpha2, bool is_alias = false) {
  Country country;
  country.alpha2 = alpha2;
  if (is_alias) country.codes.add(DiagCode::L_ALIAS);
  return country;
}

Country no_country(DiagCode why) {
  Country country;
  country.codes.add(why);
  return country;
}

/// The number's own country, if its calling code is these digits ("1" or an area code too: "1242").
std::string_view country_of_number(std::string_view digits, PhoneKey number) {
  if (!number) return {};
  std::string text = to_e164(number);
  if (!std::string_view(text).substr(1).starts_with(digits)) return {};
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (value != calling_code(number) && digits.size() < 4) return {};
  const CountryRow* row = CountryTable::instance().row(number_region(number));
  return row == nullptr ? std::string_view{} : row->alpha2;
}

Country by_calling_code(const std::string& digits, PhoneKey number) {
  const auto* countries = CountryTable::instance().by_calling_code(digits);
  if (digits.size() == 4 && digits.front() == '1') {  // "+1 242" is an area code of the NANP and means the Bahamas
    std::uint64_t area = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), area);
    const CountryRow* row = CountryTable::instance().row(number_region(PhoneKey{area * 10'000'000 + 5'550'100}));
    return row == nullptr ? no_country(DiagCode::L_UNKNOWN) : found_country(row->alpha2);
  }
  if (countries == nullptr) return no_country(DiagCode::L_UNKNOWN);
  if (countries->size() == 1) return found_country(countries->front());
  const std::string_view own = country_of_number(digits, number);
  if (std::find(countries->begin(), countries->end(), own) != countries->end()) return found_country(own);
  return no_country(DiagCode::L_AMBIGUOUS);
}

/// Digits alone: the ISO number with its three digits, otherwise a calling code, but only if the number agrees.
Country by_bare_digits(const std::string& digits, PhoneKey number) {
  const CountryTable& table = CountryTable::instance();
  if (digits.size() == 3)
    if (const std::string_view alpha2 = table.by_numeric(digits); !alpha2.empty()) return found_country(alpha2);
  if (table.by_calling_code(digits) == nullptr) return no_country(DiagCode::L_UNKNOWN);
  const std::string_view own = country_of_number(digits, number);
  return own.empty() ? no_country(DiagCode::L_AMBIGUOUS) : found_country(own);
}

}  // namespace

Country parse_country(std::string_view text, PhoneKey number) {
  text = trim_ascii(text);
  if (text.empty() || text.size() > kMaxPlaceText) return text.empty() ? Country{} : no_country(DiagCode::L_UNKNOWN);
  const CountryTable& table = CountryTable::instance();
  if (text.front() == '+') {
    std::string digits;
    for (const char c : text.substr(1))
      if (is_ascii_digit(c))
        digits += c;
      else if (c != ' ' && c != '-')
        return no_country(DiagCode::L_UNKNOWN);
    return by_calling_code(digits, number);
  }
  if (all_digits(text)) return by_bare_digits(std::string(text), number);
  const std::string lower = to_lower_ascii(text);
  if (text.size() == 2) {
    const std::string upper{static_cast<char>(lower[0] & ~0x20), static_cast<char>(lower[1] & ~0x20)};
    if (const CountryRow* row = table.row(upper)) return found_country(row->alpha2);
  }
  if (const std::string_view alpha2 = table.by_alpha3(lower); !alpha2.empty()) return found_country(alpha2);
  for (const std::string& form : {std::string(text), uninverted(text)})
    if (const std::string key = place_key(form); !key.empty())
      if (const NameEntry* entry = table.by_name(key)) return found_country(entry->alpha2, entry->is_alias);
  return no_country(DiagCode::L_UNKNOWN);
}

bool is_country(std::string_view alpha2) noexcept { return CountryTable::instance().row(alpha2) != nullptr; }

std::string_view country_name(std::string_view alpha2) noexcept {
  const CountryRow* row = CountryTable::instance().row(alpha2);
  return row == nullptr ? std::string_view{} : row->name;
}

namespace {

struct StateEntry {
  std::string_view code;
  bool is_alias = false;
};

class StateTable {
 public:
  StateTable() {
    for_each_table_row("src/normalize/data/subdivisions.tsv", 4, [this](const std::vector<std::string_view>& cells) {
      auto& of_country = states_[cells[0]];
      of_country.emplace(place_key(cells[1]), StateEntry{cells[1], false});
      of_country.emplace(place_key(cells[2]), StateEntry{cells[1], false});
      for (const std::string_view alias : split(cells[3], '|'))
        if (std::string key = place_key(alias); !key.empty())
          of_country.emplace(std::move(key), StateEntry{cells[1], true});
    });
  }
  const StateEntry* find(std::string_view country, const std::string& key) const {
    const auto of_country = states_.find(country);
    if (of_country == states_.end()) return nullptr;
    const auto found = of_country->second.find(key);
    return found == of_country->second.end() ? nullptr : &found->second;
  }
  static const StateTable& instance() {
    static const StateTable table;
    return table;
  }

 private:
  std::unordered_map<std::string_view, std::unordered_map<std::string, StateEntry>> states_;
};

Subdivision no_state(DiagCode why) {
  Subdivision state;
  state.codes.add(why);
  return state;
}

/// Areas of the United States with country codes of their own: kept as written, and noted.
bool is_territory(std::string_view country, std::string_view code) noexcept {
  constexpr auto kTerritories = std::to_array<std::string_view>({"PR", "GU", "VI", "AS", "MP", "UM"});
  return country == "US" && std::find(kTerritories.begin(), kTerritories.end(), code) != kTerritories.end();
}

}  // namespace

Subdivision parse_state(std::string_view text, std::string_view country) {
  text = trim_ascii(text);
  if (text.empty()) return {};
  if (text.size() > kMaxPlaceText) return no_state(DiagCode::L_UNKNOWN_STATE);
  const StateTable& table = StateTable::instance();
  std::string upper_country(country);
  if (text.size() > 3 && (text[2] == '-' || text[2] == '_')) {  // US-CA: its country must be the row's
    std::string prefix{static_cast<char>(text[0] & ~0x20), static_cast<char>(text[1] & ~0x20)};
    const std::string key = place_key(text.substr(3));
    if ((country.empty() || prefix == country) && table.find(prefix, key) != nullptr) {
      text = text.substr(3);
      upper_country = prefix;
    }
  }
  const std::string key = place_key(text);
  if (upper_country.empty()) {
    const bool in_us = table.find("US", key) != nullptr, in_ca = table.find("CA", key) != nullptr;
    if (in_us == in_ca) return no_state(in_us ? DiagCode::L_AMBIGUOUS : DiagCode::L_UNKNOWN_STATE);
    upper_country = in_us ? "US" : "CA";
  }
  const StateEntry* entry = table.find(upper_country, key);
  if (entry == nullptr) return no_state(DiagCode::L_UNKNOWN_STATE);
  Subdivision state;
  state.code = upper_country + '-' + std::string(entry->code);
  if (entry->is_alias) state.codes.add(DiagCode::L_ALIAS);
  if (is_territory(upper_country, entry->code)) state.codes.add(DiagCode::L_RELATED);
  return state;
}

}  // namespace mfax
