// In: a carrier's name or network code, and the country of the number. Out: one operator's id, or the text as it is.
// Ordered rules of that country, the user's before the built-in ones; never a guess. docs/normalization.md 3.
// Next: record.cpp.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "normalize/carrier_rules.hpp"
#include "normalize/carrier_text.hpp"
#include "normalize/country_family.hpp"
#include "normalize/table_rows.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMaxCarrierText = 256;  // the longest licensee's name known has 90

struct Network {
  std::string_view country, id, brand;
};

struct MobileCountry {
  std::string_view country;
  std::size_t mnc_length = 2;
};

class NetworkTable {
 public:
  NetworkTable() {
    for_each_table_row("src/normalize/data/mccmnc.tsv", 5, [this](const std::vector<std::string_view>& cells) {
      networks_.emplace(key(cells[0], cells[1]), Network{cells[2], cells[3], cells[4]});
    });
    for_each_table_row("src/normalize/data/mcc_countries.tsv", 3,
                       [this](const std::vector<std::string_view>& cells) {
                         countries_.emplace(cells[0], MobileCountry{cells[1], cells[2] == "3" ? std::size_t{3} : std::size_t{2}});
                       });
  }
  static const NetworkTable& instance() {
    static const NetworkTable table;
    return table;
  }

  const Network* find(const carrier_text::Code& code) const {
    if (const Network* network = at(key(code.mcc, code.mnc))) return network;
    // Networks that broadcast two digits where three are assigned: 310-41 is 310-410 where 310-041 is nobody's.
    const auto country = countries_.find(code.mcc);
    const bool is_short = country != countries_.end() && country->second.mnc_length == 3 && code.mnc.size() == 2;
    return is_short ? at(key(code.mcc, code.mnc + '0')) : nullptr;
  }
  /// Country that the MCC belongs to, whether or not the network is known; "" for an unassigned one.
  std::string_view country_of(const std::string& mcc) const {
    const auto found = countries_.find(mcc);
    return found == countries_.end() ? std::string_view{} : found->second.country;
  }

 private:
  /// Without the zeros that a number type loses or a fixed width adds: no two codes of the table differ only in them
  /// (check_tables.py), so 310/4, 310/04 and 310/004 are one network.
  static std::string key(std::string_view mcc, std::string_view mnc) {
    const std::size_t digit = std::min(mnc.find_first_not_of('0'), mnc.size() - 1);
    return std::string(mcc) + '-' + std::string(mnc.substr(digit));
  }

  const Network* at(const std::string& code) const {
    const auto found = networks_.find(code);
    return found == networks_.end() ? nullptr : &found->second;
  }

  std::unordered_map<std::string, Network> networks_;
  std::unordered_map<std::string_view, MobileCountry> countries_;
};

/// Places whose operators are those of a larger neighbour in the same numbering plan or of the country they belong to,
/// where they have no rule of their own.
std::string_view fallback_country(std::string_view country) noexcept {
  struct Family {
    std::string_view parent, members;
  };
  constexpr auto kFamilies = std::to_array<Family>({{"US", "PR GU VI AS MP UM"},
                                                    {"GB", "GG JE IM"},
                                                    {"FR", "GP RE MQ GF YT PM BL MF"},
                                                    {"AU", "CX CC NF"},
                                                    {"FI", "AX"},
                                                    {"NO", "SJ"},
                                                    {"IT", "VA SM"},
                                                    {"MA", "EH"}});
  for (const Family& family : kFamilies)
    if (family.members.find(country) != std::string_view::npos) return family.parent;
  return {};
}

/// The user's rules, if any, in front of the built-in ones.
class RuleSet {
 public:
  explicit RuleSet(const CarrierRules* own) : tables_{own, &CarrierRules::built_in()} {}

  const CarrierRule* find(std::string_view name, std::string_view country) const {
    const CarrierKey key(name);
    for (const std::string_view place : {country, fallback_country(country)}) {
      if (place.empty()) continue;
      for (const CarrierRules* table : tables_)
        if (const CarrierRule* rule = table == nullptr ? nullptr : table->find(place, key); rule != nullptr) return rule;
    }
    return nullptr;
  }
  const CarrierRule* by_id(std::string_view id) const {
    for (const CarrierRules* table : tables_)
      if (const CarrierRule* rule = table == nullptr ? nullptr : table->by_id(id); rule != nullptr) return rule;
    return nullptr;
  }
  const std::array<const CarrierRules*, 2>& tables() const noexcept { return tables_; }

 private:
  std::array<const CarrierRules*, 2> tables_;
};

/// Without a country: the brand that the best rules agree on. `countries` = in how many of them.
struct BrandFound {
  const CarrierRule* rule = nullptr;
  std::size_t countries = 0;
  bool is_disputed = false;
};

BrandFound find_brand(std::string_view name, const RuleSet& rules) {
  const CarrierKey key(name);
  // Where the brand was sold and renamed a rule still knows its old name; the operators that bear it come first.
  const auto weight = [&key](const CarrierRule& of, bool is_own) {
    return of.text.size() + (of.equals ? 2 : 0) + (carrier_text::key(of.brand) == key.bare ? kMaxCarrierText : 0) +
           (is_own ? 2 * kMaxCarrierText : 0);
  };
  BrandFound found;
  std::size_t best = 0;
  for (const CarrierRules* table : rules.tables()) {
    if (table == nullptr) continue;
    for (const auto& [country, unused] : table->by_country()) {
      const CarrierRule* rule = table->find(country, key);
      if (rule == nullptr) continue;
      const std::size_t value = weight(*rule, table == rules.tables()[0]);
      if (value > best) {
        found = BrandFound{rule, 1, false};
        best = value;
      } else if (value == best) {
        ++found.countries;
        found.is_disputed = found.is_disputed || rule->slug != found.rule->slug;
      }
    }
  }
  return found;
}

/// The words at the end of a key that name a country: "t mobile austria". "" where they are a state of `home` (Georgia,
/// New Jersey, New Mexico) or too short to be sure.
std::string_view country_words(std::string_view key, std::string_view home) {
  constexpr std::size_t kMostWords = 4, kFewestLetters = 4;
  std::string_view found;
  std::size_t cut = key.size();
  for (std::size_t words = 0; words < kMostWords && cut != 0; ++words) {
    cut = key.rfind(' ', cut - 1);
    if (cut == std::string_view::npos) break;
    const std::string_view tail = key.substr(cut + 1);
    if (!parse_state(tail, home).code.empty()) return {};
    if (tail.size() >= kFewestLetters && !parse_country(tail, PhoneKey{}).alpha2.empty()) found = tail;
  }
  return found;
}

/// "T-Mobile AT", "Virgin Mobile (UK)": the two or three capitals of a country that has an operator of the name before them.
/// Not where they are a state of `home` (T-Mobile DE may be Delaware), and never without that other operator: many
/// companies end in two capitals.
bool ends_with_country_code(std::string_view name, std::string_view home, const RuleSet& rules) {
  while (!name.empty() && !is_ascii_letter(name.back())) name.remove_suffix(1);
  std::size_t begin = name.size();
  while (begin > 0 && name[begin - 1] >= 'A' && name[begin - 1] <= 'Z') --begin;
  const std::string_view code = name.substr(begin);
  const bool is_apart = begin > 1 && (name[begin - 1] == ' ' || name[begin - 1] == '(' || name[begin - 1] == '-');
  if (!is_apart || code.size() < 2 || code.size() > 3) return false;
  const std::string_view country = parse_country(code, PhoneKey{}).alpha2;
  if (country.empty() || country == home || are_related_countries(country, home)) return false;
  if (!parse_state(code, home).code.empty()) return false;
  return rules.find(name.substr(0, begin - 1), country) != nullptr;
}

/// Words of one country's operators that are no name of it.
bool has_foreign_word(std::string_view key, std::string_view home) {
  struct Word {
    std::string_view text, country;
  };
  constexpr auto kWords = std::to_array<Word>({{" thuis ", "NL"}, {" slovak telekom ", "SK"}, {" makedonija ", "MK"}, {" magyar telekom ", "HU"}});
  const std::string padded = ' ' + std::string(key) + ' ';
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](const Word& word) { return word.country != home && padded.find(word.text) != std::string::npos; });
}

/// "T-Mobile Austria" on an American number is not T-Mobile US. Where the rule itself has the words they are the name.
bool names_another_country(std::string_view name, std::string_view home, const CarrierRule& rule, const RuleSet& rules) {
  const CarrierKey key(name);
  if (has_foreign_word(key.bare, home) || (!rule.equals && ends_with_country_code(name, home, rules))) return true;
  const std::string_view words = country_words(key.bare, home);
  if (words.empty()) return false;
  const std::string_view country = parse_country(words, PhoneKey{}).alpha2;
  const auto is_congo = [](std::string_view of) { return of == "CG" || of == "CD"; };  // both are "Congo"
  if (country == home || are_related_countries(country, home) || (is_congo(country) && is_congo(home))) return false;
  return !trim_ascii(rule.text).ends_with(words);
}

void set_unmapped(Carrier& carrier, std::string_view text, std::string_view stripped) {
  std::string folded(carrier_text::without_legal_form(carrier_text::key(stripped)));
  if (folded.empty()) folded = fold_text(text);
  carrier.id = "raw:" + folded;
  carrier.name = std::string(trim_ascii(text));
  carrier.codes.add(DiagCode::C_UNMAPPED);
}

void set_rule(Carrier& carrier, const CarrierRule& rule, std::string_view stripped) {
  carrier.id = rule.id;
  carrier.name = rule.brand;
  if (carrier_text::key(stripped) != carrier_text::key(rule.brand)) carrier.codes.add(DiagCode::C_ALIAS);
}

void name_without_country(Carrier& carrier, std::string_view text, std::string_view stripped, const RuleSet& rules) {
  const BrandFound found = find_brand(stripped, rules);
  if (found.rule == nullptr || found.is_disputed) {
    set_unmapped(carrier, text, stripped);
    if (found.rule != nullptr) carrier.codes.add(DiagCode::C_NO_COUNTRY);
    return;
  }
  set_rule(carrier, *found.rule, stripped);
  if (found.countries == 1) return;
  carrier.id = "brand:" + found.rule->slug;
  carrier.codes.add(DiagCode::C_NO_COUNTRY);
}

Carrier by_name(std::string_view text, std::string_view country, const RuleSet& rules) {
  Carrier carrier;
  const std::string clean = carrier_text::without_entities(trim_ascii(text));
  const std::string_view stripped = carrier_text::without_decoration(clean);
  if (stripped.size() != trim_ascii(clean).size()) carrier.codes.add(DiagCode::C_DECORATION);
  const auto names = carrier_text::split_names(stripped);
  if (country.empty()) {
    name_without_country(carrier, text, names ? names->in_use : stripped, rules);
    return carrier;
  }
  for (const std::string_view name : {names ? names->in_use : stripped, names ? names->other : stripped}) {
    const CarrierRule* rule = rules.find(name, country);
    if (rule == nullptr || names_another_country(name, country, *rule, rules)) continue;
    set_rule(carrier, *rule, stripped);
    return carrier;
  }
  set_unmapped(carrier, clean, stripped);
  return carrier;
}

Carrier by_code(const carrier_text::Code& code, std::string_view country) {
  Carrier carrier;
  carrier.codes.add(DiagCode::C_CODE);
  const Network* network = NetworkTable::instance().find(code);
  // The code never moves the number to another country; the reader of the report is told instead.
  const std::string_view own = network != nullptr ? network->country : NetworkTable::instance().country_of(code.mcc);
  if (!country.empty() && !own.empty() && own != country && !are_related_countries(own, country))
    carrier.codes.add(DiagCode::C_CODE_CONFLICT);
  if (network == nullptr || network->id.empty()) {
    set_unmapped(carrier, code.mcc + '-' + code.mnc, code.mcc + '-' + code.mnc);
    if (network != nullptr) carrier.name = std::string(network->brand);
    return carrier;
  }
  carrier.id = std::string(network->id);
  carrier.name = std::string(network->brand);
  return carrier;
}

/// pr:t-mobile on a code of us:t-mobile: one company in two countries of one family.
bool is_same_abroad(std::string_view id, std::string_view other) {
  const std::size_t colon = id.find(':');
  if (colon != 2 || other.find(':') != 2 || id.substr(3) != other.substr(3)) return false;
  const auto country = [](std::string_view of) {
    return std::string{static_cast<char>(of[0] & ~0x20), static_cast<char>(of[1] & ~0x20)};
  };
  return are_related_countries(country(id), country(other));
}

/// A brand on another operator's network is no conflict: codes give the host (docs/normalization.md 3 step 2).
bool is_hosted_by(std::string_view id, std::string_view host_id, const RuleSet& rules) {
  constexpr int kMostParents = 4;
  for (int depth = 0; depth < kMostParents; ++depth) {
    const CarrierRule* rule = rules.by_id(id);
    if (rule == nullptr || rule->parent.empty()) return false;
    const std::string_view country = id.substr(0, id.find(':') + 1);
    if (host_id.starts_with(country) && host_id.substr(country.size()) == rule->parent) return true;
    const CarrierRule* parent = rules.by_id(std::string(country) + rule->parent);
    if (parent == nullptr) return false;
    id = parent->id;
  }
  return false;
}

}  // namespace

Carrier parse_carrier(std::string_view name, std::string_view mccmnc, std::string_view country, const CarrierRules* own) {
  const RuleSet rules(own);
  name = trim_ascii(name.substr(0, std::min(name.size(), kMaxCarrierText)));
  const bool has_name = !carrier_text::is_null(name);
  auto code = carrier_text::parse_code(mccmnc);
  if (!has_name) return code ? by_code(*code, country) : Carrier{};
  if (const auto in_name = carrier_text::parse_code(name)) return by_code(*in_name, country);
  Carrier carrier = by_name(name, country, rules);
  const auto both = carrier_text::split_code(name);
  if (both && carrier.codes.has(DiagCode::C_UNMAPPED)) {
    if (Carrier named = by_name(both->name, country, rules); !named.codes.has(DiagCode::C_UNMAPPED)) carrier = std::move(named);
  }
  if (both && !code) code = both->code;
  if (!code) return carrier;
  const Carrier network = by_code(*code, country);
  // Twilio's own sample has a Swedish code on an American number; nobody need know the network to see that.
  if (network.codes.has(DiagCode::C_CODE_CONFLICT)) carrier.codes.add(DiagCode::C_CODE_CONFLICT);
  if (carrier.codes.has(DiagCode::C_UNMAPPED) || network.codes.has(DiagCode::C_UNMAPPED)) return carrier;
  const bool agrees = network.id == carrier.id || is_same_abroad(carrier.id, network.id) ||
                      is_hosted_by(carrier.id, network.id, rules) || is_hosted_by(network.id, carrier.id, rules);
  if (!agrees) carrier.codes.add(DiagCode::C_CODE_CONFLICT);
  return carrier;
}

}  // namespace mfax
