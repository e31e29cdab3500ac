// In: digits, or a region. Out: what the two numbering tables in src/normalize/data say: calling code, possible lengths,
// trunk prefix, exit code, NANP area code, ranges reserved for fiction. Next: phone_read.cpp and the number_* functions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/types.hpp"

namespace mfax::phone {

/// A row of calling_codes.tsv. All text lives in the embedded file.
struct Plan {
  std::string_view code;                  ///< "44"
  std::uint32_t code_value = 0;
  std::string_view main_region;           ///< "GB"; "001" = no country
  std::vector<std::string_view> regions;  ///< every country with this calling code
  std::uint32_t lengths = 0;              ///< bit n set: a national number of n digits is possible
  std::size_t longest = 0;
  std::string_view trunk;                 ///< dialled before national numbers at home; "" = none
  bool keep_zero = false;                 ///< a leading zero belongs to the number
  std::string_view exit_code;             ///< dialled before a calling code; "" = unknown

  bool is_nanp() const noexcept { return code_value == 1; }
  bool is_possible(std::size_t digits) const noexcept { return digits < 32 && (lengths >> digits & 1) != 0; }
};

/// A row of nanp_area_codes.tsv.
struct AreaCode {
  std::string_view country, state, kind;
};

/// Germany, Austria, Indonesia ...: so many lengths are possible that nearly any digits are a number of the plan.
bool has_open_lengths(const Plan&) noexcept;

/// The plan whose calling code the digits begin with; null when the code is not assigned.
const Plan* plan_of_digits(std::string_view digits) noexcept;
/// The plan of an ISO 3166-1 alpha-2 code in either case; null for "" and for what is no region.
const Plan* plan_of_region(std::string_view region) noexcept;
/// `area` are at least three digits; null when the NANP has not assigned it.
const AreaCode* area_code(std::string_view area) noexcept;
/// A ten-digit number of an assigned area code whose exchange is NXX and not N11 (ATIS-0300055).
bool is_nanp_number(std::string_view national) noexcept;

/// In a range kept free for films, books and examples, or one of the numbers everybody types: docs/normalization.md 2.4
/// step 10.
bool is_placeholder(std::string_view digits) noexcept;
/// Only the ranges that a regulator has reserved.
bool is_reserved(std::string_view digits) noexcept;

/// Decimal text of a key without allocation.
class KeyDigits {
 public:
  explicit KeyDigits(PhoneKey key) noexcept {
    std::uint64_t rest = key.digits;
    for (begin_ = text_.size(); rest != 0; rest /= 10) text_[--begin_] = static_cast<char>('0' + rest % 10);
  }
  std::string_view view() const& noexcept { return {text_.data() + begin_, text_.size() - begin_}; }
  std::string_view view() && = delete;  // would dangle

 private:
  std::array<char, 20> text_{};
  std::size_t begin_ = 0;
};

/// Inverse; `digits` are at most 18 and do not begin with 0.
PhoneKey key_of(std::string_view digits) noexcept;

}  // namespace mfax::phone
