// See overview.hpp. Every figure here is a sum over what the report already lists or the merge counted.
#include "report/overview.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>


namespace mfax {
namespace {

using std::chrono::days;

/// European Economic Area: the EU's 27 and Iceland, Liechtenstein, Norway (GDPR applies by EEA Agreement, Annex XI).
// With the outermost regions of the EU and Aland, which have country codes of their own (TFEU Art. 349 and 355).
constexpr std::array<std::string_view, 37> kEea{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
                                                "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
                                                "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
                                                "AX", "GF", "GP", "MF", "MQ", "RE", "YT"};

constexpr std::string_view kRegions[] = {"EEA", "UK", "CH", "US"};

std::vector<Tally> sorted(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<Tally> list;
  for (const auto& [name, count] : counts) list.push_back({name, count});
  sort_tallies(list);
  return list;
}

Summary summary_of(const Report& report) {
  Summary summary;
  summary.people_certain = report.accounting.people.certain;
  summary.people_up_to = summary.people_certain + report.accounting.people.possible_additional;
  summary.numbers = report.accounting.numbers.distinct;
  summary.messages = report.accounting.messages.in_scope;
  for (const ExposedPerson& person : report.people) {
    if (person.severity == "critical") ++summary.critical;
    if (person.severity == "high") ++summary.high;
    if (person.severity == "medium") ++summary.medium;
    if (person.severity == "low") ++summary.low;
  }
  return summary;
}

bool is_of_region(std::string_view region, std::string_view country) {
  if (region == "EEA") return std::find(kEea.begin(), kEea.end(), country) != kEea.end();
  return country == (region == "UK" ? "GB" : region);
}

void count_region(RegionCount& region, const ExposedPerson& person) {
  const auto is_one_of = [&region](const std::vector<std::string>& countries) {
    return std::any_of(countries.begin(), countries.end(), [&region](const std::string& c) { return is_of_region(region.region, c); });
  };
  const bool by_residence = is_of_region(region.region, person.residence_country);
  const bool by_number = is_one_of(person.number_countries), by_log = is_one_of(person.log_countries);
  region.residence += by_residence ? 1 : 0;
  region.number += by_number ? 1 : 0;
  region.log += by_log ? 1 : 0;
  region.any += by_residence || by_number || by_log ? 1 : 0;
}

Jurisdictions jurisdictions_of(const Report& report) {
  std::map<std::string, std::uint64_t> residence, number, log, states;
  Jurisdictions out;
  for (const std::string_view region : kRegions) out.regions.push_back({std::string(region), 0, 0, 0, 0});
  const auto count_all = [](std::map<std::string, std::uint64_t>& counts, const std::vector<std::string>& names) {
    if (names.empty()) ++counts["unknown"];
    for (const std::string& name : names) ++counts[name];
  };
  for (const ExposedPerson& person : report.people) {
    ++residence[person.residence_country.empty() ? "unknown" : person.residence_country];
    count_all(number, person.number_countries);
    count_all(log, person.log_countries);
    if (person.residence_state.starts_with("US-")) {
      ++states[person.residence_state];
    } else if (person.residence_country.empty() || person.residence_country == "US") {
      for (const std::string& state : person.log_states)
        if (state.starts_with("US-")) ++states[state];
    }
    for (RegionCount& region : out.regions) count_region(region, person);
    // Where the residence is not known, the countries of the numbers stand for it, each of them.
    const auto is_in = [&person](std::string_view region) {
      if (!person.residence_country.empty()) return is_of_region(region, person.residence_country);
      return std::any_of(person.number_countries.begin(), person.number_countries.end(),
                         [region](const std::string& country) { return is_of_region(region, country); });
    };
    out.eea += is_in("EEA") ? 1 : 0;
    out.uk += is_in("UK") ? 1 : 0;
    out.ch += is_in("CH") ? 1 : 0;
  }
  out.residence = sorted(residence);
  out.number = sorted(number);
  out.log = sorted(log);
  out.us_states = sorted(states);
  return out;
}

std::string date_text(std::int32_t day) {
  return to_rfc3339(Timestamp{days{day}}).substr(0, 10);
}

std::vector<Tally> messages_per_person(const Report& report) {
  std::vector<Tally> buckets{{"1", 0}, {"2-5", 0}, {"6-20", 0}, {"21-100", 0}, {"101+", 0}};
  for (const ExposedPerson& person : report.people) {
    const std::uint64_t n = person.message_count;
    ++buckets[n <= 1 ? 0 : n <= 5 ? 1 : n <= 20 ? 2 : n <= 100 ? 3 : 4].count;
  }
  return buckets;
}

/// Counts by name of one kind over all contacts; by id first, because there are few names and many contacts.
class NameTotals {
 public:
  explicit NameTotals(const ShownNames& names) : names_(names), counts_(names.size()) {}
  void add(std::span<const NameCount> list) {
    for (const NameCount& entry : list) counts_[static_cast<std::size_t>(entry.name)] += entry.count;
  }
  std::vector<Tally> tallies() const {
    std::vector<Tally> list;
    for (std::size_t i = 1; i < counts_.size(); ++i)
      if (counts_[i] > 0) list.push_back({std::string(names_.name(static_cast<NameId>(i))), counts_[i]});
    names_.put_in_order(list);
    return list;
  }

 private:
  const ShownNames& names_;
  std::vector<std::uint64_t> counts_;
};

Distributions distributions_of(const Report& report, const MergedLogs& logs, const ShownNames& names) {
  NameTotals carriers(names), countries(names), states(names), types(names);
  Contact channels;
  for (const auto& [key, contact] : logs.contacts) {
    carriers.add(contact.carriers);
    countries.add(contact.countries);
    states.add(contact.states);
    types.add(contact.types);
    for (std::size_t i = 0; i < kChannelCount; ++i) channels.by_channel[i] += contact.by_channel[i];
  }
  Distributions out;
  out.carriers = carriers.tallies();
  out.countries = countries.tallies();
  out.states = states.tallies();
  out.channels = channel_tallies(channels);
  out.message_types = types.tallies();
  for (const Tally& carrier : out.carriers)
    if (carrier.name.starts_with("raw:")) out.unmapped_carriers.push_back({carrier.name.substr(4), carrier.count});
  for (const auto& [day, count] : logs.time_line.by_day) out.days.push_back({date_text(day), count});
  out.hour_of_week.assign(logs.time_line.by_hour_of_week.begin(), logs.time_line.by_hour_of_week.end());
  out.messages_per_person = messages_per_person(report);
  return out;
}

std::uint64_t median(std::vector<std::uint64_t> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Days without messages although the weekday is normally busy: the copy may be incomplete (product.md 8).
std::vector<SilentDay> silent_days(const MergedLogs& logs, const Window& window) {
  constexpr std::uint64_t kBusy = 5;        // fewer messages on a usual weekday prove nothing
  constexpr std::int32_t kLongest = 3660;   // ten years: a stray date must not make a list of centuries
  static constexpr std::string_view kNames[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  const auto& by_day = logs.time_line.by_day;
  std::vector<SilentDay> out;
  if (by_day.empty()) return out;
  const std::int32_t first = window.from == Timestamp::min() ? by_day.begin()->first : utc_day(window.from);
  const std::int32_t last = window.to == Timestamp::max() ? by_day.rbegin()->first : utc_day(window.to);
  if (last - first > kLongest) return out;
  const auto weekday = [](std::int32_t day) { return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7); };
  std::array<std::vector<std::uint64_t>, 7> busy;
  for (const auto& [day, count] : by_day) busy[weekday(day)].push_back(count);
  for (std::int32_t day = first; day <= last; ++day) {
    const auto& same_weekday = busy[weekday(day)];
    if (by_day.contains(day) || same_weekday.size() < 2 || median(same_weekday) < kBusy) continue;
    out.push_back({date_text(day), std::string(kNames[weekday(day)]), median(same_weekday)});
  }
  return out;
}

std::vector<Tally> code_tallies(const CodeCounts& counts) {
  std::vector<Tally> list;
  for (const DiagInfo& info : diag_infos())
    if (counts.of(info.code) > 0) list.push_back({std::string(info.id), counts.of(info.code)});
  std::sort(list.begin(), list.end(), [](const Tally& a, const Tally& b) { return a.name < b.name; });
  return list;
}

LeftOutRow left_out_row(const PlacedLeftOut& left, const ReportOptions& options) {
  static constexpr std::string_view kReasons[] = {"duplicate", "out_of_window", "not_counted"};
  LeftOutRow row;
  row.row = to_text(left.row);
  row.reason = kReasons[static_cast<std::size_t>(left.facts.reason)];
  if (left.facts.number) row.masked = mask_number(left.facts.number, options.mask, options.hmac_key);
  if (left.facts.has_time) row.sent_at = to_rfc3339(left.facts.sent_at);
  if (left.facts.reason == LeftOut::Reason::not_counted)
    left.facts.codes.for_each([&row](DiagCode code) {
      const bool is_why = code == DiagCode::V_REPEATED_HEADER || code == DiagCode::V_TOTAL_ROW || diag_info(code).id.starts_with("R_");
      if (is_why) row.codes.emplace_back(diag_info(code).id);
    });
  return row;
}

Quality quality_of(const Report& report, const MergedLogs& logs, const Directory& directory, const ReportOptions& options) {
  Quality quality;
  quality.codes = code_tallies(logs.codes);
  std::map<std::string, std::uint64_t> reasons;
  for (const auto& [reason, count] : logs.rejected_by_reason) reasons[std::string(diag_info(reason).id)] += count;
  quality.rejected_by_reason = sorted(reasons);
  quality.rejects_total = report.accounting.rows.rejected;
  for (const PlacedReject& reject : logs.rejects) {
    RejectedRow row;
    row.row = to_text(reject.row);
    row.byte = reject.byte;
    row.field = field_info(reject.field).name;
    row.excerpt = mask_text(reject.excerpt, options.mask);
    // The code that rejected the row comes first; the others are what else was noticed.
    const DiagCode reason = rejecting_code(reject.codes);
    if (reason != DiagCode::none) row.codes.emplace_back(diag_info(reason).id);
    reject.codes.for_each([&](DiagCode code) {
      if (code != reason) row.codes.emplace_back(diag_info(code).id);
    });
    quality.rejects.push_back(std::move(row));
  }
  for (const PlacedLeftOut& left : logs.left_out) quality.left_out.push_back(left_out_row(left, options));
  quality.silent_days = silent_days(logs, options.window);
  for (const Person& person : directory.people()) {
    bool has_number = false;
    for (const DirectoryNumber& number : person.numbers) {
      ++quality.directory_numbers;
      // An internal extension was never anybody's number at a provider; everything else without a key may hide somebody.
      if (!number.key && number.status != NumberStatus::short_code) ++quality.directory_numbers_unusable;
      has_number = has_number || static_cast<bool>(number.key);
    }
    if (!has_number) ++quality.people_without_number;
  }
  for (const MergeConflict& conflict : directory.conflicts()) {
    std::vector<std::string> rows;
    for (const RowRef& row : conflict.rows) rows.push_back(to_text(row));
    quality.merge_conflicts.push_back(fmt::format("{}: {} ({})", conflict.kind, conflict.detail, fmt::join(rows, ", ")));
  }
  return quality;
}

/// GDPR Art. 33(1): 72 hours after becoming aware. Duo's Admin API keeps telephony logs for 180 days.
std::vector<Deadline> deadlines_of(const Report& report, const ReportOptions& options) {
  std::vector<Deadline> list;
  const auto add = [&](std::string code, std::string title, Timestamp at) {
    list.push_back({std::move(code), std::move(title), to_rfc3339(at), at < options.now});
  };
  if (options.aware_at)
    add("authority_notice", "notice to the supervisory authority, 72 hours after becoming aware (GDPR Art. 33)",
        *options.aware_at + std::chrono::hours{72});
  const bool is_duo = std::any_of(report.inputs.begin(), report.inputs.end(),
                                  [](const InputFacts& input) { return input.role == "log" && input.format.starts_with("duo-"); });
  constexpr std::uint64_t kDuoDays = 180;
  const std::uint64_t keeps = report.incident.retention_days != 0 ? report.incident.retention_days : is_duo ? kDuoDays : 0;
  if (keeps == 0) return list;
  const std::string who = report.incident.retention_days != 0 && !report.incident.provider.empty() ? report.incident.provider : "Duo";
  const days retention{static_cast<std::int64_t>(keeps)};
  const auto title = [&](std::string_view day) {
    return fmt::format("{}'s interface keeps logs for {} days: the {} day of this log can be fetched until then", who, keeps, day);
  };
  if (const auto first = parse_rfc3339_utc(report.incident.observed_from)) add("own_logs_first", title("first"), *first + retention);
  if (const auto last = parse_rfc3339_utc(report.incident.observed_to)) add("own_logs_last", title("last"), *last + retention);
  return list;
}

}  // namespace

void add_overview(Report& report, const MergedLogs& logs, const Directory& directory, const ReportOptions& options,
                  const ShownNames& names) {
  Timestamp first = Timestamp::max(), last = Timestamp::min();
  for (const LogFacts& file : logs.files) {
    first = std::min(first, file.first);
    last = std::max(last, file.last);
  }
  if (first <= last) {
    report.incident.observed_from = to_rfc3339(first);
    report.incident.observed_to = to_rfc3339(last);
  }
  report.summary = summary_of(report);
  report.jurisdictions = jurisdictions_of(report);
  report.distributions = distributions_of(report, logs, names);
  report.quality = quality_of(report, logs, directory, options);
  report.deadlines = deadlines_of(report, options);
  for (const SignalRule& rule : options.policy.signals) {
    if (!rule.is_enabled) continue;
    SignalInfo info;
    info.code = rule.code;
    info.title = rule.title;
    info.weight = rule.weight;
    for (const ExposedPerson& person : report.people)
      if (std::any_of(person.signals.begin(), person.signals.end(), [&](const Signal& s) { return s.code == rule.code; }))
        ++info.people_count;
    report.signals.push_back(std::move(info));
  }
}

}  // namespace mfax
