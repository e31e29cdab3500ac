// Signals from times, places, types and lists, each with the rows that show it. The clocks of March 2024 change twice: in the
// United States on the 10th, in the European Union on the 31st.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>

#include "match/contact.hpp"
#include "mfax/local_time.hpp"
#include "mfax/report.hpp"

using namespace mfax;
using Catch::Matchers::Contains;

namespace {

Timestamp at(std::string_view text) { return *parse_rfc3339_utc(text); }

/// One person with one number, message by message.
struct OnePerson {
  MergedLogs logs;
  ContactBuilder contact;
  std::uint64_t messages = 0;
  DirectoryRecord record;
  ReportOptions options;
  std::uint64_t digits = 12025550101;
  std::uint32_t line = 0;

  OnePerson() {
    record.username = "ann";
    record.email = "ann@example.org";
  }
  void message(std::string_view time, std::string_view type = "passcode", std::string_view carrier = "us:att", std::string_view country = "US") {
    Seen seen;
    seen.sent_at = at(time);
    seen.has_time = true;
    seen.row.line_in_chunk = line++;
    MessageTraits traits;
    traits.type = logs.names.intern(type);
    traits.carrier = logs.names.intern(carrier);
    traits.country = logs.names.intern(country);
    traits.channel = Channel::sms;
    contact.add(seen, traits);
    ++messages;
  }
  Report report() {
    DirectoryNumber number;
    number.key = PhoneKey{digits};
    number.status = NumberStatus::ok;
    record.numbers = {number};
    logs.contacts = {{PhoneKey{digits}, contact.view()}};
    logs.rows.read = logs.rows.in_scope = messages;
    return build_report(logs, build_directory({record}), {}, options);
  }
  Signal signal(std::string_view code) {
    const Report made = report();
    for (const Signal& found : made.people.at(0).signals)
      if (found.code == code) return found;
    return {};
  }
};

std::string day_time(int day, std::string_view time) { return fmt::format("2024-03-{:02}T{}Z", day, time); }

}  // namespace

TEST_CASE("local clocks change when the zone says so") {
  const auto minute = [](std::string_view zone, std::string_view time) {
    const auto utc = static_cast<std::int32_t>(std::chrono::floor<std::chrono::minutes>(at(time)).time_since_epoch().count());
    return LocalClock::find(zone)->local_minute(utc) - utc;
  };
  CHECK(minute("America/New_York", "2024-03-10T06:59:00Z") == -300);
  CHECK(minute("America/New_York", "2024-03-10T07:00:00Z") == -240);
  CHECK(minute("Europe/Berlin", "2024-03-31T00:59:00Z") == 60);
  CHECK(minute("Europe/Berlin", "2024-03-31T01:00:00Z") == 120);
  CHECK(minute("Asia/Kathmandu", "2024-03-31T01:00:00Z") == 345);
  CHECK(minute("America/Phoenix", "2024-03-20T00:00:00Z") == -420);
  CHECK(minute("", "2024-03-31T01:00:00Z") == 0);
  CHECK_FALSE(LocalClock::find("Mars/Phobos"));
}

TEST_CASE("a clock that remembers its offset shows what a new one shows") {
  for (const char* zone : {"America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo", ""}) {
    LocalClock one = *LocalClock::find(zone);
    std::int32_t minute = 28401120;  // 2024-01-01
    for (int i = 0; i < 3000; ++i) {
      minute += i % 7 == 0 ? -90000 : 13331 + i % 61;  // some years, forward and back
      INFO(zone << " " << minute);
      REQUIRE(one.local_minute(minute) == LocalClock::find(zone)->local_minute(minute));
    }
  }
  LocalClock berlin = *LocalClock::find("Europe/Berlin");
  for (std::int32_t minute = 28900000; minute < 28900000 + 540000; ++minute)  // 2024-12 to 2025-12, every minute
    if (minute % 60 == 0 || minute % 60 == 59) REQUIRE(berlin.local_minute(minute) == LocalClock::find("Europe/Berlin")->local_minute(minute));
}

TEST_CASE("a place has the zone of most of its people, or none") {
  CHECK(zone_of_place("US", "US-TX") == "America/Chicago");
  CHECK(zone_of_place("US", "") == "");
  CHECK(zone_of_place("GB", "GB-SCT") == "Europe/London");
  CHECK(zone_of_place("ES", "ES-CN") == "Atlantic/Canary");
  CHECK(zone_of_place("", "") == "");
  CHECK(zone_of_place("ZZ", "") == "");
}

TEST_CASE("a habit is one of the person's own clock, across the change of 10 March") {
  OnePerson p;
  p.record.country = "US";
  p.record.state = "US-NY";
  p.options.policy.thresholds.habit_hours = 1;
  p.options.policy.thresholds.habit_percent = 90;
  for (int day = 1; day <= 9; ++day) p.message(day_time(day, "13:30:00")), p.message(day_time(day, "13:40:00"));
  for (int day = 10; day <= 20; ++day) p.message(day_time(day, "12:30:00"));
  const Signal habit = p.signal("habit_exposed");
  CHECK_THAT(habit.detail, Contains("29 of 29 messages between 08:00 and 09:00 on 20 days (America/New_York)"));
  CHECK(habit.message_count == 29);
  CHECK(habit.row_refs.size() == kRowRefLimit);
  CHECK(habit.has_more_rows);
  // The same messages of somebody whose zone is not known are two habits of UTC, so none.
  p.record.state.clear();
  CHECK(p.signal("habit_exposed").code.empty());
}

TEST_CASE("a habit is one of the person's own clock, across the change of 31 March") {
  OnePerson p;
  p.record.country = "DE";
  p.options.policy.thresholds.habit_hours = 1;
  p.options.policy.thresholds.habit_percent = 100;
  for (int day = 20; day <= 30; ++day) p.message(day_time(day, "07:10:00")), p.message(day_time(day, "07:50:00"));
  p.message("2024-03-31T06:10:00Z");
  p.message("2024-04-01T06:10:00Z");
  CHECK_THAT(p.signal("habit_exposed").detail, Contains("24 of 24 messages between 08:00 and 09:00 on 13 days (Europe/Berlin)"));
  p.message("2024-04-02T07:10:00Z");
  CHECK(p.signal("habit_exposed").code.empty());
}

TEST_CASE("a burst is told in local time with its rows") {
  OnePerson p;
  p.record.country = "US";
  p.record.state = "US-CA";
  p.message("2024-03-05T10:00:00Z");
  for (int i = 0; i < 6; ++i) p.message(fmt::format("2024-03-12T09:1{}:30Z", i));
  const Signal burst = p.signal("burst");
  CHECK_THAT(burst.detail, Contains("6 messages within 10 minutes from 2024-03-12 02:10 (America/Los_Angeles)"));
  CHECK(burst.row_refs == std::vector<std::string>{"in1:2", "in1:3", "in1:4", "in1:5", "in1:6", "in1:7"});
  CHECK_FALSE(burst.has_more_rows);
  p.options.policy.thresholds.burst_messages = 7;
  CHECK(p.signal("burst").code.empty());
}

TEST_CASE("carriers, countries and types are shown with their rows") {
  OnePerson p;
  for (int i = 0; i < 4; ++i) p.message(day_time(i + 1, "10:00:00"), "passcode", "us:att");
  p.message(day_time(9, "10:00:00"), "admin_login", "us:verizon", "CA");
  p.message(day_time(10, "10:00:00"), "enrollment", "raw:some name", "CA");
  CHECK(p.signal("admin_context").row_refs == std::vector<std::string>{"in1:5"});
  CHECK(p.signal("enrollment_in_window").row_refs == std::vector<std::string>{"in1:6"});
  const Signal carrier = p.signal("carrier_changed_in_window");
  CHECK_THAT(carrier.detail, Contains("2 carriers for one number: us:att, us:verizon"));
  CHECK(carrier.row_refs == std::vector<std::string>{"in1:1", "in1:2", "in1:3", "in1:5"});
  CHECK(carrier.message_count == 5);
  CHECK(carrier.has_more_rows);
  CHECK(p.signal("multi_region").row_refs == std::vector<std::string>{"in1:1", "in1:2", "in1:3", "in1:5", "in1:6"});
  CHECK(p.signal("geo_disagrees").row_refs == std::vector<std::string>{"in1:5", "in1:6"});
}

TEST_CASE("recent counts back from the end of the window, else of the log") {
  OnePerson p;
  p.message("2024-03-05T10:00:00Z");
  p.message("2024-03-27T10:00:00Z");
  CHECK(p.signal("recent").row_refs == std::vector<std::string>{"in1:2"});
  p.options.window.to = at("2024-04-30T23:59:59Z");
  CHECK(p.signal("recent").code.empty());
  p.options.window.to = at("2024-03-11T23:59:59Z");
  CHECK(p.signal("recent").message_count == 2);
}

TEST_CASE("the vip list knows logins, addresses and ids without case, and says whom it did not find") {
  OnePerson p;
  p.message("2024-03-05T10:00:00Z");
  p.options.vip = {"ANN@Example.org", "nobody"};
  Report report = p.report();
  CHECK(report.people[0].is_vip);
  CHECK(report.people[0].severity == "high");
  CHECK(report.run.vip_count == 2);
  CHECK(report.quality.vip_not_found == std::vector<std::string>{"nobody"});
  p.record.employee_id = "e77";
  p.options.vip = {"E77"};
  CHECK(p.report().people[0].is_vip);
}

TEST_CASE("a signal that is off is neither counted nor listed") {
  OnePerson p;
  p.message("2024-03-05T10:00:00Z", "admin_login");
  CHECK(p.report().people[0].severity == "critical");
  p.options.policy = load_policy(R"({"signals":{"admin_context":{"enabled":false}}})", "x");
  const Report report = p.report();
  CHECK(report.people[0].severity == "low");
  CHECK(report.people[0].score == 0);
  CHECK(std::none_of(report.signals.begin(), report.signals.end(), [](const SignalInfo& s) { return s.code == "admin_context"; }));
  CHECK(report.run.policy == "x");
}

TEST_CASE("levels are the policy's own") {
  OnePerson p;
  p.message("2024-03-05T10:00:00Z", "enrollment");
  p.options.policy = load_policy(R"({"levels":{"critical":{"any_of":[["enrollment_in_window","no_address"]]},"high":{"min_score":5},
      "medium":{"min_messages":1}}})", "x");
  CHECK(p.report().people[0].severity == "high");
  p.record.email.clear();
  CHECK(p.report().people[0].severity == "critical");
  p.options.policy.levels[0] = p.options.policy.levels[1] = {};
  CHECK(p.report().people[0].severity == "medium");
}

TEST_CASE("whoever is not exposed has a reason") {
  OnePerson p;
  p.message("2024-03-05T10:00:00Z");
  DirectoryRecord other;
  other.username = "ben";
  p.digits = 12025550102;
  DirectoryNumber number;
  number.key = PhoneKey{12025550199};
  number.status = NumberStatus::ok;
  DirectoryRecord third = other, fourth = other, fifth = other;
  third.username = "cem", fourth.username = "dee", fifth.username = "eve";
  third.numbers = {number};
  number.key = {};
  fourth.numbers = {number};
  number.key = PhoneKey{12025550188};
  fifth.numbers = {number};
  PlacedLeftOut left;
  left.facts.number = PhoneKey{12025550188};
  left.facts.reason = LeftOut::Reason::out_of_window;
  p.logs.left_out = {left};
  p.logs.contacts = {{PhoneKey{12025550101}, p.contact.view()}};
  p.logs.rows.read = p.logs.rows.in_scope = 1;
  const Report report = build_report(p.logs, build_directory({other, third, fourth, fifth}), {}, {});
  REQUIRE(report.not_exposed.size() == 4);
  CHECK(report.not_exposed[0].reason == "no_number");
  CHECK(report.not_exposed[1].reason == "not_in_log");
  CHECK(report.not_exposed[2].reason == "no_usable_number");
  CHECK(report.not_exposed[3].reason == "outside_window");
}

TEST_CASE("a number with more messages than times are kept of is still recent") {
  OnePerson one;
  for (std::size_t i = 0; i < kMomentLimit; ++i) one.message("2024-03-01T08:00:00Z");
  one.message("2024-03-30T08:00:00Z");
  one.options.window.to = at("2024-03-31T23:59:59Z");
  const Signal recent = one.signal("recent");
  CHECK(recent.detail == "at least 1 message in the last 7 days");
  CHECK(recent.has_more_rows);
  CHECK(recent.row_refs.empty());
}

TEST_CASE("telephone numbers in the columns of carriers and types are masked like every other") {
  OnePerson one;
  one.message("2024-03-01T08:00:00Z", "202-555-0166 code", "raw:+12025550199");
  one.message("2024-03-01T09:00:00Z", "202-555-0166 code", "raw:+12025550188");
  one.message("2024-03-01T10:00:00Z", "passcode", "raw:net 310260");
  for (const MaskMode mode : {MaskMode::last4, MaskMode::full, MaskMode::hmac}) {
    one.options.mask = mode;
    one.options.hmac_key = "0123456789abcdef0123456789abcdef";
    const Report made = one.report();
    for (const auto* list : {&made.distributions.carriers, &made.distributions.message_types, &made.distributions.unmapped_carriers,
                             &made.numbers.at(0).carriers, &made.people.at(0).message_types})
      for (const Tally& entry : *list) CHECK_THAT(entry.name, !Contains("2025550") && !Contains("202-555"));
    for (const std::string& carrier : made.people.at(0).carriers) CHECK_THAT(carrier, !Contains("2025550"));
    CHECK(made.distributions.carriers.back().name == "raw:net 310260");
    if (mode == MaskMode::full) CHECK(made.distributions.carriers.front() == Tally{"raw:+***********", 2});
  }
  one.options.mask = MaskMode::none;
  CHECK(one.report().distributions.carriers.size() == 3);
}
