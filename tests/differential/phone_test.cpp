// Our reading of a number against libphonenumber's, on random valid numbers of every region in the three formats people
// copy. Where the design deviates on purpose (docs/normalization.md 2.4 and 2.5) the number is left out, by name.
#include <catch2/catch.hpp>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <iterator>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "mfax/normalize.hpp"
#include "mfax/read.hpp"

using namespace mfax;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

const PhoneNumberUtil& library() { return *PhoneNumberUtil::GetInstance(); }

std::string e164_of(const PhoneNumber& number) {
  std::string text;
  library().Format(number, PhoneNumberUtil::E164, &text);
  return text;
}

/// The library's example numbers of every region and type, and neighbours of them that are valid too.
std::vector<std::pair<std::string, PhoneNumber>> valid_numbers(std::size_t neighbours) {
  std::mt19937 random(7);
  std::vector<std::pair<std::string, PhoneNumber>> out;
  std::set<std::string> regions;
  library().GetSupportedRegions(&regions);
  for (const std::string& region : regions)
    for (const auto type :
         {PhoneNumberUtil::FIXED_LINE, PhoneNumberUtil::MOBILE, PhoneNumberUtil::TOLL_FREE, PhoneNumberUtil::VOIP,
          PhoneNumberUtil::PREMIUM_RATE, PhoneNumberUtil::SHARED_COST, PhoneNumberUtil::UAN, PhoneNumberUtil::PERSONAL_NUMBER}) {
      PhoneNumber number;
      if (!library().GetExampleNumberForType(region, type, &number)) continue;
      out.emplace_back(region, number);
      for (std::size_t i = 0; i < neighbours; ++i) {
        PhoneNumber other = number;
        other.set_national_number(number.national_number() - number.national_number() % 10000 + random() % 10000);
        if (library().IsValidNumberForRegion(other, region)) out.emplace_back(region, other);
      }
    }
  return out;
}

ParsedNumber parse(NumberParser& parser, const std::string& text, const std::string& region) {
  NumberContext context;
  context.region = region;
  return parser.parse({text, CellKind::text}, context);
}

/// docs/normalization.md 2.2: what the tool knows to be valid beyond the library, or refuses to call valid (N11).
bool is_own_rule(const PhoneNumber& number) { return number.country_code() == 1; }

}  // namespace

TEST_CASE("International and RFC 3966 formats give the library's E.164", "[phone][differential]") {
  NumberParser parser;
  std::size_t seen = 0;
  for (const auto& [region, number] : valid_numbers(12)) {
    const std::string expected = e164_of(number);
    if (expected.size() < 8) continue;  // shorter than seven digits: a short code (2.4 step 9)
    for (const auto format : {PhoneNumberUtil::INTERNATIONAL, PhoneNumberUtil::RFC3966, PhoneNumberUtil::E164}) {
      std::string text;
      library().Format(number, format, &text);
      for (const char* home : {"", "US", "DE"}) {
        const ParsedNumber ours = parse(parser, text, home);
        INFO(region << " " << text);
        CHECK(to_e164(ours.key) == expected);
        if (!is_own_rule(number)) CHECK(ours.status == NumberStatus::ok);
      }
    }
    ++seen;
  }
  CHECK(seen > 5000);
}

TEST_CASE("Random separators, wrappings and extensions leave the library's E.164", "[phone][differential]") {
  constexpr const char* kSeparators[] = {" ", "-", ".", "\u00A0", "\u2011", "\u2013", "\u2212", "\u202F", "\t", "\u200E", "", "  "};
  constexpr std::pair<const char*, const char*> kDress[] = {
      {"", ""}, {"'", ""}, {"=\"", "\""}, {"\u202A", "\u202C"}, {"tel:", ""}, {"Jo Doe <", ">"}, {"Mobile: ", ""}, {"\uFEFF", " "},
      {"", " ext. 45"}, {"(", ")"}, {"[\"", "\"]"}, {"whatsapp:", ""}, {"sip:", "@example.com"}, {"", ";"}};
  std::mt19937 random(11);
  NumberParser parser;
  std::size_t seen = 0;
  for (const auto& [region, number] : valid_numbers(8)) {
    const std::string expected = e164_of(number);
    if (expected.size() < 8) continue;
    std::string text;
    library().Format(number, PhoneNumberUtil::INTERNATIONAL, &text);
    // The plus and the groups stay; what stands between them changes.
    std::string varied;
    for (const char c : text)
      if (c == ' ' || c == '-')
        varied += kSeparators[random() % std::size(kSeparators)];
      else
        varied += c;
    if (varied.find('/') != std::string::npos || varied.find('x') != std::string::npos) continue;
    if (const std::size_t dot = varied.rfind('.'); dot != std::string::npos && dot + 3 >= varied.size()) continue;  // a fraction
    const auto& [before, after] = kDress[random() % std::size(kDress)];
    const std::string dressed = before + varied + after;
    const ParsedNumber ours = parse(parser, dressed, random() % 2 == 0 ? "" : region);
    INFO(region << " '" << dressed << "'");
    CHECK(to_e164(ours.key) == expected);
    ++seen;
  }
  CHECK(seen > 5000);
}

TEST_CASE("National formats with their region give the library's E.164", "[phone][differential]") {
  NumberParser parser;
  std::size_t seen = 0, refused = 0;
  for (const auto& [region, number] : valid_numbers(12)) {
    std::string text, national;
    library().Format(number, PhoneNumberUtil::NATIONAL, &text);
    library().GetNationalSignificantNumber(number, &national);
    if (national.size() < 7) continue;             // a short code (2.4 step 9)
    if (is_own_rule(number) && national.size() < 10) continue;  // Canada's 310-1234 is dialled within Canada only
    if (text.find('*') != std::string::npos) continue;  // some plans dial a star: a mask here
    const ParsedNumber ours = parse(parser, text, region);
    INFO(region << " " << text << " against " << e164_of(number));
    // A refusal is allowed where digits have two valid readings; another number never is.
    if (ours.status == NumberStatus::undecided)
      ++refused;
    else
      CHECK(to_e164(ours.key) == e164_of(number));
    ++seen;
  }
  CHECK(seen > 5000);
  CHECK(refused * 50 < seen); 
}

TEST_CASE("The region by table is the library's", "[phone][differential]") {
  std::size_t seen = 0, wrong = 0;
  for (const auto& [region, number] : valid_numbers(12)) {
    const std::string e164 = e164_of(number);
    PhoneKey key;
    for (const char c : e164.substr(1)) key.digits = key.digits * 10 + static_cast<std::uint64_t>(c - '0');
    std::string theirs;
    library().GetRegionCodeForNumber(number, &theirs);
    const std::string_view ours = number_region(key);
    if (ours.empty()) continue;
    ++seen;
    INFO(e164 << " ours " << ours << " theirs " << theirs);
    if (ours != theirs) ++wrong;
  }
  CHECK(seen > 5000);
  // Countries that share a code are told apart by prefixes; service numbers of the islands are the rest.
  CHECK(wrong * 50 < seen);
}

TEST_CASE("Digits without a plus never become another number", "[phone][differential]") {
  NumberParser parser;
  std::size_t seen = 0, refused = 0;
  for (const auto& [region, number] : valid_numbers(6)) {
    const std::string expected = e164_of(number), digits = expected.substr(1);
    if (digits.size() < 7) continue;
    PhoneNumber whole;  // the same digits as a national number: two valid readings are the column's matter
    whole.set_country_code(number.country_code());
    whole.set_national_number(std::stoull(digits));
    const bool is_national_too = library().IsValidNumber(whole);
    NumberContext context;
    context.region = region;
    for (const NumberForm form : {NumberForm::automatic, NumberForm::plus, NumberForm::undecided, NumberForm::national}) {
      if (is_national_too || is_own_rule(number)) continue;
      context.form = form;
      const ParsedNumber ours = parser.parse({digits, CellKind::text}, context);
      INFO(region << " " << digits << " form " << to_text(form));
      CHECK((!ours.key || to_e164(ours.key) == expected));
      if (!ours.key) ++refused;
    }
    for (const char* home : {region.c_str(), "", "US", "DE", "GB"}) {
      const ParsedNumber ours = parse(parser, "00" + digits, home);
      INFO("00" << digits << " from '" << home << "'");
      CHECK((!ours.key || to_e164(ours.key) == expected));
    }
    ++seen;
  }
  CHECK(seen > 3000);
  CHECK(refused < seen);
}
