// In: carrier_cases.tsv, names and codes as providers write them. Out: the operator's id and the codes of
// docs/normalization.md 3. Next: record_test.cpp.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "mfax/normalize.hpp"
#include "normalize/carrier_text.hpp"
#include "unit/normalize/table_cases.hpp"

namespace mfax::test {

TEST_CASE("carriers are the operators that the table of cases names", "[carrier]") {
  for (const auto& row : read_cases("carrier_cases.tsv", 5)) {
    INFO(row[0] << " | " << row[1] << " | " << row[2]);
    const Carrier carrier = parse_carrier(row[2], row[1], row[0]);
    CHECK(carrier.id == row[3]);
    CHECK(ids_of(carrier.codes) == row[4]);
    CHECK(carrier.name.empty() == row[3].empty());
  }
}

TEST_CASE("a name that no rule knows keeps its text and is grouped by its folded form", "[carrier]") {
  const Carrier first = parse_carrier("  Bob's  Telephone Co-op ", "", "US"),
                second = parse_carrier("BOB'S TELEPHONE CO-OP", "", "US");
  CHECK(first.name == "Bob's  Telephone Co-op");
  CHECK(first.id == "raw:bobs telephone co op");
  CHECK(first.id == second.id);
  CHECK(first.codes.has(DiagCode::C_UNMAPPED));
}

TEST_CASE("rules belong to a country: the same name is another operator elsewhere", "[carrier]") {
  CHECK(parse_carrier("T-Mobile", "", "US").id == "us:t-mobile");
  CHECK(parse_carrier("T-Mobile", "", "DE").id == "de:telekom");
  CHECK(parse_carrier("Cellcom", "", "US").id == "us:cellcom");
  CHECK(parse_carrier("Cellcom", "", "IL").id == "il:cellcom");
  CHECK(parse_carrier("Verizon Wireless", "", "DE").id == "raw:verizon wireless");
}

TEST_CASE("a name with another country's name at its end is not the operator of this one", "[carrier]") {
  CHECK(parse_carrier("T-Mobile Austria", "", "US").id == "raw:t mobile austria");
  CHECK(parse_carrier("Vodafone Germany GmbH", "", "GB").id == "raw:vodafone germany");
  CHECK(parse_carrier("AT&T Mexico", "", "US").id == "raw:at&t mexico");
  CHECK(parse_carrier("T-Mobile Austria", "", "AT").id == "at:magenta");
  CHECK(parse_carrier("Verizon New Jersey, Inc.", "", "US").id == "us:verizon-wireline");
  CHECK(parse_carrier("Verizon Wireless Georgia", "", "US").id == "us:verizon");
  CHECK(parse_carrier("AT&T Mobility New Mexico", "", "US").id == "us:att");
  CHECK(parse_carrier("T-Mobile Puerto Rico", "", "US").id == "us:t-mobile");
  CHECK(parse_carrier("China Mobile Hong Kong", "", "CN").id == "cn:china-mobile-hk");
  CHECK(parse_carrier("Sure (Isle of Man) Limited", "", "IM").id == "gb:sure");
}

TEST_CASE("a name that ends with another country's code is not the operator of this one", "[carrier]") {
  CHECK(parse_carrier("T-Mobile AT", "", "US").id == "raw:t mobile at");
  CHECK(parse_carrier("T-Mobile (UK)", "", "US").id == "raw:t mobile uk");
  CHECK(parse_carrier("T-Mobile NL", "", "US").id == "raw:t mobile nl");
  CHECK(parse_carrier("T-Mobile Thuis", "", "US").id == "raw:t mobile thuis");
  CHECK(parse_carrier("T-Mobile (Slovak Telekom)", "", "US").id == "raw:t mobile slovak telekom");
  CHECK(parse_carrier("AT&T MX", "", "US").id == "raw:at&t mx");
  CHECK(parse_carrier("T-Mobile AT", "", "AT").id == "at:magenta");
  // Delaware, a bare suffix, and capitals that name no operator elsewhere.
  CHECK(parse_carrier("T-Mobile DE", "", "US").id == "us:t-mobile");
  CHECK(parse_carrier("T-Mobile US", "", "US").id == "us:t-mobile");
  CHECK(parse_carrier("T-Mobile PR", "", "US").id == "us:t-mobile");
  CHECK(parse_carrier("VERIZON WIRELESS NW", "", "US").id == "us:verizon");
}

TEST_CASE("a code of another country is a conflict even where nobody knows the network", "[carrier]") {
  CHECK(parse_carrier("Verizon", "24038", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK(parse_carrier("Verizon", "24038", "US").id == "us:verizon");
  CHECK(parse_carrier("Some Rural Cellular", "24038", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK(!parse_carrier("Some Rural Cellular", "310999", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK(!parse_carrier("Verizon", "00101", "US").codes.has(DiagCode::C_CODE_CONFLICT));
}

TEST_CASE("a code is read through quotes and braces", "[carrier]") {
  CHECK(parse_carrier("\"310260\"", "", "US").id == "us:t-mobile");
  CHECK(parse_carrier("", "{\"mcc\":\"310\",\"mnc\":\"260\"}", "US").id == "us:t-mobile");
  CHECK(parse_carrier("()", "", "US").id.empty());
}

TEST_CASE("decoration is taken from the right until nothing changes", "[carrier]") {
  using carrier_text::without_decoration;
  CHECK(without_decoration("Verizon Wireless:6006 - SVR/2") == "Verizon Wireless");
  CHECK(without_decoration("T-Mobile US-SVR-10X/2") == "T-Mobile US");
  CHECK(without_decoration("commio-10X-Port/4") == "commio");
  CHECK(without_decoration("Cingular Wireless/2") == "Cingular Wireless");
  CHECK(without_decoration("NEW CINGULAR WIRELESS PCS, LLC - GA") == "NEW CINGULAR WIRELESS PCS, LLC");
  CHECK(without_decoration("Bharti Airtel - Maharashtra & Goa (90)") == "Bharti Airtel - Maharashtra & Goa");
  CHECK(without_decoration("AT&T - PSTN") == "AT&T");
  CHECK(without_decoration("T-Mobile USA, Inc. (SVR)") == "T-Mobile USA, Inc.");
  CHECK(without_decoration("Verizon Wireless (OCN 6006)") == "Verizon Wireless");
  CHECK(without_decoration("Verizon Wireless [SVR/2]") == "Verizon Wireless");
  CHECK(without_decoration("Verizon Wireless - SVR-2") == "Verizon Wireless");
  CHECK(without_decoration("Verizon_Wireless_SVR") == "Verizon_Wireless");
  CHECK(without_decoration("Sprint Spectrum, L.P. - KS") == "Sprint Spectrum, L.P.");
  CHECK(without_decoration("T-2") == "T-2");
  CHECK(without_decoration("Three (UK)") == "Three (UK)");
  CHECK(without_decoration("SVR") == "SVR");
  CHECK(without_decoration("(90)") == "(90)");
  CHECK(without_decoration("/2") == "/2");
  CHECK(without_decoration("Carrier - XY") == "Carrier - XY");
  CHECK(without_decoration("1&1") == "1&1");
  CHECK(without_decoration("").empty());
}

TEST_CASE("legal forms fall from the end of a key only", "[carrier]") {
  using carrier_text::key;
  using carrier_text::without_legal_form;
  CHECK(key("T-Mobile USA, Inc.") == "t mobile usa inc");
  CHECK(without_legal_form(key("T-Mobile USA, Inc.")) == "t mobile usa");
  CHECK(without_legal_form(key("Sprint Spectrum, L.P.")) == "sprint spectrum");
  CHECK(without_legal_form(key("Radiomovil Dipsa S.A. de C.V.")) == "radiomovil dipsa");
  CHECK(without_legal_form(key("Telekom Deutschland GmbH")) == "telekom deutschland");
  CHECK(without_legal_form(key("Limited")) == "limited");
  CHECK(key("AT & T") == "at&t");
  CHECK(key("LG U+") == "lg u+");
  CHECK(key("Bandwidth.com") == "bandwidth com");
  CHECK(key("U.S. Cellular") == "us cellular");
  CHECK(key("Vid\xC3\xA9otron") == "videotron");
}

TEST_CASE("network codes are read in every written form and with lost zeros", "[carrier]") {
  for (const std::string_view code : {"310260", "310-260", "310/260", "310 260", "310:260", "310.260"}) {
    INFO(code);
    CHECK(parse_carrier("", code, "US").id == "us:t-mobile");
    CHECK(parse_carrier(code, "", "US").id == "us:t-mobile");
  }
  for (const std::string_view code : {"mcc=310;mnc=260", "MCC 310 MNC 260", "mnc260.mcc310", "310260.0", "310 / 260", "310,260", "(310) 260", "310_260"}) {
    INFO(code);
    CHECK(parse_carrier("", code, "US").id == "us:t-mobile");
    CHECK(parse_carrier(code, "", "US").id == "us:t-mobile");
  }
  for (const std::string_view code : {"234/10", "234-010", "23410", "234010"}) {
    INFO(code);
    CHECK(parse_carrier("", code, "GB").id == "gb:o2");
  }
  CHECK(parse_carrier("", "31041", "US").id == "us:att");  // two digits where three are assigned
  CHECK(parse_carrier("", "310/41", "US").id == "us:att");
  CHECK(parse_carrier("", "310/12", "US").id == "us:verizon");  // 310-012, not 310-120
  CHECK(parse_carrier("AT&T Mobility (310410)", "", "US").id == "us:att");
  CHECK(parse_carrier("310410 AT&T Mobility", "", "US").id == "us:att");
  CHECK(parse_carrier("Cricket (310410)", "", "US").id == "us:cricket");
  CHECK(parse_carrier("Verizon (310410)", "", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  for (const std::string_view none : {"000000", "0/0", "000-00"}) CHECK(parse_carrier(none, none, "US").id.empty());
  CHECK(parse_carrier("", "310/4", "US").id == parse_carrier("", "310004", "US").id);
  CHECK(parse_carrier("", "310/4", "US").id == "us:verizon");
  CHECK(parse_carrier("", "505/1", "AU").id == "au:telstra");
  for (const std::string_view none : {"", "0", "abc", "31", "310", "310/", "310/2600", "31026000", "310x260", "{}"}) {
    INFO(none);
    CHECK_FALSE(carrier_text::parse_code(none));
  }
}

TEST_CASE("the name wins over the code, and a code of another country is a conflict", "[carrier]") {
  CHECK(parse_carrier("Verizon", "310260", "US").id == "us:verizon");
  CHECK(parse_carrier("Verizon", "310260", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK_FALSE(parse_carrier("Cricket", "310410", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK(parse_carrier("", "240/38", "US").codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK(parse_carrier("Verizon", "302720", "US").codes.has(DiagCode::C_CODE_CONFLICT));
}

TEST_CASE("two names in one text: the one in use first, then the other", "[carrier]") {
  CHECK(parse_carrier("CELLCO PARTNERSHIP DBA VERIZON WIRELESS", "", "US").id == "us:verizon");
  CHECK(parse_carrier("NEW-CELL, INC. (d/b/a CELLCOM)", "", "US").id == "us:cellcom");
  CHECK(parse_carrier("Verizon Wireless dba Nobody's Name", "", "US").id == "us:verizon");
  CHECK(parse_carrier("Cellular Partners t/a Three", "", "GB").id == "gb:three");
  CHECK(parse_carrier("Nobody formerly Cricket", "", "US").id == "us:cricket");
  CHECK(parse_carrier("Adba Mobile", "", "US").codes.has(DiagCode::C_UNMAPPED));
}

TEST_CASE("hostile names are bounded and harmless", "[carrier]") {
  CHECK(parse_carrier(std::string(1'000'000, 'x'), "", "US").id.size() < 300);
  CHECK(parse_carrier(std::string(1'000'000, '/'), "", "US").codes.has(DiagCode::C_UNMAPPED));
  CHECK(parse_carrier("&&&&;&#;&#x;", "", "").codes.has(DiagCode::C_UNMAPPED));
  CHECK(parse_carrier("\xff\xfe\x80", "", "US").codes.has(DiagCode::C_UNMAPPED));
  CHECK(parse_carrier("dba ", "", "US").codes.has(DiagCode::C_UNMAPPED));
}

}  // namespace mfax::test
