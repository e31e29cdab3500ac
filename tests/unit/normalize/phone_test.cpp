// docs/normalization.md 2.4, steps 1 to 8 and 12: what is taken off a number, and what is no number. Steps 9 to 13 are in
// phone_reading_test.cpp.
#include "unit/normalize/phone_case.hpp"

using namespace mfax;
using S = NumberStatus;
using D = DiagCode;

TEST_CASE("A number with plus is read through every separator people write", "[phone]") {
  for (const std::string_view text :
       {"+12025550123", "+1 202 555 0123", "+1-202-555-0123", "+1 (202) 555-0123", "+1.202.555.0123", "+1.2025550123",
        "+1 2025550123", "(+1) 202-555-0123", "+(1)2025550123", "++12025550123", "  +12025550123\t", "+1/202/5550123",
        "+1\t202\t5550123", "+1_202_555_0123", "+1\u00A0202\u00A0555\u00A00123", "+1\u2011202\u2013555\u22120123",
        "+1 [202] 555-0123", "+1 (202)-555-0123", "+ 1 202 555 0123", "+1\u00B7202\u00B7555\u00B70123"}) {
    const ParsedNumber number = parse_text(text);
    INFO(text);
    CHECK(to_e164(number.key) == "+12025550123");
    CHECK(number.status == S::ok);
    CHECK(number.confidence == Confidence::exact);
  }
}

TEST_CASE("Digits and signs of other scripts are read and noted", "[phone]") {
  for (const std::string_view text :
       {"\uFF0B\uFF11\uFF12\uFF10\uFF12\uFF15\uFF15\uFF15\uFF10\uFF11\uFF12\uFF13",                       // full width
        "+\u0661\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0662\u0663",                            // Arabic-Indic
        "+\u06F1\u06F2\u06F0\u06F2\u06F5\u06F5\u06F5\u06F0\u06F1\u06F2\u06F3",                            // Extended
        "+\u0967\u0968\u0966\u0968\u096B\u096B\u096B\u0966\u0967\u0968\u0969",                            // Devanagari
        "+\u09E7\u09E8\u09E6\u09E8\u09EB\u09EB\u09EB\u09E6\u09E7\u09E8\u09E9",                            // Bengali
        "+\U0001D7CF\U0001D7D0\U0001D7CE\U0001D7D0\U0001D7D3\U0001D7D3\U0001D7D3\U0001D7CE\U0001D7CF\U0001D7D0\U0001D7D1",
        "+\u2460\u2461\u24EA\u2461\u2464\u2464\u2464\u24EA\u2460\u2461\u2462",                            // circled
        "\u207A\u00B9\u00B2\u2070\u00B2\u2075\u2075\u2075\u2070\u00B9\u00B2\u00B3"}) {                    // raised
    const ParsedNumber number = parse_text(text);
    INFO(text);
    CHECK(to_e164(number.key) == "+12025550123");
    CHECK(number.codes.has(D::P_UNICODE_DIGITS));
  }
  // A raised digit behind plain ones is a footnote mark, not a twelfth digit.
  check_all({{"+12025550123\u00B2", "", "", S::not_phone}, {"+1202555012\u2462", "", "", S::not_phone}});
}

TEST_CASE("Invisible characters and encodings round a number are taken off", "[phone]") {
  check_all({{"\uFEFF+12025550123", "", "+12025550123", S::ok},
             {"\u200E+1 202 555 0123\u200F", "", "+12025550123", S::ok},
             {"\u202A+12025550123\u202C", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"+1\u200B202\u2060555\u00AD0123", "", "+12025550123", S::ok},
             {"%2B12025550123", "", "+12025550123", S::ok},
             {"%2b1%20202%20555%200123", "", "+12025550123", S::ok},
             {"&#43;12025550123", "", "+12025550123", S::ok},
             {"&#x2B;12025550123", "", "+12025550123", S::ok},
             {"&plus;12025550123", "", "+12025550123", S::ok},
             {"&nbsp;202&nbsp;555&#160;0123", "US", "+12025550123", S::ok},
             {"\u260E +12025550123", "", "+12025550123", S::ok},
             {"+1202555\xFF" "0123", "", "", S::not_phone},
             {"+1202555\u00DF0123", "", "", S::not_phone}});
}

TEST_CASE("Spreadsheet guards are taken off", "[phone]") {
  check_all({{"'+12025550123", "", "+12025550123", S::ok, D::P_GUARD},
             {"\u2019+12025550123", "", "+12025550123", S::ok, D::P_GUARD},
             {"=\"+12025550123\"", "", "+12025550123", S::ok, D::P_GUARD},
             {"=\"\"+12025550123\"\"", "", "+12025550123", S::ok, D::P_GUARD},
             {"\"=\"\"+12025550123\"\"\"", "", "+12025550123", S::ok, D::P_GUARD},
             {"\"+12025550123\"", "", "+12025550123", S::ok, D::P_GUARD},
             {"=+12025550123", "", "+12025550123", S::ok, D::P_GUARD},
             {"'12025550123", "US", "+12025550123", S::ok, D::P_GUARD}});
}

TEST_CASE("Empty and withheld cells are told apart", "[phone]") {
  for (const std::string_view text : {"", " ", "-", "0", "null", "NULL", "None", "n/a", "N/A", "NaN", "unknown", "Unavailable",
                                      "undefined", "\\N", "(null)", "#N/A", "#VALUE!", "[]", "{}", "\u00A0", "''"}) {
    INFO(text);
    CHECK(parse_text(text, "US").status == S::null);
    CHECK(parse_text(text, "US").codes.has(D::P_NULL));
  }
  for (const std::string_view text : {"anonymous", "Anonymous", "RESTRICTED", "private", "Blocked", "+266696687", "+7378742833",
                                      "+2562533", "+8656696", "+86282452253", "+7 378 742 833"}) {
    INFO(text);
    CHECK(parse_text(text, "US").status == S::withheld);
    CHECK(!parse_text(text, "US").key);
  }
  CHECK(parse_text("", "US", NumberForm::automatic, false).status == S::null);
  // The same ten digits in an American national column are somebody's number in Austin.
  CHECK(to_e164(parse_text("7378742833", "US", NumberForm::national).key) == "+17378742833");
}

TEST_CASE("A masked number never gives a key", "[phone]") {
  for (const std::string_view text :
       {"+1 202-555-XXXX", "+1202555xxxx", "+1202XXXXXXX", "+1202XXX0123", "+1202555****", "XXX-XXX-0123", "xxx-xxx-0123",
        "+44XXXXXX0123", "+1XXX5550100", "1XXX5550100", "+XX XXXXXXX17", "+*******0016", "+1 XXX-XXX-6065", "****", "*",
        "+1 (202) ***-**23", "+1202555\u2022\u2022\u2022\u2022", "+1202\u25CF\u25CF\u25CF0123", "\u2588\u2588\u25880123",
        "+1202\u22170123456", "+1202555\u2026", "+1202...0123", "202-555-##23", "+1 202 555 ##", "+1202555012X", "+1202555012x",
        "202-555-012X", "+1 202 55X 0123", "+1 20X 555 0123", "+1X025550123", "X2025550123", "+1 202 555 x123", "x-x-x-0123",
        "+1 202 x55 0123", "+44 7700 900 12x", "+49 30 123456 x", "+4930123456x12", "+1202555__23", "+1 202 ____ 0123",
        "+1 202 --- 0123", "\uFF38\uFF38\uFF38-555-0123", "+1 202 555 \u0425\u0425\u0425\u0425", "+1202555\u00D7\u00D7\u00D7\u00D7",
        "0x12025550123", "+1202555012\uFF0A", "tel:+1202555XXXX", "John <+1202555XXXX>", "sip:+1202***0123@example.com",
        "+12025550123; +1202555XXXX", "[REDACTED]", "whatsapp:+1202555****", "+1202555\u25A0\u25A0\u25A0\u25A0",
        "1-800-XXX-0123", "*671234567", "*67 202-555-XXXX", "+12025550123*", "\u00B7\u00B7\u00B7\u00B70123"}) {
    for (const std::string_view region : {"", "US", "GB", "DE"})
      for (const NumberForm form : {NumberForm::automatic, NumberForm::international, NumberForm::national})
        for (const bool is_recipient : {true, false}) {
          const ParsedNumber number = parse_text(text, region, form, is_recipient);
          INFO(text << " [" << region << "]");
          CHECK(!number.key);
          CHECK(number.status == S::masked);
          CHECK(number.codes.has(D::P_MASKED));
        }
  }
}

TEST_CASE("An x of an extension or of a word is no mask", "[phone]") {
  check_all({{"+12025550123x45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+1.2025550123x1234", "", "+12025550123", S::ok, D::P_EXT, "1234"},
             {"(202) 555-0123 x3243", "US", "+12025550123", S::ok, D::P_EXT, "3243"},
             {"202-555-0123X5", "US", "+12025550123", S::ok, D::P_EXT, "5"},
             {"+1 202 555 0123 x", "", "+12025550123", S::ok},
             {"020 7946 0123 x12", "GB", "+442079460123", S::ok, D::P_EXT, "12"},
             {"+49 30 123456 x12", "", "+4930123456", S::ok, D::P_EXT, "12"},
             {"My iPhone X (202-555-0123)", "US", "+12025550123", S::ok, D::P_TRIMMED},
             {"Alex Foxx <+12025550123>", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"Fax: +1 202 555 0123", "", "+12025550123", S::ok, D::P_TRIMMED}});
}

TEST_CASE("A service code in front of a number is dropped", "[phone]") {
  check_all({{"*67 202-555-0123", "US", "+12025550123", S::ok, D::P_SERVICE_CODE},
             {"*672025550123", "US", "+12025550123", S::ok, D::P_SERVICE_CODE},
             {"*82 +1 202 555 0123", "", "+12025550123", S::ok, D::P_SERVICE_CODE},
             {"#31#+12025550123", "", "+12025550123", S::ok, D::P_SERVICE_CODE},
             {"#31#020 7946 0123", "GB", "+442079460123", S::ok, D::P_SERVICE_CODE}});
}

TEST_CASE("Spreadsheet damage is undone only when every digit is there", "[phone]") {
  check_all({{"1.2025550123E10", "US", "+12025550123", S::ok, D::P_SCI_EXACT},
             {"1.2025550123E+10", "US", "+12025550123", S::ok, D::P_SCI_EXACT},
             {"1,2025550123e+10", "US", "+12025550123", S::ok, D::P_SCI_EXACT},
             {"4.47700900123E+11", "GB", "+447700900123", S::possible, D::P_SCI_EXACT},
             {"4.47701E+11", "GB", "", S::damaged, D::P_SCI_LOSSY},
             {"1.20256E+10", "US", "", S::damaged, D::P_SCI_LOSSY},
             {"1.202555E10", "US", "", S::damaged, D::P_SCI_LOSSY},
             {"1.2E+10", "US", "", S::damaged, D::P_SCI_LOSSY},
             {"2E9", "US", "", S::damaged, D::P_SCI_LOSSY},
             {"1.20255501234E10", "US", "", S::damaged, D::P_DAMAGED},
             {"1.2025550123E-10", "US", "", S::damaged, D::P_DAMAGED},
             {"12025550123.0", "US", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"12025550123.00", "US", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"2025550123.0", "US", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"12025550123,00", "US", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"+12025550123.0", "", "+12025550123", S::ok, D::P_FLOAT_SUFFIX},
             {"12025550123.5", "US", "", S::damaged, D::P_DAMAGED},
             {"12025550123.000", "US", "", S::damaged, D::P_DAMAGED},
             {"12,025,550,123", "US", "+12025550123", S::ok, D::P_THOUSANDS},
             {"12'025'550'123", "US", "+12025550123", S::ok, D::P_THOUSANDS},
             {"12,025,550,123.00", "US", "+12025550123", S::ok, D::P_THOUSANDS},
             {"2,025,550,123", "US", "+12025550123", S::ok, D::P_THOUSANDS},
             {"####", "US", "", S::damaged, D::P_DAMAGED},
             {"##########", "US", "", S::damaged, D::P_DAMAGED}});
}

TEST_CASE("JSON numbers are digits, what is not whole is damage", "[phone]") {
  NumberParser parser;
  NumberContext context;
  context.form = NumberForm::international;
  const auto parse = [&](std::string_view text, CellKind kind) { return parser.parse({text, kind}, context); };
  const ParsedNumber whole = parse("447700900123", CellKind::number);
  CHECK(to_e164(whole.key) == "+447700900123");
  CHECK(whole.codes.has(D::P_JSON_NUMBER));
  for (const std::string_view text : {"447700900123.5", "4.47e+30", "-447700900123", "1e999"}) {
    CHECK(parse(text, CellKind::number).status == S::damaged);
    CHECK(!parse(text, CellKind::number).key);
  }
  CHECK(parse("true", CellKind::boolean).status == S::not_phone);
  CHECK(parse("", CellKind::absent).status == S::null);
}

TEST_CASE("Address forms lose scheme, host and parameters", "[phone]") {
  check_all({{"tel:+1-202-555-0123", "", "+12025550123", S::ok, D::P_URI},
             {"TEL:+12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"tel://+12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"tel:%2B12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"tel:+12025550123;ext=45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"tel:+1-2025550123;ext=", "", "+12025550123", S::ok, D::P_URI},
             {"tel:+12025550123;isub=12;tag=9", "", "+12025550123", S::ok, D::P_URI},
             {"tel:555-0123;phone-context=+1-202", "", "+12025550123", S::ok, D::P_URI},
             {"tel:2025550123;phone-context=example.com", "US", "+12025550123", S::ok, D::P_REGION_ASSUMED},
             {"tel:2025550123;phone-context=example.com", "", "", S::undecided, D::P_NEEDS_REGION},
             {"sms:+12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"sms:+12025550123?body=hi", "", "+12025550123", S::ok, D::P_URI},
             {"callto:+12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"whatsapp:+12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"rcs:+12025550123", "", "+12025550123", S::ok, D::P_URI},
             {"sip:+12025550123@example.com", "", "+12025550123", S::ok, D::P_URI},
             {"sip:+12025550123@192.0.2.7:5060;transport=udp", "", "+12025550123", S::ok, D::P_URI},
             {"sips:+12025550123@example.com;user=phone", "", "+12025550123", S::ok, D::P_URI},
             {"<sip:+12025550123@example.com>;tag=7", "", "+12025550123", S::ok, D::P_URI},
             {"\"Jo\" <sip:+12025550123@example.com>", "", "+12025550123", S::ok, D::P_URI},
             {"sip:alice@example.com", "", "", S::not_phone, D::P_NOT_PHONE},
             {"sip:1001@example.com", "", "", S::short_code, D::P_SHORT_CODE},
             {"messenger:12025550123", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"client:alice", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"client:2025550123", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"jo@example.com", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"2025550123@example.com", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"mailto:jo@example.com", "US", "", S::not_phone, D::P_NOT_PHONE}});
}

TEST_CASE("Several numbers in a cell become several records", "[phone]") {
  NumberParser parser;
  NumberContext context;
  context.region = "US";
  std::vector<ParsedNumber> found;
  for (const std::string_view text :
       {"+12025550123;+12025550124", "+12025550123; +12025550124;", "+12025550123|+12025550124", "+12025550123, +12025550124",
        "+12025550123/+12025550124", "+1 202 555 0123 or +1 202 555 0124", "+1 202 555 0123 +1 202 555 0124",
        "+12025550123\n+12025550124", "[\"+12025550123\",\"+12025550124\"]", "['+12025550123', '+12025550124']",
        "{+12025550123, +12025550124}", "\"+12025550123\",\"+12025550124\"", "(202) 555-0123 / (202) 555-0124",
        "2025550123/2025550124", "tel:+12025550123, tel:+12025550124", "+12025550123\x1f+12025550124", "202-555-0123, 202-555-0124"}) {
    parser.parse_all({text, CellKind::text}, context, found);
    INFO(text);
    REQUIRE(found.size() == 2);
    CHECK(to_e164(found[0].key) == "+12025550123");
    CHECK(to_e164(found[1].key) == "+12025550124");
    CHECK((found[0].codes.has(D::P_MULTI) && found[1].codes.has(D::P_MULTI)));
    CHECK(to_e164(parser.parse({text, CellKind::text}, context).key) == "+12025550123");
  }
  parser.parse_all({"\x1f+12025550123\x1f", CellKind::text}, context, found);
  REQUIRE(found.size() == 1);
  CHECK(!found[0].codes.has(D::P_MULTI));
  parser.parse_all({"\x1f\x1f", CellKind::text}, context, found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].status == S::null);
}

TEST_CASE("A separator inside one number does not cut it", "[phone]") {
  check_all({{"+12025550123,45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+12025550123,,45#", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+12025550123;45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"+1 202 555 0123 / 45", "", "+12025550123", S::ok, D::P_EXT, "45"},
             {"0211/1234567", "DE", "+492111234567", S::ok},
             {"020/7946/0123", "GB", "+442079460123", S::ok},
             {"+12025550123;", "", "+12025550123", S::ok},
             {"[\"+12025550123\"]", "", "+12025550123", S::ok}});
}

TEST_CASE("Extensions are kept beside the number", "[phone]") {
  for (const std::string_view text :
       {"+1 202 555 0123 ext 45", "+1 202 555 0123 ext. 45", "+1 202 555 0123, ext 45", "+1 202 555 0123 (ext 45)",
        "+1 202 555 0123 Ext:45", "+1 202 555 0123 extension 45", "+12025550123ext45", "+12025550123;ext=45",
        "+1 202 555 0123 x45", "+1 202 555 0123 x.45", "+1 202 555 0123 #45", "+1 202 555 0123#45", "+1 202 555 0123 poste 45",
        "+1 202 555 0123 ramal 45", "+1 202 555 0123 Durchwahl 45", "+1 202 555 0123 extensi\u00F3n 45",
        "Office: +1 202 555 0123 ext 45", "+1 202 555 0123 int. 45", "+1 202 555 0123 ext 45#"}) {
    const ParsedNumber number = parse_text(text);
    INFO(text);
    CHECK(to_e164(number.key) == "+12025550123");
    CHECK(number.extension == "45");
    CHECK(number.codes.has(D::P_EXT));
  }
}

TEST_CASE("Letters are a sender's name, a vanity number or nothing", "[phone]") {
  check_all({{"1-800-FLOWERS", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"202-555-CODE", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"AMZN2FA", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"TWILIO", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"INFO2025550", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"+1202555O123", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"5e92f0c2-8b1d-4f1e-9d4e-123456789012", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"System.String[]", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"Jo +12025550123", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"mobile_number2", "US", "", S::not_phone, D::P_NOT_PHONE}});
  check_all({{"1-800-FLOWERS", "US", "+18003569377", S::ok, D::P_VANITY},
             {"+1-800-FLOWERS", "", "+18003569377", S::ok, D::P_VANITY},
             {"202-555-CODE", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"1-800-NNN-NNNN", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"AMZN2FA", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"Example Bank", "US", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"\u042F\u043D\u0434\u0435\u043A\u0441", "RU", "", S::alpha_sender, D::P_ALPHA_SENDER},
             {"jo@example.com", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"client:alice", "US", "", S::not_phone, D::P_NOT_PHONE}},
            NumberForm::automatic, false);
}

TEST_CASE("A name or a label round one number is dropped", "[phone]") {
  check_all({{"Jo Doe <+12025550123>", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"Jo Doe (+1 202 555 0123)", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"Mobile: +1 202 555 0123", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"(mobile) +1 202 555 0123", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"Tel. 020 7946 0123", "GB", "+442079460123", S::ok, D::P_TRIMMED},
             {"202-555-0123 (cell)", "US", "+12025550123", S::ok, D::P_TRIMMED},
             {"+1 202 555 0123 mobile", "", "+12025550123", S::ok, D::P_TRIMMED},
             {"Jo (202-555-0123) (202-555-0124)", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"2025550124 Jo (202-555-0123)", "US", "", S::not_phone, D::P_NOT_PHONE},
             {"Jo (202) 555-0123", "US", "", S::not_phone, D::P_NOT_PHONE}});
}

TEST_CASE("Dates, addresses and times are no numbers", "[phone]") {
  for (const std::string_view text : {"2024-03-04", "2024/03/04", "192.0.2.17", "198.51.100.200", "2024-03-04T10:11:12Z",
                                      "10:11:12", "$1,234,567.89", "12%", "1+2025550123", "2025550123+"}) {
    INFO(text);
    CHECK(!parse_text(text, "DE").key);
    CHECK(!parse_text(text, "US").key);
  }
}
