// In: a real cell and what the plan decided about its column. Out: an invented cell in the same written form.
// Reserved numbers and example domains only. Next: derive_format.cpp puts them into the sample of a definition.
#include "pipeline/fictional.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace mfax {
namespace {

constexpr int kYear = 2024, kMonth = 3, kDay = 25, kHour = 2, kMinute = 2, kSecond = 11;  // 2024-03-25T02:02:11Z
constexpr std::string_view kEpochSeconds = "1711332131", kExcelDays = "45376.08485";

bool is_all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); }

struct Run {
  std::size_t begin = 0, size = 0;
};
std::vector<Run> digit_runs(std::string_view text) {
  std::vector<Run> runs;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_ascii_digit(text[at])) continue;
    const std::size_t begin = at;
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    runs.push_back({begin, at - begin});
  }
  return runs;
}

std::string in_width(int value, std::size_t width) {
  std::string digits = fmt::format("{:0{}}", value, width);
  return digits.size() > width && width >= 2 ? digits.substr(digits.size() - width) : digits;
}

/// "1709560931", "45355.58", "20240304140211".
std::string fictional_number_time(std::string_view real, const TimeDecision& time, bool is_excel) {
  const std::string_view whole = real.substr(0, std::min(real.find_first_of(".,"), real.size()));
  if (is_excel || time.unit == EpochUnit::excel_serial) return std::string(kExcelDays);
  if (whole.size() == 8) return "20240325";
  if (whole.size() == 14) return "20240325020211";
  std::string out(kEpochSeconds);
  for (std::size_t size = out.size(); size < whole.size(); ++size) out += '0';
  return out;
}

/// Digits of the date and the clock are replaced where they stand; names of months, signs and offsets stay.
std::string fictional_civil_time(std::string_view real, DateOrder order) {
  const std::vector<Run> runs = digit_runs(real);
  const auto is_clock_sign = [&](std::size_t i) {
    const std::size_t end = runs[i].begin + runs[i].size;
    return end < real.size() && real[end] == ':';
  };
  std::size_t clock = 0;
  while (clock < runs.size() && !is_clock_sign(clock)) ++clock;
  std::vector<int> date;
  const bool has_year_first = !runs.empty() && runs[0].size == 4;
  const std::size_t date_runs = std::min<std::size_t>(clock, 3);
  if (date_runs == 3) date = has_year_first                        ? std::vector<int>{kYear, kMonth, kDay}
                             : order == DateOrder::day_month_year ? std::vector<int>{kDay, kMonth, kYear}
                             : order == DateOrder::month_day_year ? std::vector<int>{kMonth, kDay, kYear}
                                                                  : std::vector<int>{kMonth, kDay, kYear};
  if (date_runs == 2) date = has_year_first ? std::vector<int>{kYear, kDay} : std::vector<int>{kDay, kYear};  // "4 Mar 2024"
  constexpr std::array kClock = {kHour, kMinute, kSecond, 0};
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool is_offset = i > clock + 1 && (real[runs[i].begin - 1] == '+' || real[runs[i].begin - 1] == '-');
    if (is_offset || (i >= clock && i - clock >= kClock.size())) break;
    const int value = i < clock ? (i < date.size() ? date[i] : 0) : kClock[i - clock];
    out += real.substr(copied, runs[i].begin - copied);
    out += in_width(value, runs[i].size);
    copied = runs[i].begin + runs[i].size;
  }
  return out + std::string(real.substr(copied));
}

std::string fictional_time(const Slot& slot, std::string_view real, const TablePlan& plan) {
  const TimeDecision& time = plan.time;
  real = trim_ascii(real);
  const std::size_t point = std::min(real.find_first_of(".,"), real.size());
  const bool is_number = is_all_digits(real.substr(0, point)) && (point == real.size() || is_all_digits(real.substr(point + 1)));
  const bool is_excel = slot.rule->epoch_unit == EpochUnit::excel_serial;
  if (is_number) return fictional_number_time(real, time, is_excel);
  const DateOrder order = slot.rule->date_order != DateOrder::automatic ? slot.rule->date_order : time.order;
  return fictional_civil_time(real, order);
}

std::string fictional_number(std::string_view real, const TablePlan& plan, FictionalRow& row) {
  const std::size_t line = 143 + row.number++ % 50;  // 555-0100 to 555-0199 are nobody's
  const bool is_bare = is_all_digits(trim_ascii(real));
  const bool is_national = plan.number.form == NumberForm::national && (row.region == "US" || row.region == "CA");
  const bool is_decided = plan.number.form == NumberForm::international || is_national;
  if (is_bare && is_decided) return fmt::format("{}202555{:04}", is_national ? "" : "1", line);
  if (!is_bare && row.region == "US" && real.find('+') == std::string_view::npos && !trim_ascii(real).starts_with("00"))
    return fmt::format("(202) 555-{:04}", line);
  return fmt::format("+1202555{:04}", line);
}

/// A word of the rule's own table that `real` falls under; "" when it is none of them.
std::string known_word(const ColumnRule& rule, std::string_view real) {
  const std::string folded = fold_text(real);
  for (const auto& [word, canonical] : rule.values) {
    const bool is_prefix = word.size() > 1 && word.back() == '*';
    const std::string_view text = std::string_view(word).substr(0, word.size() - (is_prefix ? 1 : 0));
    if (folded == text || (is_prefix && folded.starts_with(text))) return std::string(text);
  }
  return {};
}

std::string fictional_place(Field field, std::string_view real) {
  real = trim_ascii(real);
  const bool is_short = real.size() == 2;
  if (field == Field::state) return is_short ? "CA" : "California";
  if (is_all_digits(real) || real.starts_with('+')) return "1";
  return is_short ? "US" : real.size() == 3 ? "USA" : "United States";
}

}  // namespace

std::string fictional_value(const Slot& slot, std::string_view real, const TablePlan& plan, FictionalRow& row) {
  constexpr std::array<std::string_view, 2> kFirst = {"alex", "robin"}, kFirstName = {"Alex", "Robin"};
  const std::size_t person = row.row % kFirst.size();
  if (trim_ascii(real).empty()) return {};
  if (const std::string word = known_word(*slot.rule, real); !word.empty()) return word;
  switch (slot.field) {
    case Field::to_number:
    case Field::from_number:
    case Field::phone:
    case Field::factor_phone: return fictional_number(real, plan, row);
    case Field::sent_at:
    case Field::sent_time:
    case Field::last_login_at:
    case Field::created_at: return fictional_time(slot, real, plan);
    case Field::country:
    case Field::from_country:
    case Field::state: return fictional_place(slot.field, real);
    case Field::carrier:
    case Field::from_carrier: return "Verizon";
    case Field::mccmnc: return "311480";
    case Field::mcc: return "311";
    case Field::mnc: return "480";
    case Field::channel: return "sms";
    case Field::message_type: return "passcode";
    case Field::direction: return "outbound";
    case Field::timezone: return slot.rule != nullptr && plan.format->kind == FormatKind::log ? "UTC" : "America/New_York";
    case Field::message_id: return fmt::format("m{}", row.row + 1);
    case Field::person_id: return fmt::format("u{}", row.row + 1);
    case Field::employee_id: return fmt::format("{}", 1001 + row.row);
    case Field::username: return std::string(kFirst[person]);
    case Field::email: return fmt::format("{}@example.com", kFirst[person]);
    case Field::alias: return fmt::format("{}@example.org", kFirst[person]);
    case Field::display_name: return fmt::format("{} Example", kFirstName[person]);
    case Field::first_name: return std::string(kFirstName[person]);
    case Field::last_name: return "Example";
    case Field::manager: return "kim@example.com";
    case Field::phone_extension: return "12";
    case Field::department: return "IT";
    case Field::title: return "Engineer";
    case Field::company: return "Example";
    case Field::office: return "Main";
    case Field::groups: return "Staff";
    case Field::locale: return "en-US";
    default: return {};
  }
}

}  // namespace mfax
