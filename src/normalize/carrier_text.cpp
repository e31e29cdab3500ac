// In: a carrier's name as routing databases write it. Out: its parts (carrier_text.hpp).
// Only spellings are touched here; which operator it is, carrier.cpp decides.
// Next: carrier.cpp.
#include "normalize/carrier_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"

namespace mfax::carrier_text {
namespace {

bool is_alnum(char c) noexcept { return is_ascii_letter(c) || is_ascii_digit(c); }

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

/// Where the last run of letters and digits begins.
std::size_t last_word(std::string_view text) noexcept {
  std::size_t at = text.size();
  while (at > 0 && is_alnum(text[at - 1])) --at;
  return at;
}

/// Blanks and dashes between a name and its decoration.
std::string_view trim_joint(std::string_view text) noexcept {
  while (!text.empty() && (is_ascii_space(text.back()) || text.back() == '-')) text.remove_suffix(1);
  return text;
}

bool is_routing_word(std::string_view word) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"SVR", "NSR", "10X", "PORT", "PSTN", "NER", "AST"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [word](std::string_view known) { return equals_ignore_case(word, known); });
}

/// Operating company numbers: four characters, the first three digits ("6006", "979E").
bool is_ocn(std::string_view word) noexcept {
  return word.size() == 4 && all_digits(word.substr(0, 3)) &&
         (is_ascii_digit(word[3]) || (word[3] >= 'A' && word[3] <= 'Z'));
}

bool is_american_state(std::string_view word) noexcept {
  constexpr std::string_view kStates =
      "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
      "PA RI SC "
      "SD TN TX UT VT VA WA WV WI WY DC PR GU VI";
  const std::size_t found = kStates.find(word);
  return word.size() == 2 && found != std::string_view::npos && found % 3 == 0;
}

/// One mark less, or the same text.
std::string_view without_last_mark(std::string_view text) noexcept {
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open != std::string_view::npos && all_digits(text.substr(open + 1, text.size() - open - 2)))
      return trim_joint(text.substr(0, open));
    return text;
  }
  const std::size_t at = last_word(text);
  if (at == 0 || at == text.size()) return text;
  const std::string_view word = text.substr(at);
  const char before = text[at - 1];
  if ((before == '/' || before == ':') && all_digits(word)) return trim_joint(text.substr(0, at - 1));
  const bool is_joined = before == '-' || is_ascii_space(before) || before == ':' || before == '/';
  if (is_joined && (is_routing_word(word) || is_ocn(word)))
    return trim_joint(text.substr(0, at - (before == ':' || before == '/' ? 1 : 0)));
  // A state needs its dash: "Cellular One OH" could be a name, "Cellular One - OH" is decoration.
  const bool has_dash = at >= 3 && text.substr(at - 3, 3) == " - ";
  if (has_dash && is_american_state(word)) return trim_joint(text.substr(0, at));
  return text;
}

void append_entity(std::string& out, std::string_view entity) {
  struct Named {
    std::string_view name;
    char value;
  };
  constexpr auto kNamed =
      std::to_array<Named>({{"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"lt", '<'}, {"gt", '>'}, {"nbsp", ' '}});
  for (const Named& named : kNamed) {
    if (entity != named.name) continue;
    out += named.value;
    return;
  }
  if (entity == "#38" || entity == "#x26") {
    out += '&';
  } else if (entity == "#39" || entity == "#x27") {
    out += '\'';
  } else {
    out += '&';
    out += entity;
    out += ';';
  }
}

/// The compatibility forms that operators' names really have: 0 = dropped, kKept = stays as it is.
constexpr char32_t kKept = 0xFFFFFFFF;
char32_t compatible(char32_t cp) noexcept {
  if (cp >= 0xFF01 && cp <= 0xFF5E) return cp - 0xFEE0;  // full-width
  if (cp == 0xA0 || cp == 0x3000 || cp == 0x202F || (cp >= 0x2000 && cp <= 0x200A)) return ' ';
  if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0xFE63) return '-';
  if (cp == 0xAD || cp == 0xFEFF || (cp >= 0x200B && cp <= 0x200F)) return 0;
  if (cp == 0xA9 || cp == 0xAE || cp == 0x2120 || cp == 0x2122) return 0;  // copyright, registered, service and trade mark
  return kKept;
}

}  // namespace

std::string_view without_decoration(std::string_view text) noexcept {
  text = trim_ascii(text);
  for (;;) {
    const std::string_view shorter = without_last_mark(text);
    if (shorter.size() == text.size() || shorter.empty()) return text;
    text = shorter;
  }
}

std::string key(std::string_view text) {
  const std::string folded = fold_text(text);
  std::string key;
  const auto add_blank = [&key] {
    if (!key.empty() && key.back() != ' ' && key.back() != '&') key += ' ';
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c == '&') {
      while (!key.empty() && key.back() == ' ') key.pop_back();
      key += c;
    } else if (is_alnum(c) || c == '+' || static_cast<unsigned char>(c) >= 0x80) {
      key += c;
    } else if (c == '.') {
      const bool ends_letter = i > 0 && is_ascii_letter(folded[i - 1]) && (i == 1 || !is_alnum(folded[i - 2]));
      const bool begins_letter = i + 1 < folded.size() && is_ascii_letter(folded[i + 1]) &&
                                 (i + 2 == folded.size() || !is_alnum(folded[i + 2]));
      if (!ends_letter || !begins_letter) add_blank();
    } else {
      add_blank();
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::string_view without_legal_form(std::string_view key) noexcept {
  constexpr auto kForms = std::to_array<std::string_view>(
      {"inc",     "llc", "lp",   "llp",         "ltd", "limited",      "gmbh",   "mbh", "sa",  "pty", "pvt",
       "private", "plc", "corp", "corporation", "co",  "company",      "bv",     "nv",  "ag",  "kg",  "spa",
       "srl",     "sas", "sarl", "ab",          "oy",  "oyj",          "as",     "asa", "aps", "kk",  "ooo",
       "pjsc",    "jsc", "sdn",  "bhd",         "cv",  "de cv",        "sab",    "doo", "dd",  "zrt", "nyrt",
       "rt",      "lda", "ltda", "se",          "pte", "incorporated", "eireli", "sl",  "slu", "sau"});
  for (;;) {
    const std::size_t blank = key.rfind(' ');
    if (blank == std::string_view::npos) return key;
    const std::string_view word = key.substr(blank + 1);
    if (std::find(kForms.begin(), kForms.end(), word) == kForms.end() && word != "de") return key;
    key = key.substr(0, blank);
  }
}

std::optional<DoingBusinessAs> split_dba(std::string_view text) noexcept {
  for (std::size_t at = 1; at + 5 < text.size(); ++at) {
    if (!is_ascii_space(text[at - 1])) continue;
    for (const std::string_view mark : {"dba ", "d/b/a ", "d.b.a. "})
      if (equals_ignore_case(text.substr(at, mark.size()), mark))
        return DoingBusinessAs{trim_ascii(text.substr(0, at)), trim_ascii(text.substr(at + mark.size()))};
  }
  return {};
}

bool is_null(std::string_view text) {
  const std::string folded = fold_text(text);
  constexpr auto kWords =
      std::to_array<std::string_view>({"", "-", "--", "{}", "[]", "null", "(null)", "none", "nil", "n/a", "na", "#n/a",
                                       "nan", "\\n", "unknown", "undefined", "unavailable", "not available", "0"});
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

std::string without_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    if (end == std::string_view::npos || end - at > 6) {
      const CodePoint cp = decode_utf8(text, at);
      const std::size_t width = std::max<std::size_t>(cp.size, 1);
      const char32_t as = cp.value < 0x80 ? kKept : compatible(cp.value);
      if (as == kKept)
        out.append(text.substr(at, width));
      else if (as != 0)
        out += static_cast<char>(as);
      at += width;
      continue;
    }
    append_entity(out, text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return out;
}

std::optional<Code> parse_code(std::string_view text) {
  text = trim_ascii(text);
  if (text.size() < 4 || text.size() > 9 || !all_digits(text.substr(0, 3))) return {};
  std::string_view rest = text.substr(3);
  const bool separated = !is_ascii_digit(rest.front());
  if (separated) {
    if (std::string_view{"-/ :._"}.find(rest.front()) == std::string_view::npos) return {};
    rest = trim_ascii(rest.substr(1));
  }
  if (!all_digits(rest) || rest.size() > 3 || (!separated && rest.size() < 2)) return {};
  return Code{std::string(text.substr(0, 3)), std::string(rest)};
}

}  // namespace mfax::carrier_text
