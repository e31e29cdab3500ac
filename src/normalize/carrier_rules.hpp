// In: data/carriers.tsv, or a file of the user in the same form. Out: the ordered name rules of every country.
// docs/normalization.md 3, steps 6 and 7. Next: carrier.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

/// One way of writing an operator's name.
struct CarrierRule {
  std::string id;  ///< "us:verizon"
  std::string slug, brand, parent, kind;
  bool equals = false;  ///< the whole key, not a phrase in it
  std::string text;     ///< key; padded with blanks when a phrase
};

/// A name in the forms that rules are compared with.
struct CarrierKey {
  std::string key;        ///< carrier_text::key
  std::string_view bare;  ///< without legal form
  explicit CarrierKey(std::string_view name);
  CarrierKey(const CarrierKey&) = delete;
  CarrierKey& operator=(const CarrierKey&) = delete;
};

class CarrierRules {
 public:
  static const CarrierRules& built_in();

  /// Cells as in data/carriers.tsv: country, slug, brand, parent, kind, rule, text.
  void add(const std::vector<std::string_view>& cells);
  /// First rule of the country that the key meets; null when none does.
  const CarrierRule* find(std::string_view country, const CarrierKey&) const;
  const CarrierRule* by_id(std::string_view id) const;
  const std::map<std::string, std::vector<CarrierRule>, std::less<>>& by_country() const noexcept { return rules_; }

 private:
  std::map<std::string, std::vector<CarrierRule>, std::less<>> rules_;
};

}  // namespace mfax
