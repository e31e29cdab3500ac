// In: country_cases.tsv, state_cases.tsv, and the embedded tables themselves. Out: ISO codes or the code that says why
// not. Next: carrier_test.cpp.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "normalize/country_family.hpp"
#include "normalize/table_rows.hpp"
#include "unit/normalize/table_cases.hpp"

namespace mfax::test {
namespace {

std::string country_of(std::string_view text, std::uint64_t number = 0) {
  const Country country = parse_country(text, PhoneKey{number});
  return with_codes(country.alpha2, country.codes);
}

std::string state_of(std::string_view text, std::string_view country) {
  const Subdivision state = parse_state(text, country);
  return with_codes(state.code, state.codes);
}

}  // namespace

TEST_CASE("countries are found by every spelling of the table of cases", "[place]") {
  for (const auto& row : read_cases("country_cases.tsv", 2)) {
    INFO(row[0]);
    CHECK(country_of(row[0]) == row[1]);
  }
}

TEST_CASE("every way of writing a country leads to it, and what is none leads nowhere", "[place]") {
  for (const auto& row : read_cases("country_names.tsv", 2)) {
    for (const std::string_view name : split(row[1], '|')) {
      INFO(row[0] << ' ' << name);
      const std::string_view alpha2 = parse_country(name, PhoneKey{}).alpha2;
      CHECK((alpha2.empty() ? "-" : alpha2) == row[0]);
    }
  }
}

TEST_CASE("official names are the country without the words for its form of state", "[place]") {
  for (const auto& [text, alpha2] : std::map<std::string_view, std::string_view>{{"K\xC3\xB6nigreich D\xC3\xA4nemark", "DK"},
                                                                                {"R\xC3\xA9publique d'Angola", "AO"},
                                                                                {"Rep\xC3\xBA" "blica del Per\xC3\xBA", "PE"},
                                                                                {"Korea, Republik", "KR"},
                                                                                {"Syria, Arab Republic", "SY"}}) {
    INFO(text);
    CHECK(parse_country(text, PhoneKey{}).alpha2 == alpha2);
  }
  // These words tell the two Congos, Koreas and Chinas apart; without them nothing is guessed.
  for (const std::string_view text : {"Islamic Republic of China", "Kingdom of Korea", "Federal Republic of Congo", "Republic"}) {
    INFO(text);
    CHECK(parse_country(text, PhoneKey{}).alpha2.empty());
  }
}

TEST_CASE("every country is found by its codes and its name in any case", "[place]") {
  std::size_t count = 0;
  for_each_table_row("src/normalize/data/countries.tsv", 6, [&count](const std::vector<std::string_view>& cells) {
    ++count;
    INFO(cells[0]);
    CHECK(country_of(cells[0]) == cells[0]);
    CHECK(country_of(to_lower_ascii(cells[0])) == cells[0]);
    if (!cells[1].empty()) CHECK(country_of(cells[1]) == cells[0]);
    if (cells[2].size() == 3) CHECK(country_of(cells[2]) == cells[0]);
    CHECK(country_of(cells[4]) == cells[0]);
    CHECK(country_of(to_lower_ascii(cells[4])) == cells[0]);
    CHECK(is_country(cells[0]));
    CHECK(country_name(cells[0]) == cells[4]);
  });
  CHECK(count >= 249);
}

TEST_CASE("every alias of a country leads to one country only", "[place]") {
  for_each_table_row("src/normalize/data/countries.tsv", 6, [](const std::vector<std::string_view>& cells) {
    for (const std::string_view alias : split(cells[5], '|')) {
      if (alias.empty()) continue;
      INFO(cells[0] << ' ' << alias);
      CHECK(parse_country(alias, PhoneKey{}).alpha2 == cells[0]);
    }
  });
}

TEST_CASE("a shared calling code is settled by the number, and only by one that has it", "[place]") {
  CHECK(country_of("+1", 14155550123) == "US");
  CHECK(country_of("+1", 14165550123) == "CA");
  CHECK(country_of("+44", 442079460123) == "GB");
  CHECK(country_of("+1", 442079460123) == "- L_AMBIGUOUS");
  CHECK(country_of("1", 14155550123) == "US");
  CHECK(country_of("44", 442079460123) == "GB");
  CHECK(country_of("44", 14155550123) == "- L_AMBIGUOUS");
  CHECK(country_of("36", 3612345678) == "HU");
  CHECK(country_of("36") == "- L_AMBIGUOUS");
  CHECK(country_of("036", 3612345678) == "AU");
  CHECK(country_of("49", 4930123456) == "DE");
}

TEST_CASE("no country text is no country and no fault", "[place]") {
  CHECK(country_of("") == "-");
  CHECK(country_of("   ") == "-");
  CHECK(country_of(std::string(100'000, 'a')) == "- L_UNKNOWN");
  CHECK_FALSE(is_country("XX"));
  CHECK_FALSE(is_country(""));
  CHECK(country_name("ZZ").empty());
}

TEST_CASE("states are found within their country by every spelling of the table of cases", "[place]") {
  for (const auto& row : read_cases("state_cases.tsv", 3)) {
    INFO(row[0] << ' ' << row[1]);
    CHECK(state_of(row[1], row[0]) == row[2]);
  }
}

TEST_CASE("every way of writing a state leads to it within its country only", "[place]") {
  for (const auto& row : read_cases("state_names.tsv", 3)) {
    for (const std::string_view name : split(row[2], '|')) {
      INFO(row[0] << ' ' << name);
      const std::string code = parse_state(name, row[0]).code;
      CHECK((code.empty() ? "-" : code) == row[1]);
    }
  }
}

TEST_CASE("every subdivision is found by code, ISO code and name", "[place]") {
  std::size_t count = 0;
  for_each_table_row("src/normalize/data/subdivisions.tsv", 4, [&count](const std::vector<std::string_view>& cells) {
    ++count;
    const std::string code = std::string(cells[0]) + '-' + std::string(cells[1]);
    INFO(code << ' ' << cells[2]);
    CHECK(parse_state(cells[1], cells[0]).code == code);
    CHECK(parse_state(code, cells[0]).code == code);
    CHECK(parse_state(code, "").code == code);
    CHECK(parse_state(cells[2], cells[0]).code == code);
    CHECK(parse_state(to_lower_ascii(cells[2]), cells[0]).code == code);
  });
  CHECK(count > 100);
}

TEST_CASE("states are never taken from another country", "[place]") {
  for (const std::string_view code : {"CA", "DE", "IN", "GA", "IL", "CO", "PA"}) {
    INFO(code);
    CHECK(state_of(code, "US") == "US-" + std::string(code));
    CHECK(parse_state(code, "NO").code.empty());
  }
  CHECK(state_of("US-CA", "CA") == "- L_UNKNOWN_STATE L_CONFLICT");
}

TEST_CASE("territories and their parents are related, neighbours of one calling code are not", "[place]") {
  CHECK(are_related_countries("GB", "JE"));
  CHECK(are_related_countries("JE", "GB"));
  CHECK(are_related_countries("FR", "RE"));
  CHECK(are_related_countries("US", "PR"));
  CHECK(are_related_countries("FI", "AX"));
  CHECK_FALSE(are_related_countries("RU", "KZ"));
  CHECK_FALSE(are_related_countries("US", "CA"));
  CHECK_FALSE(are_related_countries("US", ""));
  CHECK_FALSE(are_related_countries("", ""));
}

}  // namespace mfax::test
