// In: a carrier's name as routing databases write it. Out: its parts (carrier_text.hpp).
// Only spellings are touched here; which operator it is, carrier.cpp decides.
// Next: carrier.cpp.
#include "normalize/carrier_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

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

/// Blanks and signs between a name and its decoration.
std::string_view trim_joint(std::string_view text) noexcept {
  constexpr std::string_view kJoints = "-,:;/_|";
  while (!text.empty() && (is_ascii_space(text.back()) || kJoints.find(text.back()) != std::string_view::npos))
    text.remove_suffix(1);
  return text;
}

/// "OCN 6529" and "OCN:6529", not "OCNA".
bool starts_with_word(std::string_view text, std::string_view word) noexcept {
  return equals_ignore_case(text.substr(0, word.size()), word) && (text.size() == word.size() || !is_alnum(text[word.size()]));
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

/// What may stand in brackets behind a name and say nothing about it: "(90)", "(SVR)", "(OCN 6529)", "(SVR/2)".
bool is_bracketed_mark(std::string_view inner) noexcept {
  inner = trim_ascii(inner);
  if (starts_with_word(inner, "OCN")) inner = trim_ascii(inner.substr(3));
  if (inner.starts_with(':')) inner = trim_ascii(inner.substr(1));
  if (const std::size_t slash = inner.rfind('/'); slash != std::string_view::npos && all_digits(inner.substr(slash + 1)))
    inner = inner.substr(0, slash);
  return all_digits(inner) || is_routing_word(inner) || is_ocn(inner) || is_american_state(inner);
}

std::string_view without_bracketed_mark(std::string_view text) noexcept {
  const std::size_t open = text.rfind(text.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos || open == 0) return text;
  if (!is_bracketed_mark(text.substr(open + 1, text.size() - open - 2))) return text;
  return trim_joint(text.substr(0, open));
}

/// One mark less, or the same text.
std::string_view without_last_mark(std::string_view text) noexcept {
  if (text.ends_with(')') || text.ends_with(']')) return without_bracketed_mark(text);
  const std::size_t at = last_word(text);
  if (at == 0 || at == text.size()) return text;
  const std::string_view word = text.substr(at);
  const char before = text[at - 1];
  if ((before == '/' || before == ':') && all_digits(word)) return trim_joint(text.substr(0, at - 1));
  const bool is_joined = std::string_view("-:/_,;|").find(before) != std::string_view::npos || is_ascii_space(before);
  const std::string_view shorter = trim_joint(text.substr(0, at));
  if (is_joined && (is_routing_word(word) || is_ocn(word))) return shorter;
  // "SVR-2" is a mark with its number; "T-2" is a name.
  if (is_joined && all_digits(word) && is_routing_word(shorter.substr(last_word(shorter)))) return shorter;
  // A state needs its dash: "Cellular One OH" could be a name, "Cellular One - OH" is decoration.
  const bool has_dash = at >= 3 && text.substr(at - 3, 3) == " - ";
  if (has_dash && is_american_state(word)) return shorter;
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

/// The Cyrillic letters with a mark that keyboards and systems leave out: short i, yi, yo.
std::string without_cyrillic_marks(std::string text) {
  constexpr auto kMarked = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"\xD0\xB9", "\xD0\xB8"}, {"\xD1\x97", "\xD1\x96"}, {"\xD1\x91", "\xD0\xB5"}});
  for (const auto& [marked, plain] : kMarked)
    for (std::size_t at = text.find(marked); at != std::string::npos; at = text.find(marked, at)) text.replace(at, 2, plain);
  return text;
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
  const std::string folded = without_cyrillic_marks(fold_text(text));
  std::string key;
  bool joins = false;  // "AT & T" is "at&t", but "e& UAE" is "e& uae"
  const auto add_blank = [&key, &joins] {
    if (!key.empty() && key.back() != ' ' && (key.back() != '&' || !joins)) key += ' ';
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c == '&') {
      joins = key.empty() || key.back() == ' ';
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
      {"inc",   "llc",     "lp",   "llp",    "ltd",   "limited", "gmbh",     "mbh",       "sa",       "pty",     "pvt",
       "plc",   "private", "corp", "co",     "nv",    "company", "bv",       "ag",        "corporation", "kg",   "spa",
       "srl",   "sas",     "sarl", "ab",     "oy",    "oyj",     "as",       "asa",       "aps",      "kk",      "ooo",
       "pjsc",  "jsc",     "ojsc", "pao",    "sdn",   "bhd",     "berhad",   "cv",        "sab",      "sapi",    "doo",
       "dd",    "zrt",     "nyrt", "kft",    "rt",    "lda",     "ltda",     "se",        "pte",      "eireli",  "sl",
       "slu",   "sau",     "sro",  "ead",    "eood",  "ood",     "ad",       "tbk",       "pcl",      "scs",     "spol",
       "saoc",  "saog",    "psc",  "pc",     "kscp",  "ksc",     "qsc",      "qpsc",      "bsc",      "sal",     "sae",
       "saic",  "spc",     "fzco", "fz llc", "uab",   "sia",     "ou",       "ehf",       "hf",       "l p",     "s a",
       "a s",   "s l",     "b v",  "n v",    "s p a", "s r l",   "s r o",    "d o o",     "sp z o o", "sp z oo", "z o o",
       "k k",   "rl",      "s de", "de",     "s de rl", "p l c", "l l c",    "ohg",       "ug",       "eg",      "ev",
       "co kg", "incorporated", "public", "proprietary", "aktiengesellschaft", "spolka akcyjna", "anonim sirketi",
       "sociedad anonima", "societe anonyme", "limitada"});
  for (;;) {
    std::string_view shorter = key;
    for (const std::string_view form : kForms) {
      if (key.size() <= form.size() + 1 || !key.ends_with(form) || key[key.size() - form.size() - 1] != ' ') continue;
      const std::string_view rest = key.substr(0, key.size() - form.size() - 1);
      if (rest.size() < shorter.size()) shorter = rest;
    }
    if (shorter.ends_with("&co")) shorter.remove_suffix(3);  // "GmbH & Co. KG"
    if (shorter.size() == key.size() || shorter.empty()) return key;
    key = shorter;
  }
}

std::optional<TwoNames> split_names(std::string_view text) noexcept {
  struct Mark {
    std::string_view word;
    bool is_old_name_behind;
  };
  constexpr auto kMarks = std::to_array<Mark>({{"dba", false}, {"d/b/a", false}, {"d.b.a.", false}, {"d.b.a", false},
                                               {"doing business as", false}, {"trading as", false}, {"t/a", false},
                                               {"aka", false}, {"a/k/a", false}, {"fka", true}, {"f/k/a", true},
                                               {"formerly", true}, {"formerly known as", true}});
  for (std::size_t at = 1; at + 3 < text.size(); ++at) {
    if (!is_ascii_space(text[at - 1]) && text[at - 1] != '(' && text[at - 1] != ',') continue;
    const Mark* best = nullptr;
    for (const Mark& mark : kMarks) {
      const std::size_t end = at + mark.word.size();
      if (end < text.size() && (is_ascii_space(text[end]) || text[end] == ':') &&
          equals_ignore_case(text.substr(at, mark.word.size()), mark.word) &&
          (best == nullptr || mark.word.size() > best->word.size()))
        best = &mark;
    }
    if (best == nullptr) continue;
    std::string_view before = text.substr(0, at - 1), behind = text.substr(at + best->word.size() + 1);
    return best->is_old_name_behind ? TwoNames{trim_ascii(before), trim_ascii(behind)}
                                    : TwoNames{trim_ascii(behind), trim_ascii(before)};
  }
  return {};
}

bool is_null(std::string_view text) {
  const std::string folded = fold_text(text);
  constexpr auto kWords =
      std::to_array<std::string_view>({"", "-", "--", "{}", "[]", "()", "null", "(null)", "none", "nil", "n/a", "na", "#n/a",
                                       "nan", "\\n", "unknown", "undefined", "unavailable", "not available",
                                       "not found", "unknown carrier", "carrier unknown", "unknown operator",
                                       "no carrier", "<null>", "?", "\"\""});
  if (std::find(kWords.begin(), kWords.end(), folded) != kWords.end()) return true;
  // "0", "000000", "000-00", "0/0": integers of a missing network code.
  return folded.find('0') != std::string::npos && folded.find_first_not_of("0-/. ") == std::string::npos;
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

}  // namespace mfax::carrier_text
