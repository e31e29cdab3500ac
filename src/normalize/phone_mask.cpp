// In: the clean text of one cell. Out: whether some of its digits are hidden (docs/normalization.md 2.4 step 4).
// Next: phone.cpp. A library given "+1 415-555-XXXX" answers with somebody's number, so this comes before everything.
#include "normalize/phone_mask.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "normalize/phone_cell.hpp"
#include "normalize/phone_parts.hpp"
#include "normalize/phone_text.hpp"

namespace mfax::phone {
namespace {

bool is_x(char c) noexcept { return c == 'x' || c == 'X'; }

bool has_run(std::string_view text, char c, std::size_t length) noexcept {
  return text.find(std::string(length, c)) != std::string_view::npos;
}

bool is_between(char c) noexcept {
  constexpr std::string_view kBetween = " -~.,()/_[]:=\n";
  return kBetween.find(c) != std::string_view::npos;
}

/// The nearest character before or after that is no separator; 0 = none.
char significant_before(std::string_view text, std::size_t at) noexcept {
  while (at > 0)
    if (!is_between(text[--at])) return text[at];
  return 0;
}
char significant_after(std::string_view text, std::size_t at) noexcept {
  for (; at < text.size(); ++at)
    if (!is_between(text[at])) return text[at];
  return 0;
}

std::size_t count_digits(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += is_ascii_digit(c) ? 1 : 0;
  return count;
}

/// "x123", "x 123", "x.123#" to the end of the text: the digits of an extension, 0 = something else.
std::size_t extension_width(std::string_view after) noexcept {
  constexpr std::size_t kMaxExtension = 7;
  const std::size_t first = after.find_first_not_of(" .:=");
  if (first == std::string_view::npos) return 0;
  std::size_t last = after.find_first_not_of("0123456789", first);
  if (last == std::string_view::npos) last = after.size();
  const std::size_t width = last - first;
  const std::string_view rest = trim(after.substr(last));
  return width <= kMaxExtension && (rest.empty() || rest == "#" || rest == ")") ? width : 0;
}

/// Whether reading the sign as one hidden digit, wherever it stands, would also give a possible number.
bool fits_as_digit(std::string_view text, std::size_t at, const NumberContext& context, NumberReader& reader) {
  std::string filled(text);
  filled[at] = '1';
  if (text[at] == '_') std::replace(filled.begin(), filled.end(), '_', '1');
  const auto number = scan_number(filled);
  if (!number) return false;
  const NumberStatus status = reader.read(*number, context).status;
  return status == NumberStatus::ok || status == NumberStatus::possible || status == NumberStatus::undecided;
}

bool is_whole_nanp(std::string_view text, const NumberContext& context, NumberReader& reader) {
  const auto number = scan_number(text);
  if (!number) return false;
  const ParsedNumber read = reader.read(*number, context);
  return read.status == NumberStatus::ok && calling_code(read.key) == 1;
}

/// A single x that is no letter of a word.
bool hides_digit(std::string_view text, std::size_t at, const NumberContext& context, NumberReader& reader) {
  const char before = significant_before(text, at), after = significant_after(text, at + 1);
  if (is_ascii_letter(before) && !is_x(before)) return false;
  if (is_ascii_letter(after) && !is_x(after)) return false;
  if (is_x(before) || is_x(after)) return true;
  if (!is_ascii_digit(before)) return before == '+' || is_ascii_digit(after);
  if (!is_complete_number(text.substr(0, at), context, reader)) return true;
  if (after == 0) {
    // An extension mark with nothing behind it, or the last digit hidden: certain only where numbers have one length.
    return is_ascii_digit(text[at - 1]) || !is_whole_nanp(text.substr(0, at), context, reader);
  }
  if (extension_width(text.substr(at + 1)) == 0) return true;
  // "+49 30 1234 5x 78": where numbers have no fixed length both readings are possible.
  // Behind a hyphen, too: "055-5954-x692".
  const bool is_close = is_ascii_digit(text[at - 1]) || (text[at - 1] == '-' && !is_whole_nanp(text.substr(0, at), context, reader));
  return is_close && fits_as_digit(text, at, context, reader);
}

/// "+49 151 2345#78", "+1415_552671": signs that separate, where a digit may be missing instead.
bool hides_digit_behind_sign(std::string_view text, const NumberContext& context, NumberReader& reader) {
  const auto is_digit_at = [&](std::size_t at) { return at < text.size() && is_ascii_digit(text[at]); };
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1))
    if (at > 0 && is_digit_at(at - 1) && is_digit_at(at + 1) && fits_as_digit(text, at, context, reader)) return true;
  const std::size_t line = text.find('_');
  if (line == std::string_view::npos) return false;
  constexpr std::string_view kNumberSigns = "0123456789+()[]/,-_. ";
  std::size_t begin = line, end = std::min(text.find_first_not_of(kNumberSigns, line), text.size());
  while (begin > 0 && kNumberSigns.find(text[begin - 1]) != std::string_view::npos) --begin;
  const bool follows_letter = begin > 0 && is_ascii_letter(text[begin - 1]);
  const std::string_view span = trim(text.substr(begin, end - begin));
  if (count_digits(span) < 4 || (follows_letter && text[begin] == '_')) return false;
  // One sign separates a number's groups: beside another one, or at an end, the line stands for a digit.
  if (span.front() == '_' || span.back() == '_' || span.find_first_of(",.") != std::string_view::npos) return true;
  for (const std::string_view pair : {"+_", "-_", "_-", "/_", "_/"})
    if (span.find(pair) != std::string_view::npos) return true;
  const auto number = scan_number(span);
  if (!number) return false;
  const ParsedNumber read = reader.read(*number, context);
  if (span.find(' ') != std::string_view::npos) return read.status != NumberStatus::ok || calling_code(read.key) != 1;
  return read.status != NumberStatus::ok && fits_as_digit(span, span.find('_'), context, reader);
}

/// "+49 151 - - 5678", "+49 (  ) 2345678": the place of digits that were taken out. Where numbers have one length the
/// visible digits can show that none is missing; elsewhere what remains may be somebody else's whole number.
bool has_empty_place(std::string_view text, const NumberContext& context, NumberReader& reader) {
  const auto is_digit_at = [&](std::size_t at) { return at < text.size() && is_ascii_digit(text[at]); };
  constexpr std::string_view kOpens = "-~./([", kSeparators = "-~./";
  for (std::size_t at = text.find_first_of(kOpens); at != std::string_view::npos; at = text.find_first_of(kOpens, at + 1)) {
    const bool is_bracket = text[at] == '(' || text[at] == '[';
    const char closing = text[at] == '(' ? ')' : text[at] == '[' ? ']' : text[at];
    // "( - )" is as empty as "( )", and "- ." is a pair as "- -" is.
    const std::size_t next = text.find_first_not_of(is_bracket ? " -~./" : " ", at + 1);
    const bool is_pair = !is_bracket && next != std::string_view::npos && kSeparators.find(text[next]) != std::string_view::npos;
    if (next == std::string_view::npos || (text[next] != closing && !is_pair)) continue;
    // "030 123456 // 030 654321": two whole numbers, perhaps.
    if (text[at] == '/' && count_digits(text.substr(0, at)) >= 7 && count_digits(text.substr(next)) >= 7) continue;
    const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(' ', at - 1);
    const std::size_t after = text.find_first_not_of(" -~.", next + 1);
    const bool is_in_number = before != std::string_view::npos && (is_digit_at(before) || text[before] == '+');
    // Empty brackets at the end are an empty name.
    const bool goes_on = after == std::string_view::npos ? !is_bracket : is_digit_at(after);
    // Right behind the plus, or before everything, a calling code may be missing: what follows proves nothing. Empty
    // brackets before everything are the place of an area code, which a number of one length shows to be complete.
    const bool is_first = before == std::string_view::npos ? text[at] == '-' : text[before] == '+';
    if (is_first && goes_on) return true;
    if (before == std::string_view::npos && goes_on) return !is_whole_nanp(text, context, reader);
    if (is_in_number && goes_on) return !is_whole_nanp(text, context, reader);
  }
  return false;
}

/// One number of a cell: a run of x, or a single one where a digit belongs.
bool hides_digits(std::string_view text, const NumberContext& context, NumberReader& reader) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_x(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && is_x(text[end])) ++end;
    const bool in_word = (at > 0 && is_ascii_letter(text[at - 1])) || (end < text.size() && is_ascii_letter(text[end]));
    if (!in_word && (end - at >= 2 || hides_digit(text, at, context, reader))) return true;
    at = end;
  }
  return false;
}

/// "+1 415 555 2?71", "415-555-????"; the header of an address begins with a letter ("?body=").
bool has_question_mark(std::string_view text) noexcept {
  const std::size_t mark = text.find('?');
  if (mark == std::string_view::npos || count_digits(text) < 3) return false;
  return mark + 1 == text.size() || !is_ascii_letter(text[mark + 1]);
}

/// "+1 415 555 NNNN": one letter, again and again, and no other.
bool has_letter_run(std::string_view text) noexcept {
  constexpr std::size_t kLeastDigits = 5;
  char letter = 0;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == kForeign) return false;
    if (!is_ascii_letter(c)) continue;
    if (letter != 0 && to_lower_ascii(c) != letter) return false;
    letter = to_lower_ascii(c);
    ++count;
  }
  return count >= 2 && count_digits(text) >= kLeastDigits;
}

/// "+1415[redacted]", "+1 415 555 (hidden)": a word in brackets where digits belong.
bool has_mask_word(std::string_view text) noexcept {
  if (count_digits(text) == 0) return false;
  for (std::size_t open = text.find_first_of("[<({"); open != std::string_view::npos; open = text.find_first_of("[<({", open + 1)) {
    const std::size_t close = text.find_first_of("]>)}", open);
    if (close == std::string_view::npos) return false;
    if (is_mask_word(text.substr(open + 1, close - open - 1))) return true;
  }
  return false;
}

/// "+49 30 123456-": a direct-dial number whose end was cut off.
bool ends_with_dash(std::string_view text, const NumberContext& context, NumberReader& reader) {
  if (text.empty() || text.back() != '-' || count_digits(text) < 5) return false;
  return !is_whole_number(text.substr(0, text.size() - 1), context, reader);
}

/// Whether an x hides a digit is a question to its own number of a list: "+1 ... x12, +1 ...".
bool is_masked_list(std::string_view text, int level, const NumberContext& context, NumberReader& reader) {
  constexpr int kSlash = 2;
  if (level <= kSlash) {
    const std::vector<std::string_view> parts = split_level(text, level);
    const bool is_list = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
      return count_digits(part) >= 7;
    });
    if (!is_list) return is_masked_list(text, level + 1, context, reader);
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
      return is_masked_list(part, level + 1, context, reader);
    });
  }
  return hides_digits(text, context, reader) || hides_digit_behind_sign(text, context, reader) ||
         has_empty_place(text, context, reader) || ends_with_dash(text, context, reader);
}

}  // namespace

bool is_complete_number(std::string_view text, const NumberContext& context, NumberReader& reader) {
  const std::size_t scheme = text.rfind(':');
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + 1);
  text = trim(text);
  if (text.ends_with(',')) text = trim(text.substr(0, text.size() - 1));  // "..., x12"
  const auto number = scan_number(text);
  if (!number) return false;
  const ParsedNumber read = reader.read(*number, context);
  if (read.status == NumberStatus::ok) return true;
  // No region, no column decision: a bare number of ten digits or more is taken for whole; it gets no key anyway.
  if (read.status == NumberStatus::undecided) return number->digits.size() >= 9;
  if (read.status != NumberStatus::possible) return false;
  const KeyDigits digits(read.key);
  const Plan* plan = plan_of_digits(digits.view());
  return plan != nullptr && (plan->is_nanp() || is_reserved(digits.view()) ||
                             digits.view().size() - plan->code.size() >= std::min<std::size_t>(plan->longest, 10));
}

bool is_whole_number(std::string_view text, const NumberContext& context, NumberReader& reader) {
  const auto number = scan_number(trim(text));
  if (!number) return false;
  const ParsedNumber read = reader.read(*number, context);
  const KeyDigits digits(read.key);
  const Plan* plan = plan_of_digits(digits.view());
  if (plan == nullptr || (read.status != NumberStatus::ok && !is_reserved(digits.view()))) return false;
  return std::popcount(plan->lengths) == 1;
}

std::size_t service_code_width(std::string_view text) noexcept {
  for (const std::string_view code : {"*67", "*82", "#31#", "*31#", "*#31#"}) {
    if (!text.starts_with(code)) continue;
    const std::string_view rest = text.substr(code.size());
    if (rest.find_first_of("*#xX") != std::string_view::npos || count_digits(rest) < 7) continue;
    const std::string_view number = trim(rest);
    // Seven visible digits behind *67 may as well be the tail of a masked number.
    if (number.front() == '+' || count_digits(number) >= 10) return code.size();
  }
  return 0;
}

bool is_masked(std::string_view text, const NumberContext& context, NumberReader& reader) {
  if (text.find('*') != std::string_view::npos) return true;
  if (count_digits(text) > 0 || text.find_first_not_of("-~_.#xX +()") == std::string_view::npos)
    if (has_run(text, '#', 2) || has_run(text, '_', 2) || has_run(text, '.', 2) || has_run(text, '-', 3) || has_run(text, '~', 2))
      return true;
  if (has_question_mark(text) || has_letter_run(text) || has_mask_word(text)) return true;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(";|\n", begin), text.size());
    if (is_masked_list(trim(text.substr(begin, end - begin)), 0, context, reader)) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace mfax::phone
