// In: a country as a log or directory writes it. Out: its ISO 3166 code, or a code that says why there is none.
// Exact tables only, nothing by similarity; docs/normalization.md 4.1. States are place_state.cpp.
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
#include "normalize/place_text.hpp"
#include "normalize/table_rows.hpp"

namespace mfax {
namespace {

using place_text::place_key;
using place_text::uninverted;

constexpr std::size_t kMaxPlaceText = 192;  // longer texts are no names; folding them would only cost time

struct CountryRow {
  std::string_view alpha2, name;
};

struct NameEntry {
  std::string_view alpha2;
  bool is_alias = false;
};

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
    return found == names_.end() ? nullptr : &found->second;
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
    for (const std::string& form : {std::string(name), uninverted(name), place_text::german_spelling(name),
                                    place_text::without_apostrophes(name)})
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

/// "Republik Angola": the name without the words for its form of state. Not where these words tell two apart.
Country by_official_name(std::string_view text) {
  constexpr auto kTwins = std::to_array<std::string_view>({"CD", "CG", "CN", "TW", "KP", "KR", "DM", "DO", "WS", "AS", "GE"});
  for (const std::string& form : {std::string(text), place_text::uninverted(text)}) {
    const std::string key = place_text::short_form(form);
    const NameEntry* entry = key.empty() ? nullptr : CountryTable::instance().by_name(key);
    if (entry != nullptr && std::find(kTwins.begin(), kTwins.end(), entry->alpha2) == kTwins.end())
      return found_country(entry->alpha2, true);
  }
  return no_country(DiagCode::L_UNKNOWN);
}

/// One spelling: a code, a calling code, a name or an alias.
Country by_one_spelling(std::string_view text, PhoneKey number) {
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
  if (text.size() == 2 && is_ascii_letter(text[0]) && is_ascii_letter(text[1])) {
    const std::string upper{static_cast<char>(lower[0] & ~0x20), static_cast<char>(lower[1] & ~0x20)};
    if (const CountryRow* row = table.row(upper)) return found_country(row->alpha2);
  }
  if (const std::string_view alpha2 = table.by_alpha3(lower); !alpha2.empty()) return found_country(alpha2);
  for (const std::string& form : {std::string(text), uninverted(text)})
    if (const std::string key = place_key(form); !key.empty())
      if (const NameEntry* entry = table.by_name(key)) return found_country(entry->alpha2, entry->is_alias);
  return by_official_name(text);
}

/// "+1" beside "Canada" says nothing else than "Canada".
bool is_calling_code_of(std::string_view text, std::string_view alpha2) {
  std::string digits;
  for (const char c : text)
    if (is_ascii_digit(c))
      digits += c;
    else if (c != '+' && c != ' ')
      return false;
  const auto* countries = CountryTable::instance().by_calling_code(digits);
  return countries != nullptr && std::find(countries->begin(), countries->end(), alpha2) != countries->end();
}

/// "Germany (DE)", "GB - United Kingdom", "+49 Germany": spellings side by side that all mean one country.
Country by_several_spellings(std::string_view text, PhoneKey number) {
  Country found;
  const std::vector<std::string_view> parts = place_text::parts(text);
  for (const std::string_view part : parts) {
    if (part.front() == '+' || all_digits(part)) continue;
    const Country one = by_one_spelling(part, number);
    if (one.alpha2.empty() || (!found.alpha2.empty() && one.alpha2 != found.alpha2)) return no_country(DiagCode::L_UNKNOWN);
    found = one;
  }
  if (parts.size() < 2 || found.alpha2.empty()) return no_country(DiagCode::L_UNKNOWN);
  for (const std::string_view part : parts)
    if ((part.front() == '+' || all_digits(part)) && !is_calling_code_of(part, found.alpha2) &&
        by_one_spelling(part, number).alpha2 != found.alpha2)
      return no_country(DiagCode::L_UNKNOWN);
  return found_country(found.alpha2, true);
}

}  // namespace

Country parse_country(std::string_view text, PhoneKey number) {
  text = trim_ascii(text);
  if (text.empty() || text.size() > kMaxPlaceText) return text.empty() ? Country{} : no_country(DiagCode::L_UNKNOWN);
  const Country country = by_one_spelling(text, number);
  return country.codes.has(DiagCode::L_UNKNOWN) ? by_several_spellings(text, number) : country;
}

bool is_country(std::string_view alpha2) noexcept { return CountryTable::instance().row(alpha2) != nullptr; }

std::string_view country_name(std::string_view alpha2) noexcept {
  const CountryRow* row = CountryTable::instance().row(alpha2);
  return row == nullptr ? std::string_view{} : row->name;
}

}  // namespace mfax
