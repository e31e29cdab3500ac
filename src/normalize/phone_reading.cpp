// In: digits, a plan, a region. Out: Reading: the number these digits would be internationally or in that country, by the
// tables first and the library where they do not suffice. Next: phone_read.cpp chooses between readings.
#include <algorithm>

#include "normalize/number_alias.hpp"
#include "normalize/number_automaton.hpp"
#include "normalize/phone_national.hpp"
#include "normalize/phone_read.hpp"

namespace mfax::phone {
namespace {

// Bound of the memo; when it is full it begins anew, which costs time and never changes an answer.
constexpr std::size_t kMaxNational = std::size_t{1} << 16;

bool can_be_key(const Digits& digits) noexcept {
  return digits.size() >= 7 && digits.size() <= 15 && digits.view().front() != '0';
}

bool is_possible(const Plan& plan, const Digits& digits) noexcept {
  return digits.size() > plan.code.size() && digits.size() <= 15 && plan.is_possible(digits.size() - plan.code.size());
}

}  // namespace

bool NumberReader::is_valid(PhoneKey key) {
  const KeyDigits text(key);
  if (text.view().size() < 7 || text.view().size() > 15) return false;
  if (text.view().front() == '1') return is_nanp_number(text.view().substr(1));
  if (number_answer(text.view()).is_valid) return true;
  // Benin put 01 in front of every number on 2024-11-30, after the library's metadata were made.
  const std::string_view digits = text.view();
  return digits.size() == 13 && digits.starts_with("22901") && number_answer("229" + std::string(digits.substr(5))).is_valid;
}

bool NumberReader::is_service_number(PhoneKey key) {
  const KeyDigits text(key);
  if (text.view().size() == 11 && text.view().front() == '1') {
    const AreaCode* area = area_code(text.view().substr(1));
    return area != nullptr && (area->kind == "toll_free" || area->kind == "premium") && is_valid(key);
  }
  const LineType type = number_answer(text.view()).type;
  return type == LineType::toll_free || type == LineType::premium || type == LineType::shared_cost || type == LineType::uan;
}

NumberReader::Reading NumberReader::judged(Reading reading) {
  const Plan* plan = plan_of_digits(reading.digits.view());
  reading.key = can_be_key(reading.digits) ? key_of(reading.digits.view()) : PhoneKey{};
  reading.possible = plan != nullptr && reading.key && is_possible(*plan, reading.digits);
  reading.valid = reading.possible && is_valid(reading.key);
  return reading;
}

NumberReader::Reading NumberReader::international_reading(const Digits& digits, std::size_t bracketed_zero) {
  Reading reading;
  reading.confidence = Confidence::exact;
  reading.digits = digits;
  const Plan* plan = digits.size() == 0 || digits.size() > 20 ? nullptr : plan_of_digits(digits.view());
  if (plan == nullptr || digits.size() <= plan->code.size() + 1) return judged(reading);
  if (bracketed_zero == plan->code.size() && !plan->keep_zero) {
    reading.digits = digits.without(plan->code.size(), 1);
    reading.codes.add(DiagCode::P_TRUNK);
  }
  if (const Digits current = current_form(reading.digits); current.view() != reading.digits.view()) {
    reading.digits = current;
    reading.confidence = Confidence::equivalent;
    reading.codes.add(DiagCode::P_LEGACY_PLAN);
  }
  if (has_stray_trunk(*plan, reading.digits)) {
    reading.digits = reading.digits.without(plan->code.size(), plan->trunk.size());
    reading.confidence = std::max(reading.confidence, Confidence::derived);
    reading.codes.add(DiagCode::P_TRUNK);
  }
  return judged(reading);
}

/// docs/normalization.md 2.5, last rule: +44 0..., +49 0..., +7 8...
bool NumberReader::has_stray_trunk(const Plan& plan, const Digits& digits) {
  const std::size_t code = plan.code.size();
  if (plan.keep_zero || plan.trunk.empty() || digits.size() <= code || !digits.view().substr(code).starts_with(plan.trunk))
    return false;
  const Digits stripped = digits.without(code, plan.trunk.size());
  if (!is_possible(plan, stripped)) return false;
  if (plan.trunk != "0") return !is_possible(plan, digits);
  // A national number never begins with a trunk zero; another trunk digit may well be its first digit.
  return stripped.view()[code] != '0' && !(is_possible(plan, digits) && is_valid(key_of(digits.view())));
}

NumberReader::Reading NumberReader::national_reading(const Digits& digits, const Plan& home, std::string_view region) {
  if (digits.size() > 20) return {};
  Reading own = home.code_value == 52 ? mexican_reading(digits, home) : table_reading(digits, home);
  if (own.valid || home.is_nanp() || home.code_value == 52) return own;
  // Area codes of variable length, carrier codes, Argentina's 15: the library knows them. Only a valid answer counts.
  if (const PhoneKey key = library_reading(digits.view(), region); key && key != own.key) {
    const KeyDigits text(key);
    Reading theirs;
    theirs.digits = Digits(text.view());
    theirs = judged(theirs);
    if (theirs.valid) own = theirs;
  }
  own.codes.add(DiagCode::P_REGION_ASSUMED);
  return own;
}

/// By trunk prefix and length alone.
NumberReader::Reading NumberReader::table_reading(const Digits& digits, const Plan& home) {
  Reading reading;
  reading.codes.add(DiagCode::P_REGION_ASSUMED);
  const std::string_view trunk = home.trunk;
  // Argentina's 15 stands before a mobile subscriber number; in front of everything the area code is missing.
  if (home.code_value == 54 && digits.view().starts_with("15")) return {};
  if (!trunk.empty() && digits.view().starts_with(trunk)) {
    reading.digits = digits.replaced(trunk.size(), home.code);
    const bool double_zero = trunk == "0" && digits.view().substr(1).starts_with("0");
    if (is_possible(home, reading.digits) && !double_zero) return judged(reading);
    if (trunk == "0") return {};
  }
  reading.digits = digits.replaced(0, home.code);
  if (!is_possible(home, reading.digits)) return {};
  reading = judged(reading);
  // Without its trunk prefix a short number is more likely a local one, whose area code nobody wrote.
  const bool is_whole = trunk.empty() || digits.size() + 1 >= std::min<std::size_t>(home.longest, 10);
  reading.possible = reading.possible && (reading.valid || is_whole);
  return reading;
}

/// Mexico dropped 01, 044, 045 and the mobile 1 on 2019-08-03; people still write them. Libraries disagree by version.
NumberReader::Reading NumberReader::mexican_reading(const Digits& digits, const Plan& home) {
  Reading reading;
  reading.codes.add(DiagCode::P_REGION_ASSUMED);
  const std::string_view text = digits.view();
  std::size_t prefix = 0;
  for (const std::string_view old : {"044", "045", "01", "1"})
    if (prefix == 0 && text.starts_with(old) && digits.size() == old.size() + 10) prefix = old.size();
  if (digits.size() != prefix + 10 || text[prefix] == '0') return {};
  if (prefix > 0) reading.codes.add(DiagCode::P_LEGACY_PLAN);
  reading.digits = digits.replaced(prefix, home.code);
  return judged(reading);
}

PhoneKey NumberReader::library_reading(std::string_view digits, std::string_view region) {
  std::string text;
  text.reserve(digits.size() + 2);
  for (const char c : region) text.push_back(static_cast<char>(c & ~0x20));
  text.append(digits);
  if (const auto known = national_.find(text); known != national_.end()) return known->second;
  if (national_.size() >= kMaxNational) national_.clear();
  const PhoneKey key = library_national(digits, region);
  national_.emplace(std::move(text), key);
  return key;
}

}  // namespace mfax::phone
