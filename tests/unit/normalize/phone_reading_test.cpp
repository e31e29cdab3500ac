// docs/normalization.md 2.4, steps 9 to 13, and 2.6: what bare digits mean by region and column.
#include "unit/normalize/phone_case.hpp"

using namespace mfax;
using S = NumberStatus;
using D = DiagCode;

TEST_CASE("Three to six digits are a short code", "[phone]") {
  check_all({{"75973", "US", "", S::short_code, D::P_SHORT_CODE},
             {"911", "US", "", S::short_code, D::P_SHORT_CODE},
             {"123456", "US", "", S::short_code, D::P_SHORT_CODE},
             {"12", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"+75973", "US", "", S::impossible, D::P_IMPOSSIBLE},  // a short code has no plus
             {"+911", "", "", S::impossible, D::P_IMPOSSIBLE},
             {"+1", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"+", "US", "", S::not_phone, D::P_NOT_PHONE}});
}

TEST_CASE("Invented and reserved numbers are keyed and noted", "[phone]") {
  check_all({{"+15555555555", "", "+15555555555", S::possible, D::P_PLACEHOLDER},
             {"0000000000", "US", "+10000000000", S::possible, D::P_PLACEHOLDER},
             {"1111111111", "US", "+11111111111", S::possible, D::P_PLACEHOLDER},
             {"1234567890", "US", "+11234567890", S::possible, D::P_PLACEHOLDER},
             {"0123456789", "US", "+10123456789", S::possible, D::P_PLACEHOLDER},
             {"+12025550100", "", "+12025550100", S::ok, D::P_PLACEHOLDER},
             {"+12025550199", "", "+12025550199", S::ok, D::P_PLACEHOLDER},
             {"+447700900000", "", "+447700900000", S::possible, D::P_PLACEHOLDER},
             {"+447700900999", "", "+447700900999", S::possible, D::P_PLACEHOLDER},
             {"(08) 0000 0000", "AU", "+61800000000", S::possible, D::P_PLACEHOLDER}});
  CHECK(!parse_text("+12025550200").codes.has(D::P_PLACEHOLDER));
  CHECK(!parse_text("+447700901000").codes.has(D::P_PLACEHOLDER));
}

TEST_CASE("National numbers need a region and are derived", "[phone]") {
  check_all({{"(202) 555-0123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"202-555-0123", "CA", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"1 202 555 0123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"2025550123", "us", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"020 7946 0958", "GB", "+442079460958", S::ok, D::P_REGION_ASSUMED},
             {"(020) 7946 0958", "GB", "+442079460958", S::ok, D::P_REGION_ASSUMED},
             {"07700 900123", "GB", "+447700900123", S::possible, D::P_REGION_ASSUMED},
             {"7700900123", "GB", "+447700900123", S::possible, D::P_REGION_ASSUMED},
             {"(02) 5550 0123", "AU", "+61255500123", S::ok, D::P_REGION_ASSUMED},
             {"01 99 00 12 34", "FR", "+33199001234", S::ok, D::P_REGION_ASSUMED},
             {"030 123456", "DE", "+4930123456", S::ok, D::P_REGION_ASSUMED},
             {"02 1234 5678", "IT", "+390212345678", S::ok, D::P_REGION_ASSUMED},
             {"8 (912) 345-67-89", "RU", "+79123456789", S::ok, D::P_REGION_ASSUMED},
             {"9123456789", "RU", "+79123456789", S::ok, D::P_REGION_ASSUMED},
             {"222 123 4567", "MX", "+522221234567", S::ok, D::P_REGION_ASSUMED},
             {"044 222 123 4567", "MX", "+522221234567", S::ok, D::P_LEGACY_PLAN},
             {"045 222 123 4567", "MX", "+522221234567", S::ok, D::P_LEGACY_PLAN},
             {"01 222 123 4567", "MX", "+522221234567", S::ok, D::P_LEGACY_PLAN},
             {"011 15 2345 6789", "AR", "+5491123456789", S::ok, D::P_REGION_ASSUMED},
             {"011 2345 6789", "AR", "+541123456789", S::ok, D::P_REGION_ASSUMED},
             {"0 15 11 96123-4567", "BR", "+5511961234567", S::ok, D::P_REGION_ASSUMED},
             {"(11) 96123-4567", "BR", "+5511961234567", S::ok, D::P_REGION_ASSUMED}});
  CHECK(parse_text("2025550123", "US").confidence == Confidence::derived);
  for (const std::string_view text : {"(202) 555-0123", "2025550123", "020 7946 0958", "447700900123", "4155550123"}) {
    INFO(text);
    CHECK(parse_text(text).status == S::undecided);
    CHECK(parse_text(text).codes.has(D::P_NEEDS_REGION));
    CHECK(parse_text(text, "XX").codes.has(D::P_NEEDS_REGION));
  }
}

TEST_CASE("A national number of the wrong length has no key", "[phone]") {
  check_all({{"555-0123", "US", "", S::impossible, D::P_IMPOSSIBLE},
             {"55-692-8856", "US", "", S::impossible, D::P_IMPOSSIBLE},
             {"20255501234", "US", "", S::impossible, D::P_IMPOSSIBLE},
             {"946 0958", "GB", "", S::impossible, D::P_IMPOSSIBLE},
             {"020 7946 09581", "GB", "", S::impossible, D::P_IMPOSSIBLE},
             {"0199001234", "US", "", S::impossible, D::P_IMPOSSIBLE},
             {"15 2345 6789", "AR", "", S::impossible, D::P_IMPOSSIBLE},
             {"12345678901234567890123456789", "US", "", S::impossible, D::P_IMPOSSIBLE}});
}

TEST_CASE("With a plus an impossible number keeps its digits at confidence likely", "[phone]") {
  check_all({{"+1 71 105-8458", "", "+1711058458", S::impossible, D::P_IMPOSSIBLE},
             {"+120255501234", "", "+120255501234", S::impossible, D::P_IMPOSSIBLE},
             {"+99912345678", "", "+99912345678", S::impossible, D::P_IMPOSSIBLE},
             {"+1234567890123456", "", "", S::impossible, D::P_IMPOSSIBLE},
             {"+07700900123", "GB", "", S::impossible, D::P_IMPOSSIBLE}});
  CHECK(parse_text("+1 71 105-8458").confidence == Confidence::likely);
}

TEST_CASE("Exit codes are read as plus", "[phone]") {
  for (const std::string_view region : {"", "US", "GB", "DE", "AR", "CN", "BR"}) {
    INFO(region);
    CHECK(to_e164(parse_text("00442079460958", region).key) == "+442079460958");
    CHECK(parse_text("00442079460958", region).codes.has(D::P_IDD));
    CHECK(parse_text("00442079460958", region).confidence == Confidence::derived);
  }
  check_all({{"011442079460958", "US", "+442079460958", S::ok, D::P_IDD},
             {"011 44 20 7946 0958", "CA", "+442079460958", S::ok, D::P_IDD},
             {"+011442079460958", "", "+442079460958", S::ok, D::P_IDD},
             {"+00442079460958", "", "+442079460958", S::ok, D::P_IDD},
             {"0011 44 20 7946 0958", "AU", "+442079460958", S::ok, D::P_IDD},
             {"010 44 20 7946 0958", "JP", "+442079460958", S::ok, D::P_IDD},
             {"00 44 (0)20 7946 0958", "FR", "+442079460958", S::ok, D::P_TRUNK},
             {"0012025550123", "GB", "+12025550123", S::ok, D::P_IDD},
             {"0114 496 0123", "GB", "+441144960123", S::ok, D::P_REGION_ASSUMED}});
}

TEST_CASE("A trunk digit after the calling code is dropped where it cannot belong", "[phone]") {
  check_all({{"+44 (0)20 7946 0958", "", "+442079460958", S::ok, D::P_TRUNK},
             {"+44(0)7700900123", "", "+447700900123", S::possible, D::P_TRUNK},
             {"+4407700900123", "", "+447700900123", S::possible, D::P_TRUNK},
             {"44 (0)20 7946 0958", "", "+442079460958", S::ok, D::P_TRUNK},
             {"+49 030 123456", "", "+4930123456", S::ok, D::P_TRUNK},
             {"+49 (0)30 123456", "", "+4930123456", S::ok, D::P_TRUNK},
             {"+33 (0)1 99 00 12 34", "", "+33199001234", S::ok, D::P_TRUNK},
             {"+7 8 912 345 67 89", "", "+79123456789", S::ok, D::P_TRUNK},
             {"+7 800 555 35 35", "", "+78005553535", S::ok},
             {"+1 1 202 555 0123", "", "+12025550123", S::ok, D::P_TRUNK},
             {"+39 (0)2 1234 5678", "", "+390212345678", S::ok},
             {"+390212345678", "", "+390212345678", S::ok},
             {"+2250123456789", "", "+2250123456789", S::ok},
             {"+54 11 15 2345 6789", "", "+5491123456789", S::ok, D::P_LEGACY_PLAN},
             {"+54 011 15 2345 6789", "", "+5491123456789", S::ok, D::P_LEGACY_PLAN},
             {"+54 0351 15 234 5678", "", "+5493512345678", S::ok, D::P_LEGACY_PLAN},
             {"+52 01 222 123 4567", "", "+522221234567", S::ok, D::P_LEGACY_PLAN},
             {"+52 1 222 123 4567", "", "+5212221234567", S::ok}});
}

TEST_CASE("Grouping shows a national number even in an international column", "[phone]") {
  check_all({{"(646) 555-0193", "US", "+16465550193", S::ok, D::P_REGION_ASSUMED},
             {"202-555-0124", "US", "+12025550124", S::ok, D::P_REGION_ASSUMED},
             {"312 555 0143", "US", "+13125550143", S::ok, D::P_REGION_ASSUMED},
             {"220-555-0143", "US", "+12205550143", S::ok, D::P_REGION_ASSUMED},  // Ohio; +220 555 0143 would be Gambia
             {"231.555.0143", "US", "+12315550143", S::ok, D::P_REGION_ASSUMED},  // Michigan; Liberia
             {"44 7700 900123", "US", "+447700900123", S::possible, D::P_INTL_NO_PLUS}},
            NumberForm::international);
}

TEST_CASE("An international column reads bare digits with a calling code", "[phone]") {
  check_all({{"447700900123", "US", "+447700900123", S::possible, D::P_INTL_NO_PLUS},
             {"447700900123", "", "+447700900123", S::possible, D::P_INTL_NO_PLUS},
             {"12025550123", "GB", "+12025550123", S::ok, D::P_INTL_NO_PLUS},
             {"442079460958", "DE", "+442079460958", S::ok, D::P_INTL_NO_PLUS},
             {"+12025550123", "", "+12025550123", S::ok},
             {"00442079460958", "US", "+442079460958", S::ok, D::P_IDD},
             {"4155550123", "US", "+14155550123", S::ok, D::P_REGION_ASSUMED},
             {"(202) 555-0123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"020 7946 0958", "GB", "+442079460958", S::ok, D::P_REGION_ASSUMED},
             {"266696687", "", "", S::withheld, D::P_WITHHELD},
             {"75973", "", "", S::short_code, D::P_SHORT_CODE},
             {"020 7946 0958", "", "", S::undecided, D::P_NEEDS_REGION}},
            NumberForm::international);
  CHECK(parse_text("447700900123", "", NumberForm::international).confidence == Confidence::derived);
}

TEST_CASE("A national column never reads a foreign calling code", "[phone]") {
  check_all({{"2025550123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"12025550123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"442079460958", "US", "", S::impossible, D::P_IMPOSSIBLE},
             {"442079460958", "GB", "+442079460958", S::ok, D::P_INTL_NO_PLUS},
             {"2025550123", "", "", S::undecided, D::P_NEEDS_REGION},
             {"+442079460958", "US", "+442079460958", S::ok}},
            NumberForm::national);
}

TEST_CASE("An undecided column takes only what has one valid reading", "[phone]") {
  check_all({{"2025550123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"12025550123", "US", "+12025550123", S::ok},
             {"442079460958", "US", "+442079460958", S::ok, D::P_INTL_NO_PLUS},
             {"447700900123", "US", "+447700900123", S::possible, D::P_INTL_NO_PLUS},
             {"020 7946 0958", "GB", "+442079460958", S::ok, D::P_REGION_ASSUMED},
             {"4155550123", "", "", S::undecided, D::P_NEEDS_REGION},
             // Singapore, or New York and its neighbours: both are in service.
             {"6581234567", "US", "+6581234567", S::ok, D::P_INTL_NO_PLUS},
             {"6466123456", "US", "", S::undecided, D::P_COLUMN_UNDECIDED}},
            NumberForm::undecided);
}

TEST_CASE("Without a column convention eleven digits that begin with 1 are a NANP number", "[phone]") {
  check_all({{"12025550123", "", "+12025550123", S::ok, D::P_INTL_NO_PLUS},
             {"12025550123", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"12025550123", "GB", "+12025550123", S::ok, D::P_INTL_NO_PLUS},
             {"13800138000", "CN", "+8613800138000", S::ok, D::P_REGION_ASSUMED},
             {"15012345678", "CN", "", S::undecided, D::P_COLUMN_UNDECIDED},
             {"447700900123", "GB", "+447700900123", S::possible, D::P_INTL_NO_PLUS},
             {"442079460958", "US", "+442079460958", S::ok, D::P_INTL_NO_PLUS},
             {"33199001234", "FR", "+33199001234", S::ok, D::P_INTL_NO_PLUS}});
}

TEST_CASE("New area codes and Benin's ten digits are valid", "[phone]") {
  for (const std::string_view text : {"+12275550123", "+19835550123", "+14285550123", "+12735550123", "+2290190011234"}) {
    INFO(text);
    CHECK(parse_text(text).status == S::ok);
  }
  CHECK(parse_text("+12025110123").status == S::possible);  // N11 is no exchange
  CHECK(parse_text("+12021550123").status == S::possible);
}
