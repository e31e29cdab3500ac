// In: the digits of one number and how they were written. Out: a ParsedNumber by the column's convention and the region.
// Next: phone.cpp, which takes cells apart and hands over single numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "mfax/normalize.hpp"
#include "normalize/phone_plan.hpp"

namespace mfax::phone {

/// At most 24 digits; more is no number in any reading.
class Digits {
 public:
  static constexpr std::size_t kMax = 24;
  constexpr Digits() = default;
  explicit Digits(std::string_view text) noexcept {
    for (const char c : text) push(c);
  }
  void push(char c) noexcept {
    if (size_ < kMax) text_[size_] = c;
    ++size_;
  }
  std::string_view view() const& noexcept { return {text_.data(), size_ < kMax ? size_ : kMax}; }
  std::string_view view() && = delete;  // would dangle
  std::size_t size() const noexcept { return size_; }
  /// Replaces the first `count` digits by `prefix`.
  Digits replaced(std::size_t count, std::string_view prefix) const noexcept;
  /// Without the `count` digits at `at`.
  Digits without(std::size_t at, std::size_t count) const noexcept;

 private:
  std::array<char, kMax> text_{};
  std::size_t size_ = 0;
};

/// One number as written: digits and the signs around them that carry meaning.
struct WrittenNumber {
  static constexpr std::size_t kNoZero = static_cast<std::size_t>(-1);
  Digits digits;
  bool has_plus = false;
  bool opens_with_bracket = false;      ///< "(415) 555-0123": the first group is an area code
  std::size_t first_group = 0;          ///< digits before the first separator, 0 = none
  std::size_t bracketed_zero = kNoZero; ///< index of the digit of "(0)"
};
/// Empty when the text holds anything but digits, one leading plus (repeated or in a bracket) and separators, or no digit.
std::optional<WrittenNumber> scan_number(std::string_view text) noexcept;

/// What one provider logs instead of a caller's number: the words ANONYMOUS, RESTRICTED ... typed on a keypad.
bool is_stand_in(PhoneKey) noexcept;

/// Interprets digits; remembers what the library said. One per worker.
class NumberReader {
 public:
  ParsedNumber read(const WrittenNumber&, const NumberContext&);
  /// Known to the numbering plan, by our own tables or by the library behind a bounded memo. Never a gate.
  bool is_valid(PhoneKey);
  /// Toll free, premium, shared cost or UAN: the only numbers that people write with letters.
  bool is_service_number(PhoneKey);

  /// One way to understand digits.
  struct Reading {
    Digits digits;  ///< with calling code
    PhoneKey key;
    CodeSet codes;
    Confidence confidence = Confidence::derived;
    bool possible = false, valid = false;
  };
  Reading international_reading(const Digits&, std::size_t bracketed_zero);
  Reading national_reading(const Digits&, const Plan&, std::string_view region);

 private:
  ParsedNumber read_plus(const WrittenNumber&);
  ParsedNumber read_short(const WrittenNumber&, const NumberContext&);
  ParsedNumber read_bare(const WrittenNumber&, const NumberContext&);
  std::optional<Reading> exit_code_reading(const WrittenNumber&, const Plan* home, std::string_view region, bool& is_ambiguous);
  Reading behind_exit_code(const WrittenNumber&, std::size_t width);
  ParsedNumber read_without_region(const WrittenNumber&, const NumberContext&);
  ParsedNumber read_domestic(const WrittenNumber&, const Plan& home, const NumberContext&);
  ParsedNumber read_as_international(const Reading&, const Reading* national);
  ParsedNumber read_as_national(const WrittenNumber&, const Reading& national, const Reading& international, const Plan& home);
  ParsedNumber read_undecided(const Reading& national, const Reading& international);
  ParsedNumber read_automatic(const WrittenNumber&, const Reading& national, const Reading& international, const Plan& home);
  Reading table_reading(const Digits&, const Plan&);
  Reading mexican_reading(const Digits&, const Plan&);
  PhoneKey library_reading(std::string_view digits, std::string_view region);
  bool has_stray_trunk(const Plan&, const Digits&);
  Reading judged(Reading);

  std::unordered_map<std::string, PhoneKey> national_;
};

/// Valid, or of a range that metadata do not call valid: kept free for examples, or younger than they are.
bool is_credible(const NumberReader::Reading&) noexcept;
/// The reading with a code that says how it was come by; it is then at best `derived`.
NumberReader::Reading noted(NumberReader::Reading, DiagCode);

}  // namespace mfax::phone
