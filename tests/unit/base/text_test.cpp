// base/text: foldings, UTF-8 walking, trimming.
#include <catch2/catch.hpp>

#include "base/text.hpp"

using namespace mfax;

TEST_CASE("a column name is folded to its letters and digits") {
  CHECK(fold_name("Sent At (UTC)") == "sentatutc");
  CHECK(fold_name("  recipient_phone-number ") == "recipientphonenumber");
  CHECK(fold_name("\xC3\x89tat / Province") == "etatprovince");          // Etat with acute
  CHECK(fold_name("T\xC3\xA9l\xC3\xA9phone") == "telephone");
  CHECK(fold_name("Stra\xC3\x9F" "e") == "strasse");
  CHECK(fold_name("#") == "");
  CHECK(fold_name("\xE9\x9B\xBB\xE8\xA9\xB1\xE7\x95\xAA\xE5\x8F\xB7") == "\xE9\x9B\xBB\xE8\xA9\xB1\xE7\x95\xAA\xE5\x8F\xB7");
}

TEST_CASE("a value is folded in case, accents, blanks and apostrophes only") {
  CHECK(fold_text("  C\xC3\xB4te\xC2\xA0 d\xE2\x80\x99Ivoire ") == "cote divoire");
  CHECK(fold_text("AT&T\tWireless") == "at&t wireless");
  CHECK(fold_text("e\xCC\x81t\xC3\xA9") == "ete");                        // combining acute
  CHECK(fold_text("\xEF\xBC\xA1\xEF\xBC\xA2") == "ab");                    // full-width AB
  CHECK(fold_text("\xD0\x9C\xD0\xBE\xD1\x81") == "\xD0\xBC\xD0\xBE\xD1\x81");
  CHECK(fold_text("") == "");
}

TEST_CASE("a broken byte is one replacement character and the walk goes on") {
  const std::string_view text = "a\xC3(\xF0\x9F\x98\x80\xED\xA0\x80";
  CHECK(decode_utf8(text, 0).value == U'a');
  CHECK(decode_utf8(text, 1).value == 0xFFFD);
  CHECK(decode_utf8(text, 1).size == 1);
  CHECK(decode_utf8(text, 3).value == 0x1F600);
  CHECK(decode_utf8(text, 3).size == 4);
  CHECK(decode_utf8(text, 7).value == 0xFFFD);  // a surrogate
  CHECK(decode_utf8(text, text.size()).size == 0);
  CHECK(decode_utf8("\xC0\x80", 0).value == 0xFFFD);  // overlong
}

TEST_CASE("every code point survives writing and reading") {
  for (char32_t c = 1; c <= 0x10FFFF; c += 97) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    const CodePoint back = decode_utf8(text, 0);
    REQUIRE(back.value == c);
    REQUIRE(back.size == text.size());
  }
}

TEST_CASE("splitting keeps empty parts") {
  CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(trim_ascii(" \t a b\r\n") == "a b");
  CHECK(trim_ascii("  ") == "");
}
