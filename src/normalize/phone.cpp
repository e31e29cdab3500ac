// In: a cell, the column's convention, a region. Out: one ParsedNumber for each number of the cell, never none.
// Next: record.cpp and the directory. The order of the steps is that of docs/normalization.md 2.4; masks, damage and words
// are settled before anything looks for digits.
#include <algorithm>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "mfax/read.hpp"
#include "normalize/number_memo.hpp"
#include "normalize/phone_cell.hpp"
#include "normalize/phone_mask.hpp"
#include "normalize/phone_parts.hpp"
#include "normalize/phone_read.hpp"
#include "normalize/phone_text.hpp"

namespace mfax {

using phone::NumberReader;
using phone::WrittenNumber;

namespace {

// A cell longer than this is a document, not a list of numbers.
constexpr std::size_t kMaxCell = std::size_t{1} << 16;
// One number with its name, label and extension.
constexpr std::size_t kMaxPart = 256;
constexpr std::size_t kMaxParts = 256;

/// What was done to the text before its digits are read.
struct Notes {
  CodeSet codes;
  NumberTrims trims;

  void add(DiagCode code) noexcept { codes.add(code); }
  void add(NumberTrim trim) noexcept {
    codes.add(DiagCode::P_TRIMMED);
    trims.add(trim);
  }
};

ParsedNumber outcome(NumberStatus status, DiagCode code, const Notes& notes = {}) {
  ParsedNumber number;
  number.status = status;
  number.codes = notes.codes;
  number.trims = notes.trims;
  number.codes.add(code);
  return number;
}

ParsedNumber not_phone(const Notes& notes = {}) {
  return outcome(NumberStatus::not_phone, DiagCode::P_NOT_PHONE, notes);
}

/// The common case without allocation: digits with blanks, brackets, dots and hyphens between them. False for everything
/// that one of the steps might see differently.
bool scan_plain(std::string_view text, WrittenNumber& out) noexcept {
  constexpr std::size_t kLongest = 40;
  if (text.size() < 7 || text.size() > kLongest) return false;
  std::size_t dots = 0, since_dot = 0;
  char last_sign = 0;  // blanks aside: "- -", "-." and "( )" may be the place of digits that were taken out
  const auto follows_sign = [&last_sign] { return last_sign == '.' || last_sign == '-' || last_sign == '('; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_ascii_digit(c)) {
      out.digits.push(c);
      ++since_dot;
    } else if (c == '+' && i == 0) {
      out.has_plus = true;
    } else if (c == '(' && out.digits.size() == 0 && !out.has_plus) {
      if (i != 0) return false;
      out.opens_with_bracket = true;
    } else if (c == '.') {
      if (follows_sign()) return false;
      ++dots;
      since_dot = 0;
    } else if (c == '-') {
      if (follows_sign()) return false;
    } else if (c == ')') {
      if (follows_sign()) return false;
    } else if (c != ' ' && c != '(') {
      return false;
    }
    // "(0)" is a trunk zero, not a digit of the number.
    if (!is_ascii_digit(c) && out.first_group == 0) out.first_group = out.digits.size();
    if (c == ')' && i >= 2 && text[i - 2] == '(' && text[i - 1] == '0') return false;
    if (c != ' ') last_sign = c;
  }
  if (text.front() == ' ' || !is_ascii_digit(text.back()) || out.digits.size() < 7 || out.digits.size() > 15) return false;
  // ".0", dates, addresses and "4.155552671" have steps of their own.
  if (dots == 1 && (out.first_group == 1 || out.first_group >= 8) && !out.has_plus) return false;
  return (dots == 0 || (since_dot > 3 && dots != 3)) && out.digits.size() != 8;
}

/// An alphanumeric sender address: at most eleven characters (3GPP TS 23.040, 9.1.2.5), beginning with a letter.
bool is_sender_name(std::string_view text) {
  constexpr std::size_t kLongest = 11;
  if (text.empty() || text.size() > kLongest || !is_ascii_letter(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view(" &._-").find(c) != std::string_view::npos;
  });
}

}  // namespace

struct NumberParser::State {
  NumberReader reader;
  phone::NumberMemo memo;
  std::vector<ParsedNumber> scratch;

  void read_cell(const Cell&, const NumberContext&, std::vector<ParsedNumber>& out);
  void parse_cell(const Cell&, const NumberContext&, std::vector<ParsedNumber>& out);
  ParsedNumber read_part(std::string_view text, const NumberContext&, Notes notes);
  ParsedNumber read_body(std::string_view text, const NumberContext&, const Notes& notes);
  ParsedNumber read_address(const phone::Address&, const NumberContext&, Notes notes);
  ParsedNumber read_digits(std::string_view text, const NumberContext&, const Notes& notes);
  ParsedNumber read_words(std::string_view text, const NumberContext&, const Notes& notes);
  bool read_several(std::string_view text, const NumberContext&, const Notes& notes, std::vector<ParsedNumber>& out);
  bool read_split(std::string_view text, int level, const NumberContext&, const Notes& notes,
                  std::vector<ParsedNumber>& out);
};

namespace {

bool is_all(std::string_view text, char c) noexcept { return text.find_first_not_of(c) == std::string_view::npos; }

/// JSON numbers: whole ones are digits; what still has a point, an exponent or a sign is damage (step 1).
bool is_damaged_json_number(const Cell& cell) noexcept {
  return cell.kind == CellKind::number && cell.text.find_first_not_of("0123456789") != std::string_view::npos;
}

/// A number of its own, so that a cell may be cut before and after it (step 7).
bool is_number(const ParsedNumber& number) noexcept {
  return number.key || number.status == NumberStatus::undecided || number.status == NumberStatus::impossible;
}

}  // namespace

NumberParser::NumberParser() : state_(std::make_unique<State>()) {}
NumberParser::~NumberParser() = default;
NumberParser::NumberParser(NumberParser&&) noexcept = default;
NumberParser& NumberParser::operator=(NumberParser&&) noexcept = default;


ParsedNumber NumberParser::parse(const Cell& cell, const NumberContext& context) {
  parse_all(cell, context, state_->scratch);
  return std::move(state_->scratch.front());
}

void NumberParser::parse_all(const Cell& cell, const NumberContext& context, std::vector<ParsedNumber>& out) {
  out.clear();
  if (cell.kind == CellKind::text) {
    if (const auto key = phone::read_clean_nanp(cell.text)) {
      ParsedNumber& number = out.emplace_back();
      number.key = *key;
      number.status = NumberStatus::ok;
      if (phone::is_clean_placeholder(cell.text)) number.codes.add(DiagCode::P_PLACEHOLDER);
      return;
    }
  }
  if (const ParsedNumber* known = state_->memo.find(cell, context)) return out.push_back(*known);
  state_->read_cell(cell, context, out);
  if (out.size() == 1) state_->memo.keep(cell, context, out.front());
}

void NumberParser::State::read_cell(const Cell& cell, const NumberContext& context, std::vector<ParsedNumber>& out) {
  WrittenNumber number;
  if (cell.kind == CellKind::text && scan_plain(cell.text, number)) {
    out.push_back(reader.read(number, context));
    if (number.first_group > 0 || number.opens_with_bracket) out.back().trims.add(NumberTrim::separators);
    return;
  }
  if (cell.text.find(kValueSeparator) == std::string_view::npos) {
    parse_cell(cell, context, out);
    return;
  }
  // Values of a JSON array: every one is a cell.
  for (const std::string_view value : split(cell.text, kValueSeparator))
    if (!trim_ascii(value).empty()) parse_cell({value, cell.kind}, context, out);
  if (out.empty()) out.push_back(outcome(NumberStatus::null, DiagCode::P_NULL));
  if (out.size() > 1)
    for (ParsedNumber& each : out) each.codes.add(DiagCode::P_MULTI);
}

/// Steps 1 to 7. Appends at least one number.
void NumberParser::State::parse_cell(const Cell& cell, const NumberContext& context, std::vector<ParsedNumber>& out) {
  Notes notes;
  if (cell.kind == CellKind::absent) return out.push_back(outcome(NumberStatus::null, DiagCode::P_NULL));
  if (cell.kind == CellKind::boolean || cell.text.size() > kMaxCell) return out.push_back(not_phone());
  if (cell.kind == CellKind::number) notes.add(DiagCode::P_JSON_NUMBER);
  if (is_damaged_json_number(cell)) return out.push_back(outcome(NumberStatus::damaged, DiagCode::P_DAMAGED, notes));
  phone::CleanText clean = phone::clean_text(cell.text);
  notes.codes.add(clean.codes);
  if (clean.codes.has(DiagCode::P_TRIMMED)) notes.trims.add(NumberTrim::format_chars);
  if (clean.had_entities) notes.trims.add(NumberTrim::entities);
  std::string text(phone::strip_guards(phone::trim(clean.text), notes.codes));
  NumberStatus word = phone::word_status(text);
  if (word == NumberStatus::ok) word = phone::foreign_word_status(trim_ascii(cell.text));
  if (word == NumberStatus::ok && phone::says_withheld(text)) word = NumberStatus::withheld;
  if (word == NumberStatus::ok) word = phone::word_list_status(text);
  switch (word) {
    case NumberStatus::null: return out.push_back(outcome(NumberStatus::null, DiagCode::P_NULL));
    case NumberStatus::withheld: return out.push_back(outcome(NumberStatus::withheld, DiagCode::P_WITHHELD));
    case NumberStatus::masked: return out.push_back(outcome(NumberStatus::masked, DiagCode::P_MASKED, notes));
    default: break;
  }
  if (text.size() > 1 && is_all(text, '#')) return out.push_back(outcome(NumberStatus::damaged, DiagCode::P_DAMAGED, notes));
  if (const std::size_t width = phone::service_code_width(text); width > 0) {
    text = std::string(phone::trim(std::string_view(text).substr(width)));
    notes.add(DiagCode::P_SERVICE_CODE);
  }
  if (phone::is_masked(text, context, reader))
    return out.push_back(outcome(NumberStatus::masked, DiagCode::P_MASKED, notes));
  if (!phone::undo_spreadsheet(text, notes.codes)) {
    ParsedNumber lost;
    lost.status = NumberStatus::damaged;
    lost.codes = notes.codes;
    lost.trims = notes.trims;
    return out.push_back(lost);
  }
  if (phone::is_date_or_address(text)) return out.push_back(not_phone(notes));
  if (read_several(text, context, notes, out)) return;
  out.push_back(read_part(text, context, notes));
}

/// Step 7: only if each part alone is a number of seven digits or more.
bool NumberParser::State::read_several(std::string_view text, const NumberContext& context, const Notes& notes,
                                       std::vector<ParsedNumber>& out) {
  if (phone::digit_count(text) < 7) return false;
  std::vector<ParsedNumber> found;
  for (int level = 0; level < phone::kSplitLevels; ++level) {
    if (!read_split(text, level, context, notes, found)) continue;
    for (ParsedNumber& number : found) {
      if (found.size() > 1) number.codes.add(DiagCode::P_MULTI);
      out.push_back(std::move(number));
    }
    return true;
  }
  return false;
}

bool NumberParser::State::read_split(std::string_view text, int level, const NumberContext& context, const Notes& notes,
                                     std::vector<ParsedNumber>& out) {
  constexpr int kSlash = 2;
  std::vector<std::string_view> parts = phone::split_level(text, level);
  if (parts.size() < 2 || parts.size() > kMaxParts) return false;
  // "+1 ...;null": an empty place of the list is no number and no extension.
  const auto is_word = [](std::string_view part) {
    const NumberStatus status = phone::word_status(part);
    return status == NumberStatus::null || status == NumberStatus::withheld;
  };
  parts.erase(std::remove_if(parts.begin(), parts.end(), is_word), parts.end());
  if (parts.empty()) return false;
  if (level == kSlash) {
    // "089123/4567890": one number with a slash in it, when the whole is known to the plan.
    const auto whole = phone::scan_number(text);
    if (whole && reader.read(*whole, context).status == NumberStatus::ok) return false;
  }
  std::vector<ParsedNumber> found;
  for (const std::string_view part : parts) {
    if (phone::digit_count(part) < 7) return false;
    bool is_split = false;
    for (int deeper = level + 1; deeper < phone::kSplitLevels && !is_split; ++deeper)
      is_split = read_split(part, deeper, context, notes, found);
    if (is_split) continue;
    ParsedNumber number = read_part(part, context, notes);
    // A stand-in has seven digits and more: a member of the list, whose number nobody may know.
    if (!is_number(number) && number.status != NumberStatus::withheld) return false;
    found.push_back(std::move(number));
  }
  std::move(found.begin(), found.end(), std::back_inserter(out));
  return true;
}

/// Steps 6 and 8 to 13 for text that holds one number or none.
ParsedNumber NumberParser::State::read_part(std::string_view text, const NumberContext& context, Notes notes) {
  text = phone::strip_guards(phone::trim_list(text), notes.codes);
  if (const std::string_view inner = phone::strip_list_signs(text); inner.size() != text.size()) {
    text = phone::strip_guards(inner, notes.codes);
    notes.add(NumberTrim::list_signs);
  }
  if (text.empty()) return outcome(NumberStatus::null, DiagCode::P_NULL, notes);
  if (text.size() > kMaxPart) return not_phone(notes);
  if (const auto address = phone::read_address(text)) return read_address(*address, context, notes);
  const auto extension = phone::split_extension(text);
  // "+49 30 123456~12": an extension, or two more digits of the number.
  if (extension && extension->by_tilde && phone::is_complete_number(extension->number, context, reader) &&
      !phone::is_whole_number(extension->number, context, reader))
    return not_phone(notes);
  const bool has_extension = extension && !extension->number.empty() &&
                             (extension->by_word || phone::is_complete_number(extension->number, context, reader));
  ParsedNumber number = read_body(has_extension ? extension->number : text, context, notes);
  if (has_extension && !extension->digits.empty() && (number.key || number.status == NumberStatus::undecided)) {
    number.extension = extension->digits;
    number.codes.add(DiagCode::P_EXT);
  }
  return number;
}

ParsedNumber NumberParser::State::read_body(std::string_view text, const NumberContext& context, const Notes& notes) {
  const bool has_words = phone::has_letter(text) || text.find_first_of("<>@:") != std::string_view::npos;
  return has_words ? read_words(text, context, notes) : read_digits(text, context, notes);
}

ParsedNumber NumberParser::State::read_address(const phone::Address& address, const NumberContext& context, Notes notes) {
  notes.add(DiagCode::P_URI);
  if (address.has_context) notes.trims.add(NumberTrim::phone_context);
  if (phone::word_status(address.number) == NumberStatus::withheld)
    return outcome(NumberStatus::withheld, DiagCode::P_WITHHELD, notes);
  if (phone::has_letter(address.number)) return not_phone(notes);
  ParsedNumber number = read_digits(address.number, context, notes);
  if (number.key && !address.extension.empty()) {
    number.extension = address.extension;
    number.codes.add(DiagCode::P_EXT);
  }
  return number;
}

ParsedNumber NumberParser::State::read_digits(std::string_view text, const NumberContext& context, const Notes& notes) {
  text = phone::trim(text);
  NumberTrims trims = notes.trims;
  if (const std::string_view before = phone::strip_counter(text); before.size() < text.size()) {
    // "+1 202 555 0123 (2)". Where numbers have no fixed length the 2 may be a digit of it: docs/decisions/0010.
    if (!phone::is_whole_number(before, context, reader)) return not_phone(notes);
    text = before;
    trims.add(NumberTrim::counter);
  }
  const auto written = phone::scan_number(text);
  if (!written) return not_phone(notes);
  ParsedNumber number = reader.read(*written, context);
  number.codes.add(notes.codes);
  if (text.find_first_not_of("+0123456789") != std::string_view::npos) trims.add(NumberTrim::separators);
  if (trims.has(NumberTrim::counter)) number.codes.add(DiagCode::P_TRIMMED);
  number.trims.add(trims);
  return number;
}

/// Letters: a name round a bracketed number, a label, a sender's name, a vanity number; or no number at all (step 8).
ParsedNumber NumberParser::State::read_words(std::string_view text, const NumberContext& context, const Notes& notes) {
  const auto without = [&notes](NumberTrim trim) {
    Notes trimmed = notes;
    trimmed.add(trim);
    return trimmed;
  };
  if (const std::string_view inner = phone::bracketed_number(text); !inner.empty() && inner.size() < text.size()) {
    const auto address = phone::read_address(inner);
    const Notes named = without(NumberTrim::name);
    ParsedNumber number = address ? read_address(*address, context, named) : read_digits(inner, context, named);
    return is_number(number) || number.status == NumberStatus::withheld ? number : not_phone(notes);
  }
  if (const std::string_view inner = phone::strip_labels(text); inner.size() < text.size()) {
    ParsedNumber number = read_digits(inner, context, without(NumberTrim::label));
    if (is_number(number)) return number;
  }
  if (const std::string_view inner = phone::strip_remark(text); inner.size() < text.size()) {
    ParsedNumber number = read_digits(inner, context, without(NumberTrim::remark));
    if (number.status == NumberStatus::ok) return number;
  }
  if (context.is_recipient && is_sender_name(text)) return outcome(NumberStatus::alpha_sender, DiagCode::P_ALPHA_SENDER, notes);
  if (context.is_recipient || text.find_first_of("@:/") != std::string_view::npos) return not_phone(notes);
  if (const std::string digits = phone::keypad_digits(text); !digits.empty() && phone::digit_count(text) > 0) {
    ParsedNumber number = read_digits(digits, context, notes);
    if (number.key && reader.is_service_number(number.key)) {
      number.codes.add(DiagCode::P_VANITY);
      return number;
    }
  }
  return text.front() == '+' || !phone::has_letter(text)
             ? not_phone(notes)
             : outcome(NumberStatus::alpha_sender, DiagCode::P_ALPHA_SENDER, notes);
}

}  // namespace mfax
