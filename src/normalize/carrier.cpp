// In: a carrier's name or network code, and the country of the number. Out: one operator's id, or the text as it is.
// Ordered rules of that country from data/carriers.tsv; never a guess. docs/normalization.md 3.2.
// Next: record.cpp.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "normalize/carrier_text.hpp"
#include "normalize/country_family.hpp"
#include "normalize/table_rows.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMaxCarrierText = 256;  // the longest licensee's name known has 90

struct Rule {
  std::string id;  ///< "us:verizon"
  std::string_view slug, brand, parent;
  bool equals = false;  ///< the whole key, not a phrase in it
  std::string text;     ///< key; padded with blanks when a phrase
};

struct Network {
  std::string_view country, id, brand;
};

struct MobileCountryCode {
  std::string_view country;
  std::size_t mnc_length = 2;
};

class CarrierTable {
 public:
  CarrierTable() {
    for_each_table_row("src/normalize/data/carriers.tsv", 7,
                       [this](const std::vector<std::string_view>& cells) { add_rule(cells); });
    for_each_table_row("src/normalize/data/mccmnc.tsv", 5, [this](const std::vector<std::string_view>& cells) {
      networks_.emplace(std::string(cells[0]) + '-' + std::string(cells[1]), Network{cells[2], cells[3], cells[4]});
    });
    for_each_table_row("src/normalize/data/mcc_countries.tsv", 3, [this](const std::vector<std::string_view>& cells) {
      codes_.emplace(cells[0],
                     MobileCountryCode{cells[1], cells[2].starts_with('3') ? std::size_t{3} : std::size_t{2}});
    });
  }
  static const CarrierTable& instance() {
    static const CarrierTable table;
    return table;
  }

  /// First rule of the country that the key meets; null when none does.
  const Rule* find(std::string_view country, std::string_view key, std::string_view bare_key) const {
    const auto rules = rules_.find(country);
    if (rules == rules_.end()) return nullptr;
    const std::string padded = ' ' + std::string(key) + ' ';
    for (const Rule& rule : rules->second)
      if (rule.equals ? rule.text == bare_key || rule.text == key : padded.find(rule.text) != std::string::npos)
        return &rule;
    return nullptr;
  }
  const std::map<std::string_view, std::vector<Rule>>& rules() const { return rules_; }

  /// The MNC as written, then with the zeros that a number type has lost.
  const Network* find_network(const carrier_text::Code& code) const {
    const auto country = codes_.find(code.mcc);
    const std::size_t usual = country == codes_.end() ? 2 : country->second.mnc_length;
    for (const std::size_t size : {std::max(code.mnc.size(), usual), code.mnc.size(), std::size_t{2}, std::size_t{3}}) {
      if (size < code.mnc.size()) continue;
      const std::string mnc = std::string(size - code.mnc.size(), '0') + code.mnc;
      if (const auto found = networks_.find(code.mcc + '-' + mnc); found != networks_.end()) return &found->second;
    }
    return nullptr;
  }
  /// Country that the MCC belongs to, whether or not the network is known; "" for an unassigned one.
  std::string_view country_of(const std::string& mcc) const {
    const auto found = codes_.find(mcc);
    return found == codes_.end() ? std::string_view{} : found->second.country;
  }

 private:
  void add_rule(const std::vector<std::string_view>& cells) {
    Rule rule;
    rule.id = to_lower_ascii(cells[0]) + ':' + std::string(cells[1]);
    rule.slug = cells[1];
    rule.brand = cells[2];
    rule.parent = cells[3];
    rule.equals = cells[5] == "equals";
    rule.text = carrier_text::key(cells[6]);
    if (rule.text.empty()) return;
    if (!rule.equals) rule.text = ' ' + rule.text + ' ';
    rules_[cells[0]].push_back(std::move(rule));
  }

  std::map<std::string_view, std::vector<Rule>> rules_;
  std::unordered_map<std::string, Network> networks_;
  std::unordered_map<std::string_view, MobileCountryCode> codes_;
};

/// Places whose operators are those of a larger neighbour in the same numbering plan, where they have no rule of their
/// own.
std::string_view fallback_country(std::string_view country) noexcept {
  for (const std::string_view code : {"PR", "GU", "VI", "AS", "MP", "UM"})
    if (country == code) return "US";
  for (const std::string_view code : {"GG", "JE", "IM"})
    if (country == code) return "GB";
  return {};
}

const Rule* find_rule(std::string_view name, std::string_view country) {
  const CarrierTable& table = CarrierTable::instance();
  const std::string key = carrier_text::key(name);
  const std::string_view bare = carrier_text::without_legal_form(key);
  if (const Rule* rule = table.find(country, key, bare)) return rule;
  const std::string_view fallback = fallback_country(country);
  return fallback.empty() ? nullptr : table.find(fallback, key, bare);
}

/// Without a country: the brand that the longest rule texts agree on. `countries` = in how many of them.
struct BrandFound {
  const Rule* rule = nullptr;
  std::size_t countries = 0;
  bool is_disputed = false;
};

BrandFound find_brand(std::string_view name) {
  const CarrierTable& table = CarrierTable::instance();
  const std::string key = carrier_text::key(name);
  const std::string_view bare = carrier_text::without_legal_form(key);
  BrandFound found;
  for (const auto& [country, rules] : table.rules()) {
    const Rule* rule = table.find(country, key, bare);
    if (rule == nullptr) continue;
    // Where the brand was sold and renamed a rule still knows its old name; the operators that bear it come first.
    const auto weight = [bare](const Rule& of) {
      return of.text.size() + (of.equals ? 2 : 0) + (carrier_text::key(of.brand) == bare ? kMaxCarrierText : 0);
    };
    if (found.rule == nullptr || weight(*rule) > weight(*found.rule)) {
      found = BrandFound{rule, 1, false};
    } else if (weight(*rule) == weight(*found.rule)) {
      ++found.countries;
      found.is_disputed = found.is_disputed || rule->slug != found.rule->slug;
    }
  }
  return found;
}

void set_unmapped(Carrier& carrier, std::string_view text, std::string_view stripped) {
  std::string folded = carrier_text::key(stripped);
  if (folded.empty()) folded = fold_text(text);
  carrier.id = "raw:" + folded;
  carrier.name = std::string(trim_ascii(text));
  carrier.codes.add(DiagCode::C_UNMAPPED);
}

void set_rule(Carrier& carrier, const Rule& rule, std::string_view stripped) {
  carrier.id = rule.id;
  carrier.name = std::string(rule.brand);
  if (carrier_text::key(stripped) != carrier_text::key(rule.brand)) carrier.codes.add(DiagCode::C_ALIAS);
}

void name_without_country(Carrier& carrier, std::string_view text, std::string_view stripped) {
  const BrandFound found = find_brand(stripped);
  if (found.rule == nullptr || found.is_disputed) {
    set_unmapped(carrier, text, stripped);
    if (found.rule != nullptr) carrier.codes.add(DiagCode::C_NO_COUNTRY);
    return;
  }
  set_rule(carrier, *found.rule, stripped);
  if (found.countries == 1) return;
  carrier.id = "brand:" + std::string(found.rule->slug);
  carrier.codes.add(DiagCode::C_NO_COUNTRY);
}

Carrier by_name(std::string_view text, std::string_view country) {
  Carrier carrier;
  const std::string clean = carrier_text::without_entities(trim_ascii(text));
  std::string_view stripped = carrier_text::without_decoration(clean);
  if (stripped.size() != clean.size()) carrier.codes.add(DiagCode::C_DECORATION);
  const auto dba = carrier_text::split_dba(stripped);
  if (country.empty()) {
    name_without_country(carrier, text, dba ? dba->brand : stripped);
    return carrier;
  }
  for (const std::string_view name : {dba ? dba->brand : stripped, dba ? dba->company : stripped}) {
    const Rule* rule = find_rule(name, country);
    if (rule == nullptr) continue;
    set_rule(carrier, *rule, stripped);
    return carrier;
  }
  set_unmapped(carrier, clean, stripped);
  return carrier;
}

Carrier by_code(const carrier_text::Code& code, std::string_view country) {
  Carrier carrier;
  carrier.codes.add(DiagCode::C_CODE);
  const Network* network = CarrierTable::instance().find_network(code);
  // The code never moves the number to another country; the reader of the report is told instead.
  const std::string_view own = network != nullptr ? network->country : CarrierTable::instance().country_of(code.mcc);
  if (!country.empty() && !own.empty() && own != country && !are_related_countries(own, country))
    carrier.codes.add(DiagCode::C_CODE_CONFLICT);
  if (network == nullptr) {
    set_unmapped(carrier, code.mcc + '-' + code.mnc, code.mcc + '-' + code.mnc);
    return carrier;
  }
  carrier.id = std::string(network->id);
  carrier.name = std::string(network->brand);
  return carrier;
}

/// A brand on another operator's network is no conflict: codes give the host (docs/normalization.md 3.2 step 2).
bool is_hosted_by(std::string_view id, std::string_view host_id) {
  const std::size_t colon = id.find(':');
  const std::size_t host_colon = host_id.find(':');
  if (colon == std::string_view::npos || host_colon == std::string_view::npos ||
      id.substr(0, colon) != host_id.substr(0, host_colon))
    return false;
  for (const auto& [country, rules] : CarrierTable::instance().rules())
    for (const Rule& rule : rules)
      if (rule.id == id) return rule.parent == host_id.substr(host_colon + 1);
  return false;
}

}  // namespace

Carrier parse_carrier(std::string_view name, std::string_view mccmnc, std::string_view country) {
  name = trim_ascii(name.substr(0, std::min(name.size(), kMaxCarrierText)));
  const bool has_name = !carrier_text::is_null(name);
  const auto code = carrier_text::parse_code(mccmnc);
  if (!has_name) return code ? by_code(*code, country) : Carrier{};
  if (const auto in_name = carrier_text::parse_code(name)) return by_code(*in_name, country);
  Carrier carrier = by_name(name, country);
  if (!code) return carrier;
  const Carrier network = by_code(*code, country);
  if (carrier.codes.has(DiagCode::C_UNMAPPED) || network.codes.has(DiagCode::C_UNMAPPED)) return carrier;
  const bool agrees =
      network.id == carrier.id || is_hosted_by(carrier.id, network.id) || is_hosted_by(network.id, carrier.id);
  if (!agrees || network.codes.has(DiagCode::C_CODE_CONFLICT)) carrier.codes.add(DiagCode::C_CODE_CONFLICT);
  return carrier;
}

}  // namespace mfax
