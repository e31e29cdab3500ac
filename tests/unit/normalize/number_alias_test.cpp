// docs/normalization.md 2.5: the other E.164 forms of one subscriber.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>

#include "mfax/normalize.hpp"

using namespace mfax;

namespace {

PhoneKey key_of(std::string_view e164) {
  PhoneKey key;
  for (const char c : e164.substr(1)) key.digits = key.digits * 10 + static_cast<std::uint64_t>(c - '0');
  return key;
}

std::string aliases_of(std::string_view e164) {
  std::string text;
  for (const NumberAlias& alias : number_aliases(key_of(e164))) {
    if (!text.empty()) text += ' ';
    text += to_e164(alias.key) + ':' + std::string(to_text(alias.confidence));
  }
  return text;
}

struct AliasCase {
  std::string_view number, alias;
  Confidence confidence;
};
constexpr AliasCase kPairs[] = {
    {"+522221234567", "+5212221234567", Confidence::equivalent},   // Mexico's mobile 1
    {"+5511961234567", "+551161234567", Confidence::equivalent},   // Brazil's ninth digit
    {"+5511991234567", "+551191234567", Confidence::equivalent},
    {"+5511971234567", "+551171234567", Confidence::likely},
    {"+5491123456789", "+541123456789", Confidence::likely},       // Argentina's mobile 9
    {"+84391234567", "+841691234567", Confidence::equivalent},     // Viet Nam
    {"+84701234567", "+841201234567", Confidence::equivalent},
    {"+84831234567", "+841231234567", Confidence::equivalent},
    {"+84591234567", "+841991234567", Confidence::equivalent},
    {"+84561234567", "+841861234567", Confidence::equivalent},
    {"+84581234567", "+841881234567", Confidence::equivalent},
    {"+84321234567", "+841621234567", Confidence::equivalent},
    {"+84791234567", "+841211234567", Confidence::equivalent},
    {"+84821234567", "+841291234567", Confidence::equivalent},
    {"+2250707123456", "+22507123456", Confidence::equivalent},    // Cote d'Ivoire: Orange, MTN, Moov
    {"+2250545123456", "+22545123456", Confidence::equivalent},
    {"+2250102123456", "+22502123456", Confidence::equivalent},
    {"+2290190011234", "+22990011234", Confidence::equivalent},    // Benin
    {"+24107031234", "+2417031234", Confidence::likely},           // Gabon
    {"+38344123456", "+37744123456", Confidence::equivalent},      // Kosovo
    {"+38349123456", "+38649123456", Confidence::equivalent},
    {"+38343123456", "+38643123456", Confidence::equivalent}};

}  // namespace

TEST_CASE("Plan changes are found in both directions", "[phone]") {
  for (const AliasCase& pair : kPairs) {
    INFO(pair.number << " and " << pair.alias);
    const auto has = [&](std::string_view number, std::string_view alias) {
      const auto found = number_aliases(key_of(number));
      return std::any_of(found.begin(), found.end(), [&](const NumberAlias& each) {
        return each.key == key_of(alias) && each.confidence == pair.confidence;
      });
    };
    CHECK(has(pair.number, pair.alias));
    CHECK(has(pair.alias, pair.number));
  }
}

TEST_CASE("An old form is a legacy alias and a new form a new one", "[phone]") {
  CHECK(number_aliases(key_of("+522221234567")).front().code == DiagCode::P_LEGACY_PLAN);
  CHECK(number_aliases(key_of("+5212221234567")).front().code == DiagCode::P_NEW_PLAN);
}

TEST_CASE("A number that no plan has renamed has no alias", "[phone]") {
  for (const std::string_view number : {"+12025550123", "+442079460958", "+390212345678", "+4930123456", "+551123456789",
                                        "+84901234567", "+2252720123456", "+22520212345", "+2250707", "+37712345678",
                                        "+38641123456", "+5212", "+1", "+999123456789"}) {
    INFO(number << " -> " << aliases_of(number));
    CHECK(number_aliases(key_of(number)).empty());
  }
  CHECK(number_aliases({}).empty());
}

TEST_CASE("Aliases never contain the number itself or one twice", "[phone]") {
  for (const AliasCase& pair : kPairs)
    for (const std::string_view number : {pair.number, pair.alias}) {
      const auto found = number_aliases(key_of(number));
      for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].key != key_of(number));
        for (std::size_t j = i + 1; j < found.size(); ++j) CHECK(found[i].key != found[j].key);
      }
    }
}
