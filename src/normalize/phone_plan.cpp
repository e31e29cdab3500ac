// In: the embedded calling_codes.tsv and nanp_area_codes.tsv, read once. Out: lookups by leading digits, by region and by
// area code, and number_region, calling_code, is_possible_length. Next: phone_read.cpp, number_alias.cpp, mask.cpp.
#include "normalize/phone_plan.hpp"

#include <algorithm>
#include <bit>
#include <memory>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "mfax/error.hpp"
#include "mfax/normalize.hpp"

namespace mfax::phone {
namespace {

constexpr std::string_view kCallingCodesFile = "src/normalize/data/calling_codes.tsv";
constexpr std::string_view kAreaCodesFile = "src/normalize/data/nanp_area_codes.tsv";

std::size_t small_number(std::string_view digits) noexcept {
  std::size_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::size_t>(c - '0');
  return value;
}

template <class Fn>
void for_each_row(std::string_view file, std::size_t columns, Fn&& fn) {
  const std::string_view text = embedded_file(file);
  if (text.empty()) throw FatalError(ExitCode::internal, "data file " + std::string(file) + " is missing in this build");
  for (std::string_view line : split(text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() < columns) throw FatalError(ExitCode::internal, "short row in " + std::string(file));
    fn(cells);
  }
}

struct Tables {
  std::vector<Plan> plans;
  std::array<std::int16_t, 1000> by_prefix;  ///< first three digits -> index of plan, -1 = not assigned
  std::array<std::int16_t, 26 * 26> by_region;
  std::array<AreaCode, 1000> area_codes{};

  Tables() {
    by_prefix.fill(-1);
    by_region.fill(-1);
    for_each_row(kCallingCodesFile, 7, [this](const auto& cells) { add_plan(cells); });
    for_each_row(kAreaCodesFile, 4, [this](const auto& cells) {
      area_codes[small_number(cells[0]) % 1000] = {cells[1], cells[2], cells[3]};
    });
  }

  static std::size_t region_index(std::string_view region) noexcept {
    return static_cast<std::size_t>(region[0] - 'A') * 26 + static_cast<std::size_t>(region[1] - 'A');
  }
  static bool is_alpha2(std::string_view region) noexcept {
    return region.size() == 2 && region[0] >= 'A' && region[0] <= 'Z' && region[1] >= 'A' && region[1] <= 'Z';
  }

  void add_plan(const std::vector<std::string_view>& cells) {
    Plan plan;
    plan.code = cells[0];
    plan.code_value = static_cast<std::uint32_t>(small_number(cells[0]));
    plan.main_region = cells[1];
    plan.regions = split(cells[2], '|');
    // A seven-digit NANP number is only dialled within its area: it has no E.164 form.
    const std::string_view lengths = plan.is_nanp() ? std::string_view("10") : cells[3];
    for (const std::string_view length : split(lengths, ',')) {
      const std::size_t n = small_number(length);
      plan.lengths |= std::uint32_t{1} << n;
      plan.longest = std::max(plan.longest, n);
    }
    plan.trunk = cells[4];
    plan.keep_zero = cells[5] == "1";
    plan.exit_code = cells[6];
    const auto index = static_cast<std::int16_t>(plans.size());
    const std::size_t width = plan.code.size() == 1 ? 100 : plan.code.size() == 2 ? 10 : 1;
    for (std::size_t i = 0; i < width; ++i) by_prefix[plan.code_value * width + i] = index;
    for (const std::string_view region : plan.regions)
      if (is_alpha2(region)) by_region[region_index(region)] = index;
    plans.push_back(std::move(plan));
  }
};

const Tables& tables() {
  static const Tables loaded;
  return loaded;
}

struct Range {
  std::string_view prefix;
  std::size_t digits;  ///< of the whole number with its calling code
};
// Ofcom, ACMA, ARCEP, ComReg and PTS: numbers for drama. The NANP has a rule of its own below (555-0100 to 555-0199).
constexpr Range kReservedRanges[] = {
    {"447700900", 12},  {"441134960", 12}, {"441144960", 12}, {"441154960", 12}, {"441164960", 12}, {"441174960", 12},
    {"441184960", 12},  {"441214960", 12}, {"441314960", 12}, {"441414960", 12}, {"441514960", 12}, {"441614960", 12},
    {"442079460", 12},  {"441914980", 12}, {"442896496", 12}, {"442920180", 12}, {"441632960", 12}, {"448081570", 12},
    {"449098790", 12},  {"443069990", 12}, {"61491570", 11},  {"6125550", 11},   {"6135550", 11},   {"6175550", 11},
    {"6185550", 11},    {"6127010", 11},   {"6137010", 11},   {"6177010", 11},   {"6187010", 11},   {"3319900", 11},
    {"3326191", 11},    {"3335301", 11},   {"3346571", 11},   {"3353649", 11},   {"3363998", 11},   {"3532091", 11},
    {"4684650040", 11}, {"467017406", 11}};

bool is_all_equal(std::string_view digits) noexcept {
  return digits.size() >= 7 && digits.find_first_not_of(digits.front()) == std::string_view::npos;
}

bool is_typed_sequence(std::string_view digits) noexcept {
  return is_all_equal(digits) || digits == "1234567890" || digits == "0123456789" || digits == "123456789";
}

// Countries that share a calling code and can be told apart by the number's first digits. What is not listed is the main
// country's; numbers of the plans in kMixedPlans cannot be told apart at all.
struct SharedPrefix {
  std::string_view prefix, region;
};
constexpr SharedPrefix kSharedPrefixes[] = {
    {"441481", "GG"},  {"447781", "GG"},  {"447839", "GG"},  {"4479111", "GG"}, {"4479117", "GG"}, {"441534", "JE"},
    {"447509", "JE"},  {"447829", "JE"},  {"447937", "JE"},  {"4477003", "JE"}, {"4477007", "JE"}, {"4477008", "JE"},
    {"447797", "JE"},  {"441624", "IM"},  {"4474576", "IM"}, {"447524", "IM"},  {"447624", "IM"},
    {"76", "KZ"},      {"77", "KZ"},      {"3906698", "VA"}, {"4779", "SJ"},    {"35818", "AX"},   {"2125288", "EH"},
    {"2125289", "EH"}, {"262269", "YT"},  {"262639", "YT"},  {"6189164", "CX"}, {"6189162", "CC"}, {"2908", "TA"},
    {"5993", "BQ"},    {"5994", "BQ"},    {"5997", "BQ"}};
constexpr std::uint32_t kMixedPlans[] = {590};

}  // namespace

bool has_open_lengths(const Plan& plan) noexcept {
  constexpr int kMany = 6;
  return std::popcount(plan.lengths) >= kMany;
}

const Plan* plan_of_digits(std::string_view digits) noexcept {
  if (digits.empty()) return nullptr;
  std::size_t prefix = 0;
  for (std::size_t i = 0; i < 3; ++i)
    prefix = prefix * 10 + (i < digits.size() ? static_cast<std::size_t>(digits[i] - '0') : 0);
  const std::int16_t index = tables().by_prefix[prefix];
  return index < 0 ? nullptr : &tables().plans[static_cast<std::size_t>(index)];
}

const Plan* plan_of_region(std::string_view region) noexcept {
  if (region.size() != 2) return nullptr;
  std::array<char, 2> upper{};
  for (std::size_t i = 0; i < 2; ++i) {
    if (!is_ascii_letter(region[i])) return nullptr;
    upper[i] = static_cast<char>(to_lower_ascii(region[i]) - 32);
  }
  const std::int16_t index = tables().by_region[Tables::region_index({upper.data(), 2})];
  return index < 0 ? nullptr : &tables().plans[static_cast<std::size_t>(index)];
}

const AreaCode* area_code(std::string_view area) noexcept {
  if (area.size() < 3) return nullptr;
  const AreaCode& found = tables().area_codes[small_number(area.substr(0, 3))];
  return found.country.empty() ? nullptr : &found;
}

bool is_nanp_number(std::string_view national) noexcept {
  if (national.size() != 10 || national[3] < '2') return false;
  if (national[4] == '1' && national[5] == '1') return false;
  return area_code(national) != nullptr;
}

bool is_reserved(std::string_view digits) noexcept {
  if (digits.size() == 11 && digits.front() == '1')
    return digits.substr(4, 5) == "55501" && digits[1] >= '2';
  return std::any_of(std::begin(kReservedRanges), std::end(kReservedRanges), [&](const Range& range) {
    return digits.size() == range.digits && digits.starts_with(range.prefix);
  });
}

bool is_placeholder(std::string_view digits) noexcept {
  if (is_reserved(digits) || is_typed_sequence(digits)) return true;
  const Plan* plan = plan_of_digits(digits);
  if (plan == nullptr) return false;
  std::string_view national = digits.substr(plan->code.size());
  if (is_typed_sequence(national)) return true;
  if (plan->is_nanp()) return national.size() == 10 && national.substr(3, 5) == "55501";
  // "(08) 0000 0000": the area digit and then one digit only.
  return national.size() >= 9 && is_all_equal(national.substr(1)) && national[1] == '0';
}

PhoneKey key_of(std::string_view digits) noexcept {
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return {value};
}

}  // namespace mfax::phone

namespace mfax {

using phone::KeyDigits;
using phone::Plan;

namespace {

/// Seven digits and more make every number of the NANP eleven digits long; this is asked once a row.
bool is_nanp_key(PhoneKey key) noexcept { return key.digits / 10'000'000'000 == 1; }

}  // namespace

std::uint32_t calling_code(PhoneKey key) noexcept {
  if (is_nanp_key(key)) return 1;
  const KeyDigits digits(key);
  const Plan* plan = phone::plan_of_digits(digits.view());
  return plan == nullptr ? 0 : plan->code_value;
}

bool is_possible_length(PhoneKey key) noexcept {
  const KeyDigits digits(key);
  const Plan* plan = phone::plan_of_digits(digits.view());
  return plan != nullptr && digits.view().size() > plan->code.size() &&
         plan->is_possible(digits.view().size() - plan->code.size());
}

std::string_view number_region(PhoneKey key) noexcept {
  if (is_nanp_key(key)) {
    const phone::AreaCode& area = phone::tables().area_codes[key.digits / 10'000'000 % 1000];
    // 800, 900 and 5xx numbers belong to the whole plan.
    return area.kind == "geographic" ? area.country : std::string_view();
  }
  const KeyDigits text(key);
  const std::string_view digits = text.view();
  const Plan* plan = phone::plan_of_digits(digits);
  if (plan == nullptr || plan->main_region == "001") return {};
  if (plan->is_nanp()) {
    const phone::AreaCode* area = phone::area_code(digits.substr(1));
    // 800, 900 and 5xx numbers belong to the whole plan.
    return area == nullptr || area->kind != "geographic" ? std::string_view() : area->country;
  }
  if (plan->regions.size() == 1) return plan->main_region;
  for (const std::uint32_t mixed : phone::kMixedPlans)
    if (plan->code_value == mixed) return {};
  for (const phone::SharedPrefix& shared : phone::kSharedPrefixes)
    if (digits.starts_with(shared.prefix)) return shared.region;
  return plan->main_region;
}

}  // namespace mfax
