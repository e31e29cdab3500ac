// In: the digits of one number and how they were written. Out: ParsedNumber, docs/normalization.md 2.4 steps 9 to 13.
// Next: phone.cpp. The readings themselves (what digits could mean) are made in phone_reading.cpp.
#include "normalize/phone_read.hpp"

#include <algorithm>
#include <iterator>

namespace mfax::phone {
namespace {

// What one provider logs instead of a caller's number: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE on a keypad.
constexpr std::uint64_t kStandIns[] = {266696687, 7378742833, 2562533, 8656696, 86282452253};

ParsedNumber outcome(NumberStatus status, DiagCode code) {
  ParsedNumber number;
  number.status = status;
  number.codes.add(code);
  return number;
}

ParsedNumber finished(const NumberReader::Reading& reading) {
  ParsedNumber number;
  number.codes = reading.codes;
  number.confidence = reading.confidence;
  number.key = reading.key;
  if (!reading.possible) {
    number.status = NumberStatus::impossible;
    number.confidence = Confidence::likely;
    number.codes.add(DiagCode::P_IMPOSSIBLE);
  } else if (reading.valid) {
    number.status = NumberStatus::ok;
  } else {
    number.status = NumberStatus::possible;
    number.codes.add(DiagCode::P_POSSIBLE);
  }
  if (number.key && is_placeholder(reading.digits.view())) number.codes.add(DiagCode::P_PLACEHOLDER);
  return number;
}

/// `digits` stand for a whole international number: the stand-ins are never somebody's number.
ParsedNumber finished_international(const NumberReader::Reading& reading) {
  if (is_stand_in(reading.key)) return outcome(NumberStatus::withheld, DiagCode::P_WITHHELD);
  return finished(reading);
}

ParsedNumber undecided() { return outcome(NumberStatus::undecided, DiagCode::P_COLUMN_UNDECIDED); }

ParsedNumber no_key() { return outcome(NumberStatus::impossible, DiagCode::P_IMPOSSIBLE); }

/// 1 and ten digits. "131 2345 6789" is not: nobody cuts a NANP number there.
bool is_nanp_eleven(const WrittenNumber& number) noexcept {
  const std::size_t group = number.first_group;
  return number.digits.size() == 11 && number.digits.view().front() == '1' && (group <= 1 || group == 4 || group == 7);
}

/// "415 555 26711", "1-415-555-267": grouped as in the NANP with a digit too many or too few. As an international number the
/// same digits would be somebody else's.
bool is_nanp_typing_error(const WrittenNumber& number, const NumberReader::Reading& national) {
  const std::size_t size = number.digits.size(), group = number.first_group;
  // "1415555267": a digit is missing behind the 1; no area code begins with it.
  if (size == 10 && number.digits.view().front() == '1') return group == 1 || !is_placeholder(national.digits.view());
  const Plan* plan = plan_of_digits(number.digits.view());
  return group == 3 && size == 11 && !national.possible && plan != nullptr && plan->code.size() != 3;
}

bool is_separator(char c) noexcept {
  constexpr std::string_view kSeparators = " \n()[]-~./_,";
  return kSeparators.find(c) != std::string_view::npos;
}

/// "905627306386" in Turkey: with the calling code a number of possible length, without it one that no plan knows. Ranges
/// are younger than their metadata; nobody writes so many digits without a trunk zero.
constexpr std::size_t kLong = 11;
enum class HomeCode : std::uint8_t { absent, likely, unclear };
HomeCode home_code(const WrittenNumber& number, const NumberReader::Reading& national, const NumberReader::Reading& international,
                   const Plan& home) {
  const bool is_coded = !home.is_nanp() && international.possible && number.digits.view().starts_with(home.code);
  if (!is_coded) return HomeCode::absent;
  const bool is_long = number.digits.size() >= kLong;
  // Brazil's area code 55 is also its calling code: only open plans call a calling code and a number valid.
  if (is_credible(national)) return is_long && has_open_lengths(home) ? HomeCode::unclear : HomeCode::absent;
  return is_long || is_credible(international) ? HomeCode::likely : HomeCode::unclear;
}

}  // namespace

bool is_credible(const NumberReader::Reading& reading) noexcept {
  if (!reading.possible) return false;
  const std::string_view digits = reading.digits.view();
  // China gives out 13x to 19x faster than metadata follow; the form alone makes a mobile number there.
  const bool is_chinese_mobile = digits.size() == 13 && digits.starts_with("861") && digits[3] >= '3';
  return reading.valid || is_reserved(digits) || is_chinese_mobile;
}

NumberReader::Reading noted(NumberReader::Reading reading, DiagCode code) {
  reading.codes.add(code);
  if (reading.confidence == Confidence::exact) reading.confidence = Confidence::derived;
  return reading;
}

bool is_stand_in(PhoneKey key) noexcept {
  for (const std::uint64_t stand_in : kStandIns)
    if (key.digits == stand_in) return true;
  return false;
}

Digits Digits::replaced(std::size_t count, std::string_view prefix) const noexcept {
  Digits out(prefix);
  for (std::size_t i = count; i < view().size(); ++i) out.push(text_[i]);
  if (size_ > kMax) out.size_ += size_ - kMax;
  return out;
}

Digits Digits::without(std::size_t at, std::size_t count) const noexcept {
  Digits out;
  for (std::size_t i = 0; i < view().size(); ++i)
    if (i < at || i >= at + count) out.push(text_[i]);
  if (size_ > kMax) out.size_ += size_ - kMax;
  return out;
}

std::optional<WrittenNumber> scan_number(std::string_view text) noexcept {
  WrittenNumber number;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      const bool lone = i > 0 && i + 1 < text.size() && text[i - 1] == '(' && text[i + 1] == ')';
      if (lone && c == '0' && number.bracketed_zero == WrittenNumber::kNoZero) number.bracketed_zero = number.digits.size();
      number.digits.push(c);
    } else if (c == '+') {
      // "00 +44": an exit code and a plus say the same; read_plus() drops the digits.
      const std::string_view before = number.digits.view();
      if (number.has_plus ? !before.empty() : !before.empty() && before != "00" && before != "011") return std::nullopt;
      number.has_plus = true;
    } else if (!is_separator(c)) {
      return std::nullopt;
    } else if (number.digits.size() > 0) {
      if (number.first_group == 0) number.first_group = number.digits.size();
    } else if (c == '(' && !number.has_plus) {
      number.opens_with_bracket = true;
    }
  }
  if (number.digits.size() == 0) return std::nullopt;
  return number;
}

ParsedNumber NumberReader::read(const WrittenNumber& number, const NumberContext& context) {
  if (number.digits.size() < 3) return outcome(NumberStatus::not_phone, DiagCode::P_NOT_PHONE);
  if (number.has_plus) return read_plus(number);
  // A stand-in whose plus was lost; in a column of national numbers, or grouped like a number, it is a number.
  if (context.form != NumberForm::national && number.first_group == 0 && !number.opens_with_bracket && is_stand_in(key_of(number.digits.view())))
    return outcome(NumberStatus::withheld, DiagCode::P_WITHHELD);
  if (number.digits.size() < 7) return read_short(number, context);
  return read_bare(number, context);
}

/// Some islands have numbers of five or six digits; anywhere else such a text is a short code.
ParsedNumber NumberReader::read_short(const WrittenNumber& number, const NumberContext& context) {
  constexpr std::uint32_t kShortPlans[] = {247, 290, 298, 299, 376, 500, 672, 677, 678, 681, 682, 685, 687, 688, 690};
  const Plan* home = plan_of_region(context.region);
  const bool is_short_plan = home != nullptr && std::find(std::begin(kShortPlans), std::end(kShortPlans), home->code_value) !=
                                                    std::end(kShortPlans);
  if (is_short_plan && number.digits.size() >= 5)
    if (const Reading national = national_reading(number.digits, *home, context.region); national.valid) return finished(national);
  return outcome(NumberStatus::short_code, DiagCode::P_SHORT_CODE);
}

ParsedNumber NumberReader::read_plus(const WrittenNumber& number) {
  Digits digits = number.digits;
  std::size_t zero = number.bracketed_zero;
  std::size_t exit_digits = 0;
  if (digits.view().starts_with("00")) exit_digits = 2;
  if (digits.view().starts_with("011")) exit_digits = 3;
  if (exit_digits > 0) {
    digits = digits.without(0, exit_digits);
    zero = zero == WrittenNumber::kNoZero || zero < exit_digits ? WrittenNumber::kNoZero : zero - exit_digits;
  }
  Reading reading = international_reading(digits, zero);
  // No key: fewer than seven digits (a short code has no plus), longer than E.164 allows, or a zero in front, which an
  // integer would silently drop.
  if (!reading.key) return no_key();
  if (exit_digits > 0) reading = noted(reading, DiagCode::P_IDD);
  return finished_international(reading);
}

ParsedNumber NumberReader::read_bare(const WrittenNumber& number, const NumberContext& context) {
  const Plan* home = plan_of_region(context.region);
  bool is_ambiguous = false;
  if (const auto reading = exit_code_reading(number, home, context.region, is_ambiguous))
    return is_ambiguous ? undecided() : finished_international(*reading);
  const Digits& digits = number.digits;
  if (number.bracketed_zero != WrittenNumber::kNoZero && digits.view().front() != '0') {
    // "44 (0)20 7946 0958": nobody writes a trunk zero in brackets but after a calling code.
    const Plan* plan = plan_of_digits(digits.view());
    const Reading reading = international_reading(digits, number.bracketed_zero);
    if (plan != nullptr && plan->code.size() == number.bracketed_zero && reading.possible)
      return finished_international(noted(reading, DiagCode::P_INTL_NO_PLUS));
  }
  if (home == nullptr) return read_without_region(number, context);
  if (digits.view().front() == '0') return read_domestic(number, *home, context);
  // The column's convention is for digits without signs (docs/normalization.md 2.4 step 11): grouping shows its own form.
  if (context.form == NumberForm::international && number.first_group > 0) {
    // "220-555-7741": ten digits of the NANP are its own, though 220 is also Gambia's code.
    const bool is_nanp_ten = home->is_nanp() && digits.size() == 10 && number.first_group == 3;
    const Plan* plan = plan_of_digits(digits.view());
    // "20 7946 0958" begins as Egypt's numbers do, and is none.
    const bool begins_with_code = plan != nullptr && plan->code.size() == number.first_group && !number.opens_with_bracket && !is_nanp_ten &&
                                  is_credible(international_reading(digits, number.bracketed_zero));
    if (!begins_with_code)
      if (const Reading national = national_reading(digits, *home, context.region); national.valid) return finished(national);
  }
  // Readings cost a look at the library; the one that decides is made first.
  const bool is_bracketed = number.opens_with_bracket && !is_nanp_eleven(number);
  Reading international;
  if (context.form == NumberForm::international && !is_bracketed) {
    international = international_reading(digits, number.bracketed_zero);
    if (international.possible) return read_as_international(international, nullptr);
  }
  const Reading national = national_reading(digits, *home, context.region);
  if (home->is_nanp() && is_nanp_typing_error(number, national)) return no_key();
  const bool is_by_value = context.form == NumberForm::automatic || context.form == NumberForm::plus;
  if (is_by_value && home->is_nanp() && national.valid) return finished(national);
  if (is_bracketed && context.form != NumberForm::international) return national.possible ? finished(national) : no_key();
  const bool may_have_code = digits.view().starts_with(home->code) && (digits.size() >= kLong || !is_credible(national));
  if (context.form == NumberForm::national && national.possible && !may_have_code) return finished(national);
  if (!international.key) international = international_reading(digits, number.bracketed_zero);
  switch (context.form) {
    case NumberForm::international:
      return is_bracketed ? read_undecided(national, international) : read_as_international(international, &national);
    case NumberForm::national:
      return read_as_national(number, national, international, *home);
    case NumberForm::undecided:
      if (home_code(number, national, international, *home) == HomeCode::unclear) return undecided();
      // Open plans call nearly anything valid, and nobody leaves their trunk zero out: that reading proves nothing.
      if (has_open_lengths(*home) && home->trunk == "0" && international.possible && !is_credible(international)) return undecided();
      if (is_nanp_eleven(number) && home->is_nanp()) return finished(national);
      return read_undecided(national, international);
    case NumberForm::automatic:
    case NumberForm::plus: break;
  }
  return read_automatic(number, national, international, *home);
}

ParsedNumber NumberReader::read_without_region(const WrittenNumber& number, const NumberContext& context) {
  const bool is_eleven = is_nanp_eleven(number) && context.form != NumberForm::national;
  if (is_eleven || (context.form == NumberForm::international && !number.opens_with_bracket)) {
    const Reading international = international_reading(number.digits, number.bracketed_zero);
    if (international.key) return read_as_international(international, nullptr);
  }
  // No country has numbers that long.
  if (number.digits.size() > 15) return no_key();
  return outcome(NumberStatus::undecided, DiagCode::P_NEEDS_REGION);
}

/// No calling code begins with 0, so the number can only be national.
ParsedNumber NumberReader::read_domestic(const WrittenNumber& number, const Plan& home, const NumberContext& context) {
  const Reading national = national_reading(number.digits, home, context.region);
  if (!national.possible) return no_key();
  // A ten-digit text with a zero in front is another country's number, not one of the NANP, unless it is a typed sequence.
  if (home.is_nanp() && !is_placeholder(national.digits.view())) return no_key();
  return finished(national);
}

ParsedNumber NumberReader::read_as_international(const Reading& international, const Reading* national) {
  if (!international.possible && national != nullptr && is_credible(*national)) return finished(*national);
  if (!international.key) return no_key();
  return finished_international(noted(international, DiagCode::P_INTL_NO_PLUS));
}

ParsedNumber NumberReader::read_as_national(const WrittenNumber& number, const Reading& national, const Reading& international,
                                            const Plan& home) {
  const HomeCode code = home_code(number, national, international, home);
  if (national.possible && code == HomeCode::unclear) return undecided();
  if (national.possible && code == HomeCode::absent) return finished(national);
  if (international.possible && international.digits.view().starts_with(home.code))
    return finished(noted(noted(international, DiagCode::P_REGION_ASSUMED), DiagCode::P_INTL_NO_PLUS));
  return no_key();
}

ParsedNumber NumberReader::read_undecided(const Reading& national, const Reading& international) {
  if (is_credible(national) == is_credible(international)) {
    // Neither is known: one possible length is one reading (validity is no gate), and typed sequences are the region's.
    const bool is_only_reading = !international.possible || is_placeholder(national.digits.view());
    if (national.possible && is_only_reading && !is_credible(international)) return finished(national);
    if (!national.possible && !international.possible) return no_key();  // no option would settle it
    return undecided();
  }
  if (is_credible(national)) return finished(national);
  return finished_international(noted(international, DiagCode::P_INTL_NO_PLUS));
}

ParsedNumber NumberReader::read_automatic(const WrittenNumber& number, const Reading& national,
                                          const Reading& international, const Plan& home) {
  const bool is_home_code = international.possible && international.digits.view().starts_with(home.code);
  if (is_nanp_eleven(number)) {
    if (home.is_nanp()) return finished(national);
    // Eleven digits are a whole national number in some plans (China): then the value alone does not tell.
    if (is_credible(national) && is_credible(international)) return undecided();
    if (is_credible(national)) return finished(national);
    return finished_international(noted(international, DiagCode::P_INTL_NO_PLUS));
  }
  const auto as_international = [&] { return finished_international(noted(international, DiagCode::P_INTL_NO_PLUS)); };
  // Ten digits and fewer are never read with a calling code: too many are somebody's number in both readings.
  const bool is_long = number.digits.size() >= 11;
  switch (home_code(number, national, international, home)) {
    case HomeCode::likely: return as_international();
    case HomeCode::unclear: return undecided();
    case HomeCode::absent: break;
  }
  if (national.possible) {
    if (!is_credible(international)) return finished(national);
    if (is_credible(national)) return is_home_code ? undecided() : finished(national);
    return is_home_code || is_long ? as_international() : undecided();
  }
  if (is_home_code || (is_long && is_credible(international))) return as_international();
  return no_key();
}

}  // namespace mfax::phone
