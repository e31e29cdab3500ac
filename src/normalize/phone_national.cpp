// In: digits and a region, or a key. Out: validity, type, region, and the national formats that need the full metadata.
// Next: phone_read.cpp. The only place that includes libphonenumber.
#include "normalize/phone_national.hpp"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>

#include "normalize/phone_plan.hpp"

namespace mfax::phone {
namespace {

using Library = i18n::phonenumbers::PhoneNumberUtil;
using LibraryNumber = i18n::phonenumbers::PhoneNumber;

const Library& library() {
  static Library* const instance = [] {
    Library* made = Library::GetInstance();
    made->SetLogger(new i18n::phonenumbers::NullLogger());  // its default writes to stdout; the library takes ownership
    return made;
  }();
  return *instance;
}

bool to_library(PhoneKey key, LibraryNumber& out) {
  const KeyDigits text(key);
  const Plan* plan = plan_of_digits(text.view());
  if (plan == nullptr || text.view().size() <= plan->code.size()) return false;
  const std::string_view national = text.view().substr(plan->code.size());
  out.set_country_code(static_cast<std::int32_t>(plan->code_value));
  out.set_national_number(key_of(national).digits);
  const std::size_t zeros = std::min(national.find_first_not_of('0'), national.size() - 1);
  if (zeros > 0) {
    out.set_italian_leading_zero(true);
    out.set_number_of_leading_zeros(static_cast<std::int32_t>(zeros));
  }
  return true;
}

LineType line_type(Library::PhoneNumberType type) noexcept {
  switch (type) {
    case Library::FIXED_LINE: return LineType::fixed_line;
    case Library::MOBILE: return LineType::mobile;
    case Library::FIXED_LINE_OR_MOBILE: return LineType::fixed_line_or_mobile;
    case Library::TOLL_FREE: return LineType::toll_free;
    case Library::PREMIUM_RATE: return LineType::premium;
    case Library::SHARED_COST: return LineType::shared_cost;
    case Library::VOIP: return LineType::voip;
    case Library::PERSONAL_NUMBER: return LineType::personal;
    case Library::PAGER: return LineType::pager;
    case Library::UAN: return LineType::uan;
    default: return LineType::unknown;
  }
}

}  // namespace

bool library_is_valid(PhoneKey key) {
  LibraryNumber number;
  return to_library(key, number) && library().IsValidNumber(number);
}

PhoneKey library_national(std::string_view digits, std::string_view region) {
  const Plan* plan = plan_of_region(region);
  if (plan == nullptr || digits.find_first_not_of("0123456789") != std::string_view::npos) return {};
  std::string upper(region);
  for (char& c : upper) c = static_cast<char>(c & ~0x20);
  LibraryNumber number;
  if (library().ParseAndKeepRawInput(std::string(digits), upper, &number) != Library::NO_PARSING_ERROR) return {};
  // A calling code in the text, with or without an exit code, is another reading: docs/normalization.md 2.4 step 11.
  if (number.country_code_source() != LibraryNumber::FROM_DEFAULT_COUNTRY || !library().IsPossibleNumber(number)) return {};
  std::string national;
  library().GetNationalSignificantNumber(number, &national);
  const std::string all = std::string(plan->code) + national;
  return all.size() > 15 ? PhoneKey{} : key_of(all);
}

LibraryFacts library_facts(PhoneKey key) {
  LibraryFacts facts;
  LibraryNumber number;
  if (!to_library(key, number)) return facts;
  facts.type = line_type(library().GetNumberType(number));
  library().GetRegionCodeForNumber(number, &facts.region);
  if (facts.region == "ZZ" || facts.region == "001") facts.region.clear();
  return facts;
}

}  // namespace mfax::phone
