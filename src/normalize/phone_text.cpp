// In: the bytes of one cell. Out: CleanText, plain ASCII with one spelling per sign. Next: phone_cell.cpp.
// Anything not listed here becomes kForeign and so can never become part of a number: the lists say what is known to be
// harmless, not what is known to be dangerous.
#include "normalize/phone_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "base/text.hpp"

namespace mfax::phone {
namespace {

// The zero of each run of ten decimal digits (Unicode general category Nd), ascending.
constexpr char32_t kZeros[] = {
    0x0660,  0x06F0,  0x07C0,  0x0966,  0x09E6,  0x0A66,  0x0AE6,  0x0B66,  0x0BE6,  0x0C66,  0x0CE6,  0x0D66,
    0x0DE6,  0x0E50,  0x0ED0,  0x0F20,  0x1040,  0x1090,  0x17E0,  0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,
    0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0xA620,  0xA8D0,  0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730,
    0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2,
    0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0};

// Raised, lowered and circled digits: a digit of their own only when no plain digit stands beside them, because one of
// them after a number is a footnote mark.
struct Decorated {
  char32_t first, last;
  int value;
};
constexpr Decorated kDecorated[] = {
    {0x00B2, 0x00B3, 2}, {0x00B9, 0x00B9, 1}, {0x2070, 0x2070, 0}, {0x2074, 0x2079, 4}, {0x2080, 0x2089, 0},
    {0x2460, 0x2468, 1}, {0x2474, 0x247C, 1}, {0x24EA, 0x24EA, 0}, {0x24F5, 0x24FD, 1}, {0x24FF, 0x24FF, 0},
    {0x2776, 0x277E, 1}, {0x2780, 0x2788, 1}, {0x278A, 0x2792, 1}};

int plain_digit(char32_t cp) noexcept {
  if (cp >= '0' && cp <= '9') return static_cast<int>(cp - '0');
  const auto* next = std::upper_bound(std::begin(kZeros), std::end(kZeros), cp);
  if (next == std::begin(kZeros) || cp - *(next - 1) > 9) return -1;
  return static_cast<int>(cp - *(next - 1));
}

int decorated_digit(char32_t cp) noexcept {
  for (const Decorated& run : kDecorated)
    if (cp >= run.first && cp <= run.last) return run.value + static_cast<int>(cp - run.first);
  return -1;
}

struct Span {
  char32_t first, last;
  char as;  ///< 0 = dropped
};
constexpr Span kSpans[] = {
    {0x0000, 0x0008, 0}, {0x0009, 0x0009, ' '}, {0x000A, 0x000D, '\n'}, {0x000E, 0x001F, 0}, {0x007F, 0x0084, 0},
    {0x0085, 0x0085, '\n'}, {0x0086, 0x009F, 0}, {0x00A0, 0x00A0, ' '}, {0x00AB, 0x00AB, '"'}, {0x00AD, 0x00AD, 0},
    {0x00B7, 0x00B7, '.'}, {0x00BB, 0x00BB, '"'}, {0x00D7, 0x00D7, 'x'}, {0x02BC, 0x02BC, '\''},
    {0x02D6, 0x02D6, '+'}, {0x02D7, 0x02D7, '-'}, {0x034F, 0x034F, 0}, {0x037E, 0x037E, ';'}, {0x03A7, 0x03A7, 'X'},
    {0x03C7, 0x03C7, 'x'}, {0x0425, 0x0425, 'X'}, {0x0445, 0x0445, 'x'}, {0x058A, 0x058A, '-'},
    {0x05BE, 0x05BE, '-'}, {0x060C, 0x060C, ','}, {0x061B, 0x061B, ';'}, {0x061C, 0x061C, 0}, {0x066D, 0x066D, '*'},
    {0x1680, 0x1680, ' '}, {0x1806, 0x1806, '-'}, {0x180B, 0x180D, 0}, {0x180E, 0x180E, ' '}, {0x2000, 0x200A, ' '},
    {0x200B, 0x200F, 0}, {0x2010, 0x2015, '-'}, {0x2018, 0x2019, '\''}, {0x201C, 0x201D, '"'}, {0x2022, 0x2023, '*'},
    {0x2024, 0x2024, '.'}, {0x2025, 0x2026, '*'}, {0x2028, 0x2029, '\n'}, {0x202A, 0x202E, 0}, {0x202F, 0x202F, ' '},
    {0x203B, 0x203B, '*'}, {0x2043, 0x2043, '-'}, {0x2044, 0x2044, '/'}, {0x204E, 0x204E, '*'},
    {0x2053, 0x2053, '-'}, {0x205F, 0x205F, ' '}, {0x2060, 0x206F, 0}, {0x207A, 0x207A, '+'}, {0x207B, 0x207B, '-'},
    {0x207D, 0x207D, '('}, {0x207E, 0x207E, ')'}, {0x208A, 0x208A, '+'}, {0x208B, 0x208B, '-'},
    {0x208D, 0x208D, '('}, {0x208E, 0x208E, ')'}, {0x20E3, 0x20E3, 0}, {0x2121, 0x2121, ' '}, {0x2169, 0x2169, 'X'},
    {0x2179, 0x2179, 'x'}, {0x2212, 0x2212, '-'}, {0x2215, 0x2215, '/'}, {0x2217, 0x2219, '*'},
    {0x223C, 0x223C, '-'}, {0x22C5, 0x22C6, '*'}, {0x22EF, 0x22EF, '*'}, {0x2500, 0x25FF, '*'},
    {0x2605, 0x2606, '*'}, {0x260E, 0x260F, ' '}, {0x26AA, 0x26AB, '*'}, {0x2706, 0x2706, ' '},
    {0x2715, 0x2718, 'x'}, {0x271D, 0x274F, '*'}, {0x2756, 0x2756, '*'}, {0x2795, 0x2795, '+'},
    {0x2796, 0x2796, '-'}, {0x2981, 0x2981, '*'}, {0x29BF, 0x29BF, '*'}, {0x2A2F, 0x2A2F, 'x'},
    {0x2B12, 0x2B2F, '*'}, {0x2B50, 0x2B59, '*'}, {0x2E3A, 0x2E3B, '-'}, {0x3000, 0x3000, ' '},
    {0x3001, 0x3001, ','}, {0x3007, 0x3007, '*'}, {0x3013, 0x3013, '*'}, {0x301C, 0x301C, '-'},
    {0x30FB, 0x30FB, '.'}, {0x30FC, 0x30FC, '-'}, {0xFE00, 0xFE0F, 0}, {0xFE58, 0xFE58, '-'}, {0xFE62, 0xFE62, '+'},
    {0xFE63, 0xFE63, '-'}, {0xFEFF, 0xFEFF, 0}, {0xFF65, 0xFF65, '.'}, {0xFFED, 0xFFEE, '*'},
    {0x1F4DE, 0x1F4DE, ' '}, {0x1F4F1, 0x1F4F1, ' '}, {0x1F532, 0x1F535, '*'}, {0x1F780, 0x1F7D8, '*'},
    {0x1F7E0, 0x1F7EB, '*'}};

// Base letters of U+00C0..U+00FF, so that "extensi\u00F3n" is a word of the lists in phone_cell.cpp; '?' has none.
constexpr std::string_view kLatin = "AAAAAA?CEEEEIIII?NOOOOO?OUUUUY??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";

// The same for U+0100..U+017F: "wewn\u0119trzny", "zastrze\u017Cony".
constexpr std::string_view kLatinExtended =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi?""?JjKk?LlLlLl?"
    "?LlNnNnNn?""??OoOoOo?""?RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/// ASCII spelling of a code point that is no digit; 0 = dropped.
char spelling(char32_t cp) noexcept {
  if (cp >= 0x20 && cp < 0x7F) return static_cast<char>(cp);
  if (cp >= 0xFF01 && cp <= 0xFF5E) return static_cast<char>(cp - 0xFEE0);  // full-width forms
  const auto* next = std::upper_bound(std::begin(kSpans), std::end(kSpans), cp,
                                      [](char32_t value, const Span& span) { return value < span.first; });
  if (next != std::begin(kSpans) && cp <= (next - 1)->last) return (next - 1)->as;
  if (cp >= 0xC0 && cp <= 0xFF && kLatin[cp - 0xC0] != '?') return kLatin[cp - 0xC0];
  if (cp >= 0x100 && cp <= 0x17F && kLatinExtended[cp - 0x100] != '?') return kLatinExtended[cp - 0x100];
  return kForeign;
}

struct NamedEntity {
  std::string_view name;
  char32_t value;
};
constexpr NamedEntity kEntities[] = {{"&nbsp;", 0xA0}, {"&plus;", '+'},   {"&amp;", '&'},    {"&quot;", '"'},
                                     {"&apos;", '\''}, {"&lt;", '<'},     {"&gt;", '>'},     {"&lpar;", '('},
                                     {"&rpar;", ')'},  {"&hyphen;", '-'}, {"&dash;", 0x2010}, {"&ndash;", 0x2013},
                                     {"&mdash;", 0x2014}, {"&bull;", 0x2022}, {"&hellip;", 0x2026}, {"&ast;", '*'}};

int hex_value(char c) noexcept {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = to_lower_ascii(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

CodePoint numeric_entity(std::string_view text, std::size_t at) noexcept {
  std::size_t i = at + 2;
  const bool hex = i < text.size() && to_lower_ascii(text[i]) == 'x';
  if (hex) ++i;
  char32_t value = 0;
  const std::size_t first = i;
  for (; i < text.size() && i < first + 6 && hex_value(text[i]) >= 0 && (hex || is_ascii_digit(text[i])); ++i)
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(hex_value(text[i]));
  if (i == first || i >= text.size() || text[i] != ';' || value > 0x10FFFF) return {};
  return {value, static_cast<std::uint8_t>(i + 1 - at)};
}

/// "&nbsp;", "&#43;", "&#x2B;", "%2B" and the other signs of a number that URL encoding hides. Size 0: nothing encoded here.
CodePoint encoded_sign(std::string_view text, std::size_t at) noexcept {
  if (text[at] == '%' && at + 2 < text.size()) {
    const int value = hex_value(text[at + 1]) < 0 ? -1 : hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]);
    constexpr std::string_view kSigns = "+ ()-.:*#";
    if (value > 0 && hex_value(text[at + 2]) >= 0 && kSigns.find(static_cast<char>(value)) != std::string_view::npos)
      return {static_cast<char32_t>(value), 3};
    return {};
  }
  if (text[at] != '&') return {};
  if (at + 1 < text.size() && text[at + 1] == '#') return numeric_entity(text, at);
  for (const NamedEntity& entity : kEntities)
    if (equals_ignore_case(text.substr(at, entity.name.size()), entity.name))
      return {entity.value, static_cast<std::uint8_t>(entity.name.size())};
  return {};
}

/// The word for "extension" in scripts without an ASCII spelling (Russian, Japanese, Chinese): its width, 0 = none here.
std::size_t extension_word_width(std::string_view text) noexcept {
  constexpr std::string_view kWords[] = {  // longer words first
      "\u0434\u043E\u0431\u0430\u0432\u043E\u0447\u043D\u044B\u0439",
      "\u0434\u043E\u0431",
      "\u0432\u043D\u0443\u0442\u0440\u0435\u043D\u043D\u0438\u0439",
      "\u0432\u043D\u0443\u0442\u0440",
      "\u0432\u043D",
      "\u03B5\u03C3\u03C9\u03C4\u03B5\u03C1\u03B9\u03BA\u03CC",
      "\u03B5\u03C3\u03C9\u03C4\u03B5\u03C1\u03B9\u03BA\u03BF",
      "\u03B5\u03C3\u03C9\u03C4",
      "\u05E9\u05DC\u05D5\u05D7\u05D4",
      "\u062A\u062D\u0648\u064A\u0644\u0629",
      "\u062F\u0627\u062E\u0644\u06CC",
      "\u062F\u0627\u062E\u0644\u064A",
      "\u0E15\u0E48\u0E2D",
      "\u5167\u7DDA",
      "\u5185\u7DDA",
      "\u5185\u7EBF",
      "\u5206\u673A",
      "\u5206\u6A5F",
      "\uB0B4\uC120"};
  for (const std::string_view word : kWords)
    if (text.starts_with(word)) return word.size();
  return 0;
}

bool is_loose(char32_t cp) noexcept { return cp == 0xB7 || cp == 0x30FB || cp == 0xFF65 || cp == '~' || cp == 0xFF5E; }

/// "+49 151 2345\u00B7", "\u00B74155552671": a dot or tilde that separates nothing stands for a digit. One before a blank or
/// a plus is the bullet of a list.
bool is_at_an_end(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kEnds = ";|,/\n\"'>)]}";
  const std::size_t next = text.find_first_not_of(' ', at + 1);
  if (next == std::string_view::npos || kEnds.find(text[next]) != std::string_view::npos) return true;
  // "(69) \u00B72632": one side a digit, the other a blank or a hyphen.
  const auto is_gap = [](char c) { return c == ' ' || c == '-'; };
  if (at > 0 && at + 1 < text.size() && ((is_ascii_digit(text[at - 1]) && is_gap(text[at + 1])) || (is_gap(text[at - 1]) && is_ascii_digit(text[at + 1]))))
    return true;
  return text[at] == '.' && is_ascii_digit(text[at + 1]) && text.find_first_not_of(" \"'=(<") == at;
}

}  // namespace

int digit_value(char32_t cp) noexcept {
  const int plain = plain_digit(cp);
  return plain >= 0 ? plain : decorated_digit(cp);
}

CleanText clean_text(std::string_view bytes) {
  CleanText out;
  out.text.reserve(bytes.size());
  bool has_plain = false, has_decorated = false;
  std::vector<std::size_t> loose;  // middle dots and tildes: places in out.text
  for (std::size_t at = 0; at < bytes.size();) {
    if (const std::size_t width = static_cast<unsigned char>(bytes[at]) < 0x80 ? 0 : extension_word_width(bytes.substr(at));
        width > 0) {
      out.text.append("ext");
      at += width;
      continue;
    }
    CodePoint cp = encoded_sign(bytes, at);
    out.had_entities = out.had_entities || cp.size > 0;
    if (cp.size == 0) cp = decode_utf8(bytes, at);
    if (cp.size == 0) break;
    at += cp.size;
    const int plain = plain_digit(cp.value);
    const int digit = plain >= 0 ? plain : decorated_digit(cp.value);
    if (digit >= 0) {
      (plain >= 0 ? has_plain : has_decorated) = true;
      if (cp.value > 0x7F) out.codes.add(DiagCode::P_UNICODE_DIGITS);
      out.text.push_back(static_cast<char>('0' + digit));
    } else if (const char as = spelling(cp.value); as != 0) {
      if (is_loose(cp.value)) loose.push_back(out.text.size());
      out.text.push_back(as);
    } else {
      out.codes.add(DiagCode::P_TRIMMED);
    }
  }
  if (has_plain && has_decorated) out.text.push_back(kForeign);
  for (const std::size_t place : loose)
    if (is_at_an_end(out.text, place)) out.text[place] = '*';
  return out;
}

}  // namespace mfax::phone
