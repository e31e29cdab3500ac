// Laws of the number parser that hold for any bytes: a key is written and read back unchanged, a mask never becomes a key,
// a key is a number E.164 allows, and the outcome does not depend on what was parsed before.
#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/normalize.hpp"
#include "mfax/read.hpp"

using namespace mfax;

namespace {

constexpr std::string_view kPieces[] = {
    "+", "0", "1", "2", "3", "5", "7", "9", "44", "202", "555", "0123", "00", "011", " ", "-", ".", "(", ")", "/", ",", ";", "x",
    "ext", "#", "@", ":", "tel:", "sip:", "<", ">", "\"", "'", "=", "E+", "\t", "\n", "\x1f", "\u00A0", "\uFF11", "\u0663",
    "\u2012", "\u200E", "&nbsp;", "%2B", "[", "]", "{", "}", "or", " or ", "Jo", "mobile", "null", "\xFF", "\u00B2", "_"};
constexpr std::string_view kMasks[] = {"*", "XX", "xxx", "\u2022", "\u25CF", "\u2026", "\u2588", "##", "\u2217", "***"};
constexpr std::string_view kRegions[] = {"", "US", "GB", "DE", "MX", "AR", "IT", "CN", "BR"};
constexpr NumberForm kForms[] = {NumberForm::automatic, NumberForm::plus, NumberForm::international, NumberForm::national,
                                 NumberForm::undecided};

struct Generator {
  std::mt19937_64 random{20240307};
  std::size_t below(std::size_t limit) { return random() % limit; }
  std::string text() {
    std::string out;
    if (below(3) > 0) out = (below(2) == 0 ? "+" : "") + std::to_string(1000000 + random() % 100000000000000ULL);
    for (std::size_t i = 0, n = 1 + below(out.empty() ? 14 : 4); i < n; ++i) out += kPieces[below(std::size(kPieces))];
    return out;
  }
  NumberContext context() {
    NumberContext out;
    out.region = kRegions[below(std::size(kRegions))];
    out.form = kForms[below(std::size(kForms))];
    out.is_recipient = below(2) == 0;
    return out;
  }
};

bool has_key_status(const ParsedNumber& number) {
  return number.status == NumberStatus::ok || number.status == NumberStatus::possible ||
         number.status == NumberStatus::impossible;
}

}  // namespace

TEST_CASE("Any text gives at least one outcome, and a key that reads back as itself", "[phone][property]") {
  Generator make;
  NumberParser parser;
  std::vector<ParsedNumber> found;
  std::size_t keys = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = make.text();
    const NumberContext context = make.context();
    parser.parse_all({text, CellKind::text}, context, found);
    INFO("text '" << text << "' region '" << context.region << "'");
    REQUIRE_FALSE(found.empty());
    for (const ParsedNumber& number : found) {
      if (!number.key) continue;
      ++keys;
      REQUIRE(has_key_status(number));
      REQUIRE(to_e164(number.key).size() >= 8);
      REQUIRE(to_e164(number.key).size() <= 16);
      NumberContext other = make.context();
      const ParsedNumber again = parser.parse({to_e164(number.key), CellKind::text}, other);
      REQUIRE(to_e164(again.key) == to_e164(number.key));
      REQUIRE(again.status == number.status);
    }
  }
  CHECK(keys > 1000);
}

TEST_CASE("A text that contains a mask sign gives no key", "[phone][property]") {
  Generator make;
  NumberParser parser;
  std::vector<ParsedNumber> found;
  for (int i = 0; i < 10000; ++i) {
    std::string text = "+" + std::to_string(make.random()) + std::to_string(make.below(1000));
    if (i % 2 == 0) text = make.text();
    const std::string_view mask = kMasks[make.below(std::size(kMasks))];
    // At a place where it is neither inside a letter word nor a service code.
    text.insert(i % 2 == 0 ? text.size() : 1 + make.below(text.size()), " 5" + std::string(mask) + "5 ");
    const NumberContext context = make.context();
    if (text.find('\x1f') != std::string::npos) continue;  // every value of an array is a cell of its own
    parser.parse_all({text, CellKind::text}, context, found);
    INFO("text '" << text << "' region '" << context.region << "'");
    for (const ParsedNumber& number : found) REQUIRE(!number.key);
  }
}

TEST_CASE("What a parser has seen before does not change an outcome", "[phone][property]") {
  Generator make;
  NumberParser used;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = make.text();
    const NumberContext context = make.context();
    NumberParser fresh;
    const ParsedNumber a = used.parse({text, CellKind::text}, context), b = fresh.parse({text, CellKind::text}, context);
    INFO(text);
    REQUIRE(a.key == b.key);
    REQUIRE(a.status == b.status);
    REQUIRE((a.codes == b.codes && a.extension == b.extension && a.confidence == b.confidence));
  }
}
