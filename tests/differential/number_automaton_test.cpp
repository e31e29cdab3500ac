// The automaton against the library it was made of: validity, type and region of numbers near every example, and the number
// memo against reading a text step by step.
#include <catch2/catch.hpp>

#include <phonenumbers/phonenumberutil.h>

#include <random>
#include <set>
#include <string>

#include "normalize/number_automaton.hpp"
#include "normalize/number_memo.hpp"
#include "normalize/phone_national.hpp"

using namespace mfax;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// E.164 digits of the examples of every region and type, calling codes without a country included.
std::set<std::string> examples() {
  const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
  std::set<std::string> digits;
  const auto add = [&](const PhoneNumber& number) {
    std::string text;
    library.Format(number, PhoneNumberUtil::E164, &text);
    if (number.country_code() != 1 && text.size() > 8) digits.insert(text.substr(1));
  };
  std::set<std::string> regions;
  library.GetSupportedRegions(&regions);
  PhoneNumber number;
  for (const std::string& region : regions)
    for (int type = PhoneNumberUtil::FIXED_LINE; type <= PhoneNumberUtil::VOICEMAIL; ++type)
      if (library.GetExampleNumberForType(region, static_cast<PhoneNumberUtil::PhoneNumberType>(type), &number)) add(number);
  std::set<int> codes;
  library.GetSupportedGlobalNetworkCallingCodes(&codes);
  for (const int code : codes)
    if (library.GetExampleNumberForNonGeoEntity(code, &number)) add(number);
  return digits;
}

void check(const std::string& digits) {
  const PhoneKey key = phone::key_of(digits);
  const phone::NumberAnswer& answer = phone::number_answer(digits);
  INFO(digits);
  CHECK(answer.is_valid == phone::library_is_valid(key));
  const phone::LibraryFacts facts = phone::library_facts(key);
  CHECK(answer.type == facts.type);
  // Where nothing that follows is a number the automaton has forgotten the country; the table of calling codes knows it.
  CHECK((answer.region == facts.region || (answer.region.empty() && !answer.is_valid)));
  if (is_possible_length(key)) CHECK(number_facts(key).region == (facts.region.empty() ? number_region(key) : facts.region));
}

}  // namespace

TEST_CASE("the automaton of the numbering plans answers like the library near every example", "[phone][differential]") {
  std::mt19937 random(11);
  for (const std::string& digits : examples()) {
    check(digits);
    for (int i = 0; i < 12; ++i) {
      std::string other = digits;
      for (unsigned changes = 1 + random() % 4; changes > 0; --changes)
        other[3 + random() % (other.size() - 3)] = static_cast<char>('0' + random() % 10);
      if (i % 4 == 1 && other.size() > 8) other.pop_back();
      if (i % 4 == 2 && other.size() < 15) other += static_cast<char>('0' + random() % 10);
      check(other);
    }
  }
}

TEST_CASE("the automaton answers like the library for random digits", "[phone][differential]") {
  std::mt19937 random(12);
  for (int i = 0; i < 20'000; ++i) {
    std::string digits(1, static_cast<char>('2' + random() % 8));
    const std::size_t size = 7 + random() % 9;
    while (digits.size() < size) digits += static_cast<char>('0' + random() % 10);
    check(digits);
  }
}

TEST_CASE("a number read before is the number read again", "[phone][differential]") {
  // Few digits and signs, so that texts repeat and resemble one another; one parser remembers, the other is new each time.
  std::mt19937 random(13);
  constexpr std::string_view kSigns = "00011255557 +()-.x*a,";
  NumberParser remembering;
  NumberContext contexts[3];
  contexts[1].region = "US";
  contexts[2].region = "GB";
  contexts[2].form = NumberForm::international;
  std::vector<ParsedNumber> known, fresh;
  for (int i = 0; i < 6'000; ++i) {
    std::string text = random() % 3 == 0 ? "+1202555" : random() % 2 == 0 ? "+4420794" : "";
    for (std::size_t size = random() % 10; size > 0; --size) text += kSigns[random() % kSigns.size()];
    const NumberContext& context = contexts[random() % 3];
    const Cell cell{text, CellKind::text};
    for (int twice = 0; twice < 2; ++twice) {
      NumberParser first_time;
      remembering.parse_all(cell, context, known);
      first_time.parse_all(cell, context, fresh);
      REQUIRE(known.size() == fresh.size());
      for (std::size_t n = 0; n < known.size(); ++n) {
        INFO(text);
        CHECK(known[n].key == fresh[n].key);
        CHECK(known[n].status == fresh[n].status);
        CHECK(known[n].confidence == fresh[n].confidence);
        CHECK(known[n].codes == fresh[n].codes);
        CHECK(known[n].trims == fresh[n].trims);
        CHECK(known[n].extension == fresh[n].extension);
      }
    }
  }
}

TEST_CASE("a clean number of the NANP is what it is when it is read step by step", "[phone][differential]") {
  std::mt19937 random(14);
  NumberParser parser;
  for (int i = 0; i < 20'000; ++i) {
    std::string digits = "1";
    while (digits.size() < 11) digits += static_cast<char>('0' + random() % 10);
    if (i % 7 == 0) digits.replace(4, 5, "55501");
    if (i % 11 == 0) digits.replace(1, 10, std::string(10, static_cast<char>('0' + random() % 10)));
    if (!phone::read_clean_nanp("+" + digits)) continue;
    CHECK(phone::is_clean_placeholder("+" + digits) == phone::is_placeholder(digits));
    NumberContext context;
    context.region = i % 2 == 0 ? "US" : "";
    const ParsedNumber fast = parser.parse({"+" + digits, CellKind::text}, context);
    const std::string spaced = "+" + digits + " ";  // no clean form: every step is taken
    const ParsedNumber slow = parser.parse({spaced, CellKind::text}, context);
    INFO(digits);
    CHECK(fast.key == slow.key);
    CHECK(fast.status == slow.status);
    CHECK(fast.confidence == slow.confidence);
    CHECK(fast.codes == slow.codes);
  }
}
