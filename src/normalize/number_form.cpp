// In: the digits-only values of one column. Out: whether the column writes national or international numbers, with the
// evidence in words; and number_facts for reports. Next: decide.cpp (the plan of a file), the report's number pages.
#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "base/embedded.hpp"
#include "mfax/normalize.hpp"
#include "normalize/table_rows.hpp"
#include "normalize/number_automaton.hpp"
#include "normalize/phone_national.hpp"
#include "normalize/phone_read.hpp"

namespace mfax {
namespace {

using phone::Digits;
using phone::NumberReader;
using phone::Plan;
using phone::WrittenNumber;

// More would cost time and not change a share by a point.
constexpr std::size_t kMaxSample = 2000;

/// Distinct, in order of text, at most kMaxSample evenly taken, so that the answer depends on nothing but the set.
std::vector<std::string_view> sample_of(std::span<const std::string> values) {
  std::vector<std::string_view> distinct;
  for (const std::string& value : values) {
    const std::string_view digits = trim_ascii(value);
    if (digits.size() < 7 || digits.find_first_not_of("0123456789") != std::string_view::npos) continue;
    if (!phone::is_stand_in(phone::key_of(digits))) distinct.push_back(digits);  // those say nothing about the others
  }
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.size() <= kMaxSample) return distinct;
  std::vector<std::string_view> taken;
  for (std::size_t i = 0; i < kMaxSample; ++i) taken.push_back(distinct[i * distinct.size() / kMaxSample]);
  return taken;
}

struct Evidence {
  std::size_t values = 0;         ///< that can tell the readings apart
  std::size_t same = 0;           ///< the same in both readings
  std::size_t international = 0;  ///< valid with '+' in front
  std::size_t national = 0;       ///< valid in the region
  std::size_t eleven_and_more = 0, twelve_and_more = 0;
  std::size_t home_code = 0;      ///< begin with the region's own calling code

  double share(std::size_t count) const noexcept {
    return values == 0 ? 0 : static_cast<double>(count) / static_cast<double>(values);
  }
};

Evidence weigh(std::span<const std::string_view> sample, const Plan* home, std::string_view region) {
  NumberReader reader;
  Evidence evidence;
  for (const std::string_view text : sample) {
    if (text.size() == 11 && text.front() == '1' && (home == nullptr || home->is_nanp())) {
      ++evidence.same;
      continue;
    }
    const Digits digits(text);
    ++evidence.values;
    if (text.size() >= 11) ++evidence.eleven_and_more;
    if (text.size() >= 12) ++evidence.twelve_and_more;
    if (home != nullptr && text.starts_with(home->code)) ++evidence.home_code;
    // 00 is an exit code in any column and says nothing about bare values; 0 alone is a trunk prefix.
    if (phone::is_credible(reader.international_reading(digits, WrittenNumber::kNoZero))) ++evidence.international;
    if (home != nullptr && phone::is_credible(reader.national_reading(digits, *home, region))) ++evidence.national;
  }
  return evidence;
}

NumberForm form_by(const Evidence& evidence, const Plan* home) {
  constexpr double kMost = 0.8, kFactor = 2, kFew = 0.2, kNearlyAll = 0.95;
  const double a = evidence.share(evidence.international), b = evidence.share(evidence.national);
  if (evidence.values == 0) return NumberForm::international;
  if (b >= kMost && b >= kFactor * a) return NumberForm::national;
  if (a >= kMost && a >= kFactor * b) return NumberForm::international;
  // Metadata with open lengths (Germany, Indonesia) call 49 151 ... a national number, too; a column of them is not local.
  const bool is_home = evidence.share(evidence.home_code) >= kMost && evidence.eleven_and_more == evidence.values;
  if (a >= kMost && is_home) return NumberForm::international;
  // ... whatever the metadata say of its newest ranges.
  if (a >= 0.5 && is_home && evidence.share(evidence.home_code) >= kNearlyAll) return NumberForm::international;
  const bool is_open = home != nullptr && phone::has_open_lengths(*home);
  if (is_open && a >= kMost && evidence.share(evidence.eleven_and_more) >= kMost && evidence.share(evidence.twelve_and_more) >= 0.3)
    return NumberForm::international;
  // Half of China's mobile numbers, 1 and ten digits, are American ones behind a plus; American ones all are.
  const bool is_china = home != nullptr && home->code == "86";
  if (is_china && b >= kNearlyAll && a <= kMost) return NumberForm::national;
  // Nor does anybody write national numbers of twelve digits without their trunk zero.
  const bool is_long = evidence.eleven_and_more == evidence.values && evidence.share(evidence.twelve_and_more) >= 0.5;
  if (a >= kMost && is_long) return NumberForm::international;
  // Eleven digits and more: a calling code, unless the region's own numbers are that long (China).
  if (evidence.eleven_and_more == evidence.values && b <= kFew) return NumberForm::international;
  return NumberForm::undecided;
}

/// From the area code table, which is newer than the library and a thousand times faster. True when nothing is left to
/// ask: the library tells lines apart only outside the United States and Canada.
bool add_nanp_facts(PhoneKey key, NumberFacts& facts) {
  if (calling_code(key) != 1) return false;
  const phone::KeyDigits digits(key);
  const phone::AreaCode* area = phone::area_code(digits.view().substr(1));
  if (area == nullptr) return facts.status == NumberStatus::possible;
  // "NS|PE": one area code over several provinces says nothing about one of them.
  if (!area->state.empty() && area->state.find('|') == std::string_view::npos)
    facts.state = fmt::format("{}-{}", area->country, area->state);
  if (area->kind == "toll_free") facts.type = LineType::toll_free;
  if (area->kind == "premium") facts.type = LineType::premium;
  if (area->kind == "personal") facts.type = LineType::personal;
  if (area->kind == "geographic" && facts.status == NumberStatus::ok) facts.type = LineType::fixed_line_or_mobile;
  return area->country == "US" || area->country == "CA" || facts.type != LineType::fixed_line_or_mobile;
}

}  // namespace

NumberDecision decide_number_form(std::span<const std::string> digits_only_values, bool some_with_plus,
                                  std::string_view region) {
  NumberDecision decision;
  const std::vector<std::string_view> sample = sample_of(digits_only_values);
  const Plan* home = phone::plan_of_region(region);
  if (sample.empty()) {
    decision.form = some_with_plus ? NumberForm::plus : NumberForm::automatic;
    decision.by = some_with_plus ? DecidedBy::evidence : DecidedBy::fallback;
    decision.evidence = some_with_plus ? "the numbers begin with +" : "no digits-only numbers seen";
    return decision;
  }
  const Evidence evidence = weigh(sample, home, region);
  decision.form = form_by(evidence, home);
  decision.by = decision.form == NumberForm::undecided ? DecidedBy::fallback : DecidedBy::evidence;
  if (evidence.values == 0) {
    decision.evidence = fmt::format("all {} digits-only values are 1 and ten digits, the same in both readings", evidence.same);
    return decision;
  }
  decision.evidence = fmt::format("of {} distinct digits-only values {} are valid with + in front", evidence.values,
                                  evidence.international);
  decision.evidence += home == nullptr ? std::string(", no region is given")
                                       : fmt::format(", {} as national numbers of {}", evidence.national, region);
  if (some_with_plus) decision.evidence += "; other values of the column begin with +";
  return decision;
}

NumberFacts number_facts(PhoneKey key) {
  NumberFacts facts;
  facts.region = std::string(number_region(key));
  if (!is_possible_length(key)) {
    facts.status = NumberStatus::impossible;
    return facts;
  }
  NumberReader reader;
  facts.status = reader.is_valid(key) ? NumberStatus::ok : NumberStatus::possible;
  if (add_nanp_facts(key, facts)) return facts;
  if (calling_code(key) == 1) {  // an area code that the table does not know
    facts.type = phone::library_facts(key).type;
    return facts;
  }
  const phone::KeyDigits digits(key);
  const phone::NumberAnswer& answer = phone::number_answer(digits.view());
  facts.type = answer.type;
  if (!answer.region.empty()) facts.region = std::string(answer.region);
  return facts;
}

std::string numbering_data_version() {
  static const std::string version = [] {
    std::string tables(embedded_file("src/normalize/data/calling_codes.tsv"));
    tables.append(embedded_file("src/normalize/data/nanp_area_codes.tsv"));
    std::string source;  // "libphonenumber-js 1.13.16": what scripts/update-numbering made the tables from
    for_each_table_row("src/normalize/data/numbering_source.tsv", 2, [&source](const std::vector<std::string_view>& cells) {
      source += std::string(cells[0]) + ' ' + std::string(cells[1]) + ", ";
    });
    return source + "libphonenumber 8, tables " + sha256_hex(tables).substr(0, 12);
  }();
  return version;
}

}  // namespace mfax
