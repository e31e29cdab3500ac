// In: a directory number. Out: the other E.164 forms by which logs know the same subscriber: docs/normalization.md 2.5.
// Next: the directory index, which probes a log's number against these as well.
#include "normalize/number_alias.hpp"

#include <algorithm>
#include <iterator>

#include "mfax/normalize.hpp"

namespace mfax {
namespace {

using phone::KeyDigits;

struct AliasList {
  PhoneKey own;
  std::vector<NumberAlias> found;

  void add(const std::string& digits, DiagCode code, Confidence confidence = Confidence::equivalent) {
    const PhoneKey key = phone::key_of(digits);
    const bool known = std::any_of(found.begin(), found.end(), [&](const NumberAlias& alias) { return alias.key == key; });
    if (digits.size() <= 15 && key != own && !known) found.push_back({key, confidence, code});
  }
};

std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string out(a);
  out.append(b);
  return out.append(c);
}

bool is_one_of(char c, std::string_view set) noexcept { return set.find(c) != std::string_view::npos; }

// +52 1 went on 2019-08-03; messengers still write it.
void add_mexican(std::string_view n, AliasList& out) {
  if (n.size() == 10 && n[0] != '0') out.add(joined("521", n), DiagCode::P_LEGACY_PLAN);
  if (n.size() == 11 && n[0] == '1') out.add(joined("52", n.substr(1)), DiagCode::P_NEW_PLAN);
}

// The ninth digit of mobiles, 2012 to 2016. Some of the old 7 range was trunked radio and got none.
void add_brazilian(std::string_view n, AliasList& out) {
  if (n.size() < 10 || n[0] == '0' || n[1] == '0') return;
  const std::string_view area = n.substr(0, 2);
  if (n.size() == 11 && n[2] == '9' && is_one_of(n[3], "6789"))
    out.add(joined("55", area, n.substr(3)), DiagCode::P_LEGACY_PLAN,
            n[3] == '7' ? Confidence::likely : Confidence::equivalent);
  if (n.size() == 10 && is_one_of(n[2], "6789"))
    out.add(joined("55", area, joined("9", n.substr(2))), DiagCode::P_NEW_PLAN,
            n[2] == '7' ? Confidence::likely : Confidence::equivalent);
}

// Without the mobile 9 the text is also the form of a land line: likely, not the same.
void add_argentine(std::string_view n, AliasList& out) {
  if (n.size() == 11 && n[0] == '9') out.add(joined("54", n.substr(1)), DiagCode::P_LEGACY_PLAN, Confidence::likely);
  if (n.size() == 10 && is_one_of(n[0], "123")) out.add(joined("549", n), DiagCode::P_NEW_PLAN, Confidence::likely);
}

struct Renamed {
  std::string_view from, to;
};
// Ministry of Information and Communications, September to November 2018: eleven digits with trunk zero became ten.
constexpr Renamed kVietnamese[] = {
    {"120", "70"}, {"121", "79"}, {"122", "77"}, {"126", "76"}, {"128", "78"}, {"123", "83"}, {"124", "84"},
    {"125", "85"}, {"127", "81"}, {"129", "82"}, {"162", "32"}, {"163", "33"}, {"164", "34"}, {"165", "35"},
    {"166", "36"}, {"167", "37"}, {"168", "38"}, {"169", "39"}, {"186", "56"}, {"188", "58"}, {"199", "59"}};

void add_vietnamese(std::string_view n, AliasList& out) {
  for (const Renamed& range : kVietnamese) {
    if (n.size() == 10 && n.starts_with(range.from)) out.add(joined("84", range.to, n.substr(3)), DiagCode::P_NEW_PLAN);
    if (n.size() == 9 && n.starts_with(range.to)) out.add(joined("84", range.from, n.substr(2)), DiagCode::P_LEGACY_PLAN);
  }
}

/// Two digits that Cote d'Ivoire put before an eight-digit mobile number on 2021-01-31: by the operator, which the old
/// second digit told. "" for land lines, whose new prefix depends on the exchange.
std::string_view ivorian_prefix(std::string_view old) noexcept {
  if (old[0] == '2' || old[0] == '3') return {};
  if (is_one_of(old[1], "789")) return "07";
  if (is_one_of(old[1], "456")) return "05";
  return "01";
}

void add_ivorian(std::string_view n, AliasList& out) {
  if (n.size() == 8 && !ivorian_prefix(n).empty()) out.add(joined("225", ivorian_prefix(n), n), DiagCode::P_NEW_PLAN);
  if (n.size() == 10 && ivorian_prefix(n.substr(2)) == n.substr(0, 2))
    out.add(joined("225", n.substr(2)), DiagCode::P_LEGACY_PLAN);
}

void add_beninese(std::string_view n, AliasList& out) {
  if (n.size() == 8) out.add(joined("22901", n), DiagCode::P_NEW_PLAN);
  if (n.size() == 10 && n.starts_with("01")) out.add(joined("229", n.substr(2)), DiagCode::P_LEGACY_PLAN);
}

// Gabon's zero became part of the number in 2019; writers disagree whether it follows the calling code.
void add_gabonese(std::string_view n, AliasList& out) {
  if (n.size() == 7) out.add(joined("2410", n), DiagCode::P_NEW_PLAN, Confidence::likely);
  if (n.size() == 8 && n[0] == '0') out.add(joined("241", n.substr(1)), DiagCode::P_LEGACY_PLAN, Confidence::likely);
  if (n.size() == 8 && n[0] != '0') out.add(joined("2410", n), DiagCode::P_TRUNK, Confidence::likely);
  if (n.size() == 9 && n[0] == '0') out.add(joined("241", n.substr(1)), DiagCode::P_TRUNK, Confidence::likely);
}

// Kosovo's mobiles lived under Monaco's and Slovenia's codes until 2016-2017 (ITU Operational Bulletin 1114).
void add_kosovan(std::string_view n, AliasList& out) {
  if (n.size() != 8 || n[0] != '4') return;
  out.add(joined(n[1] == '3' || n[1] == '9' ? "386" : "377", n), DiagCode::P_LEGACY_PLAN);
}
void add_monegasque(std::string_view n, AliasList& out) {
  if (n.size() == 8 && n[0] == '4') out.add(joined("383", n), DiagCode::P_NEW_PLAN);
}
void add_slovenian(std::string_view n, AliasList& out) {
  if (n.size() == 8 && (n.starts_with("43") || n.starts_with("49"))) out.add(joined("383", n), DiagCode::P_NEW_PLAN);
}

struct PlanAliases {
  std::uint32_t code;
  void (*add)(std::string_view national, AliasList&);
};
constexpr PlanAliases kPlanAliases[] = {{52, add_mexican},   {54, add_argentine},  {55, add_brazilian}, {84, add_vietnamese},
                                        {225, add_ivorian},  {229, add_beninese},  {241, add_gabonese}, {377, add_monegasque},
                                        {383, add_kosovan},  {386, add_slovenian}};

// Argentine area codes of three digits; 11 has two, all others four.
constexpr std::string_view kArgentineAreas[] = {
    "220", "221", "223", "230", "236", "237", "249", "260", "261", "263", "264", "266", "280", "291", "294",
    "297", "298", "299", "336", "341", "342", "343", "345", "348", "351", "353", "358", "362", "364", "370",
    "376", "379", "380", "381", "383", "385", "387", "388"};

std::size_t argentine_area_width(std::string_view n) noexcept {
  if (n.starts_with("11")) return 2;
  const bool is_three = std::find(std::begin(kArgentineAreas), std::end(kArgentineAreas), n.substr(0, 3)) !=
                        std::end(kArgentineAreas);
  return is_three ? 3 : 4;
}

}  // namespace

std::vector<NumberAlias> number_aliases(PhoneKey key) {
  AliasList out{key, {}};
  const KeyDigits text(key);
  const phone::Plan* plan = phone::plan_of_digits(text.view());
  if (plan == nullptr) return {};
  for (const PlanAliases& rule : kPlanAliases)
    if (rule.code == plan->code_value) rule.add(text.view().substr(plan->code.size()), out);
  return std::move(out.found);
}

namespace phone {

Digits current_form(const Digits& digits) noexcept {
  const std::string_view text = digits.view();
  if (text.starts_with("54") && text.size() >= 14) {
    // +54 A 15 S, with or without the trunk zero, is +54 9 A S.
    const std::size_t zero = text[2] == '0' ? 1 : 0;
    const std::string_view national = text.substr(2 + zero);
    const std::size_t width = argentine_area_width(national);
    if (national.size() == 12 && national.substr(width, 2) == "15")
      return digits.without(2 + zero + width, 2).replaced(2 + zero, "549");
  }
  if (text.starts_with("52"))
    for (const std::string_view old : {"01", "044", "045"})
      if (text.substr(2).starts_with(old) && text.size() == 12 + old.size()) return digits.without(2, old.size());
  return digits;
}

}  // namespace phone
}  // namespace mfax
