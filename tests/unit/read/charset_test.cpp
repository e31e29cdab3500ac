// Encodings: marks, UTF-16, windows-1252, bad bytes, and that no block size can change the decision.
#include "read/charset.hpp"

#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

using namespace std::string_literals;

class Pieces final : public ByteStream {
 public:
  Pieces(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  std::string_view next_block() override {
    const std::string_view piece = bytes_.substr(0, step_);
    bytes_.remove_prefix(piece.size());
    return piece;
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

struct Decoded {
  std::string text;
  Encoding encoding{};
  std::uint64_t bad = 0;
};

Decoded decode(std::string_view bytes, std::optional<Encoding> forced = {}) {
  Decoded first;
  for (const std::size_t step : {1UL, 3UL, 1000UL, 262144UL}) {
    if (step < 1000 && bytes.size() > 100000) continue;
    Pieces source(bytes, step);
    TextDecoder decoder(source, forced);
    Decoded now;
    for (auto block = decoder.next_block(); !block.empty(); block = decoder.next_block()) now.text += block;
    now.encoding = decoder.encoding();
    now.bad = decoder.bad_bytes();
    if (first.text.empty()) first = now;
    CHECK((now.text == first.text && now.encoding == first.encoding && now.bad == first.bad));
  }
  return first;
}

std::string utf16(std::u16string_view text, bool little, bool mark) {
  std::string bytes;
  const auto put = [&](char16_t unit) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  };
  if (mark) put(0xFEFF);
  for (const char16_t unit : text) put(unit);
  return bytes;
}

TEST_CASE("a byte order mark is obeyed and removed") {
  const Decoded utf8 = decode(
      "\xEF\xBB\xBF"
      "a\xC3\xA9");
  CHECK((utf8.text == "a\xC3\xA9" && utf8.encoding == Encoding::utf8_bom && utf8.bad == 0));
  for (const bool little : {true, false}) {
    const Decoded wide = decode(utf16(u"a\u00E9\u20AC\U0001F600z", little, true));
    CHECK(wide.text == "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
    CHECK(wide.encoding == (little ? Encoding::utf16le : Encoding::utf16be));
  }
}

TEST_CASE("UTF-16 without a mark is seen by its zeros") {
  CHECK(decode(utf16(u"id,phone\n1,2", true, false)).text == "id,phone\n1,2");
  CHECK(decode(utf16(u"id,phone\n1,2", false, false)).encoding == Encoding::utf16be);
  CHECK(decode("a\0b,c\n"s).encoding == Encoding::utf8);
}

TEST_CASE("lone surrogates and an odd last byte are replaced and counted") {
  const std::u16string lone{u'a', 0xD800, u'b', 0xDC00, u'c', 0xD801};
  const Decoded wide = decode(utf16(lone, true, true));
  CHECK(wide.text ==
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD"
        "c\xEF\xBF\xBD");
  CHECK(wide.bad == 6);
  CHECK(decode(utf16(u"ab", true, true) + "c").text == "ab\xEF\xBF\xBD");
}

TEST_CASE("text that is no UTF-8 is windows-1252, for the whole file") {
  const Decoded latin = decode("Ren\xE9,\x93quoted\x94 \x80 5\n");
  CHECK(latin.text == "Ren\xC3\xA9,\xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x82\xAC 5\n");
  CHECK((latin.encoding == Encoding::windows1252 && latin.bad == 0));
  // The decision falls in the first window with such bytes; it is not taken again.
  const std::string late = std::string(200000, 'a') + "Ren\xE9" + std::string(200000, 'b') + "\xC3\xA9";
  const Decoded decoded = decode(late);
  CHECK(decoded.encoding == Encoding::windows1252);
  CHECK(decoded.text.substr(decoded.text.size() - 4) == "\xC3\x83\xC2\xA9");
}

TEST_CASE("single bad bytes in UTF-8 text are replaced and counted") {
  const Decoded mixed = decode("Ren\xC3\xA9, Andr\xC3\xA9, \xFF and \xC3(\n");
  CHECK(mixed.encoding == Encoding::utf8);
  CHECK(mixed.text == "Ren\xC3\xA9, Andr\xC3\xA9, \xEF\xBF\xBD and \xEF\xBF\xBD(\n");
  CHECK(mixed.bad == 2);
  const Decoded later = decode("\xC3\xA9" + std::string(100000, 'x') + "\xE9\xE9\xE9\n");
  CHECK((later.encoding == Encoding::utf8 && later.bad == 3));
}

TEST_CASE("a sequence cut by a window's border is whole") {
  const std::size_t window = TextDecoder::kWindowBytes;
  for (std::size_t back = 1; back <= 4; ++back) {
    const std::string text = std::string(window - back, 'a') + "\xF0\x9F\x98\x80 end";
    const Decoded decoded = decode(text);
    CHECK((decoded.text == text && decoded.bad == 0 && decoded.encoding == Encoding::utf8));
  }
  const Decoded cut = decode("a\xC3\xA9\xC3\xA9\xE2\x82");
  CHECK((cut.text == "a\xC3\xA9\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD" && cut.bad == 2));
}

TEST_CASE("overlong forms, surrogates and what lies beyond Unicode are bad") {
  const std::string good = "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9";
  for (const char* bad : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"})
    CHECK(decode(good + bad).bad == std::string(bad).size());
}

TEST_CASE("an option overrides the decision") {
  CHECK(decode("\xC3\xA9", Encoding::windows1252).text == "\xC3\x83\xC2\xA9");
  CHECK(decode("Ren\xE9", Encoding::utf8).text == "Ren\xEF\xBF\xBD");
  CHECK(decode("a\0b\0"s, Encoding::utf16le).text == "ab");
}

TEST_CASE("NUL bytes stay in UTF-8 text") { CHECK(decode("a\0\0b"s).text == "a\0\0b"s); }

TEST_CASE("rows of UTF-16 and windows-1252 files are cut like any others") {
  const std::u16string text = u"id,name\r\n1,Ren\u00E9\r\n2,\"a\nb\"\r\n";
  const SeenFile wide = read_every_way(utf16(text, true, true), {}, all_columns(2));
  REQUIRE(wide.rows.size() == 3);
  CHECK(wide.rows[1].cells[1] == "Ren\xC3\xA9");
  CHECK(wide.rows[2].line == 3);
  const SeenFile latin = read_every_way("1,Ren\xE9\n2,x\n", {}, all_columns(2));
  CHECK(latin.rows[0].cells[1] == "Ren\xC3\xA9");
  CHECK(latin.rows[1].byte == 8);
  CHECK(latin.facts.encoding == Encoding::windows1252);
}

}  // namespace
}  // namespace mfax::test
