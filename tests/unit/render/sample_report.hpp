// A report as analyze makes it, with fictional people and reserved numbers (NANP 555-01xx). In: how many people.
// Out: a report in which every list has something. Used by the tests of all renderers.
#pragma once

#include <fmt/format.h>

#include <string>

#include "mfax/report.hpp"

namespace mfax::test {

inline InputFacts sample_input(const char* id, const char* role, const char* path) {
  InputFacts input;
  input.id = id;
  input.role = role;
  input.path = path;
  input.sha256 = std::string(60, 'a') + "9f2c";
  input.format = "duo-telephony-v2";
  input.format_title = "Duo telephony log";
  input.compression = "none";
  input.encoding = "utf-8";
  input.bytes = 1048576;
  input.codes = {{"C_DECORATION", 12}, {"P_SCI_LOSSY", 12}};
  input.zone = "UTC";
  input.date_order = "none";
  input.number_form = "plus";
  if (input.role == "log") {
    input.row_count = 12480;
    input.rejected_count = 17;
    input.period_from = "2024-03-01T00:04:11Z";
    input.period_to = "2024-03-31T23:50:02Z";
    input.columns = {{"to_number=Phone", 0}, {"sent_at=Timestamp (UTC)", 0}};
  } else {
    input.people_count = 3018;
    input.row_count = 3018;
    input.columns = {{"username=username", 0}, {"phone=phones[].number", 0}};
  }
  return input;
}

inline ExposedPerson sample_person(unsigned index) {
  static constexpr const char* kSeverity[] = {"critical", "high", "medium", "low"};
  const unsigned rank = index < 2 ? 0 : index < 6 ? 1 : index < 20 ? 2 : 3;
  ExposedPerson p;
  p.person_id = fmt::format("p-{:04}", index + 1);
  p.directory_id = fmt::format("DU{:05}", index + 1);
  p.employee_id = fmt::format("e{}", 10442 + index);
  p.username = fmt::format("user{}", index + 1);
  p.display_name = fmt::format("Example Person {}", index + 1);
  p.email = index % 7 == 3 ? "" : fmt::format("user{}@example.org", index + 1);
  p.account_status = index % 11 == 5 ? "disabled" : "active";
  p.title = "Engineer";
  p.department = "Identity";
  p.manager = "boss@example.org";
  p.residence_country = index % 5 == 0 ? "DE" : "US";
  p.residence_state = index % 5 == 0 ? "" : "US-TX";
  p.locale = "en-US";
  p.is_privileged = rank < 2;
  p.certainty = index % 9 == 8 ? "possible" : "certain";
  p.confidence = "exact";
  p.severity = kSeverity[rank];
  p.score = 70 - static_cast<int>(index % 60);
  if (rank < 2) p.signals.push_back({"admin_context", 40, 12, {"in1:88", "in1:402"}, "12 administrator log-in messages"});
  if (rank < 3) p.signals.push_back({"phone_only_factor", 20, 0, {}, "sms, voice"});
  p.exposed_elements = {"phone_number", "carrier", "country", "state", "sent_at", "message_type"};
  PersonNumber number;
  number.number_id = fmt::format("n-{:04}", index + 1);
  number.masked = fmt::format("+1 ***-***-{:04}", 100 + index % 100);
  number.confidence = "exact";
  number.method = "e164_equal";
  number.directory_field = "phones[].number";
  number.directory_row = fmt::format("in2:{}", index + 2);
  number.use = "mfa";
  number.kind = "mobile";
  number.message_count = 61;
  number.row_refs = {"in1:5", "in1:88"};
  p.numbers = {number};
  p.message_count = 61;
  p.active_day_count = 21;
  p.first_sent_at = "2024-03-01T13:02:11Z";
  p.last_sent_at = "2024-03-29T20:44:03Z";
  p.carriers = {"us:att"};
  p.log_countries = {"US"};
  p.log_states = {"US-TX"};
  p.number_countries = {"US"};
  p.channels = {{"sms", 49}, {"voice", 12}};
  p.message_types = {{"passcode", 49}, {"admin_login", 12}};
  p.work_list = rank < 2 ? "call_first" : "notify";
  p.recommended_actions = {"warn_of_smishing", "move_off_sms", "carrier_port_lock"};
  p.directory_rows = {number.directory_row};
  return p;
}

inline LogNumber sample_number(unsigned index, const char* outcome) {
  LogNumber n;
  n.number_id = fmt::format("n-{:04}", index);
  n.masked = fmt::format("+1 ***-***-{:04}", 100 + index % 100);
  n.outcome = outcome;
  n.status = "ok";
  n.region = "US";
  n.state = "US-TX";
  n.type = "mobile";
  n.message_count = 9;
  n.undated_count = 1;
  n.active_day_count = 4;
  n.first_sent_at = "2024-03-02T09:00:00Z";
  n.last_sent_at = "2024-03-20T17:45:30Z";
  n.carriers = {{"us:att", 9}};
  n.countries = {{"US", 9}};
  n.states = {{"US-TX", 9}};
  n.channels = {{"sms", 9}};
  n.message_types = {{"passcode", 9}};
  n.row_refs = {"in1:7", "in1:19"};
  if (n.outcome == "matched") n.holders = {{"p-0001", "exact"}};
  if (n.outcome == "ambiguous") n.holders = {{"p-0001", "exact"}, {"p-0002", "derived"}};
  if (n.outcome == "unmatched") n.reason = "no_holder";
  if (n.outcome == "ignored") n.reason = "generic";
  return n;
}

inline void fill_sample_counts(Report& r, unsigned people) {
  r.accounting.rows = {12480, 3, 17, 240, 20, 0, 12200, 5, true};
  r.accounting.numbers = {1412, 1347, 18, 47, 0, true};
  r.accounting.messages = {12200, 11702, 164, 334, 0, true};
  r.accounting.people = {1322, 31, 1665, 3018, true};
  r.summary = {1322, 1353, 1412, 12200, 6, 41, 212, 1063};
  r.jurisdictions.residence = {{"US", 1101}, {"DE", 180}, {"GB", 41}, {"unknown", 31}};
  r.jurisdictions.number = {{"US", 1130}, {"DE", 160}, {"GB", 43}, {"CH", 20}};
  r.jurisdictions.log = {{"US", 1160}, {"DE", 150}, {"GB", 43}};
  r.jurisdictions.us_states = {{"US-TX", 420}, {"US-CA", 300}, {"US-NY", 120}};
  r.jurisdictions.eea = 180;
  r.jurisdictions.uk = 41;
  r.jurisdictions.ch = 9;
  Distributions& d = r.distributions;
  d.carriers = {{"us:verizon", 5200}, {"us:att", 3900}, {"us:tmobile", 2400}, {"de:telekom", 500}, {"raw:acme mobile", 200}};
  d.countries = {{"US", 11000}, {"DE", 900}, {"GB", 300}};
  d.states = {{"US-TX", 4200}, {"US-CA", 3000}, {"US-NY", 1200}};
  d.channels = {{"sms", 9800}, {"voice", 2400}};
  d.message_types = {{"passcode", 9800}, {"admin_login", 1200}, {"enrollment", 900}, {"unknown", 300}};
  for (unsigned day = 1; day <= 31; ++day) {
    const bool is_weekend = day % 7 == 2 || day % 7 == 3;  // 2024-03-02 was a Saturday
    if (day != 17) d.days.push_back({fmt::format("2024-03-{:02}", day), is_weekend ? 140 + day : 460 + (day * 37) % 160});
  }
  d.messages_per_person = {{"1", 120}, {"2-5", 400}, {"6-20", 590}, {"21-100", 210}, {"101+", 2}};
  for (unsigned hour = 0; hour < 168; ++hour)
    d.hour_of_week.push_back(hour / 24 < 5 && hour % 24 > 11 ? 120 - (hour % 24 > 17 ? 9 * (hour % 24 - 17) : 0) : hour % 5);
  d.unmapped_carriers = {{"acme mobile", 200}};
  for (unsigned i = 0; i < people; ++i) r.people.push_back(sample_person(i));
}

inline Report sample_report(unsigned people = 40) {
  Report r;
  r.report_id = "r-5f1d2c3b4a596877";
  r.generated_at = "2024-04-16T09:30:00Z";
  r.status = {4, "incomplete", {"rejected_rows:17"}};
  r.tool.version = "0.1.0";
  r.tool.numbering_data = "libphonenumber 8.12.57";
  r.tool.tz_data = "2024a";
  r.run.command = "mfax analyze --log provider.csv --directory duo-users.json --directory ad.csv --default-region US -o case/";
  r.run.default_region = "US";
  r.run.assume_tz = "UTC";
  r.run.min_confidence = "equivalent";
  r.run.mask = "last4";
  r.run.policy = "builtin-1";
  r.run.assumptions = {"times without a zone are UTC (--assume-tz): 12,463 rows", "312 numbers without country read as US (--default-region)"};
  r.run.merge_rules = {"same employee id", "same e-mail address or login"};
  r.run.options_sha256 = r.run.policy_sha256 = r.run.formats_sha256 = r.integrity_inputs_sha256 = std::string(64, 'b');
  r.incident.id = "duo-2024-04";
  r.incident.title = "Cisco Duo telephony supplier, April 2024";
  r.incident.provider = "Cisco Duo";
  r.incident.window_from = "2024-03-01T00:00:00Z";
  r.incident.window_to = "2024-03-31T23:59:59.999999Z";
  r.incident.observed_from = "2024-03-01T00:04:11Z";
  r.incident.observed_to = "2024-03-31T23:50:02Z";
  r.incident.exposed_elements = {"phone_number", "carrier", "country", "state", "sent_at", "message_type"};
  r.inputs = {sample_input("in1", "log", "provider.csv"), sample_input("in2", "directory", "duo-users.json"),
              sample_input("in3", "directory", "ad.csv")};
  fill_sample_counts(r, people);
  for (unsigned i = 1; i <= 3; ++i) r.numbers.push_back(sample_number(i, "matched"));
  r.ambiguous = {sample_number(4, "ambiguous")};
  r.unmatched = {sample_number(5, "unmatched")};
  r.ignored = {sample_number(6, "ignored")};
  r.shared = {{"n-0004", "+1 ***-***-0104", "shared", 2, 9, {{"p-0001", "user1"}, {"p-0002", "user2"}}}};
  r.signals = {{"admin_context", "administrator log-ins were among the messages", 40, 6},
               {"phone_only_factor", "text messages or calls are the only second factor", 20, 20}};
  r.quality.codes = {{"P_SCI_LOSSY", 12}, {"T_INVALID", 5}};
  r.quality.rejected_by_reason = {{"P_SCI_LOSSY", 12}, {"T_INVALID", 5}};
  r.quality.rejects = {{"in1:3", "number", "4.47701E+11", 211, {"P_SCI_LOSSY"}}};
  r.quality.rejects_total = 17;
  r.quality.silent_days = {{"2024-03-17", "Sunday", 148}};
  r.quality.directory_numbers = 4200;
  r.quality.directory_numbers_unusable = 31;
  r.quality.people_without_number = 212;
  r.quality.merge_conflicts = {"different_status: active and disabled (in2:14, in3:9)"};
  r.deadlines = {{"authority_notice", "notice to the supervisory authority, 72 hours after becoming aware (GDPR Art. 33)",
                  "2024-04-18T08:00:00Z", false}};
  r.privacy.mask = "last4";
  r.privacy.note = "holds personal data of the people listed; keep it no longer than the incident needs";
  return r;
}

}  // namespace mfax::test
