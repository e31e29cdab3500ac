// docs/normalization.md 2.4: spellings that real exports hold and that once lost their number, or gave a wrong one.
#include <string>
#include <vector>

#include "unit/normalize/phone_case.hpp"

using namespace mfax;
using S = NumberStatus;
using D = DiagCode;

namespace {

std::vector<std::string> keys(std::string_view text, std::string_view region = "US") {
  NumberParser parser;
  NumberContext context;
  context.region = region;
  std::vector<ParsedNumber> numbers;
  parser.parse_all({text, CellKind::text}, context, numbers);
  std::vector<std::string> out;
  for (const ParsedNumber& number : numbers) out.push_back(to_e164(number.key));
  return out;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("A tilde separates digits and hides none", "[phone]") {
  check_all({{"+1~202~555~0123", "", "+12025550123", S::ok},
             {"(202) 555\uFF5E0123", "US", "+12025550123", S::ok},
             {"8~10 44 20 7946 0958", "RU", "+442079460958", S::ok, D::P_IDD},
             {"+1202~~~0123", "US", "", S::masked, D::P_MASKED}});
}

TEST_CASE("A password of a SIP address is no part of the number", "[phone]") {
  check_all({{"sip:+12025550123:secret@example.com:5060;transport=tcp", "", "+12025550123", S::ok, D::P_URI},
             {"sip:+12025550123:12345678@example.com", "", "+12025550123", S::ok, D::P_URI},
             {"sip:john:12025550123@example.com", "US", "", S::not_phone}});
}

TEST_CASE("Words for an extension are known in several languages and scripts", "[phone]") {
  for (const std::string_view text :
       {"+1 202 555 0123 \u0434\u043E\u0431. 12", "+1 202 555 0123 \u5185\u7DDA 12", "+1 202 555 0123 wew. 12",
        "+1 202 555 0123 toestel 12", "+1 202 555 0123 ext-12", "+1 202 555 0123 xt 12", "+12025550123p12",
        "+12025550123w12", "+1 202 555 0123 dahili 12"})
    check({text, "", "+12025550123", S::ok, D::P_EXT, "12"}, parse_text(text));
  // A pause needs a whole number before it, as an x does.
  check_all({{"+1 202 55 w 50123", "US", "", S::not_phone}});
}

TEST_CASE("An exit code before a plus is dropped", "[phone]") {
  check_all({{"00+442079460958", "", "+442079460958", S::ok, D::P_IDD},
             {"011 +44 20 7946 0958", "US", "+442079460958", S::ok, D::P_IDD},
             {"1+442079460958", "US", "", S::not_phone}});
}

TEST_CASE("A remark in brackets behind a whole number is dropped, a doubt is not", "[phone]") {
  check_all({{"+12025550123 (Jane)", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"+12025550123 (hidden)", "", "", S::masked},
             {"+12025550123 (last digits)", "", "", S::not_phone},
             {"+1202555012 (Jane)", "", "", S::not_phone}});
}

TEST_CASE("A letter where a digit belongs is no label", "[phone]") {
  check_all({{"O2025550123", "US", "", S::alpha_sender}, {"m: 2025550123", "US", "+12025550123", S::ok}});
}

TEST_CASE("Empty places of a list are skipped", "[phone]") {
  CHECK(keys("+12025550123;null") == Keys{"+12025550123"});
  CHECK(keys("+12025550123;anonymous") == Keys{"+12025550123"});
  CHECK(keys("+12025550123 x12; +12025550124") == Keys{"+12025550123", "+12025550124"});
  CHECK(keys("+12025550123\u3001+12025550124") == Keys{"+12025550123", "+12025550124"});
  // One hidden number makes the cell a masked one.
  CHECK(keys("+12025550123 x12; +1202555XXXX") == Keys{""});
  CHECK(keys("+12025550123; +1202555x124") == Keys{""});
}

TEST_CASE("A negative number with a fraction is damage", "[phone]") {
  check_all({{"-4155552671.5", "US", "", S::damaged, D::P_DAMAGED}, {"-2025550123.0", "US", "", S::damaged, D::P_DAMAGED}});
}

TEST_CASE("A stand-in that lost its plus is withheld, a grouped number is not", "[phone]") {
  check_all({{"7378742833", "US", "", S::withheld, D::P_WITHHELD},
             {"266696687", "US", "", S::withheld, D::P_WITHHELD},
             {"2562533", "", "", S::withheld, D::P_WITHHELD},
             {"(737) 874-2833", "US", "+17378742833", S::ok}});
  check({"", "", "+17378742833", S::ok}, parse_text("7378742833", "US", NumberForm::national));
  // Alone it does not make its column national.
  const std::vector<std::string> column = {"7378742833", "266696687"};
  CHECK(decide_number_form(column, false, "US").form == NumberForm::automatic);
}

TEST_CASE("A digit too many in an American grouping is nobody else's number", "[phone]") {
  check_all({{"415 555 26711", "US", "", S::impossible},
             {"(415) 555-26711", "US", "", S::impossible},
             {"1-415-555-267", "US", "", S::impossible},
             {"41 55 552 67 11", "US", "+41555526711", S::ok, D::P_INTL_NO_PLUS}});
}

TEST_CASE("Islands with numbers of five or six digits keep them", "[phone]") {
  check_all({{"21 12 34", "FO", "+298211234", S::ok, D::P_REGION_ASSUMED},
             {"316 249", "AD", "+376316249", S::ok},
             {"51234", "FK", "+50051234", S::ok},
             {"316249", "US", "", S::short_code, D::P_SHORT_CODE},
             {"22000", "DE", "", S::short_code, D::P_SHORT_CODE}});
}

TEST_CASE("In an undecided column a single possible reading is taken", "[phone]") {
  check({"", "", "+15555555555", S::possible, D::P_PLACEHOLDER}, parse_text("5555555555", "US", NumberForm::undecided));
  check({"", "", "+19999999999", S::possible, D::P_PLACEHOLDER}, parse_text("9999999999", "US", NumberForm::undecided));
  check({"", "", "", S::undecided, D::P_COLUMN_UNDECIDED}, parse_text("2015550123", "US", NumberForm::undecided));
}

TEST_CASE("An Ivorian number of the old plan is whole", "[phone]") {
  check_all({{"+22507123456", "", "+22507123456", S::possible, D::P_POSSIBLE}});
}

TEST_CASE("A sign that could stand for a digit is no separator where lengths are open", "[phone]") {
  check_all({{"+49 30 90182X 45", "", "", S::masked, D::P_MASKED},
             {"+49151234567#8", "", "", S::masked, D::P_MASKED},
             {"+1202_550123", "", "", S::masked, D::P_MASKED},
             {"+1202555012_", "", "", S::masked, D::P_MASKED},
             {"+_202 555 0123", "", "", S::masked, D::P_MASKED},
             {"+1_202_555_0123", "", "+12025550123", S::ok},
             {"+49_151_23456789", "", "+4915123456789", S::ok},
             {"(202) 555_0123", "US", "+12025550123", S::ok},
             {"+43 664 12_4567", "", "", S::masked, D::P_MASKED},
             {"2025550_23.0", "US", "", S::masked, D::P_MASKED},
             {"+1 202 555 0123x 45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+12025550123#45", "", "+12025550123", S::ok, D::P_EXT, "45"}});
}

TEST_CASE("Only headers are cut from an address at a question mark", "[phone]") {
  check_all({{"sms:+12025550123?body=hi", "", "+12025550123", S::ok, D::P_URI},
             {"sip:+12025550123@example.com?subject=1", "", "+12025550123", S::ok, D::P_URI},
             {"tel:+4915123456?8", "", "", S::masked},
             {"sip:+49151234????@example.com", "", "", S::masked}});
}

TEST_CASE("An empty place inside a number of a plan without one length hides digits", "[phone]") {
  for (const std::string_view text :
       {"+49 151 2345678 - - - -", "+49 151 - - 5678", "+49 30 - - 123456", "+49 30 . . 123456", "+49 151 -- 5678",
        "+49 151 \u2014\u2014 5678", "+49 (   ) 2345678", "+49 151 () 5678", "+49151[]2345678", "+49 151 2345678,X",
        "+49 151 2345678, X", "+1 (   ) 555-0123", "+1 202 555 - - - -"})
    check({text, "", "", S::masked, D::P_MASKED}, parse_text(text));
  // The digits of a whole number of one length, a name left empty, a name behind a dash: nothing is hidden.
  check_all({{"+1--202--555--0123", "", "+12025550123", S::ok},
             {"+1 () 202 555 0123", "", "+12025550123", S::ok},
             {"+44 20 7946 0958 ()", "", "+442079460958", S::ok},
             {"+44 20 - 7946 - 0958", "", "+442079460958", S::ok}});
}

TEST_CASE("A comma before an extension mark hides nothing", "[phone]") {
  check({"+12025550123, x12", "", "+12025550123", S::ok, D::P_EXT, "12"}, parse_text("+12025550123, x12"));
  check({"+12025550123,x12", "", "+12025550123", S::ok, D::P_EXT, "12"}, parse_text("+12025550123,x12"));
}
