// In: what was detected, the head of the file and the user's options. Out: plan.time and plan.number, and one sentence
// for every assumption. Order of authority: option, format, header, values; but a zone that the format or the header
// declares stays: --assume-tz is for times of which nothing says where they were. Next: pipeline/, which shares the plan
// with its workers.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "mfax/error.hpp"
#include "mfax/normalize.hpp"
#include "normalize/decide_sample.hpp"
#include "normalize/header_zone.hpp"
#include "normalize/row_zone.hpp"
#include "normalize/time_instant.hpp"
#include "normalize/time_text.hpp"
#include "normalize/time_zone.hpp"

namespace mfax {
namespace {

std::string with_commas(std::uint64_t value) {
  std::string digits = fmt::format("{}", value);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

struct NaiveCount {
  std::uint64_t naive = 0, all = 0;
};

/// Times that say nothing about their zone; bare epoch numbers are UTC by definition.
NaiveCount count_naive(const HeadSample& sample) {
  NaiveCount count;
  std::string buffer;
  for (const SampledTime& time : sample.times) {
    const time_text::TimeText text = time_text::read(time_text::cleaned(time.text, buffer));
    count.all += time.count;
    time_text::TimeText compact = text;  // "20240304140211" is a date, read as a number first
    const bool is_civil = text.shape == time_text::Shape::civil ||
                          (text.shape == time_text::Shape::number && time_text::read_compact(time_text::cleaned(time.text, buffer), compact));
    if (is_civil && text.offset == time_text::Offset::none) count.naive += time.count;
  }
  return count;
}

const ColumnRule* first_time_rule(const TablePlan& plan, auto&& declares) {
  for (const Slot& slot : plan.slots)
    if (is_time_field(slot.field) && slot.rule != nullptr && declares(*slot.rule)) return slot.rule;
  return nullptr;
}

/// Columns whose headers name different zones get rules of their own.
void give_slots_their_zones(TablePlan& plan) {
  for (Slot& slot : plan.slots) {
    if (!is_time_field(slot.field) || slot.rule == nullptr || !slot.rule->zone.empty()) continue;
    std::string zone = header_zone(slot.column);
    if (zone.empty() || zone == plan.time.zone) continue;
    auto rule = std::make_unique<ColumnRule>(*slot.rule);
    rule->zone = std::move(zone);
    slot.rule = rule.get();
    plan.own_rules.push_back(std::move(rule));
  }
}

struct HeaderZone {
  std::string zone, column;
  bool is_of_first = false;  ///< of the time that is read first, or of its time of day
};

HeaderZone find_header_zone(const TablePlan& plan) {
  HeaderZone found;
  bool is_first = true;
  for (const Slot& slot : plan.slots) {
    if (!is_time_field(slot.field) && slot.field != Field::sent_time) continue;
    found.zone = header_zone(slot.column);
    found.column = slot.column;
    found.is_of_first = !found.zone.empty() && (is_first || slot.field == Field::sent_time);
    if (!found.zone.empty()) return found;
    is_first = false;
  }
  return {};
}

void decide_zone(Detection& detection, const DetectOptions& options) {
  TimeDecision& time = detection.plan.time;
  const ColumnRule* declared =
      first_time_rule(detection.plan, [](const ColumnRule& rule) { return !rule.zone.empty(); });
  const auto [in_header, column, is_of_first] = find_header_zone(detection.plan);
  if (declared != nullptr) {
    time.zone = declared->zone;
    time.zone_by = DecidedBy::format;
    if (!options.assume_tz.empty() && options.assume_tz != time.zone)
      detection.notes.push_back(
          fmt::format("--assume-tz {} is not needed: the format declares {}", options.assume_tz, time.zone));
    if (!in_header.empty() && in_header != time.zone)
      detection.notes.push_back(
          fmt::format("column '{}' names the zone {}, but the format declares {}", column, in_header, time.zone));
    return;
  }
  if (!options.assume_tz.empty() && !is_of_first) {  // the best time names no zone, another one may
    time.zone = options.assume_tz;
    time.zone_by = DecidedBy::option;
    give_slots_their_zones(detection.plan);
    return;
  }
  if (in_header.empty()) return;
  time.zone = in_header;
  time.zone_by = DecidedBy::header;
  give_slots_their_zones(detection.plan);
  if (options.assume_tz.empty() || options.assume_tz == in_header)
    detection.notes.push_back(fmt::format("column '{}' names the zone {}: its times are read so", column, in_header));
  else
    detection.notes.push_back(fmt::format(
        "column '{}' names the zone {}: its times are read so, not as --assume-tz {} (a format file with \"zone\" says otherwise)",
        column, in_header, options.assume_tz));
}

/// A column beside the time that names each row's zone. True when it settles the zone.
bool note_row_zones(Detection& detection, const HeadSample& sample) {
  TablePlan& plan = detection.plan;
  const Slot* slot = row_zone_slot(plan);
  if (slot == nullptr || count_naive(sample).naive == 0) return false;
  if (!reads_row_zones(plan)) {
    detection.notes.push_back(fmt::format("column '{}' is not used: the times are read as {}", slot->column, plan.time.zone));
    return false;
  }
  plan.time.american_abbreviations = plan.time.american_abbreviations || sample.has_american_zones;
  detection.notes.push_back(fmt::format("column '{}' names the zone of every row's time{}", slot->column,
                                        plan.time.zone.empty() ? std::string() : fmt::format("; {} where it is empty", plan.time.zone)));
  return true;
}

void note_naive_times(Detection& detection, const HeadSample& sample) {
  if (detection.plan.format->kind == FormatKind::directory) return;  // only the last log-in, which nothing depends on
  if (note_row_zones(detection, sample)) return;
  const NaiveCount count = count_naive(sample);
  if (count.naive == 0) return;
  const TimeDecision& time = detection.plan.time;
  const std::string share =
      fmt::format("{} of {} sampled times have no zone", with_commas(count.naive), with_commas(count.all));
  if (time.zone.empty())
    detection.notes.push_back(share + " and nothing declares one: give --assume-tz");
  else if (time.zone_by == DecidedBy::option)
    detection.notes.push_back(fmt::format("{}; read as {} (--assume-tz)", share, time.zone));
  else if (time.zone_by == DecidedBy::header)
    detection.notes.push_back(fmt::format("{}; read as {} (named in the header)", share, time.zone));
}

void note_order(Detection& detection) {
  const TimeDecision& time = detection.plan.time;
  if (time.order_by != DecidedBy::evidence) return;
  if (time.order == DateOrder::undecided)
    detection.notes.push_back("day and month cannot be told apart in any sampled time: give --date-order mdy or dmy");
  else if (time.order == DateOrder::contradictory)
    detection.notes.push_back(fmt::format("dates contradict each other: {}; give --date-order", time.evidence));
  else if (!time.evidence.empty())
    detection.notes.push_back(fmt::format(
        "dates are read {}: {}", time.order == DateOrder::day_month_year ? "day first" : "month first", time.evidence));
}

void decide_order(TimeDecision& time, const TablePlan& plan, const TimeEvidence& evidence,
                  const DetectOptions& options) {
  const ColumnRule* declared =
      first_time_rule(plan, [](const ColumnRule& rule) { return rule.date_order != DateOrder::automatic; });
  time.evidence = evidence.reason();
  if (options.date_order && *options.date_order != DateOrder::automatic) {
    time.order = *options.date_order;
    time.order_by = DecidedBy::option;
  } else if (declared != nullptr) {
    time.order = declared->date_order;
    time.order_by = DecidedBy::format;
  } else {
    time.order = evidence.order();
    time.order_by = DecidedBy::evidence;
  }
}

void note_contradicted_order(Detection& detection, const TimeEvidence& evidence) {
  const TimeDecision& time = detection.plan.time;
  if (time.order_by == DecidedBy::evidence || evidence.reason().empty() || evidence.order() == time.order) return;
  detection.notes.push_back(fmt::format("the date order from the {} is obeyed, but the file has {}",
                                        time.order_by == DecidedBy::option ? "option --date-order" : "format",
                                        evidence.reason()));
}

bool is_order_declared(const TimeDecision& time) noexcept {
  return time.order == DateOrder::year_month_day && (time.order_by == DecidedBy::option || time.order_by == DecidedBy::format);
}

void note_smpp(Detection& detection, const TimeEvidence& evidence) {
  const TimeDecision& time = detection.plan.time;
  if (evidence.can_be_smpp() && !is_order_declared(time) && time.unit_by != DecidedBy::format)
    detection.notes.push_back("every bare number among the times can be YYMMDDhhmm, as SMPP receipts write it: give --date-order ymd to read them so");
}

/// 45355.58: what Excel stores for a time. Too many numbers look like that to take it for one without being told.
void note_serials(Detection& detection, const HeadSample& sample) {
  std::uint64_t count = 0;
  std::string buffer;
  for (const SampledTime& time : sample.times) {
    time_text::TimeText text = time_text::read(time_text::cleaned(time.text, buffer));
    if (text.shape == time_text::Shape::number && text.fraction_nanos != 0 && time_text::from_excel_serial(text)) count += time.count;
  }
  if (count == 0 || detection.plan.time.unit == EpochUnit::excel_serial) return;
  detection.notes.push_back(fmt::format(
      "{} sampled times look like serial numbers of a spreadsheet: declare \"epoch_unit\": \"excel_serial\" in a format (--format-file)",
      with_commas(count)));
}

void decide_unit(TimeDecision& time, const TablePlan& plan, const TimeEvidence& evidence, const HeadSample& sample) {
  const ColumnRule* declared =
      first_time_rule(plan, [](const ColumnRule& rule) { return rule.epoch_unit != EpochUnit::automatic; });
  if (declared != nullptr) {
    time.unit = declared->epoch_unit;
    time.unit_by = DecidedBy::format;
    return;
  }
  time.unit = sample.times.empty() ? EpochUnit::automatic : evidence.unit();
  if (is_order_declared(time) && evidence.can_be_smpp()) time.unit = EpochUnit::none;
  time.unit_by = sample.times.empty() ? DecidedBy::fallback : DecidedBy::evidence;
}

void decide_time(Detection& detection, const HeadSample& sample, const DetectOptions& options) {
  TimeDecision& time = detection.plan.time;
  time = TimeDecision{};
  TimeEvidence evidence;
  for (const SampledTime& sampled : sample.times) {
    // A column that declares its own order proves nothing about the others.
    const ColumnRule* rule = detection.plan.slots[sampled.slot].rule;
    if (rule == nullptr || rule->date_order == DateOrder::automatic || rule->epoch_unit == EpochUnit::automatic)
      evidence.add(sampled.text, sampled.line);
  }
  decide_order(time, detection.plan, evidence, options);
  decide_unit(time, detection.plan, evidence, sample);
  decide_zone(detection, options);
  if (const auto zone = Zone::find(time.zone)) time.american_abbreviations = zone->is_american();
  note_naive_times(detection, sample);
  note_order(detection);
  note_serials(detection, sample);
  note_smpp(detection, evidence);
  note_contradicted_order(detection, evidence);
}

void decide_number(Detection& detection, const HeadSample& sample, const DetectOptions& options) {
  NumberDecision& number = detection.plan.number;
  number = NumberDecision{};
  if (options.number_form && *options.number_form != NumberForm::automatic) {
    number.form = *options.number_form;
    number.by = DecidedBy::option;
    return;
  }
  if (const FormatSpec* format = detection.plan.format;
      format != nullptr && format->number_form != NumberForm::automatic) {
    number.form = format->number_form;
    number.by = DecidedBy::format;
    return;
  }
  if (sample.digits_only.empty()) return;
  number = decide_number_form(sample.digits_only, sample.some_with_plus, options.default_region);
  if (!number.evidence.empty()) detection.notes.push_back(fmt::format("numbers without '+': {}", number.evidence));
}

}  // namespace

void decide_columns(Detection& detection, std::string_view head, bool head_is_whole_file, const DetectOptions& options,
                    const ReadOptions& read_options) {
  if (!options.assume_tz.empty() && !is_known_zone(options.assume_tz))
    throw FatalError(ExitCode::usage, fmt::format("--assume-tz: unknown time zone '{}'", options.assume_tz),
                     "use UTC, an offset like +05:30, or an IANA name like America/New_York");
  const HeadSample sample = sample_head(detection.plan, head, head_is_whole_file, read_options);
  decide_time(detection, sample, options);
  decide_number(detection, sample, options);
}

}  // namespace mfax
