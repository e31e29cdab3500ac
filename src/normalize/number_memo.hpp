// In: a cell's text and its context. Out: the number it was read as before, or at once where it needs no reading: a plus, a
// one and ten digits of the NANP. Numbers repeat within a log, and reading one takes longer than the rest of its row.
// Next: phone.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "mfax/normalize.hpp"
#include "mfax/read.hpp"
#include "normalize/phone_plan.hpp"
#include "normalize/text_memo.hpp"

namespace mfax::phone {

/// "+12025550123" of an assigned area code: what reading it step by step ends with (differential/number_memo_test.cpp).
inline std::optional<PhoneKey> read_clean_nanp(std::string_view text) noexcept {
  if (text.size() != 12 || text[0] != '+' || text[1] != '1') return {};
  std::uint64_t value = 1;
  unsigned highest = 0;
  for (std::size_t i = 2; i < 12; ++i) {
    const auto digit = static_cast<unsigned char>(text[i] - '0');
    highest = digit > highest ? digit : highest;
    value = value * 10 + digit;
  }
  if (highest > 9 || !is_nanp_number(text.substr(2))) return {};
  return PhoneKey{value};
}

/// is_placeholder() of such a text: an area code begins with 2 to 9, so that few of its rules can apply.
inline bool is_clean_placeholder(std::string_view text) noexcept {
  const std::string_view national = text.substr(2);
  return national.substr(3, 5) == "55501" || (national[0] == national[1] && national.find_first_not_of(national[0]) == std::string_view::npos);
}

/// One entry for each of some thousand hashes; the later text takes the place of the earlier one.
class NumberMemo {
 public:
  /// What was remembered of the same text in the same context.
  const ParsedNumber* find(const Cell& cell, const NumberContext& context) {
    if (!is_fit(cell, context)) return nullptr;
    if (entries_.empty()) entries_.resize(kEntries);
    Entry& entry = entries_[hash_bytes(cell.text) % kEntries];
    if (entry.size != cell.text.size() || entry.context != bits_of(cell, context)) return nullptr;
    if (std::memcmp(entry.text.data(), cell.text.data(), entry.size) != 0) return nullptr;
    found_.key = entry.key;
    found_.status = entry.status;
    found_.confidence = entry.confidence;
    found_.codes = entry.codes;
    found_.trims = entry.trims;
    return &found_;
  }
  /// For cells of one number without an extension.
  void keep(const Cell& cell, const NumberContext& context, const ParsedNumber& number) {
    if (!is_fit(cell, context) || !number.extension.empty()) return;
    Entry& entry = entries_[hash_bytes(cell.text) % kEntries];
    entry.size = static_cast<std::uint8_t>(cell.text.size());
    std::memcpy(entry.text.data(), cell.text.data(), cell.text.size());
    entry.context = bits_of(cell, context);
    entry.key = number.key;
    entry.status = number.status;
    entry.confidence = number.confidence;
    entry.codes = number.codes;
    entry.trims = number.trims;
  }

 private:
  static constexpr std::size_t kEntries = std::size_t{1} << 13;  // half a megabyte: it must stay in the processor's cache
  static constexpr std::size_t kLongest = 31;
  struct Entry {
    PhoneKey key;
    CodeSet codes;
    std::uint32_t context = 0;
    NumberTrims trims;
    NumberStatus status{};
    Confidence confidence{};
    std::uint8_t size = 0;  ///< 0 = free: no empty text is kept
    std::array<char, kLongest> text{};
  };

  static bool is_fit(const Cell& cell, const NumberContext& context) noexcept {
    return !cell.text.empty() && cell.text.size() <= kLongest && (context.region.empty() || context.region.size() == 2);
  }
  static std::uint32_t bits_of(const Cell& cell, const NumberContext& context) noexcept {
    std::uint32_t bits = static_cast<std::uint32_t>(cell.kind) << 8 | static_cast<std::uint32_t>(context.form) << 1 | (context.is_recipient ? 1U : 0U);
    for (const char c : context.region) bits = bits << 8 | static_cast<unsigned char>(c);
    return bits;
  }

  std::vector<Entry> entries_;
  ParsedNumber found_;
};

}  // namespace mfax::phone
