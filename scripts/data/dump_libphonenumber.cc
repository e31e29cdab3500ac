// Throwaway dump of what gen_numbering.py reads; not part of the build:
//   g++ -O1 dump_libphonenumber.cc -o dump -lphonenumber -lgeocoding -licuuc -lprotobuf
// Writes meta.tsv and npa.tsv into the current folder.
#include <fstream>
#include <map>
#include <string>
#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonemetadata.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <unicode/locid.h>

// The library exports its embedded metadata without a public header.
namespace i18n::phonenumbers {
const void* metadata_get();
int metadata_size();
}  // namespace i18n::phonenumbers

using namespace i18n::phonenumbers;

int main() {
  PhoneMetadataCollection all;
  all.ParseFromArray(metadata_get(), metadata_size());
  std::ofstream meta("meta.tsv");
  for (const auto& m : all.metadata()) {
    meta << m.id() << '\t' << m.country_code() << '\t' << m.main_country_for_code() << '\t'
         << m.international_prefix() << '\t' << m.preferred_international_prefix() << '\t'
         << m.national_prefix() << '\t' << m.national_prefix_for_parsing() << '\t'
         << m.national_prefix_transform_rule() << '\t';
    for (int n : m.general_desc().possible_length()) meta << n << ',';
    meta << '\n';
  }
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumberOfflineGeocoder geocoder;
  std::ofstream npas("npa.tsv");
  for (int npa = 200; npa < 1000; ++npa) {
    std::map<std::string, int> regions, types, places;
    for (int exchange = 200; exchange < 1000; ++exchange) {
      PhoneNumber number;
      number.set_country_code(1);
      number.set_national_number(npa * 10000000ull + exchange * 10000ull + 2368);
      std::string region;
      util.GetRegionCodeForNumber(number, &region);
      if (region.empty() || region == "ZZ") continue;
      ++regions[region];
      ++types[std::to_string(util.GetNumberType(number))];
      ++places[geocoder.GetDescriptionForValidNumber(number, icu::Locale("en", "XX"))];
    }
    if (regions.empty()) continue;
    npas << npa << '\t';
    for (const auto& [k, n] : regions) npas << k << ':' << n << ' ';
    npas << '\t';
    for (const auto& [k, n] : types) npas << k << ':' << n << ' ';
    npas << '\t';
    for (const auto& [k, n] : places) npas << k << ':' << n << '|';
    npas << '\n';
  }
}
