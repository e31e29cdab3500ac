// In: the name of a country or state in any script. Out: the key that names are compared by, and its other spellings
// (place_text.hpp). Only letters are touched here; what a name means is in the tables.
// Next: place.cpp, place_state.cpp.
#include "normalize/place_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"

namespace mfax::place_text {
namespace {

struct Letter {
  char32_t from, to;
};
/// Letters that differ by a mark which capitals, typists and other systems leave out: Arabic hamza, Greek tonos, yo.
constexpr auto kMarked = std::to_array<Letter>(
    {{0x218, 's'}, {0x219, 's'}, {0x21A, 't'}, {0x21B, 't'}, {0x1A0, 'o'}, {0x1A1, 'o'}, {0x1AF, 'u'}, {0x1B0, 'u'},
     {0x18F, 'a'}, {0x259, 'a'}, {0x386, 0x3B1}, {0x3AC, 0x3B1}, {0x388, 0x3B5}, {0x3AD, 0x3B5}, {0x389, 0x3B7},
     {0x3AE, 0x3B7}, {0x38A, 0x3B9}, {0x3AF, 0x3B9}, {0x3CA, 0x3B9}, {0x38C, 0x3BF}, {0x3CC, 0x3BF}, {0x38E, 0x3C5},
     {0x3CD, 0x3C5}, {0x38F, 0x3C9}, {0x3CE, 0x3C9}, {0x3C2, 0x3C3}, {0x401, 0x435}, {0x451, 0x435}, {0x622, 0x627},
     {0x623, 0x627}, {0x625, 0x627}, {0x624, 0x648}, {0x626, 0x64A}});

char32_t plain_letter(char32_t c) noexcept {
  if (c >= 0x1EA0 && c <= 0x1EF9) return c <= 0x1EB7 ? 'a' : c <= 0x1EC7 ? 'e' : c <= 0x1ECB ? 'i' : c <= 0x1EE3 ? 'o' : c <= 0x1EF1 ? 'u' : 'y';
  const auto* found = std::find_if(kMarked.begin(), kMarked.end(), [c](const Letter& letter) { return letter.from == c; });
  return found == kMarked.end() ? c : found->to;
}

/// Letters that look like apostrophes (Ozbekiston), Arabic vowel signs, marks of direction: they change no name.
bool is_silent(char32_t c) noexcept {
  return c == 0x2BB || c == 0x2BF || c == 0x640 || (c >= 0x64B && c <= 0x652) || (c >= 0x200C && c <= 0x200F);
}

/// Dashes, middle dots, brackets and commas of other scripts.
bool is_separator(char32_t c) noexcept {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xB7 || c == 0x30FB || c == 0x2022 || c == 0xFF0C || c == 0x3001 ||
         c == 0x60C || c == 0xFF08 || c == 0xFF09;
}

bool is_word_byte(char c) noexcept {
  return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// A word of more than one letter begins there.
bool begins_word(std::string_view text, std::size_t at) noexcept {
  return at + 1 < text.size() && is_word_byte(text[at]) && is_word_byte(text[at + 1]);
}

std::string spelled(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const std::size_t width = std::max<std::size_t>(point.size, 1);
    if (is_separator(point.value))
      out += ' ';
    else if (const char32_t plain = plain_letter(point.value); plain != point.value)
      append_utf8(out, plain);
    else if (!is_silent(point.value))
      out.append(text.substr(at, width));
    at += width;
  }
  return out;
}

}  // namespace

std::string place_key(std::string_view text) {
  const std::string folded = fold_text(spelled(text));
  std::string spaced;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c == '&')
      spaced += " and ";
    else if (is_word_byte(c))
      spaced += c;
    else if (c != '.' || begins_word(folded, i + 1))  // "U.S.A." is one word, "W.Va." is two
      spaced += ' ';
  }
  std::string key;
  for (const std::string_view word : split(spaced, ' ')) {
    if (word.empty() || word == "the") continue;
    if (!key.empty()) key += ' ';
    key += word == "saint" ? std::string_view{"st"} : word;
  }
  return key;
}

std::string uninverted(std::string_view text) {
  std::string_view head, tail;
  if (text.ends_with(')')) {
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos || open == 0) return {};
    head = text.substr(0, open);
    tail = text.substr(open + 1, text.size() - open - 2);
  } else {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos) return {};
    head = text.substr(0, comma);
    tail = text.substr(comma + 1);
  }
  return std::string(trim_ascii(tail)) + ' ' + std::string(trim_ascii(head));
}

std::string without_apostrophes(std::string_view text) {
  std::string spaced(text);
  for (const std::string_view mark : {"'", "`", "\xE2\x80\x98", "\xE2\x80\x99"})
    for (std::size_t at = spaced.find(mark); at != std::string::npos; at = spaced.find(mark, at)) spaced.replace(at, mark.size(), " ");
  return spaced == text ? std::string{} : spaced;
}

std::string short_form(std::string_view text) {
  constexpr auto kNouns = std::to_array<std::string_view>(
      {"republic", "republik", "republique", "republica", "repubblica", "republiek", "republika", "kingdom", "konigreich",
       "royaume", "reino", "regno", "koninkrijk", "volksrepublik", "bundesrepublik", "principality", "furstentum", "principaute",
       "principado", "principato", "sultanate", "sultanat", "sultanato", "commonwealth", "union", "grossherzogtum", "duche",
       "ducado"});
  constexpr auto kOthers = std::to_array<std::string_view>(
      {"islamic", "islamische", "islamique", "islamica", "peoples", "populaire", "popular", "popolare", "democratic",
       "demokratische", "democratique", "democratica", "federal", "federale", "federative", "federativa", "foderative", "socialist",
       "sozialistische", "socialiste", "socialista", "arab", "arabische", "arabe", "arabica", "bolivarian", "bolivarische",
       "bolivarienne", "bolivariana", "united", "vereinigte", "unie", "unida", "hashemite", "haschemitisches", "hachemite", "hachemi",
       "grand", "gran", "of", "de", "du", "des", "la", "le", "les", "d", "l", "del", "della", "dell", "di", "da", "do", "dos", "der",
       "die", "das", "el", "los", "las", "van", "het"});
  const std::string spaced = without_apostrophes(text);  // d'Angola
  const std::string key = place_key(spaced.empty() ? text : std::string_view(spaced));
  std::string_view rest = key;
  bool has_noun = false;
  for (std::size_t blank = rest.find(' '); blank != std::string_view::npos; blank = rest.find(' ')) {
    const std::string_view word = rest.substr(0, blank);
    const bool is_noun = std::find(kNouns.begin(), kNouns.end(), word) != kNouns.end();
    if (!is_noun && std::find(kOthers.begin(), kOthers.end(), word) == kOthers.end()) break;
    has_noun = has_noun || is_noun;
    rest.remove_prefix(blank + 1);
  }
  return has_noun ? std::string(rest) : std::string{};
}

std::string german_spelling(std::string_view text) {
  std::string out;
  bool has_any = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const std::size_t width = std::max<std::size_t>(point.size, 1);
    const char32_t lower = point.value >= 0xC0 && point.value <= 0xDE ? point.value + 0x20 : point.value;
    const std::string_view pair = lower == 0xE4   ? "ae"
                                  : lower == 0xF6 ? "oe"
                                  : lower == 0xFC ? "ue"
                                  : lower == 0xE5 ? "aa"
                                  : lower == 0xF8 ? "oe"
                                                  : "";
    has_any = has_any || !pair.empty();
    if (pair.empty())
      out.append(text.substr(at, width));
    else
      out.append(pair);
    at += width;
  }
  return has_any ? out : std::string{};
}

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> list;
  std::size_t from = 0;
  const auto close = [&](std::size_t end) {
    if (const std::string_view part = trim_ascii(text.substr(from, end - from)); !part.empty()) list.push_back(part);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool is_hyphen = c == '-' && at > 0 && at + 1 < text.size() && is_ascii_space(text[at - 1]) && is_ascii_space(text[at + 1]);
    const bool is_code_edge = is_ascii_space(c) && ((at + 1 < text.size() && text[at + 1] == '+') ||
                                                    (at > 0 && is_ascii_digit(text[at - 1]) && text.substr(from).starts_with('+')));
    if (std::string_view("()[]|/,;:=").find(c) == std::string_view::npos && !is_hyphen && !is_code_edge) continue;
    close(at);
    from = at + 1;
  }
  close(text.size());
  return list;
}

}  // namespace mfax::place_text
