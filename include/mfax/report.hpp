// The report: a value of text and numbers. Its five long lists make their entries when they are read, of what the report owns
// together with its copies (docs/decisions/0012); nothing refers to inputs or chunks any more. Renderers read it, render_json
// writes it, load_report reads it back: load_report(render_json(r)) == r. Field names are the JSON names.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "mfax/directory.hpp"
#include "mfax/entries.hpp"
#include "mfax/match.hpp"
#include "mfax/policy.hpp"
#include "mfax/read.hpp"
#include "mfax/types.hpp"

namespace mfax {

struct Tally {
  std::string name;
  std::uint64_t count = 0;
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct InputFacts {
  std::string id;                ///< "in1"
  std::string role;              ///< "log" | "directory"
  std::string path, member;      ///< member: of the archive at path, "" = the file itself
  std::string sha256, format, format_title, compression, encoding;
  std::uint64_t bytes = 0;
  std::uint64_t row_count = 0, rejected_count = 0, people_count = 0;  ///< people_count: directories
  std::string period_from, period_to;   ///< RFC 3339, "" without times
  std::vector<Tally> codes;      ///< every code that occurred, by id
  std::vector<Tally> columns;    ///< "to_number=Destination Number": what was bound (count unused, 0)
  std::string zone, date_order, number_form;
  std::vector<std::string> notes;   ///< assumptions and oddities, for people
  bool is_changed = false;
  friend bool operator==(const InputFacts&, const InputFacts&) = default;
};

struct RowAccounting {
  std::uint64_t read = 0, blank = 0, rejected = 0, duplicate = 0, out_of_window = 0, not_counted = 0, in_scope = 0, undated = 0;
  bool is_balanced = true;
  friend bool operator==(const RowAccounting&, const RowAccounting&) = default;
};
struct NumberAccounting {
  std::uint64_t distinct = 0, matched = 0, ambiguous = 0, unmatched = 0, ignored = 0;
  bool is_balanced = true;
  friend bool operator==(const NumberAccounting&, const NumberAccounting&) = default;
};
struct MessageAccounting {
  std::uint64_t in_scope = 0, attributed = 0, ambiguous = 0, unmatched = 0, ignored = 0;
  bool is_balanced = true;
  friend bool operator==(const MessageAccounting&, const MessageAccounting&) = default;
};
struct PeopleAccounting {
  std::uint64_t certain = 0, possible_additional = 0, not_exposed = 0, directory_total = 0;
  bool is_balanced = true;
  friend bool operator==(const PeopleAccounting&, const PeopleAccounting&) = default;
};
struct Accounting {
  RowAccounting rows;
  NumberAccounting numbers;
  MessageAccounting messages;
  PeopleAccounting people;
  bool is_balanced() const noexcept { return rows.is_balanced && numbers.is_balanced && messages.is_balanced && people.is_balanced; }
  friend bool operator==(const Accounting&, const Accounting&) = default;
};

struct Signal {
  std::string code;
  std::int64_t weight = 0;
  std::uint64_t message_count = 0;
  std::vector<std::string> row_refs;
  std::string detail;              ///< "12 administrator log-ins"; no numbers, no names
  bool has_more_rows = false;      ///< row_refs is cut: there are further rows
  friend bool operator==(const Signal&, const Signal&) = default;
};

struct PersonNumber {
  std::string number_id;           ///< "n-0001": rank by number, so it does not give the number away
  std::string masked;              ///< as the mask mode says; the whole number with --mask none
  std::string confidence, method;  ///< method: e164_equal | region_applied | plan_equivalent | likely_equivalent
  std::string directory_field, use, kind;
  std::uint64_t message_count = 0;
  std::vector<std::string> row_refs;        ///< first 10 log rows
  std::string directory_row;       ///< "in2:14"
  std::uint64_t holder_count = 1;
  bool has_more_rows = false;
  friend bool operator==(const PersonNumber&, const PersonNumber&) = default;
};

struct ExposedPerson {
  std::string person_id;           ///< "p-0001": order of the merged directory
  std::string directory_id, employee_id, username, display_name, email, account_status, title, department, manager;
  std::string residence_country, residence_state, locale;
  bool is_privileged = false, is_vip = false;
  std::string time_zone;           ///< IANA zone in which burst and habit were looked for; "" = UTC, the zone is not known
  std::string certainty;           ///< certain | possible
  std::string confidence;          ///< best of the numbers
  std::string severity;
  std::int64_t score = 0;
  std::vector<Signal> signals;
  std::vector<std::string> exposed_elements;
  std::vector<PersonNumber> numbers;
  std::uint64_t message_count = 0, active_day_count = 0, undated_count = 0;
  std::string first_sent_at, last_sent_at;
  std::vector<std::string> carriers, log_countries, log_states, number_countries;
  std::vector<Tally> channels, message_types;
  std::string work_list;
  std::vector<std::string> recommended_actions;
  std::vector<std::string> directory_rows;
  friend bool operator==(const ExposedPerson&, const ExposedPerson&) = default;
};

struct NumberHolder {
  std::string person_id, confidence;
  friend bool operator==(const NumberHolder&, const NumberHolder&) = default;
};
/// A number of the logs: matched, ambiguous, unmatched, ignored or generic.
struct LogNumber {
  std::string number_id, masked, outcome, status, region, state, type;
  std::uint64_t message_count = 0, undated_count = 0, active_day_count = 0;
  std::string first_sent_at, last_sent_at;
  std::vector<NumberHolder> holders;     ///< ambiguous: everybody; unmatched: candidates below --min-confidence
  std::vector<Tally> carriers, countries, states, channels, message_types;
  std::vector<std::string> row_refs;
  bool has_more_rows = false;
  std::string reason;                    ///< ignored: ignore_list | generic; unmatched: no_holder | below_min_confidence
  friend bool operator==(const LogNumber&, const LogNumber&) = default;
};
struct SharedHolder {
  std::string person_id, label;          ///< label: login, else e-mail, else name
  friend bool operator==(const SharedHolder&, const SharedHolder&) = default;
};
struct SharedNumber {
  std::string number_id, masked, kind;   ///< shared | generic
  std::uint64_t holder_count = 0, message_count = 0;
  std::vector<SharedHolder> holders;     ///< by person_id, at most 50
  friend bool operator==(const SharedNumber&, const SharedNumber&) = default;
};
struct RejectedRow {
  std::string row, field, excerpt;       ///< excerpt masked unless --mask none
  std::uint64_t byte = 0;
  std::vector<std::string> codes;
  friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

/// A readable log row that is not counted.
struct LeftOutRow {
  std::string row, reason;               ///< duplicate | out_of_window | not_counted
  std::string masked, sent_at;           ///< "" = none
  std::vector<std::string> codes;        ///< not_counted: why
  friend bool operator==(const LeftOutRow&, const LeftOutRow&) = default;
};
/// A person of the directories who is not exposed.
struct NotExposed {
  std::string person_id, username, email;
  std::string reason;  ///< no_number | no_usable_number | below_min_confidence | generic_number | ignored_number | outside_window | not_in_log
  friend bool operator==(const NotExposed&, const NotExposed&) = default;
};

struct Status {
  int exit_code = 0;
  std::string state;                     ///< complete | incomplete
  std::vector<std::string> reasons;      ///< stable words with counts: "rejected_rows:17"
  friend bool operator==(const Status&, const Status&) = default;
};
struct ToolFacts {
  std::string name = "mfax", version, numbering_data, tz_data;
  friend bool operator==(const ToolFacts&, const ToolFacts&) = default;
};
struct RunFacts {
  std::string command;                   ///< without values of --key-file
  std::string default_region, assume_tz, min_confidence, mask, policy;
  std::uint64_t generic_threshold = 6, vip_count = 0;  ///< vip_count: names on the --vip list
  std::vector<std::string> assumptions;  ///< each with its row count
  std::vector<std::string> merge_rules;
  std::string options_sha256, policy_sha256, formats_sha256;
  friend bool operator==(const RunFacts&, const RunFacts&) = default;
};
struct IncidentFacts {
  std::string id, title, provider, window_from, window_to, observed_from, observed_to;
  std::string summary, source;                     ///< wording for the reader; where the facts come from
  std::vector<std::string> exposed_elements, not_exposed_elements, steps;
  std::uint64_t retention_days = 0;                ///< how long the provider's own interface keeps logs; 0 = not known
  std::string profile_sha256;                      ///< of the incident file
  friend bool operator==(const IncidentFacts&, const IncidentFacts&) = default;
};
struct Summary {
  std::uint64_t people_certain = 0, people_up_to = 0, numbers = 0, messages = 0;
  std::uint64_t critical = 0, high = 0, medium = 0, low = 0;
  friend bool operator==(const Summary&, const Summary&) = default;
};
/// People by one group of countries on the three bases; `any`: on at least one of them.
struct RegionCount {
  std::string region;                             ///< EEA | UK | CH | US
  std::uint64_t residence = 0, number = 0, log = 0, any = 0;
  friend bool operator==(const RegionCount&, const RegionCount&) = default;
};
struct Jurisdictions {
  std::vector<Tally> residence, number, log;      ///< people by country, three bases; "unknown" is a row of its own
  std::vector<Tally> us_states;                   ///< people by log state or residence, US only
  std::uint64_t eea = 0, uk = 0, ch = 0;          ///< people by residence, else number
  std::vector<RegionCount> regions;
  friend bool operator==(const Jurisdictions&, const Jurisdictions&) = default;
};
struct Distributions {
  std::vector<Tally> carriers, countries, states, channels, message_types, days;   ///< messages; days by date, others count falling
  std::vector<Tally> messages_per_person;         ///< "1", "2-5", "6-20", "21-100", "101+"
  std::vector<std::uint64_t> hour_of_week;        ///< 168, UTC, Monday first
  std::vector<std::uint64_t> hour_of_week_local;  ///< 168, on the clocks of the exposed people whose zone is known
  std::vector<Tally> time_zones;                  ///< those people by zone; "" is not in it
  std::vector<Tally> unmapped_carriers;           ///< texts no alias knows
  friend bool operator==(const Distributions&, const Distributions&) = default;
};
struct SilentDay {
  std::string date, weekday;
  std::uint64_t usual_count = 0;                  ///< median of the same weekday
  friend bool operator==(const SilentDay&, const SilentDay&) = default;
};
struct Quality {
  std::vector<Tally> codes;                       ///< over all inputs, by id
  std::vector<Tally> rejected_by_reason;          ///< code of the fault -> rows
  std::vector<RejectedRow> rejects;               ///< first reject_limit; rejects.csv of a run folder has the same
  std::uint64_t rejects_total = 0;
  std::vector<SilentDay> silent_days;
  std::vector<LeftOutRow> left_out;               ///< first reject_limit; accounting.rows has the counts
  std::vector<std::string> vip_not_found;         ///< names of the --vip list that are nobody's
  std::uint64_t directory_numbers = 0, directory_numbers_unusable = 0, people_without_number = 0;
  std::vector<std::string> merge_conflicts;
  friend bool operator==(const Quality&, const Quality&) = default;
};
struct Deadline {
  std::string code, title, at;                    ///< at: RFC 3339
  bool is_past = false;
  friend bool operator==(const Deadline&, const Deadline&) = default;
};
struct SignalInfo {
  std::string code, title;
  std::int64_t weight = 0;
  std::uint64_t people_count = 0;
  friend bool operator==(const SignalInfo&, const SignalInfo&) = default;
};
struct PrivacyFacts {
  std::string mask, note;
  bool has_personal_data = true;
  bool is_redacted = false;              ///< made by `mfax redact`: names, logins, addresses, numbers and clock times are gone
  friend bool operator==(const PrivacyFacts&, const PrivacyFacts&) = default;
};

/// What the lists of people add up to, known since they were built. A memo, no part of the report's value: equal to any other.
struct PeopleDigest {
  bool is_known = false;
  std::vector<Tally> work_lists, actions;         ///< people, count falling
  friend bool operator==(const PeopleDigest&, const PeopleDigest&) noexcept { return true; }
};

struct Report {
  std::string schema = "https://mfax.example/schema/report-1.json";  ///< "$schema"
  std::string schema_version = "1.0.0", document_type = "exposure_report";
  std::string report_id, generated_at;
  Status status;
  ToolFacts tool;
  RunFacts run;
  IncidentFacts incident;
  std::vector<InputFacts> inputs;
  Accounting accounting;
  Summary summary;
  Jurisdictions jurisdictions;
  Distributions distributions;
  Entries<ExposedPerson> people;          ///< severity falling, score falling, then person_id
  Entries<LogNumber> numbers;             ///< matched; by number_id (as are the next three)
  Entries<LogNumber> ambiguous, unmatched, ignored;
  Entries<SharedNumber> shared;
  std::vector<NotExposed> not_exposed;    ///< by person_id, at most 100,000; accounting.people has the count
  std::vector<SignalInfo> signals;
  Quality quality;
  std::vector<Deadline> deadlines;
  PrivacyFacts privacy;
  std::string integrity_inputs_sha256;    ///< over "<sha256>  <path>\n" of every input
  PeopleDigest digest;                    ///< not written: see digest_of
  friend bool operator==(const Report&, const Report&) = default;
};

/// Everything build_report needs beside the data. No clock, no environment.
struct ReportOptions {
  Confidence min_confidence = Confidence::equivalent;
  std::uint64_t generic_threshold = 6;
  std::vector<PhoneKey> ignored;          ///< sorted
  MaskMode mask = MaskMode::last4;
  std::string hmac_key;
  Policy policy = built_in_policy();
  std::vector<std::string> vip;                 ///< logins, addresses or ids, as written
  Window window;
  Timestamp now{};
  std::optional<Timestamp> aware_at;            ///< when the organization learned of the breach
  RunFacts run;
  IncidentFacts incident;
  unsigned threads = 1;                         ///< nothing of the report depends on it
};

/// Pure. The lists of the report refer to logs and directory and share their ownership. Throws std::logic_error (a bug: exit 1) when the accounting does not balance.
Report build_report(std::shared_ptr<const MergedLogs>, std::shared_ptr<const Directory>, std::vector<InputFacts>, const ReportOptions&);
/// The same with all lists in memory: refers to nothing.
Report build_report(const MergedLogs&, const Directory&, std::vector<InputFacts>, const ReportOptions&);

/// The memo, or added up of report.people.
PeopleDigest digest_of(const Report&);

/// A copy to pass on: no names, logins, addresses, ids of accounts, numbers or clock times. What remains (countries, counts, dates,
/// signals, row references) leads to a person only for somebody who has the inputs.
Report redact(Report);

/// Reads a saved report. Throws FatalError(bad_input) with place and reason.
Report load_report(std::string_view json, std::string_view origin);

}  // namespace mfax
