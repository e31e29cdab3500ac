// What can be wrong with a cell, a row or a file: stable codes, one table (base/diagnostic.cpp) that is also the
// documentation, sets of codes without allocation, and the record of one rejected row.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/types.hpp"

namespace mfax {

/// normalization.md 9. The enumerator is the printed id ("P_SCI_LOSSY"); never reused, never renumbered in output
/// because only the id is printed.
enum class DiagCode : std::uint8_t {
  none,
  P_JSON_NUMBER, P_TRIMMED, P_UNICODE_DIGITS, P_URI, P_GUARD, P_FLOAT_SUFFIX, P_SCI_EXACT, P_SCI_LOSSY, P_THOUSANDS,
  P_MASKED, P_SERVICE_CODE, P_NULL, P_WITHHELD, P_PLACEHOLDER, P_NOT_PHONE, P_ALPHA_SENDER, P_VANITY, P_SHORT_CODE,
  P_MULTI, P_EXT, P_REGION_ASSUMED, P_INTL_NO_PLUS, P_IDD, P_TRUNK, P_LEGACY_PLAN, P_NEW_PLAN, P_POSSIBLE,
  P_IMPOSSIBLE, P_COLUMN_UNDECIDED, P_NEEDS_REGION, P_DAMAGED,
  C_CODE, C_DECORATION, C_ALIAS, C_UNMAPPED, C_NO_COUNTRY, C_CODE_CONFLICT, C_TYPE_CONFLICT,
  L_ALIAS, L_AMBIGUOUS, L_UNKNOWN, L_UNKNOWN_STATE, L_RELATED, L_CONFLICT,
  T_NAIVE, T_ZONE_AMBIGUOUS, T_NONEXISTENT, T_FOLD, T_DAYMONTH_UNDECIDED, T_ORDER_CONFLICT, T_LEAP_SECOND, T_24H, T_WEEKDAY,
  T_ODD_OFFSET, T_SENTINEL, T_IMPLAUSIBLE, T_PRECISION, T_INVALID, T_MISSING, T_ZONE_ASSUMED,
  E_CP1252, E_UTF16, E_BAD_BYTE, E_NUL,
  V_QUOTE, V_UNCLOSED_QUOTE, V_SHORT, V_LONG, V_REPEATED_HEADER, V_TOTAL_ROW, V_ROW_TOO_LONG, V_DUPLICATE_COLUMN,
  J_BAD_RECORD, J_DUPLICATE_KEY, J_TOO_BIG, J_NOT_A_ROW,
  R_INBOUND_UNKNOWN, R_NOT_PHONE_CHANNEL, R_OWN_NUMBER, R_NOT_A_MESSAGE, R_NOT_A_PERSON,
  D_NO_NUMBER, D_CONFLICT, D_SHARED_LOGIN, D_LOST_VALUE,
  count_
};
inline constexpr std::size_t kDiagCodeCount = static_cast<std::size_t>(DiagCode::count_);

struct DiagInfo {
  DiagCode code{};
  std::string_view id;     ///< "P_SCI_LOSSY"
  bool rejects = false;    ///< as the fault of a number it leaves the row without a match key
  std::string_view title;  ///< "digits lost in scientific notation"
  std::string_view help;   ///< what the user can do
};
std::span<const DiagInfo> diag_infos() noexcept;  ///< indexed by DiagCode
const DiagInfo& diag_info(DiagCode) noexcept;
std::optional<DiagCode> parse_diag_code(std::string_view id) noexcept;

/// A set of codes: two words, no allocation, iterates in enumerator order.
class CodeSet {
 public:
  constexpr void add(DiagCode code) noexcept {
    const auto bit = static_cast<unsigned>(code);
    words_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  constexpr void add(const CodeSet& other) noexcept {
    words_[0] |= other.words_[0];
    words_[1] |= other.words_[1];
  }
  constexpr bool has(DiagCode code) const noexcept {
    const auto bit = static_cast<unsigned>(code);
    return (words_[bit / 64] >> (bit % 64) & 1) != 0;
  }
  constexpr bool empty() const noexcept { return (words_[0] | words_[1]) == 0; }
  template <class Fn>
  void for_each(Fn&& fn) const {
    for (std::size_t word = 0; word < words_.size(); ++word)  // most sets are empty, and every row has one
      for (std::uint64_t rest = words_[word]; rest != 0; rest &= rest - 1)
        if (const std::size_t bit = 64 * word + static_cast<std::size_t>(std::countr_zero(rest)); bit != 0) fn(static_cast<DiagCode>(bit));
  }
  friend bool operator==(const CodeSet&, const CodeSet&) = default;

 private:
  std::array<std::uint64_t, 2> words_{};
};
static_assert(kDiagCodeCount <= 128);

/// Does the set say that a time is written there of which no instant could be made? A missing time or a sentinel is not.
bool has_unreadable_time(const CodeSet&) noexcept;

/// The code of the set that leaves a row without a match key; none if no code of it does.
DiagCode rejecting_code(const CodeSet&) noexcept;

/// One row that is not evidence, kept for rejects.csv: why and where. The excerpt is a copy, at most 64 bytes, and is
/// masked by whoever prints it.
struct Reject {
  RowPos pos;
  Field field{};
  CodeSet codes;
  std::string excerpt;
};

/// How often each code occurred. Merging is addition.
struct CodeCounts {
  std::array<std::uint64_t, kDiagCodeCount> by_code{};
  void add(const CodeSet& set) noexcept {
    set.for_each([this](DiagCode code) { ++by_code[static_cast<std::size_t>(code)]; });
  }
  void add(const CodeCounts& other) noexcept {
    for (std::size_t i = 0; i < kDiagCodeCount; ++i) by_code[i] += other.by_code[i];
  }
  std::uint64_t of(DiagCode code) const noexcept { return by_code[static_cast<std::size_t>(code)]; }
};

}  // namespace mfax
