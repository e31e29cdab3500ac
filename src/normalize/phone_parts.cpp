// In: clean text without masks. Out: scheme, labels, names, list signs and extension taken off the number.
// Next: phone.cpp puts the parts together. Word lists are short on purpose: an unknown word makes the text "not a phone".
#include "normalize/phone_parts.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "normalize/phone_cell.hpp"
#include "normalize/phone_text.hpp"

namespace mfax::phone {
namespace {

constexpr std::string_view kSchemes[] = {"tel", "sms", "smsto", "mms", "mmsto", "callto", "whatsapp", "rcs", "sip", "sips"};

constexpr std::string_view kExtensionWords[] = {
    "alanumero", "anexo", "ankn", "anknytning", "app", "apparat", "binnenlijn", "dahili", "durchwahl", "dw",
    "ekstern", "ext", "exten", "extensao", "extension", "extn", "int", "internal", "interne", "interni", "interno",
    "kl", "klapka", "kucni", "linka", "loc", "local", "lokal", "lokalni", "mellek", "nebenstelle", "nst", "p",
    "poste", "ramal", "toestel", "tst", "vnitrni", "w", "wew", "wewn", "wewnetrzny", "x", "xt", "xtn"};

constexpr std::string_view kLabels[] = {
    "business", "c", "cell", "cell phone", "cellphone", "celular", "contact", "desk", "direct", "fax", "festnetz", "h", "handy",
    "home", "landline", "m", "main", "mob", "mobil", "mobile", "mobile phone", "movil", "number", "o", "office", "p", "personal",
    "ph", "phone", "phone number", "portable", "primary", "private", "secondary", "sms", "t", "tel", "telefon", "telefono",
    "telephone", "voice", "w", "whatsapp", "work", "work phone"};

template <std::size_t N>
bool is_listed(std::string_view word, const std::string_view (&list)[N]) noexcept {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view entry) { return equals_ignore_case(word, entry); });
}

bool is_letter(char c) noexcept { return is_ascii_letter(c) || c == kForeign; }

bool is_digits(std::string_view text) noexcept {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The value of one ";name=value" parameter.
std::optional<std::string_view> parameter(std::string_view parameters, std::string_view name) {
  for (const std::string_view item : split(parameters, ';')) {
    const std::size_t equals = item.find('=');
    if (equals != std::string_view::npos && equals_ignore_case(trim(item.substr(0, equals)), name))
      return trim(item.substr(equals + 1));
  }
  return std::nullopt;
}

std::string_view trim_signs(std::string_view text, std::string_view signs) noexcept {
  while (!text.empty() && signs.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// A label at the beginning, with ':' or a blank, right before the number.
std::string_view strip_leading_label(std::string_view text) noexcept {
  std::string_view rest = text;
  const bool bracketed = rest.front() == '(' || rest.front() == '[';
  if (bracketed) rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && (is_ascii_letter(rest[end]) || rest[end] == ' ')) ++end;
  const std::string_view word = trim(rest.substr(0, end));
  if (word.empty() || !is_listed(word, kLabels)) return text;
  std::string_view number = rest.substr(end);
  if (bracketed && (number.empty() || (number.front() != ')' && number.front() != ']'))) return text;
  // "O4155552671" is a letter where a digit belongs, not an office.
  if (word.size() == 1 && !number.empty() && is_ascii_digit(number.front()) && rest[end - 1] != ' ') return text;
  number = number.substr(std::min(number.find_first_not_of(" .:=)]#\n-"), number.size()));
  return !number.empty() && (number.front() == '+' || number.front() == '(' || is_ascii_digit(number.front())) ? number : text;
}

/// "+1 ... (mobile)", "+1 ... mobile", "+1 ... - Mobile".
std::string_view strip_trailing_label(std::string_view text) noexcept {
  std::string_view rest = trim_signs(text, ")]. ");
  std::size_t begin = rest.size();
  while (begin > 0 && (is_ascii_letter(rest[begin - 1]) || rest[begin - 1] == ' ')) --begin;
  if (begin == rest.size() || begin == 0 || !is_listed(trim(rest.substr(begin)), kLabels)) return text;
  // "+238-241-93-O" is a letter where a digit belongs.
  const bool is_letter_word = trim(rest.substr(begin)).size() == 1;
  const bool is_apart = rest[begin] == ' ' || (!is_digits(rest.substr(begin - 1, 1)) && (!is_letter_word || rest[begin - 1] == '('));
  if (!is_apart) return text;
  std::string_view number = trim_signs(rest.substr(0, begin), " -,([:\n");
  return !number.empty() && (is_ascii_digit(number.back()) || number.back() == ')') ? number : text;
}

char keypad_digit(char c) noexcept {
  constexpr std::string_view kKeys = "22233344455566677778889999";
  return kKeys[static_cast<std::size_t>(to_lower_ascii(c) - 'a')];
}

/// Width of a separator of the level at `at`, 0 = none.
std::size_t separator_width(std::string_view text, std::size_t at, int level) noexcept {
  const char c = text[at];
  const auto is_word = [&](std::string_view word) { return equals_ignore_case(text.substr(at, word.size()), word); };
  switch (level) {
    case 0:
      if (c == ';' || c == '|' || c == '\n') return 1;
      return is_word(" or ") ? 4 : is_word(" and ") ? 5 : is_word(" & ") ? 3 : 0;
    case 1: return c == ',' ? 1 : 0;
    case 2: return c == '/' ? 1 : 0;
    default: return at > 0 && c == ' ' && at + 1 < text.size() && text[at + 1] == '+' ? 1 : 0;
  }
}

}  // namespace

bool has_letter(std::string_view text) noexcept { return std::any_of(text.begin(), text.end(), is_letter); }

std::size_t digit_count(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_ascii_digit));
}

std::optional<Address> read_address(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_listed(trim(text.substr(0, colon)), kSchemes)) return std::nullopt;
  std::string rest(trim(text.substr(colon + 1)));
  if (rest.starts_with("//")) rest.erase(0, 2);
  // "?body=..." (RFC 5724), "?subject=..."; any other question mark stands where a digit belongs.
  if (const std::size_t header = rest.find('?'); header != std::string::npos && header + 1 < rest.size() && is_letter(rest[header + 1]))
    rest.erase(header);
  rest.erase(std::min(rest.find('>'), rest.size()));
  if (const std::size_t host = rest.find('@'); host != std::string::npos) {
    // RFC 3261 19.1.1: a password may stand between the user and the host.
    const std::size_t user_end = std::min(rest.find(':'), host);
    rest.erase(user_end, std::min(rest.find(';', host), rest.size()) - user_end);
  }
  const std::size_t end = std::min(rest.find(';'), rest.size());
  Address address;
  address.number = trim(std::string_view(rest).substr(0, end));
  const std::string_view parameters = std::string_view(rest).substr(end);
  if (const auto extension = parameter(parameters, "ext"); extension && is_digits(*extension)) address.extension = *extension;
  const auto context = parameter(parameters, "phone-context");
  // RFC 3966 5.1.5: a global context is the beginning of the number; a domain name says nothing about it.
  if (context && context->starts_with("+") && !has_letter(*context) && !address.number.starts_with("+")) {
    address.number.insert(0, *context);
    address.has_context = true;
  }
  return address;
}

std::optional<Extension> split_extension(std::string_view text) noexcept {
  constexpr std::size_t kMaxExtension = 7;
  text = trim_signs(text, " #\n");
  if (!text.empty() && text.back() == ')' && text.rfind('(') != std::string_view::npos &&
      has_letter(text.substr(text.rfind('('))))
    text.remove_suffix(1);
  std::size_t first = text.size();
  while (first > 0 && is_ascii_digit(text[first - 1])) --first;
  Extension found;
  found.digits = text.substr(first);
  if (found.digits.size() > kMaxExtension) return std::nullopt;
  std::string_view before = trim_signs(text.substr(0, first), " .:=\n");
  // "ext-12", "ext #12", "ext no. 12"; without a word the signs are the number's own.
  if (const std::string_view dashed = trim_signs(before, " .:=-#\n"); !dashed.empty() && is_letter(dashed.back())) before = dashed;
  for (const std::string_view counter : {" no", " nr"})
    if (before.size() > counter.size() && equals_ignore_case(before.substr(before.size() - counter.size()), counter))
      before = trim_signs(before.substr(0, before.size() - counter.size()), " .");
  std::size_t word = before.size();
  while (word > 0 && is_letter(before[word - 1])) --word;
  if (word < before.size()) {
    if (!is_listed(before.substr(word), kExtensionWords)) return std::nullopt;
    found.by_word = before.size() - word > 1;  // "x12", "p12", "w12" need a whole number before them
    found.number = trim_signs(before.substr(0, word), " ,;-(\n");
    return found;
  }
  if (found.digits.empty() || before.empty()) return std::nullopt;
  constexpr std::string_view kMarks = "#,;/~";
  if (kMarks.find(before.back()) == std::string_view::npos) return std::nullopt;
  found.by_tilde = before.back() == '~';
  found.number = trim_signs(before, before.back() == ',' || before.back() == ';' ? " ,;" : std::string_view(&before.back(), 1));
  return found;
}

std::string_view strip_counter(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 3;
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return text;
  const std::size_t open = text.rfind(text.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos) return text;
  const std::string_view inner = trim(text.substr(open + 1, text.size() - open - 2));
  const std::string_view number = trim(text.substr(0, open));
  const bool is_counter = !inner.empty() && inner.size() <= kLongest && is_digits(inner) && digit_count(number) >= 7;
  return is_counter ? number : text;
}

std::string_view bracketed_number(std::string_view text) noexcept {
  for (const std::string_view pair : {"<>", "()", "[]"}) {
    std::string_view found;
    std::size_t inside = 0, candidates = 0;
    for (std::size_t open = text.find(pair[0]); open != std::string_view::npos; open = text.find(pair[0], open + 1)) {
      const std::size_t close = text.find(pair[1], open);
      if (close == std::string_view::npos) break;
      const std::string_view part = trim(text.substr(open + 1, close - open - 1));
      if (digit_count(part) < 7) continue;
      // Only an angle bracket may hold a scheme; letters in a round one make it a remark.
      if (pair[0] != '<' && has_letter(part)) return {};
      found = part;
      inside += digit_count(part);
      ++candidates;
    }
    if (candidates > 1) return {};
    if (candidates == 1) return digit_count(text) - inside < 7 ? found : std::string_view();
  }
  return {};
}

std::string_view strip_remark(std::string_view text) noexcept {
  constexpr std::string_view kDoubts[] = {"abridged", "ending", "incomplete", "last", "obfuscated", "partial", "shortened", "truncated"};
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open == 0 || text.back() != ')') return text;
  const std::string_view remark = trim(text.substr(open + 1, text.size() - open - 2));
  const bool is_words = !remark.empty() && std::all_of(remark.begin(), remark.end(), [](char c) {
    return is_letter(c) || c == ' ' || c == '.' || c == '-' || c == '\'';
  });
  if (!is_words || word_status(remark) != NumberStatus::ok) return text;
  for (const std::string_view word : split(remark, ' '))
    if (is_listed(word, kDoubts)) return text;
  return trim(text.substr(0, open));
}

std::string_view strip_labels(std::string_view text) noexcept {
  if (text.empty()) return text;
  text = strip_leading_label(text);
  return trim(text.empty() ? text : strip_trailing_label(text));
}

std::string_view strip_list_signs(std::string_view text) noexcept {
  for (int layer = 0; layer < 3 && text.size() >= 2; ++layer) {
    const char open = text.front(), close = text.back();
    const bool is_pair = (open == '[' && close == ']') || (open == '{' && close == '}') || (open == '"' && close == '"') ||
                         (open == '\'' && close == '\'') || (open == '<' && close == '>');
    if (!is_pair) break;
    text = trim(text.substr(1, text.size() - 2));
  }
  return text;
}

std::string_view trim_list(std::string_view text) noexcept {
  constexpr std::string_view kSigns = " \n;,|";
  const std::size_t first = text.find_first_not_of(kSigns);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(kSigns) - first + 1);
}

std::vector<std::string_view> split_level(std::string_view text, int level) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto add = [&](std::string_view part) {
    constexpr std::string_view kListSigns = "[]{}\"' \n";
    const std::size_t first = part.find_first_not_of(kListSigns);
    if (first == std::string_view::npos) return;
    part = part.substr(first, part.find_last_not_of(kListSigns) - first + 1);
    parts.push_back(part);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t width = separator_width(text, at, level);
    if (width > 0) {
      add(text.substr(begin, at - begin));
      begin = at + width;
    }
    at += std::max<std::size_t>(width, 1);
  }
  add(text.substr(std::min(begin, text.size())));
  return parts;
}

std::string keypad_digits(std::string_view text) {
  std::string digits, letters;
  for (const char c : text) {
    if (is_ascii_letter(c)) letters.push_back(to_lower_ascii(c));
    digits.push_back(is_ascii_letter(c) ? keypad_digit(c) : c);
  }
  const bool is_word = letters.size() >= 3 && letters.find_first_not_of(letters.front()) != std::string::npos;
  return is_word ? digits : std::string();
}

}  // namespace mfax::phone
