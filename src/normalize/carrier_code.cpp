// In: a cell of digits and signs. Out: a mobile country code and a mobile network code (carrier_text.hpp).
// Every way of writing the pair; whose network it is, carrier.cpp decides. docs/normalization.md 3.2 step 2.
// Next: carrier.cpp.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "normalize/carrier_text.hpp"

namespace mfax::carrier_text {
namespace {

constexpr std::size_t kMccDigits = 3, kMostMncDigits = 3, kMostCodeText = 40;
constexpr std::string_view kSeparators = "-/ :._|,;=()[]{}#\"'";

/// Digits of a cell in their order, and the label in front of each.
struct Groups {
  std::array<std::string_view, 2> digits, labels;
  std::size_t count = 0;
  bool is_code = true;  ///< nothing else is in the cell
};

bool is_label(std::string_view word) noexcept {
  constexpr auto kLabels = std::to_array<std::string_view>({"mcc", "mnc", "mccmnc", "plmn", "hni"});
  return std::any_of(kLabels.begin(), kLabels.end(), [word](std::string_view label) { return equals_ignore_case(word, label); });
}

Groups groups_of(std::string_view text) noexcept {
  Groups groups;
  std::string_view label;
  for (std::size_t at = 0; at < text.size() && groups.is_code;) {
    if (kSeparators.find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    const bool digits = is_ascii_digit(text[at]);
    const std::size_t from = at;
    while (at < text.size() && (digits ? is_ascii_digit(text[at]) : is_ascii_letter(text[at]))) ++at;
    const std::string_view word = text.substr(from, at - from);
    if (word.empty() || (!digits && !is_label(word)) || (digits && groups.count == groups.digits.size())) {
      groups.is_code = false;
    } else if (digits) {
      groups.digits[groups.count] = word;
      groups.labels[groups.count++] = std::exchange(label, {});
    } else {
      label = word;
    }
  }
  return groups;
}

/// E.212: the first digit is a zone (2-7), 9 is shared, 001 the test network.
bool is_mcc(std::string_view digits) noexcept {
  return digits.size() == kMccDigits && ((digits[0] >= '2' && digits[0] <= '7') || digits[0] == '9' || digits == "001");
}

std::optional<Code> joined_code(std::string_view digits) {
  if (digits.size() < kMccDigits + 2 || digits.size() > kMccDigits + kMostMncDigits || !is_mcc(digits.substr(0, kMccDigits)))
    return {};
  return Code{std::string(digits.substr(0, kMccDigits)), std::string(digits.substr(kMccDigits))};
}

/// "310260.0": a spreadsheet's or a data frame's number.
std::string_view without_point_zero(std::string_view text) noexcept {
  return text.ends_with(".0") && text.size() > kMccDigits + 3 ? text.substr(0, text.size() - 2) : text;
}

}  // namespace

std::optional<Code> parse_code(std::string_view text) {
  text = trim_ascii(text);
  if (text.size() < 4 || text.size() > kMostCodeText) return {};
  Groups groups = groups_of(without_point_zero(text));
  if (!groups.is_code) return {};
  if (groups.count == 1) return joined_code(groups.digits[0]);
  if (groups.count != 2) return {};
  if (equals_ignore_case(groups.labels[0], "mnc")) std::swap(groups.digits[0], groups.digits[1]);
  if (!is_mcc(groups.digits[0]) || groups.digits[1].size() > kMostMncDigits) return {};
  return Code{std::string(groups.digits[0]), std::string(groups.digits[1])};
}

std::optional<NameAndCode> split_code(std::string_view text) {
  constexpr std::size_t kShortest = 5, kLongest = 7;  // "31041" to "310-410"
  text = trim_ascii(text);
  const auto is_part = [](char c) { return is_ascii_digit(c) || c == '-' || c == '/'; };
  std::size_t head = 0;
  while (head < text.size() && is_part(text[head])) ++head;
  if (head >= kShortest && head <= kLongest && head < text.size() && (is_ascii_space(text[head]) || text[head] == ':')) {
    std::string_view name = trim_ascii(text.substr(head + 1));
    while (!name.empty() && (name.front() == '-' || name.front() == ':' || name.front() == '|')) name = trim_ascii(name.substr(1));
    const auto code = parse_code(text.substr(0, head));
    if (code && !name.empty()) return NameAndCode{name, *code};
  }
  const bool in_brackets = text.ends_with(')') || text.ends_with(']');
  const std::size_t end = text.size() - (in_brackets ? 1 : 0);
  std::size_t tail = end;
  while (tail > 0 && is_part(text[tail - 1])) --tail;
  if (end - tail < kShortest || end - tail > kLongest || tail == 0) return {};
  const char before = text[tail - 1];
  if (in_brackets ? before != '(' && before != '[' : !is_ascii_space(before)) return {};
  std::string_view name = trim_ascii(text.substr(0, tail - 1));
  while (name.ends_with('-') || name.ends_with(':')) name = trim_ascii(name.substr(0, name.size() - 1));
  const auto code = parse_code(text.substr(tail, end - tail));
  if (!code || name.empty()) return {};
  return NameAndCode{name, *code};
}

}  // namespace mfax::carrier_text
