// The verdict on numbers and people, the sums, the signals.
#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <span>
#include <vector>

#include "mfax/report.hpp"

using namespace mfax;

namespace {

/// A log of (number, messages) and a directory of (login, numbers).
struct Case {
  MergedLogs logs;
  std::vector<DirectoryRecord> records;
  std::map<std::uint64_t, std::vector<NameCount>> types;  ///< of the numbers
  static constexpr std::array<Moment, 2> kKept{Moment{0, 0, 1, 0}, Moment{0, 0, 6, 0}};  ///< lines 2 and 7
  static constexpr std::span<const Moment> kRows = std::span(kKept).first(1);

  void log(std::uint64_t digits, std::uint64_t messages, Confidence confidence = Confidence::exact) {
    Contact contact;
    contact.messages = messages;
    contact.by_confidence[static_cast<std::size_t>(confidence)] = messages;
    contact.by_channel[static_cast<std::size_t>(Channel::sms)] = messages;
    contact.first = contact.last = Timestamp{std::chrono::hours{474792}};  // 2024-03-01
    static constexpr std::array<std::int32_t, 1> kDays{19783};
    contact.days = kDays;
    contact.rows = kRows;
    logs.contacts.emplace_back(PhoneKey{digits}, contact);
    logs.rows.read += messages;
    logs.rows.in_scope += messages;
  }
  void type(std::string_view name, std::uint32_t count) {  // of the number added last
    std::vector<NameCount>& list = types[logs.contacts.back().first.digits];
    list.push_back({logs.names.intern(name), count, {1, 1, 1}});
    logs.contacts.back().second.types = list;
  }
  DirectoryRecord& person(std::string login, std::vector<std::uint64_t> numbers) {
    DirectoryRecord& record = records.emplace_back();
    record.username = login;
    record.email = login + "@example.org";
    for (const std::uint64_t digits : numbers) {
      DirectoryNumber number;
      number.key = PhoneKey{digits};
      number.status = NumberStatus::ok;
      record.numbers.push_back(number);
    }
    return record;
  }
  Report report(ReportOptions options = {}) { return build_report(logs, build_directory(records), {}, options); }
};

bool has_signal(const ExposedPerson& person, std::string_view code) {
  return std::any_of(person.signals.begin(), person.signals.end(), [&](const Signal& s) { return s.code == code; });
}

}  // namespace

TEST_CASE("one holder is certain, two are possible, more than the threshold are nobody") {
  Case c;
  c.log(12025550101, 5);
  c.log(12025550102, 3);
  c.log(12025550103, 2);
  c.log(12025550104, 1);
  c.person("ann", {12025550101, 12025550102});
  c.person("ben", {12025550102});
  for (int i = 0; i < 7; ++i) c.person("desk" + std::to_string(i), {12025550103});
  const Report report = c.report();
  CHECK(report.accounting.numbers.matched == 1);
  CHECK(report.accounting.numbers.ambiguous == 1);
  CHECK(report.accounting.numbers.ignored == 1);
  CHECK(report.accounting.numbers.unmatched == 1);
  CHECK(report.accounting.messages.attributed == 5);
  CHECK(report.accounting.messages.ambiguous == 3);
  CHECK(report.accounting.messages.ignored == 2);
  CHECK(report.accounting.messages.unmatched == 1);
  CHECK(report.accounting.people.certain == 1);
  CHECK(report.accounting.people.possible_additional == 1);
  CHECK(report.accounting.people.not_exposed == 7);
  CHECK(report.accounting.is_balanced());
  REQUIRE(report.people.size() == 2);
  CHECK(report.people[0].username == "ann");
  CHECK(report.people[0].message_count == 5);
  CHECK(report.people[0].numbers.size() == 2);
  CHECK(report.people[1].certainty == "possible");
  CHECK(report.people[1].message_count == 3);
  REQUIRE(report.shared.size() == 2);
  CHECK(report.shared[1].kind == "generic");
  CHECK(report.shared[1].holder_count == 7);
}

TEST_CASE("a match below the threshold is a candidate, not a match, and says so") {
  Case c;
  c.log(541123456789, 4);
  c.person("ana", {5491123456789});
  const Report strict = c.report();
  CHECK(strict.accounting.numbers.unmatched == 1);
  REQUIRE(strict.unmatched.size() == 1);
  CHECK(strict.unmatched[0].reason == "below_min_confidence");
  REQUIRE(strict.unmatched[0].holders.size() == 1);
  CHECK(strict.unmatched[0].holders[0].confidence == "likely");
  ReportOptions options;
  options.min_confidence = Confidence::likely;
  CHECK(c.report(options).accounting.people.certain == 1);
}

TEST_CASE("the confidence of a match is the weaker of log and directory") {
  Case c;
  c.log(12025550101, 1, Confidence::derived);
  c.person("ann", {12025550101});
  const Report report = c.report();
  CHECK(report.people[0].numbers[0].confidence == "derived");
  CHECK(report.people[0].numbers[0].method == "region_applied");
  ReportOptions options;
  options.min_confidence = Confidence::exact;
  CHECK(c.report(options).accounting.numbers.unmatched == 1);
}

TEST_CASE("an ignored number is evidence for nobody") {
  Case c;
  c.log(12025550101, 9);
  c.person("ann", {12025550101});
  ReportOptions options;
  options.ignored = {PhoneKey{12025550101}};
  const Report report = c.report(options);
  CHECK(report.people.empty());
  CHECK(report.accounting.messages.ignored == 9);
  CHECK(report.ignored[0].reason == "ignore_list");
}

TEST_CASE("administrator log-ins make a person critical, with the row as evidence") {
  Case c;
  c.log(12025550101, 9);
  c.type("admin_login", 2);
  c.person("ann", {12025550101});
  const Report report = c.report();
  CHECK(report.people[0].severity == "critical");
  REQUIRE(has_signal(report.people[0], "admin_context"));
  CHECK(report.people[0].signals[0].message_count == 2);
  CHECK(report.people[0].signals[0].row_refs == std::vector<std::string>{"in1:7"});
  CHECK(report.summary.critical == 1);
}

TEST_CASE("messages to a shared number are no figures of somebody who is certain by his own") {
  Case c;
  c.log(12025550101, 1);
  c.type("passcode", 1);
  c.log(12025550150, 2);
  c.type("admin_login", 2);
  c.person("ann", {12025550101, 12025550150});
  c.person("bob", {12025550150});
  const Report report = c.report();
  const auto person = [&](std::string_view name) {
    return *std::find_if(report.people.begin(), report.people.end(), [&](const ExposedPerson& p) { return p.username == name; });
  };
  CHECK(person("ann").certainty == "certain");
  CHECK_FALSE(has_signal(person("ann"), "admin_context"));
  REQUIRE(has_signal(person("ann"), "shared_number"));
  const Signal& shared = *std::find_if(report.people.begin(), report.people.end(), [](const ExposedPerson& p) {
                            return p.username == "ann";
                          })->signals.begin();
  CHECK(shared.detail == "2 messages to numbers that others hold, too, 2 of them for administrator log-ins");
  CHECK(shared.message_count == 2);
  CHECK(has_signal(person("bob"), "admin_context"));  // possible: all that is known of him is the shared number
}

TEST_CASE("only weak factors beside the phone leave the phone the only factor") {
  Case c;
  c.log(12025550101, 1);
  c.log(12025550102, 1);
  c.person("weak", {12025550101}).factors = {"sms", "email"};
  c.person("strong", {12025550102}).factors = {"sms", "webauthn"};
  const Report report = c.report();
  CHECK(has_signal(report.people[0], "phone_only_factor"));
  CHECK(report.people[0].username == "weak");
  CHECK_FALSE(has_signal(report.people[1], "phone_only_factor"));
}

TEST_CASE("a privileged group is found by pattern") {
  Case c;
  c.log(12025550101, 1);
  c.person("ann", {12025550101}).groups = {"Tier0-Admins"};
  ReportOptions options;
  options.policy.privileged_groups = {"^tier0"};
  const Report report = c.report(options);
  CHECK(report.people[0].is_privileged);
  CHECK(report.people[0].severity == "high");
}

TEST_CASE("a day without messages is silent only if its weekday is busy") {
  Case c;
  c.log(12025550101, 1);
  for (const int day : {19783, 19790, 19804}) c.logs.time_line.by_day[day] = 50;  // Fridays 1, 8 and 22 March 2024
  const Report report = c.report();
  REQUIRE(report.quality.silent_days.size() == 1);
  CHECK(report.quality.silent_days[0].date == "2024-03-15");
  CHECK(report.quality.silent_days[0].weekday == "Friday");
  CHECK(report.quality.silent_days[0].usual_count == 50);
}

TEST_CASE("numbers leave the builder masked as asked") {
  Case c;
  c.log(12025550143, 1);
  c.person("ann", {12025550143});
  CHECK(c.report().people[0].numbers[0].masked == "+1 ***-***-0143");
  ReportOptions options;
  options.mask = MaskMode::none;
  CHECK(c.report(options).people[0].numbers[0].masked == "+12025550143");
}

TEST_CASE("sums that do not balance stop the run") {
  Case c;
  c.log(12025550101, 5);
  c.logs.rows.read += 1;
  CHECK_THROWS_AS(c.report(), std::logic_error);
}
