// Values -> text that a terminal, a browser and a ticket show and do not obey. In: hostile bytes. Out: exact text.
#include <catch2/catch.hpp>

#include "render/escape.hpp"
#include "render/json_writer.hpp"
#include "render/words.hpp"
#include "unit/render/rendered.hpp"

namespace mfax::test {
namespace {

TEST_CASE("terminal_safe shows controls instead of sending them") {
  CHECK(terminal_safe("plain text") == "plain text");
  CHECK(terminal_safe("\x1b[31mred\x1b]0;title\x07") == "\\u{1b}[31mred\\u{1b}]0;title\\u{7}");
  CHECK(terminal_safe(std::string("a\0b", 3)) == "a\\u{0}b");
  CHECK(terminal_safe("a\nb\rc\td") == "a\\u{a}b\\u{d}c\\u{9}d");
  CHECK(terminal_safe("\x7f") == "\\u{7f}");
  CHECK(terminal_safe("\xC2\x9B" "31m") == "\\u{9b}31m");
  CHECK(terminal_safe("\xE2\x80\xAE" "gpj.exe") == "\\u{202e}gpj.exe");
  CHECK(terminal_safe("\xE2\x81\xA6x\xE2\x81\xA9") == "\\u{2066}x\\u{2069}");
  CHECK(terminal_safe("\xE2\x80\xA8") == "\\u{2028}");
}

TEST_CASE("terminal_safe makes invalid bytes visible and keeps every script") {
  CHECK(terminal_safe("\xff") == "\xEF\xBF\xBD");
  CHECK(terminal_safe("a\xC3") == "a\xEF\xBF\xBD");
  CHECK(terminal_safe("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(terminal_safe("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  for (const char* name : {"\xC3\x85se", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "\xE5\xB1\xB1\xE7\x94\xB0", "\xF0\x9F\x98\x80"})
    CHECK(terminal_safe(name) == name);
}

TEST_CASE("every single code point below U+3000 is safe after terminal_safe") {
  for (char32_t c = 0; c < 0x3000; ++c) {
    std::string text;
    append_utf8(text, c);
    const std::string place = unsafe_place(terminal_safe(text), "");
    if (!place.empty()) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c) << " " << place);
  }
}

TEST_CASE("visible is one line and stops at the limit") {
  CHECK(visible("a\nb\r\n\tc") == "a b   c");
  CHECK(visible("abcdef", 3) == "abc\xE2\x80\xA6");
  CHECK(visible("abc", 3) == "abc");
  CHECK(visible(std::string(100'000, 'x')).size() == 300 + 3);
}

TEST_CASE("append_html leaves nothing a browser would take for markup") {
  std::string out;
  append_html(out, "</style><script>alert(\"1\")</script>&'");
  CHECK(out == "&lt;/style&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
}

TEST_CASE("a JSON string is ASCII where it must be and valid UTF-8 always") {
  const auto json = [](std::string_view value) {
    std::string out;
    append_json_string(out, value);
    return out;
  };
  CHECK(json("") == "\"\"");
  CHECK(json("a\"b\\c/d") == "\"a\\\"b\\\\c/d\"");
  CHECK(json(std::string("\0\x1b\b\n\t\r", 6)) == "\"\\u0000\\u001b\\u0008\\n\\t\\r\"");
  CHECK(json("\x7f\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8") == "\"\\u007f\\u009b\\u202e\\u2028\"");
  CHECK(json("\xff") == "\"\xEF\xBF\xBD\"");
  CHECK(json("\xC3\xA9\xF0\x9F\x98\x80") == "\"\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST_CASE("words of a report: counts, reasons, periods") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(18446744073709551615u) == "18,446,744,073,709,551,615");
  CHECK(counted(1, "row", "rows") == "1 row");
  CHECK(counted(0, "row", "rows") == "0 rows");
  CHECK(reason_text("rejected_rows:17") == "17 rejected rows");
  CHECK(reason_text("rejected_rows:1") == "1 rejected row");
  CHECK(reason_text("rejected_directory_rows:in3:4") == "4 rejected directory rows (in3)");
  CHECK(reason_text("input_changed:in2") == "input in2 changed while it was read");
  CHECK(reason_text("fail_on:critical") == "--fail-on critical is met");
  CHECK(reason_text("x:99999999999999999999999") == "x:99999999999999999999999");
  CHECK(reason_text("something_new") == "something new");
  CHECK(period_text("2024-03-01T00:00:00Z", "2024-03-31T23:59:59Z") == "2024-03-01 .. 2024-03-31");
  CHECK(period_text("2024-03-01T00:00:00Z", "2024-03-01T23:59:59Z") == "2024-03-01");
  CHECK(period_text("", "2024-03-31T23:59:59Z") == "until 2024-03-31");
  CHECK(period_text("2024-03-01T00:00:00Z", "") == "from 2024-03-01");
  CHECK(period_text("", "").empty());
  CHECK(code_text("P_MASKED") == "the number is masked (P_MASKED)");
  CHECK(code_text("NOT_A_CODE") == "NOT_A_CODE");
  CHECK(file_name_of("/a/b.csv") == "b.csv");
  CHECK(file_name_of("C:\\a\\b.csv") == "b.csv");
}

}  // namespace
}  // namespace mfax::test
