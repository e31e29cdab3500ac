// See overview.hpp. Every figure here is a sum over what the report already lists or the merge counted.
#include "report/overview.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include "base/parallel.hpp"

namespace mfax {
namespace {

using std::chrono::days;

std::vector<Tally> sorted(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<Tally> list;
  for (const auto& [name, count] : counts) list.push_back({name, count});
  sort_tallies(list);
  return list;
}

std::string date_text(std::int32_t day) {
  return to_rfc3339(Timestamp{days{day}}).substr(0, 10);
}

/// Counts by name of one kind over all contacts; by id first, because there are few names and many contacts.
class NameTotals {
 public:
  explicit NameTotals(const ShownNames& names) : names_(names), counts_(names.size()) {}
  void add(std::span<const NameCount> list) {
    for (const NameCount& entry : list) counts_[static_cast<std::size_t>(entry.name)] += entry.count;
  }
  void add(const NameTotals& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
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

/// Of the messages of all numbers.
struct MessageTotals {
  explicit MessageTotals(const ShownNames& names) : carriers(names), countries(names), states(names), types(names) {}
  void add(const Contact& contact) {
    carriers.add(contact.carriers);
    countries.add(contact.countries);
    states.add(contact.states);
    types.add(contact.types);
    for (std::size_t i = 0; i < kChannelCount; ++i) channels.by_channel[i] += contact.by_channel[i];
  }
  void add(const MessageTotals& other) {
    carriers.add(other.carriers);
    countries.add(other.countries);
    states.add(other.states);
    types.add(other.types);
    for (std::size_t i = 0; i < kChannelCount; ++i) channels.by_channel[i] += other.channels.by_channel[i];
  }
  NameTotals carriers, countries, states, types;
  Contact channels;
};

Distributions distributions_of(const MergedLogs& logs, const ShownNames& names, unsigned threads) {
  MessageTotals totals(names);
  std::mutex mutex;
  for_parts(logs.contacts.size(), threads, [&](std::size_t begin, std::size_t end) {
    MessageTotals part(names);
    for (std::size_t i = begin; i < end; ++i) part.add(logs.contacts[i].second);
    const std::lock_guard lock(mutex);
    totals.add(part);
  });
  Distributions out;
  out.carriers = totals.carriers.tallies();
  out.countries = totals.countries.tallies();
  out.states = totals.states.tallies();
  set_channel_tallies(out.channels, totals.channels);
  out.message_types = totals.types.tallies();
  for (const Tally& carrier : out.carriers)
    if (carrier.name.starts_with("raw:")) out.unmapped_carriers.push_back({carrier.name.substr(4), carrier.count});
  for (const auto& [day, count] : logs.time_line.by_day) out.days.push_back({date_text(day), count});
  out.hour_of_week.assign(logs.time_line.by_hour_of_week.begin(), logs.time_line.by_hour_of_week.end());
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

void count_directory_numbers(const Directory& directory, unsigned threads, Quality& quality) {
  std::mutex mutex;
  for_parts(directory.people().size(), threads, [&](std::size_t begin, std::size_t end) {
    std::uint64_t numbers = 0, unusable = 0, people_without = 0;
    for (const Person& person : directory.people().subspan(begin, end - begin)) {
      bool has_number = false;
      for (const DirectoryNumber& number : person.numbers) {
        ++numbers;
        // An internal extension was never anybody's number at a provider; everything else without a key may hide somebody.
        if (!number.key && number.status != NumberStatus::short_code) ++unusable;
        has_number = has_number || static_cast<bool>(number.key);
      }
      if (!has_number) ++people_without;
    }
    const std::lock_guard lock(mutex);
    quality.directory_numbers += numbers;
    quality.directory_numbers_unusable += unusable;
    quality.people_without_number += people_without;
  });
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
  count_directory_numbers(directory, options.threads, quality);
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
                  const ShownNames& names, const PeopleSums& people) {
  Timestamp first = Timestamp::max(), last = Timestamp::min();
  for (const LogFacts& file : logs.files) {
    first = std::min(first, file.first);
    last = std::max(last, file.last);
  }
  if (first <= last) {
    report.incident.observed_from = to_rfc3339(first);
    report.incident.observed_to = to_rfc3339(last);
  }
  report.distributions = distributions_of(logs, names, options.threads);
  report.quality = quality_of(report, logs, directory, options);
  report.deadlines = deadlines_of(report, options);
  people.add_to(report, options.policy);
}

}  // namespace mfax
