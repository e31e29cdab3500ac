// docs/normalization.md 2.4 step 11 and 2.6 where a region's own numbers could be read in two ways: its calling code without
// plus, its exit codes, its new ranges. The numbers beyond reserved ranges are of no known subscriber: unused in the metadata.
#include "unit/normalize/phone_case.hpp"

using namespace mfax;
using S = NumberStatus;
using D = DiagCode;

TEST_CASE("The region's calling code without plus is not the beginning of a longer number", "[phone]") {
  for (const NumberForm form : {NumberForm::automatic, NumberForm::plus, NumberForm::national})
    check_all({{"905620000001", "TR", "+905620000001", S::possible, D::P_INTL_NO_PLUS},
               {"420719000001", "CZ", "+420719000001", S::possible, D::P_INTL_NO_PLUS},
               {"816000000001", "JP", "+816000000001", S::possible, D::P_INTL_NO_PLUS},
               {"97442000001", "QA", "+97442000001", S::possible, D::P_INTL_NO_PLUS}},
              form);
  // Germany's open plan knows 4915 ... too, so the value alone does not tell.
  for (const NumberForm form : {NumberForm::automatic, NumberForm::undecided, NumberForm::national})
    check_all({{"4915410000001", "DE", "", S::undecided, D::P_COLUMN_UNDECIDED}}, form);
  check_all({{"4915410000001", "DE", "+4915410000001", S::possible}}, NumberForm::international);
  check_all({{"55991234567", "BR", "+5555991234567", S::ok}});
  check_all({{"2302190001", "MU", "", S::undecided}, {"447700900123", "GB", "+447700900123", S::possible}});
}

TEST_CASE("In an undecided column an open plan's reading without its trunk zero proves nothing", "[phone]") {
  // 237 642 ... is a Cameroonian range younger than the metadata and a possible German number.
  check_all({{"237642000001", "DE", "", S::undecided, D::P_COLUMN_UNDECIDED}, {"030123456", "DE", "+4930123456", S::ok}},
            NumberForm::undecided);
}

TEST_CASE("China's new mobile ranges are not American numbers", "[phone]") {
  check_all({{"161 0000 0001", "CN", "+8616100000001", S::possible},
             {"+86 161 0000 0001", "", "+8616100000001", S::possible},
             {"16102000001", "CN", "", S::undecided, D::P_COLUMN_UNDECIDED},
             {"12025550123", "CN", "+12025550123", S::ok}});
}

TEST_CASE("Exit codes that choose a carrier", "[phone]") {
  const PhoneCase cases[] = {
      {"0011 44 20 7946 0958", "AU", "+442079460958", S::ok, D::P_IDD},
      {"010 44 20 7946 0958", "JP", "+442079460958", S::ok, D::P_IDD},  {"0033 010 44 20 7946 0958", "JP", "+442079460958", S::ok, D::P_IDD},
      {"001 44 20 7946 0958", "TH", "+442079460958", S::ok, D::P_IDD},  {"004 44 20 7946 0958", "TH", "+442079460958", S::ok, D::P_IDD},
      {"00700 44 20 7946 0958", "KR", "+442079460958", S::ok, D::P_IDD}, {"002 1 202 555 0123", "KR", "+12025550123", S::ok, D::P_IDD},
      {"008 44 20 7946 0958", "ID", "+442079460958", S::ok, D::P_IDD},  {"0021 44 20 7946 0958", "BR", "+442079460958", S::ok, D::P_IDD},
      {"0031 1 202 555 0123", "BR", "+12025550123", S::ok, D::P_IDD},   {"013 44 20 7946 0958", "IL", "+442079460958", S::ok, D::P_IDD},
      {"002 1 202 555 0123", "TW", "+12025550123", S::ok, D::P_IDD},    {"005 44 20 7946 0958", "CO", "+442079460958", S::ok, D::P_IDD},
      {"119 1 202 555 0123", "CU", "+12025550123", S::ok, D::P_IDD},    {"8~10 44 20 7946 0958", "RU", "+442079460958", S::ok, D::P_IDD}};
  for (const PhoneCase& each : cases) check(each, parse_text(each.text, each.region));
  // Never 00 and "1 1 267 ..." where 0011 is the exit code.
  check({"0011 267 5123029", "AU", "+2675123029", S::possible, D::P_IDD}, parse_text("0011 267 5123029", "AU"));
}

TEST_CASE("Behind 00 the region's own calling code counts as a number that exists", "[phone]") {
  // 005 and Russia, or 00 and a Colombian number that is not known yet.
  check({"", "", "", S::undecided}, parse_text("00579010000001", "CO"));
  check({"", "", "+573210000001", S::ok}, parse_text("00573210000001", "CO"));
}

TEST_CASE("What is an exit code and a number of the region gives no key", "[phone]") {
  check({"", "", "", S::undecided, D::P_COLUMN_UNDECIDED}, parse_text("0037123330231", "JP"));
  check({"", "", "", S::undecided, D::P_COLUMN_UNDECIDED}, parse_text("009 1 415 555 2671", "NG"));
}

TEST_CASE("A digit is missing behind the 1", "[phone]") {
  for (const NumberForm form : {NumberForm::automatic, NumberForm::plus, NumberForm::national, NumberForm::undecided})
    check_all({{"1202555012", "US", "", S::impossible, D::P_IMPOSSIBLE},
               {"1-202-555-012", "US", "", S::impossible, D::P_IMPOSSIBLE},
               {"1111111111", "US", "+11111111111", S::possible, D::P_PLACEHOLDER},
               {"1234567890", "US", "+11234567890", S::possible, D::P_PLACEHOLDER}},
              form);
}

TEST_CASE("A grouped national number in an international column is no other country's", "[phone]") {
  check_all({{"20 7946 0958", "GB", "+442079460958", S::ok}, {"55 1234 5678", "MX", "+525512345678", S::ok},
             {"61 98765 4321", "BR", "+5561987654321", S::ok}, {"44 20 7946 0958", "GB", "+442079460958", S::ok},
             {"1 202 555 0123", "GB", "+12025550123", S::ok}, {"220-555-0143", "US", "+12205550143", S::ok}},
            NumberForm::international);
}

TEST_CASE("Brackets that hold only signs, and pairs of unlike signs, are places of digits", "[phone]") {
  for (const std::string_view text : {"+49 30 (-) 456789", "+49 30 / / 456789", "+49 30 -. 456789", "+49 30 ( - ) 456789", "+49 30 [-] 456789"}) {
    INFO(text);
    CHECK(parse_text(text, "DE").status == S::masked);
  }
  check_all({{"+49 30 / 456789", "DE", "+4930456789", S::ok}, {"030 - 456789", "DE", "+4930456789", S::ok},
             {"(202) - 555 - 0123", "US", "+12025550123", S::ok}});
}
