// In: digits without a plus and the region they were dialled from. Out: the international number behind an exit code, if
// there is one (docs/normalization.md 2.4 step 11). Next: phone_read.cpp.
#include <utility>

#include "base/text.hpp"
#include "normalize/phone_read.hpp"

namespace mfax::phone {
namespace {

// Exit codes that choose a carrier, beside the one of calling_codes.tsv. General knowledge of the national plans; the newest
// libphonenumber has the same as patterns. By calling code; longer codes first.
struct CarrierExits {
  std::uint32_t calling_code;
  std::string_view codes;
};
constexpr CarrierExits kCarrierExits[] = {
    {55, "0012 0014 0015 0021 0022 0023 0025 0031 0041 0043 0055 0065 0099"},
    {57, "00414 00444 00456 005 007 009"},
    {62, "01017 007 008 009"},
    {65, "002 008 012 013 018 019 020 022"},
    {66, "003 004 005 006 007 008 009"},
    {81, "001010 0033010 0061010"},
    {82, "00345 00365 00700 00727 00755 00761 00766 00770 002 005 006 008 009"},
    {255, "005 006"},
    {256, "005 007"},
    {852, "0030 0050 0059 002 006 007 008 009"},
    {855, "007 008 009"},
    {886, "005 006 007 009 016 019"},
    {972, "012 013 014 015 016 017 018 019"},
    {976, "002"}};

std::string_view carrier_exits(const Plan& home) noexcept {
  for (const CarrierExits& exits : kCarrierExits)
    if (exits.calling_code == home.code_value) return exits.codes;
  return {};
}

/// Of several exit codes that lead somewhere the answer is the number that exists; two that exist are no answer.
class Choice {
 public:
  explicit Choice(const Plan* home) : home_(home) {}
  void add(NumberReader::Reading reading) {
    if (!reading.possible || !reading.key || reading.key == best_.key) return;
    // The region's own numbers are in its logs, also those that are younger than the metadata.
    const bool exists = is_credible(reading) || (home_ != nullptr && reading.digits.view().starts_with(home_->code));
    const bool is_better = !best_.key || (exists && !best_exists_);
    if (is_better) {
      best_ = std::move(reading);
      is_ambiguous_ = false;
      best_exists_ = exists;
    } else if (exists == best_exists_) {
      is_ambiguous_ = true;
    }
  }
  const NumberReader::Reading& best() const noexcept { return best_; }
  bool is_ambiguous() const noexcept { return is_ambiguous_; }

 private:
  const Plan* home_;
  NumberReader::Reading best_;
  bool best_exists_ = false, is_ambiguous_ = false;
};

}  // namespace

NumberReader::Reading NumberReader::behind_exit_code(const WrittenNumber& number, std::size_t width) {
  const bool zero_moves = number.bracketed_zero != WrittenNumber::kNoZero && number.bracketed_zero >= width;
  return international_reading(number.digits.without(0, width), zero_moves ? number.bracketed_zero - width : WrittenNumber::kNoZero);
}

/// 00 anywhere, the region's own codes, and 011 without a region.
std::optional<NumberReader::Reading> NumberReader::exit_code_reading(const WrittenNumber& number, const Plan* home,
                                                                     std::string_view region, bool& is_ambiguous) {
  const std::string_view digits = number.digits.view();
  const std::string_view own = home == nullptr ? std::string_view("011") : home->exit_code;
  Choice choice(home);
  bool is_by_own = false;
  const auto add_own = [&](std::string_view code) {
    Reading reading = behind_exit_code(number, code.size());
    // Without a region 011 is only somebody's exit code; it must lead to a number that exists.
    if (home == nullptr && !is_credible(reading)) return;
    is_by_own = is_by_own || (reading.possible && reading.key);
    choice.add(std::move(reading));
  };
  if (own.size() > 2 && digits.starts_with(own)) add_own(own);
  const bool may_choose = home != nullptr && (digits.starts_with("00") || digits.starts_with("01"));
  if (const std::string_view codes = may_choose ? carrier_exits(*home) : std::string_view(); !codes.empty())
    for (const std::string_view code : split(codes, ' '))
      if (digits.starts_with(code)) add_own(code);
  if (digits.starts_with("00")) {
    Reading by_zeros = behind_exit_code(number, 2);
    // "0011 267 ..." in Australia: 00 and "1 1 267 ..." is no way to write an American number.
    if (!is_by_own || !by_zeros.codes.has(DiagCode::P_TRUNK)) choice.add(std::move(by_zeros));
  }
  const Reading& rest = choice.best();
  if (!rest.key) return std::nullopt;
  is_ambiguous = choice.is_ambiguous();
  if (home == nullptr) return noted(rest, DiagCode::P_IDD);
  const Reading whole = national_reading(number.digits, *home, region);
  const bool is_national = home->is_nanp() ? whole.possible : whole.valid;
  // Japan's own 0037 ... begins like an exit code that is not Japan's.
  const bool is_both = is_national && !home->is_nanp() && !is_by_own && home->exit_code != "00";
  if (is_national && !is_both) return std::nullopt;
  is_ambiguous = is_ambiguous || is_both;
  return noted(rest, DiagCode::P_IDD);
}

}  // namespace mfax::phone
