// docs/normalization.md 2.4, sentence by sentence: what a second reading of the text and of real logs found missing.
#include <algorithm>
#include <string>
#include <vector>

#include "unit/normalize/phone_case.hpp"

using namespace mfax;
using S = NumberStatus;
using D = DiagCode;

namespace {

using Keys = std::vector<std::string>;

std::vector<ParsedNumber> parse_cell(std::string_view text, std::string_view region = "US") {
  NumberParser parser;
  NumberContext context;
  context.region = region;
  std::vector<ParsedNumber> numbers;
  parser.parse_all({text, CellKind::text}, context, numbers);
  return numbers;
}

Keys keys(std::string_view text, std::string_view region = "US") {
  Keys out;
  for (const ParsedNumber& number : parse_cell(text, region)) out.push_back(to_e164(number.key));
  return out;
}

}  // namespace

TEST_CASE("A short number in brackets behind a number is never part of it", "[phone]") {
  // docs/decisions/0010: where lengths are open the 2 may be a digit, so there is no key at all.
  check_all({{"+49 30 123456 (2)", "", "", S::not_phone, D::P_NOT_PHONE},
             {"+49 30 123456 [12]", "", "", S::not_phone, D::P_NOT_PHONE},
             {"030 123456 (2)", "DE", "", S::not_phone, D::P_NOT_PHONE},
             {"+1 202 555 0123 (2)", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"202-555-0123 (2)", "US", "+12025550123", S::ok, D::P_TRIMMED},
             {"tel:+49 30 123456 (2)", "", "", S::not_phone},
             {"+44 (0)20 7946 0958", "", "+442079460958", S::ok, D::P_TRUNK}});
}

TEST_CASE("A sign at the end that separates nothing stands for digits", "[phone]") {
  for (const std::string_view text :
       {"+49 151 2345678~", "+49 151 2345678\u00B7", "+49 151 2345678 \u00B7", "\u00B7202 555 0123", "+49 30 123456-", "+49 30 123456 -",
        "+49 30 123456 \u2013", "+-- 151 23456789", "-- 151 23456789", "+~~ 151 23456789", "+49 151 2345678\u30FB", "+49 (69) \u00B72632-4847",
        "+49 151 2345\u00B7 678", "+267-73-~~6-746", "+49 151~ 2345678"})
    check({text, "", "", S::masked, D::P_MASKED}, parse_text(text, "US"));
  check_all({{"+1 202 555 0123-", "", "+12025550123", S::ok},
             {"+49 30 123456.", "", "+4930123456", S::ok},
             {"\u00B7 +1 202 555 0123", "", "+12025550123", S::ok},
             {"- +1 202 555 0123", "", "+12025550123", S::ok}});
}

TEST_CASE("A tilde before the last digits is an extension only where lengths are fixed", "[phone]") {
  check_all({{"+12025550123~45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"(202) 555-0123~45", "US", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+49 30 123456~12", "", "", S::not_phone}});
}

TEST_CASE("Mask signs are known in every encoding", "[phone]") {
  for (const std::string_view text :
       {"+1202555%2A%2A%2A%2A", "%2A%2A%2A%2A0123", "+1202555&ast;&ast;&ast;&ast;", "+1 202 555 ?123", "202-555-????", "+1 202 555 NNNN",
        "+1202555nnnn", "+1202555\u25AF\u25AF\u25AF\u25AF", "+1202555\U0001F534\U0001F534", "+1202555\u3007\u3007", "+1202555\u2981\u2981",
        "+1202555\u274C\u274C", "+1202555\u2169\u2169"}) {
    INFO(text);
    CHECK(!parse_text(text, "US").key);
    CHECK(parse_text(text, "US").status == S::masked);
  }
}

TEST_CASE("Empty brackets before a number are the place of its area code", "[phone]") {
  for (const std::string_view text : {"(   ) 555-2671", "( ) 5552671", "[ ] 555 2671", "(  ) 2345678"})
    for (const std::string_view region : {"DE", "AT", "ID", "US"}) {
      INFO(text << " " << region);
      CHECK(parse_text(text, region).status == S::masked);
      CHECK(!parse_text(text, region).key);
    }
  check_all({{"() 202-555-0123", "US", "+12025550123", S::ok}, {"( ) +1 202 555 0123", "", "+12025550123", S::ok}});
}

TEST_CASE("A word in brackets where digits belong is a mask", "[phone]") {
  for (const std::string_view text : {"+1[REDACTED]", "+1202[redacted]", "+1202555<hidden>", "+1 202 555 (masked)", "(masked) 0123", "+49 151 {redacted} 78",
                                      "[REDACTED]", "redacted", "<masked>"}) {
    INFO(text);
    CHECK(parse_text(text, "DE").status == S::masked);
    CHECK(!parse_text(text, "US").key);
  }
}

TEST_CASE("An x without digits behind it is a mask where lengths are open, with a region too", "[phone]") {
  check_all({{"0600 842 X", "DE", "", S::masked},
             {"030 123456 x", "DE", "", S::masked},
             {"055-5954-x692", "DE", "", S::masked},
             {"(202) 555-0123 x", "US", "+12025550123", S::ok},
             {"202-555-0123-x45", "US", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+49 30 12345678 x12", "", "+493012345678", S::ok, D::P_EXT, "12"},
             {"+238-241-93-O", "", "", S::not_phone},
             {"+238-241-93-\u00D8", "", "", S::not_phone},
             {"+1 202 555 0123 (m)", "", "+12025550123", S::ok},
             {"+1 202 555 0123 m", "", "+12025550123", S::ok}});
}

TEST_CASE("A fraction in bare digits is damage, however long", "[phone]") {
  for (const std::string_view text : {"447700900.123", "12025550123.4567", "2025550123.125", "2025550123.5", "2025550123.001"}) {
    INFO(text);
    CHECK(parse_text(text, "US").status == S::damaged);
    CHECK(!parse_text(text, "GB").key);
  }
  check_all({{"202555.0123", "US", "+12025550123", S::ok}, {"0171.1234567", "DE", "+491711234567", S::ok}});
}

TEST_CASE("Words for nothing, also several of them in a cell", "[phone]") {
  for (const std::string_view text : {"<NA>", "(empty)", "[blank]", "not given", "none given", "nicht angegeben", "S/N", "s/d", "sin tel\u00E9fono", "n.d.",
                                      "\u306A\u3057", "\uC5C6\uC74C", "null,null", "N/A; N/A", "None | None", "00", "-0", "0.0",
                                      "\u041D\u0435\u0442", "nie podano", "TBA"}) {
    INFO(text);
    CHECK(parse_text(text, "US").status == S::null);
  }
  for (const std::string_view text : {"Number withheld", "CLI withheld", "hidden number", "Caller ID withheld", "ukryty", "numer zastrze\u017Cony", "Privat",
                                      "skyddat nummer", "geheim nummer", "\u0421\u043A\u0440\u044B\u0442\u044B\u0439", "\u0430\u043D\u043E\u043D\u0438\u043C",
                                      "\u0631\u0642\u0645 \u062E\u0627\u0635", "\u05DE\u05E1\u05E4\u05E8 \u05D7\u05E1\u05D5\u05D9", "anonymous; anonymous",
                                      "anonymous, n/a", "\u0391\u03BD\u03CE\u03BD\u03C5\u03BC\u03BF\u03C2"}) {
    INFO(text);
    CHECK(parse_text(text, "US").status == S::withheld);
  }
  CHECK(parse_text("caller number", "US").status != S::withheld);
}

TEST_CASE("Withheld is said in many ways", "[phone]") {
  for (const std::string_view text :
       {"Anonymous <+266696687>", "Anonymous (7378742833)", "sip:anonymous@anonymous.invalid", "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
        "sips:restricted@192.0.2.7:5060", "tel:anonymous", "(anonymous)", "<anonymous>", "anonymous@anonymous.invalid", "unterdr\u00FCckt",
        "Rufnummer unterdr\u00FCckt", "num\u00E9ro masqu\u00E9", "N\u00FAmero privado", "anonyme", "an\u00F3nimo", "\u975E\u901A\u77E5", "\u533F\u540D",
        "\u0441\u043A\u0440\u044B\u0442"})
    for (const std::string_view region : {"", "US"}) {
      INFO(text);
      CHECK(parse_text(text, region).status == S::withheld);
      CHECK(!parse_text(text, region).key);
    }
  for (const std::string_view text : {"unbekannt", "inconnu", "desconocido", "n/d", "\u4E0D\u660E", "ninguno"}) {
    INFO(text);
    CHECK(parse_text(text, "US").status == S::null);
  }
  // A name that says so beside somebody's number withholds nothing.
  check({"", "", "+12025550123", S::ok}, parse_text("Anonymous <+12025550123>"));
}

TEST_CASE("A stand-in beside a number loses neither", "[phone]") {
  for (const std::string_view text : {"266696687;+1 202 555 0143", "+266696687, +1 202 555 0143", "+266696687/+12025550143"}) {
    const auto found = parse_cell(text);
    INFO(text);
    REQUIRE(found.size() == 2);
    CHECK(found[0].status == S::withheld);
    CHECK(!found[0].key);
    CHECK(to_e164(found[1].key) == "+12025550143");
    CHECK(found[1].codes.has(D::P_MULTI));
  }
  CHECK(keys("+266696687;+7378742833") == Keys{"", ""});
}

TEST_CASE("An extension in a list of any separator hides nothing", "[phone]") {
  for (const std::string_view separator : {", ", " / ", " or ", " and ", "; ", " | "}) {
    const std::string text = "+12025550123" + std::string(separator) + "+12025550124 x34";
    INFO(text);
    CHECK(keys(text) == Keys{"+12025550123", "+12025550124"});
    CHECK(keys("+12025550123" + std::string(separator) + "+1202555012x") == Keys{""});
  }
}

TEST_CASE("A spreadsheet's fraction leaves formatted numbers too, a bare mantissa is damage", "[phone]") {
  check_all({{"+1 202 555 0123.0", "", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"(202) 555-0123.0", "US", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"202-555-0123.00", "US", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"020 7946 0958.0", "GB", "+442079460958", S::ok, D::P_FLOAT_SUFFIX},
             {"4.155552671", "US", "", S::damaged, D::P_DAMAGED},
             {"1.2025550123", "US", "", S::damaged, D::P_DAMAGED},
             {"+1.2025550123", "", "+12025550123", S::ok},
             {"01 99 00 12 00", "FR", "+33199001200", S::ok},
             {"01.99.00.12.00", "FR", "+33199001200", S::ok},
             {"1.202.555.0123", "US", "+12025550123", S::ok}});
}

TEST_CASE("No option would settle what no reading allows", "[phone]") {
  for (const std::string_view text : {"1234567890123456", "99999999999999999999", "5550123", "202555012"}) {
    INFO(text);
    CHECK(parse_text(text, "US", NumberForm::undecided).codes.has(D::P_IMPOSSIBLE));
    CHECK(!parse_text(text, "US", NumberForm::undecided).key);
  }
  CHECK(parse_text("1234567890123456").codes.has(D::P_IMPOSSIBLE));
  CHECK(parse_text("5550123").codes.has(D::P_NEEDS_REGION));
}

TEST_CASE("00 is an exit code also where 001 is one", "[phone]") {
  for (const std::string_view region : {"SG", "HK", "KR"}) {
    INFO(region);
    CHECK(to_e164(parse_text("0012025550123", region).key) == "+12025550123");
    CHECK(to_e164(parse_text("001442079460958", region).key) == "+442079460958");
  }
  // 001 and Singapore, or 00 and Jamaica: both exist.
  check({"", "", "", S::undecided}, parse_text("0016582345678", "HK"));
}

TEST_CASE("More words for an extension", "[phone]") {
  for (const std::string_view text :
       {"+1 202 555 0123 local 45", "+1 202 555 0123 ankn. 45", "+1 202 555 0123 interne 45", "+1 202 555 0123 ext #45", "+1 202 555 0123 ext. no. 45",
        "+1 202 555 0123 wewn\u0119trzny 45", "+1 202 555 0123 \u05E9\u05DC\u05D5\u05D7\u05D4 45", "+1 202 555 0123 \u03B5\u03C3\u03C9\u03C4. 45",
        "+1 202 555 0123 \u062A\u062D\u0648\u064A\u0644\u0629 45", "+1 202 555 0123 \u0E15\u0E48\u0E2D 45",
        "+1 202 555 0123 \u0432\u043D. 45", "+1 202 555 0123 \u0432\u043D\u0443\u0442\u0440\u0435\u043D\u043D\u0438\u0439 45"})
    check({text, "", "+12025550123", S::ok, D::P_EXT, "45"}, parse_text(text));
}

TEST_CASE("The trail names the rules in the order of the steps", "[phone]") {
  using Trail = std::vector<std::string_view>;
  const auto trail = [](std::string_view text, std::string_view region = "") {
    const ParsedNumber number = parse_text(text, region);
    return number_trail(number.codes, number.trims);
  };
  CHECK(trail("+442079461958").empty());
  CHECK(trail("+44 20 7946 1958") == Trail{"strip_separators"});
  CHECK(trail("\u200E+44 (0)20 7946 1958") == Trail{"strip_format_chars", "strip_separators", "trunk_zero_after_cc"});
  CHECK(trail("'0044 20 7946 1958") == Trail{"strip_guard", "strip_separators", "exit_code_as_plus"});
  CHECK(trail("tel:7946-1958;phone-context=+44-20;ext=7") ==
        Trail{"strip_scheme_and_host", "prepend_phone_context", "split_extension", "strip_separators"});
  CHECK(trail("Jo <+442079461958>") == Trail{"strip_name"});
  CHECK(trail("Mobile: 020 7946 1958", "GB") == Trail{"strip_label", "strip_separators", "region_applied"});
  CHECK(trail("(202) 555-0123", "US") == Trail{"strip_separators", "region_applied", "placeholder_noted"});
  CHECK(trail("+1 202 555 XXXX") == Trail{"mask"});
  CHECK(trail("4.15556E+09") == Trail{"scientific_lost_digits"});
  CHECK(trail("%2B442079461958") == Trail{"decode_entities"});
  // Every rule has a name of its own.
  for (const NumberRule& rule : number_rules())
    CHECK(std::count_if(number_rules().begin(), number_rules().end(), [&](const NumberRule& other) { return other.id == rule.id; }) == 1);
}
