// Printed numbers: what stays readable, and that a printed number is never read back as a key.
#include <catch2/catch.hpp>

#include <string>

#include "base/sha256.hpp"
#include "mfax/normalize.hpp"
#include "mfax/read.hpp"

using namespace mfax;

TEST_CASE("Four digits stay readable, or none", "[mask]") {
  CHECK(mask_number({12025550143}, MaskMode::last4) == "+1 ***-***-0143");
  CHECK(mask_number({12025550143}, MaskMode::full) == "+1 ***-***-****");
  CHECK(mask_number({12025550143}, MaskMode::none) == "+12025550143");
  CHECK(mask_number({442079460958}, MaskMode::last4) == "+44 ******0958");
  CHECK(mask_number({442079460958}, MaskMode::full) == "+44 **********");
  CHECK(mask_number({999123456789}, MaskMode::last4) == "+********6789");
  CHECK(mask_number({2904123}, MaskMode::last4) == "+290 **23");
  CHECK(mask_number({}, MaskMode::last4).empty());
  CHECK(mask_number({}, MaskMode::none).empty());
}

TEST_CASE("A pseudonym is the keyed hash of the E.164 text", "[mask]") {
  const std::string pseudonym = mask_number({12025550143}, MaskMode::hmac, "secret");
  CHECK(pseudonym == "hmac:" + hmac_sha256_hex("secret", "+12025550143").substr(0, 16));
  CHECK(pseudonym.size() == 21);
  CHECK(pseudonym != mask_number({12025550143}, MaskMode::hmac, "other"));
  CHECK(pseudonym != mask_number({12025550144}, MaskMode::hmac, "secret"));
}

TEST_CASE("Free text keeps no digit under full and hmac, of any script", "[mask]") {
  const std::string_view text = "call 202-555-0177 or \uFF11\uFF12 now";
  CHECK(mask_text(text, MaskMode::none) == text);
  CHECK(mask_text(text, MaskMode::last4) == mask_digits(text));
  CHECK(mask_text(text, MaskMode::full) == "call ***-***-**** or ** now");
  CHECK(mask_text(text, MaskMode::hmac) == "call ***-***-**** or ** now");
}

TEST_CASE("A masked number is never read back as a number", "[mask]") {
  NumberParser parser;
  NumberContext context;
  context.region = "US";
  for (const PhoneKey key : {PhoneKey{12025550143}, PhoneKey{442079460958}, PhoneKey{999123456789}, PhoneKey{2904123}})
    for (const MaskMode mode : {MaskMode::last4, MaskMode::full, MaskMode::hmac})
      for (const bool is_recipient : {true, false}) {
        context.is_recipient = is_recipient;
        const std::string text = mask_number(key, mode, "secret");
        INFO(text);
        CHECK(!parser.parse({text, CellKind::text}, context).key);
      }
}

TEST_CASE("Digits of free text are hidden but for the last four of a long run", "[mask]") {
  CHECK(mask_digits("+12025550143") == "+*******0143");
  CHECK(mask_digits("+1 (202) 555-0143") == "+* (***) ***-0143");
  CHECK(mask_digits("call 2025550143 now") == "call ******0143 now");
  CHECK(mask_digits("a 12345 b") == "a *2345 b");
  CHECK(mask_digits("a 1234 b") == "a 1234 b");
  CHECK(mask_digits("2025550143;2025550144") == "******0143;******0144");
  CHECK(mask_digits("10:11:12") == "10:11:12");
  CHECK(mask_digits("\uFF11\uFF12\uFF13\uFF14\uFF15") == "*\uFF12\uFF13\uFF14\uFF15");
  CHECK(mask_digits("").empty());
  CHECK(mask_digits("\xFF" "123456\xFE") == "\xFF" "**3456\xFE");
  CHECK(mask_digits("202   555  0143") == "***   ***  0143");
}
