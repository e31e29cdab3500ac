// In: the codes of a number and what was taken off it. Out: the names of the rules that fired, in the order of the steps of
// docs/normalization.md 2.4. Next: `normalize --trail` and `explain`.
#include <iterator>

#include "mfax/normalize.hpp"

namespace mfax {
namespace {

using enum DiagCode;

// A rule has a code, or it is one of the trims; P_TRIMMED alone says too little and is told by the trims.
struct Entry {
  NumberRule rule;
  NumberTrim trim{};
};
constexpr Entry kEntries[] = {
    {{"whole_json_number", P_JSON_NUMBER, "2.4.1"}, {}},
    {{"decode_entities", none, "2.4.2"}, NumberTrim::entities},
    {{"strip_format_chars", none, "2.4.2"}, NumberTrim::format_chars},
    {{"digits_to_ascii", P_UNICODE_DIGITS, "2.4.2"}, {}},
    {{"strip_guard", P_GUARD, "2.4.2"}, {}},
    {{"null_word", P_NULL, "2.4.3"}, {}},
    {{"withheld", P_WITHHELD, "2.4.3"}, {}},
    {{"strip_service_code", P_SERVICE_CODE, "2.4.4"}, {}},
    {{"mask", P_MASKED, "2.4.4"}, {}},
    {{"expand_scientific", P_SCI_EXACT, "2.4.5"}, {}},
    {{"scientific_lost_digits", P_SCI_LOSSY, "2.4.5"}, {}},
    {{"join_thousands", P_THOUSANDS, "2.4.5"}, {}},
    {{"drop_float_suffix", P_FLOAT_SUFFIX, "2.4.5"}, {}},
    {{"damaged", P_DAMAGED, "2.4.5"}, {}},
    {{"strip_scheme_and_host", P_URI, "2.4.6"}, {}},
    {{"prepend_phone_context", none, "2.4.6"}, NumberTrim::phone_context},
    {{"split_list", P_MULTI, "2.4.7"}, {}},
    {{"strip_list_signs", none, "2.4.7"}, NumberTrim::list_signs},
    {{"split_extension", P_EXT, "2.4.12"}, {}},
    {{"strip_name", none, "2.4.8"}, NumberTrim::name},
    {{"strip_label", none, "2.4.8"}, NumberTrim::label},
    {{"strip_remark", none, "2.4.8"}, NumberTrim::remark},
    {{"strip_counter", none, "2.4.8"}, NumberTrim::counter},
    {{"letters_to_digits", P_VANITY, "2.4.8"}, {}},
    {{"alpha_sender", P_ALPHA_SENDER, "2.4.8"}, {}},
    {{"not_phone", P_NOT_PHONE, "2.4.8"}, {}},
    {{"strip_separators", none, "2.4.11"}, NumberTrim::separators},
    {{"short_code", P_SHORT_CODE, "2.4.9"}, {}},
    {{"needs_region", P_NEEDS_REGION, "2.4.11"}, {}},
    {{"column_undecided", P_COLUMN_UNDECIDED, "2.4.11"}, {}},
    {{"exit_code_as_plus", P_IDD, "2.4.11"}, {}},
    {{"calling_code_without_plus", P_INTL_NO_PLUS, "2.4.11"}, {}},
    {{"region_applied", P_REGION_ASSUMED, "2.4.11"}, {}},
    {{"trunk_zero_after_cc", P_TRUNK, "2.5"}, {}},
    {{"legacy_plan", P_LEGACY_PLAN, "2.5"}, {}},
    {{"new_plan", P_NEW_PLAN, "2.5"}, {}},
    {{"placeholder_noted", P_PLACEHOLDER, "2.4.10"}, {}},
    {{"possible_length_only", P_POSSIBLE, "2.4.13"}, {}},
    {{"impossible_length", P_IMPOSSIBLE, "2.4.13"}, {}}};

}  // namespace

std::vector<std::string_view> number_trail(const CodeSet& codes, NumberTrims trims) {
  std::vector<std::string_view> trail;
  for (const Entry& entry : kEntries)
    if (entry.rule.code != none ? codes.has(entry.rule.code) : trims.has(entry.trim)) trail.push_back(entry.rule.id);
  return trail;
}

std::span<const NumberRule> number_rules() noexcept {
  static const auto rules = [] {
    std::array<NumberRule, std::size(kEntries)> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = kEntries[i].rule;
    return out;
  }();
  return rules;
}

}  // namespace mfax
