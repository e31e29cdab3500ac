// Our area codes against libphonenumber's metadata, which are older: what it knows must be the same country, and what it
// does not know is counted, so that a table of nonsense cannot pass. The newer oracle is tests/checks/check_numbering.py.
#include <catch2/catch.hpp>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstdlib>
#include <set>
#include <string>

#include "mfax/normalize.hpp"
#include "normalize/table_rows.hpp"

using namespace mfax;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// Regions of the library's valid numbers with this area code.
std::set<std::string> regions_of(unsigned npa) {
  std::set<std::string> regions;
  for (unsigned exchange = 200; exchange < 1000; exchange += 7) {
    PhoneNumber number;
    number.set_country_code(1);
    number.set_national_number(npa * std::uint64_t{10'000'000} + exchange * std::uint64_t{10'000} + 2368);
    std::string region;
    PhoneNumberUtil::GetInstance()->GetRegionCodeForNumber(number, &region);
    if (!region.empty() && region != "ZZ") regions.insert(region);
  }
  return regions;
}

}  // namespace

TEST_CASE("area codes are of the country that the library says", "[phone][place]") {
  std::size_t known = 0, geographic = 0;
  for_each_table_row("src/normalize/data/nanp_area_codes.tsv", 4, [&](const std::vector<std::string_view>& cells) {
    const auto npa = static_cast<unsigned>(std::strtoul(std::string(cells[0]).c_str(), nullptr, 10));
    geographic += cells[3] == "geographic";
    const std::set<std::string> regions = regions_of(npa);
    if (regions.empty()) return;
    ++known;
    INFO(npa);
    CHECK(regions == std::set<std::string>{std::string(cells[1])});
    if (cells[3] != "geographic") return;
    CHECK(number_region(PhoneKey{10'000'000'000 + npa * std::uint64_t{10'000'000} + 5'550'123}) == cells[1]);
  });
  CHECK(known >= 423);  // docs/normalization.md 2.2 of the library in Debian 12
  CHECK(geographic >= 440);
}
