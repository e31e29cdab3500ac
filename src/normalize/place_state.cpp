// In: a state or province as a log or directory writes it, and its country. Out: its ISO 3166-2 code, or a code that
// says why there is none. Only within the country; exact tables, nothing by similarity; docs/normalization.md 4.2.
// Next: record_parts.cpp and directory/.
#include <algorithm>
#include <array>
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

constexpr std::size_t kMaxStateText = 128;  // longer texts are no names; folding them would only cost time

struct StateEntry {
  std::string_view code;
  bool is_alias = false;
};

/// "State of X", "X Province": words that add nothing to the name. Longer ones first.
constexpr auto kKindsBefore = std::to_array<std::string_view>(
    {"comunidad autonoma de ", "autonomous community of ", "federal territory of ", "union territory of ", "commonwealth of ",
     "departamento del ", "departamento de ", "departement de ", "wojewodztwo ", "provincia del ", "provincia de ", "provincia di ",
     "prefecture de ", "prefecture of ", "province of ", "province de ", "province du ", "province ", "provincia ", "provincie ",
     "governorate of ", "emirate of ", "territory of ", "comunidad de ", "canton de ", "canton du ", "canton of ", "kanton ",
     "bundesland ", "estado de ", "estado do ", "estado da ", "freistaat ", "region de ", "region of ", "regione ", "region ",
     "county of ", "republic of ", "state of ", "departement ", "land "});
constexpr auto kKindsBehind = std::to_array<std::string_view>(
    {" autonomous region", " special administrative region", " metropolitan city", " governorate", " voivodeship", " prefecture",
     " department", " province", " provincia", " republic", " emirate", " oblast", " county", " region", " canton", " state",
     " krai", " lan", " ken", " sheng", " shi", " fu", " to", " do"});

class StateTable {
 public:
  StateTable() {
    for_each_table_row("src/normalize/data/subdivisions.tsv", 4, [this](const std::vector<std::string_view>& cells) {
      auto& of_country = states_[cells[0]];
      add(of_country, cells[1], {cells[1], false});
      add(of_country, cells[2], {cells[1], false});
      for (const std::string_view alias : split(cells[3], '|')) add(of_country, alias, {cells[1], true});
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
  using Names = std::unordered_map<std::string, StateEntry>;
  static void add(Names& names, std::string_view name, StateEntry entry) {
    for (const std::string& form : {std::string(name), place_text::german_spelling(name), place_text::without_apostrophes(name)})
      if (std::string key = place_key(form); !key.empty()) names.emplace(std::move(key), entry);
  }

  std::unordered_map<std::string_view, Names> states_;
};

Subdivision no_state(DiagCode why) {
  Subdivision state;
  state.codes.add(why);
  return state;
}

/// Areas of the United States with country codes of their own: kept as written, and noted.
bool is_territory(std::string_view code) noexcept {
  constexpr auto kTerritories = std::to_array<std::string_view>({"PR", "GU", "VI", "AS", "MP", "UM"});
  return std::find(kTerritories.begin(), kTerritories.end(), code) != kTerritories.end();
}

std::string without_kind(const std::string& key) {
  for (const std::string_view word : kKindsBefore)
    if (key.size() > word.size() && key.starts_with(word)) return key.substr(word.size());
  for (const std::string_view word : kKindsBehind)
    if (key.size() > word.size() && key.ends_with(word)) return key.substr(0, key.size() - word.size());
  return {};
}

/// "n y" of "N. Y.": "ny"; "" where a word has more than one letter.
std::string joined_initials(const std::string& key) {
  std::string joined;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i % 2 == 0)
      joined += key[i];
    else if (key[i] != ' ')
      return {};
  }
  return joined.size() < 2 ? std::string{} : joined;
}

/// A name or code of the country, also with the word for its kind: then it is an alias.
StateEntry find_name(std::string_view country, std::string_view text) {
  const StateTable& table = StateTable::instance();
  const std::string key = place_key(text);
  if (const StateEntry* entry = table.find(country, key)) return *entry;
  if (const std::string initials = joined_initials(key); !initials.empty())
    if (const StateEntry* entry = table.find(country, initials)) return {entry->code, true};
  const std::string name = without_kind(key);
  // A code needs no such word: "State of IN" is nobody's spelling.
  const StateEntry* entry = name.size() < 4 ? nullptr : table.find(country, name);
  return entry == nullptr ? StateEntry{} : StateEntry{entry->code, true};
}

/// "California (CA)", "CA, USA": parts that all mean one state, or the country it is in.
StateEntry find_parts(std::string_view country, std::string_view text) {
  const std::vector<std::string_view> parts = place_text::parts(text);
  StateEntry found;
  if (parts.size() < 2) return found;
  for (const std::string_view part : parts) {
    const StateEntry one = find_name(country, part);
    if (one.code.empty() && parse_country(part, PhoneKey{}).alpha2 == country) continue;
    if (one.code.empty() || (!found.code.empty() && one.code != found.code)) return {};
    found = {one.code, true};
  }
  return found;
}

Subdivision found_state(std::string_view country, const StateEntry& entry) {
  Subdivision state;
  state.code = std::string(country) + '-' + std::string(entry.code);
  if (entry.is_alias) state.codes.add(DiagCode::L_ALIAS);
  if (country == "US" && is_territory(entry.code)) state.codes.add(DiagCode::L_RELATED);
  return state;
}

/// The country that a code like US-CA names, if it is a code of that country; "" otherwise.
std::string country_in_code(std::string_view text) {
  if (text.size() < 4 || (text[2] != '-' && text[2] != '_') || !is_ascii_letter(text[0]) || !is_ascii_letter(text[1])) return {};
  const std::string country{static_cast<char>(text[0] & ~0x20), static_cast<char>(text[1] & ~0x20)};
  return StateTable::instance().find(country, place_key(text.substr(3))) == nullptr ? std::string{} : country;
}

/// Without any country: only what exactly one of the two countries with states in every log knows.
Subdivision without_country(std::string_view text) {
  const auto find = [text](std::string_view country) {
    const StateEntry entry = find_name(country, text);
    return entry.code.empty() ? find_parts(country, text) : entry;
  };
  const StateEntry in_us = find("US"), in_ca = find("CA");
  if (in_us.code.empty() == in_ca.code.empty())
    return no_state(in_us.code.empty() ? DiagCode::L_UNKNOWN_STATE : DiagCode::L_AMBIGUOUS);
  return in_us.code.empty() ? found_state("CA", in_ca) : found_state("US", in_us);
}

}  // namespace

Subdivision parse_state(std::string_view text, std::string_view country) {
  text = trim_ascii(text);
  if (text.empty()) return {};
  if (text.size() > kMaxStateText) return no_state(DiagCode::L_UNKNOWN_STATE);
  if (const std::string named = country_in_code(text); !named.empty()) {
    const StateEntry* entry = StateTable::instance().find(named, place_key(text.substr(3)));
    if (country.empty() || named == country) return found_state(named, *entry);
    const bool is_own_territory = named == "US" && is_territory(country) && entry->code == country;
    if (find_name(country, text).code.empty() && !is_own_territory) {
      Subdivision state = no_state(DiagCode::L_UNKNOWN_STATE);
      state.codes.add(DiagCode::L_CONFLICT);  // the state's own country is not the row's
      return state;
    }
  }
  if (country.empty()) return without_country(text);
  StateEntry entry = find_name(country, text);
  if (entry.code.empty()) entry = find_parts(country, text);
  if (!entry.code.empty()) return found_state(country, entry);
  if (is_territory(country)) {  // country PR, state PR
    const StateEntry in_us = find_name("US", country_in_code(text) == "US" ? text.substr(3) : text);
    if (in_us.code == country) return found_state("US", in_us);
  }
  return no_state(DiagCode::L_UNKNOWN_STATE);
}

}  // namespace mfax
